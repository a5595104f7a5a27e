import type { Which } from "../policy/policy.ts";
import type { Instant } from "../time/instant.ts";
import type { TicketRow } from "./row.ts";
import type { Affected, Clock, Hold, Interval, Link, Relation, Status, Ticket } from "./ticket.ts";

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
  readonly raised: readonly string[];
  readonly cancellation: { readonly reason: string; readonly at: Instant; readonly by: string } | null;
  /** What a hold remembers beyond its columns. */
  readonly hold: Pick<Hold, "from" | "stops" | "remindAt" | "outstay"> | null;
  readonly promiseTold: boolean;
  readonly silence: Ticket["silence"];
}

const NONE: readonly never[] = [];

/** The columns a `rest` is read with: what equals one of them is left out of it. */
export type KeptRow = Pick<
  TicketRow,
  "rest" | "status" | "openedAt" | "updatedAt" | "terms" | "firstResponseAt" | "resolvedAt" | "responseTarget" | "resolutionTarget"
>;

/**
 * The JSON of the column: short keys and no empty parts, for every ticket carries it. Instants are seconds since the
 * ticket was opened. The clocks and the last move stand last: they are what every act changes.
 */
interface Packed {
  readonly k?: number;
  readonly f?: readonly string[];
  readonly t?: readonly string[];
  readonly l?: readonly (readonly [Relation, number])[];
  readonly a?: readonly (readonly [number, string, string | null, number])[];
  readonly w?: readonly string[];
  readonly p?: string;
  readonly u?: readonly string[];
  readonly x?: readonly [string, number, string];
  readonly h?: readonly [Hold["from"], readonly Which[]];
  readonly c: readonly [PackedClock, PackedClock];
  /** Left out: the last move is the last change. */
  readonly m?: number;
  /** How much of each target was warned of. */
  readonly q?: readonly [Clock["warned"], Clock["warned"]];
  /** When somebody is reminded of its hold, when that outstays, and what then. */
  readonly d?: readonly [remindAt: number | null, outstaysAt?: number, brings?: "resolve" | "remind"];
  /** Somebody was reminded of the promise that stands. */
  readonly v?: 1;
  /** Since when the requester knows that it is resolved, and when silence closes it; left out: since then, and never. */
  readonly n?: readonly [since: number | null, closesAt: number | null];
}

/** The beginnings and ends of its intervals in turn; an end, a target or terms that are not those of the columns follow. */
type PackedClock =
  | readonly [calendar: string | null, running: readonly number[]]
  | readonly [calendar: string | null, running: readonly number[], endedAt: number | null]
  | readonly [calendar: string | null, running: readonly number[], endedAt: number | null, seconds: number | null, terms: number];

/** What the columns of a row say of one clock. */
interface Stated {
  readonly openedAt: Instant;
  readonly terms: number;
  readonly endedAt: Instant | null;
  readonly seconds: number | null;
}

function packClock({ target, terms, running, endedAt }: Clock, stated: Stated): PackedClock {
  const { openedAt } = stated;
  const turns: number[] = [];
  for (const [from, to] of running) {
    turns.push(from - openedAt);
    if (to !== null) turns.push(to - openedAt);
  }
  const calendar = target?.calendar ?? null;
  const seconds = target?.seconds ?? null;
  const ended = endedAt === null ? null : endedAt - openedAt;
  if (seconds !== stated.seconds || terms !== stated.terms) return [calendar, turns, ended, seconds, terms];
  return endedAt === stated.endedAt ? [calendar, turns] : [calendar, turns, ended];
}

function unpackClock(packed: PackedClock, stated: Stated, warned: Clock["warned"] = 0): Clock {
  const { openedAt } = stated;
  const [calendar, turns] = packed;
  const running: Interval[] = [];
  for (let i = 0; i < turns.length; i += 2) {
    const to = turns[i + 1];
    running.push([openedAt + (turns[i] as number), to === undefined ? null : openedAt + to]);
  }
  const ended = packed[2];
  const seconds = packed[3] === undefined ? stated.seconds : packed[3];
  return {
    target: seconds === null || calendar === null ? null : { seconds, calendar },
    terms: packed[4] ?? stated.terms,
    running,
    endedAt: ended === undefined ? stated.endedAt : ended === null ? null : openedAt + ended,
    warned,
  };
}

const away = (at: Instant | null, openedAt: Instant): number | null => (at === null ? null : at - openedAt);
const back = (away: number | null, openedAt: Instant): Instant | null => (away === null ? null : openedAt + away);

function packHold({ remindAt, outstay }: Hold, openedAt: Instant): Pick<Packed, "d"> {
  if (outstay !== null) return { d: [away(remindAt, openedAt), outstay.at - openedAt, outstay.brings] };
  return remindAt === null ? {} : { d: [remindAt - openedAt] };
}

function packSilence({ silence, status, resolution, openedAt }: Ticket): Pick<Packed, "n"> {
  if (silence === null || (status === "resolved" && silence.closesAt === null && silence.since === resolution?.at)) return {};
  return { n: [away(silence.since, openedAt), away(silence.closesAt, openedAt)] };
}

