import type { Query } from "../domain/query/term.ts";
import { ageOf } from "../domain/report/aging.ts";
import { type Dimension, groupedBy, orderOf } from "../domain/report/dimension.ts";
import type { Span } from "../domain/report/period.ts";
import type { Report } from "../domain/report/report.ts";
import type { Reported } from "../domain/report/reported.ts";
import { type Figures, type GroupFigures, Tally } from "../domain/report/tally.ts";
import type { TicketEvent } from "../domain/ticket/event.ts";
import type { Zone } from "../domain/time/zone.ts";
import type { Desk } from "./desk.ts";
import type { Reads } from "./ports.ts";

/** What a report is asked about. */
export interface Asked {
  readonly report: Report;
  readonly query: Query;
  readonly span: Span;
  /** What it is held against; null: nothing. */
  readonly before: Span | null;
  readonly by: Dimension | null;
  /** Whose clocks say where a day ends. */
  readonly zone: Zone;
}

/** An open ticket, how old it was, and how long nothing had been recorded about it. */
export interface Aged {
  readonly ticket: Reported;
  readonly ageSeconds: number;
  readonly idleSeconds: number;
}

export interface Made {
  /** The total, then the groups. */
  readonly rows: readonly GroupFigures[];
  /** The totals of the period before; null: there is none to be held against. */
  readonly before: Figures | null;
  /** Of an aging report the oldest tickets, the oldest first. */
  readonly oldest: readonly Aged[];
}

/** So many histories are read at once. */
const SET = 200;

type Told = readonly [t: Reported, history: readonly TicketEvent[] | null];

/** Tickets with the histories of those whose rows do not tell all; these come a little later, in sets. */
async function* withHistories(reads: Reads, tickets: AsyncIterable<Reported>, needs: (t: Reported) => boolean): AsyncGenerator<Told> {
  let waiting: Reported[] = [];
  const told = async (): Promise<readonly Told[]> => {
    const histories = await reads.histories(waiting.map(({ number }) => number));
    return waiting.map((t): Told => [t, histories.get(t.number) ?? null]);
  };
  for await (const t of tickets) {
    if (!needs(t)) yield [t, null];
    else if (waiting.push(t) === SET) {
      yield* await told();
      waiting = [];
    }
  }
  if (waiting.length > 0) yield* await told();
}

async function* told(reads: Reads, { report, query, span, before }: Asked, now: number): AsyncGenerator<Told> {
  const reports = await reads.reports();
  const first = before ?? span;
  const reach = { since: first.from, firstCut: first.cut, cut: span.cut, untilNow: span.cut > now };
  yield* withHistories(
    reads,
    reports.reported(report.name, query, reach),
    (t) => report.needsHistory(t, span) || (before !== null && report.needsHistory(t, before)),
  );
}

/** The oldest so many of what is added; of equals the lower number. */
class Oldest {
  readonly #most: number;
  #kept: Aged[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  add(one: Aged): void {
    const last = this.#kept.at(-1);
    if (this.#kept.length >= this.#most && last !== undefined && !isOlder(one, last)) return;
    const at = this.#kept.findIndex((other) => isOlder(one, other));
    this.#kept.splice(at === -1 ? this.#kept.length : at, 0, one);
    if (this.#kept.length > this.#most) this.#kept.pop();
  }

  list(): readonly Aged[] {
    return this.#kept;
  }
}

const isOlder = (a: Aged, b: Aged): boolean => a.ageSeconds > b.ageSeconds || (a.ageSeconds === b.ageSeconds && a.ticket.number < b.ticket.number);

/** Adds up a report in one pass over the tickets it may tell of. `oldest`: how many tickets an aging report names. */
export async function makeReport(reads: Reads, { rules }: Desk, asked: Asked, oldest: number): Promise<Made> {
  const { report, span, before, by, zone, query } = asked;
  const tally = new Tally(report, span, by === null ? null : groupedBy(by, zone));
  const earlier = before === null ? null : new Tally(report, before, null);
  const aged = new Oldest(oldest);
  for await (const [t, history] of told(reads, asked, query.now)) {
    tally.add(t, history);
    earlier?.add(t, history);
    const age = report.name === "aging" ? ageOf(t, history, span) : null;
    if (age !== null) aged.add({ ticket: t, ...age });
  }
  const order = by === null ? null : orderOf(by, rules);
  const placed = tally.groups().map((group) => ({ ...group, count: group.counts[report.main] ?? 0 }));
  const groups = by === null || order === null ? [] : placed.toSorted(order).map(({ value, counts, spreads }) => ({ by, value, counts, spreads }));
  return { rows: [{ by: "total", value: null, ...tally.total() }, ...groups], before: earlier?.total() ?? null, oldest: aged.list() };
}

/** The numbers of the tickets that a figure counts, the lowest first; one that counts twice is named once. */
export async function evidenceOf(reads: Reads, asked: Asked, figure: string): Promise<readonly number[]> {
  const numbers: number[] = [];
  let counts = false;
  const sink = {
    count(name: string): void {
      if (name === figure) counts = true;
    },
    measure: () => undefined,
  };
  for await (const [t, history] of told(reads, { ...asked, before: null }, asked.query.now)) {
    counts = false;
    asked.report.tell(t, history, asked.span, sink);
    if (counts) numbers.push(t.number);
  }
  return numbers.sort((a, b) => a - b);
}
