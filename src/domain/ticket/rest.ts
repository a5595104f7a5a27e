import type { Which } from "../policy/policy.ts";
import type { Instant } from "../time/instant.ts";
import type { TicketRow } from "./row.ts";
import type { Affected, Clock, Hold, Interval, Link, Relation, Ticket } from "./ticket.ts";

/** What a row keeps of a ticket beside its columns: nothing a query asks for, but all the fold needs to go on. */
export interface Rest {
  readonly clocks: Readonly<Record<Which, Clock>>;
  readonly movedAt: Instant;
  /** The rank of a major incident's priority, whose column says 0; null otherwise. */
  readonly rank: number | null;
  readonly refs: readonly string[];
  readonly tags: readonly string[];
  readonly links: readonly Link[];
  readonly affected: readonly Affected[];
  readonly watchers: readonly string[];
  readonly previousGroup: string | null;
  readonly cancellation: { readonly reason: string; readonly at: Instant; readonly by: string } | null;
  /** What a hold remembers beyond its columns. */
  readonly hold: { readonly from: Hold["from"]; readonly stops: readonly Which[] } | null;
}

/** The JSON of the column: short keys and no empty parts, for every ticket carries it. */
interface Packed {
  readonly c: readonly [PackedClock, PackedClock];
  readonly m: Instant;
  readonly k?: number;
  readonly f?: readonly string[];
  readonly t?: readonly string[];
  readonly l?: readonly (readonly [Relation, number])[];
  readonly a?: readonly (readonly [number, string, string | null, Instant])[];
  readonly w?: readonly string[];
  readonly p?: string;
  readonly x?: readonly [string, Instant, string];
  readonly h?: readonly [Hold["from"], readonly Which[]];
}
type PackedClock = readonly [seconds: number | null, calendar: string | null, terms: number, running: readonly Interval[], endedAt: Instant | null];

const packClock = (clock: Clock): PackedClock => [clock.target?.seconds ?? null, clock.target?.calendar ?? null, clock.terms, clock.running, clock.endedAt];

const unpackClock = ([seconds, calendar, terms, running, endedAt]: PackedClock): Clock => ({
  target: seconds === null || calendar === null ? null : { seconds, calendar },
  terms,
  running,
  endedAt,
});

/** The text of the `rest` column. */
export function packRest(t: Ticket): string {
  const packed: Packed = {
    c: [packClock(t.clocks.response), packClock(t.clocks.resolution)],
    m: t.movedAt,
    ...(t.major && { k: t.rank }),
    ...(t.refs.length > 0 && { f: t.refs }),
    ...(t.tags.length > 0 && { t: t.tags }),
    ...(t.links.length > 0 && { l: t.links.map(({ rel, to }) => [rel, to] as const) }),
    ...(t.affected.length > 0 && { a: t.affected.map(({ id, name, contact, at }) => [id, name, contact, at] as const) }),
    ...(t.watchers.length > 0 && { w: t.watchers }),
    ...(t.previousGroup !== null && { p: t.previousGroup }),
    ...(t.cancellation !== null && { x: [t.cancellation.reason, t.cancellation.at, t.cancellation.by] as const }),
    ...(t.hold !== null && { h: [t.hold.from, t.hold.stops] as const }),
  };
  return JSON.stringify(packed);
}

/** The `rest` column of a row as values. */
export function readRest(row: Pick<TicketRow, "rest">): Rest {
  const packed = JSON.parse(row.rest) as Packed;
  return {
    clocks: { response: unpackClock(packed.c[0]), resolution: unpackClock(packed.c[1]) },
    movedAt: packed.m,
    rank: packed.k ?? null,
    refs: packed.f ?? [],
    tags: packed.t ?? [],
    links: (packed.l ?? []).map(([rel, to]) => ({ rel, to })),
    affected: (packed.a ?? []).map(([id, name, contact, at]) => ({ id, name, contact, at })),
    watchers: packed.w ?? [],
    previousGroup: packed.p ?? null,
    cancellation: packed.x === undefined ? null : { reason: packed.x[0], at: packed.x[1], by: packed.x[2] },
    hold: packed.h === undefined ? null : { from: packed.h[0], stops: packed.h[1] },
  };
}

/** Stands in no text of that JSON, whose quotes are behind backslashes. */
const LAST_MOVE = ',"m":';

/** What follows the last move: all of a `rest` column but what the passing of time and any act change. */
function beyondClocks(rest: string): string {
  let end = rest.indexOf(LAST_MOVE) + LAST_MOVE.length;
  while (end < rest.length && rest[end] !== "," && rest[end] !== "}") end += 1;
  return rest.slice(end);
}

/** Whether two `rest` columns are alike but for their clocks and last moves, found out without reading them. */
export const alikeBeyondClocks = (one: string, other: string): boolean => beyondClocks(one) === beyondClocks(other);