/** The text of the `rest` column. */
export function packRest(t: Ticket): string {
  const { openedAt, terms } = t;
  const { response, resolution } = t.clocks;
  // The columns of a cancelled ticket say of no target, though its clocks keep theirs.
  const secondsOf = (clock: Clock): number | null => (t.status === "cancelled" ? null : (clock.target?.seconds ?? null));
  const packed: Packed = {
    ...(t.major && { k: t.rank }),
    ...(t.refs.length > 0 && { f: t.refs }),
    ...(t.tags.length > 0 && { t: t.tags }),
    ...(t.links.length > 0 && { l: t.links.map(({ rel, to }) => [rel, to] as const) }),
    ...(t.affected.length > 0 && { a: t.affected.map(({ id, name, contact, at }) => [id, name, contact, at - openedAt] as const) }),
    ...(t.watchers.length > 0 && { w: t.watchers }),
    ...(t.previousGroup !== null && { p: t.previousGroup }),
    ...(t.raised.length > 0 && { u: t.raised }),
    ...(t.cancellation !== null && { x: [t.cancellation.reason, t.cancellation.at - openedAt, t.cancellation.by] as const }),
    ...(t.hold !== null && { h: [t.hold.from, t.hold.stops] as const }),
    c: [
      packClock(response, { openedAt, terms, endedAt: response.endedAt, seconds: secondsOf(response) }),
      packClock(resolution, { openedAt, terms, endedAt: t.resolution?.at ?? null, seconds: secondsOf(resolution) }),
    ],
    ...(t.movedAt !== t.updatedAt && { m: t.movedAt - openedAt }),
    ...((response.warned > 0 || resolution.warned > 0) && { q: [response.warned, resolution.warned] as const }),
    ...(t.hold !== null && packHold(t.hold, openedAt)),
    ...(t.promiseTold && { v: 1 as const }),
    ...packSilence(t),
  };
  return JSON.stringify(packed);
}

function unpackHold({ d }: Packed, openedAt: Instant): Pick<Hold, "remindAt" | "outstay"> {
  const [remindAt = null, outstaysAt, brings] = d ?? [];
  return { remindAt: back(remindAt, openedAt), outstay: outstaysAt === undefined || brings === undefined ? null : { at: openedAt + outstaysAt, brings } };
}

const silenceSince = (status: Status, resolvedAt: Instant | null): Ticket["silence"] => (status === "resolved" ? { since: resolvedAt, closesAt: null } : null);

const linksOf = ({ l = NONE }: Packed): readonly Link[] => l.map(([rel, to]) => ({ rel, to }));

/** The links a `rest` column says of, which are read without any other. */
export const linksIn = (rest: string): readonly Link[] => linksOf(JSON.parse(rest) as Packed);

/** The `rest` column of a row as values. */
export function readRest({ rest, status, openedAt, updatedAt, terms, firstResponseAt, resolvedAt, responseTarget, resolutionTarget }: KeptRow): Rest {
  const packed = JSON.parse(rest) as Packed;
  return {
    clocks: {
      response: unpackClock(packed.c[0], { openedAt, terms, endedAt: firstResponseAt, seconds: responseTarget }, packed.q?.[0]),
      resolution: unpackClock(packed.c[1], { openedAt, terms, endedAt: resolvedAt, seconds: resolutionTarget }, packed.q?.[1]),
    },
    movedAt: packed.m === undefined ? updatedAt : openedAt + packed.m,
    rank: packed.k ?? null,
    refs: packed.f ?? NONE,
    tags: packed.t ?? NONE,
    links: linksOf(packed),
    affected: (packed.a ?? NONE).map(([id, name, contact, at]) => ({ id, name, contact, at: openedAt + at })),
    watchers: packed.w ?? NONE,
    previousGroup: packed.p ?? null,
    raised: packed.u ?? NONE,
    cancellation: packed.x === undefined ? null : { reason: packed.x[0], at: openedAt + packed.x[1], by: packed.x[2] },
    hold: packed.h === undefined ? null : { from: packed.h[0], stops: packed.h[1], ...unpackHold(packed, openedAt) },
    promiseTold: packed.v === 1,
    silence: packed.n === undefined ? silenceSince(status, resolvedAt) : { since: back(packed.n[0], openedAt), closesAt: back(packed.n[1], openedAt) },
  };
}

/** Stands in no text of that JSON, whose quotes are behind backslashes. */
const CLOCKS_FROM = '"c":';

/** All of a `rest` column but what the passing of time and any act change. */
const beyondClocks = (rest: string): string => rest.slice(0, rest.indexOf(CLOCKS_FROM));

/** Whether two `rest` columns are alike but for their clocks and last moves, found out without reading them. */
export const alikeBeyondClocks = (one: string, other: string): boolean => beyondClocks(one) === beyondClocks(other);

/** Whether a `rest` column holds clocks and no more, as that of most tickets does. */
export const isBare = (rest: string): boolean => rest.startsWith(CLOCKS_FROM, 1);
