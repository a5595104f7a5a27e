import type { Query, Term } from "../domain/query/term.ts";
import { compareKeys, type SortKey } from "../domain/sort-key.ts";
import { isFreshBreach, isMissed, type Outlook, PLACES, type SectionName } from "../domain/ticket/brief-sections.ts";
import type { TicketEvent } from "../domain/ticket/event.ts";
import { live } from "../domain/ticket/fold.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { Reads } from "./ports.ts";

/** A ticket in a section; of a held or a reopened one who did that and when. */
export interface BriefRow {
  readonly row: TicketRow;
  readonly by: string | null;
  readonly at: Instant | null;
}

interface Section {
  /** All there are; `rows` are the first of them. */
  readonly count: number;
  readonly rows: readonly BriefRow[];
}

/** A desk looked over: what happened since, and what comes. */
export interface Brief extends Outlook {
  readonly sections: Readonly<Record<SectionName, Section>>;
  readonly open: number;
  /** Of the breached, those that were not yet then. */
  readonly breachedSince: number;
  /** Of the updates promised, those whose time has passed. */
  readonly missed: number;
  /** Resolved since, and still so. */
  readonly resolved: number;
  /** Of these, those not yet closed. */
  readonly unclosed: number;
}

interface Placed {
  readonly row: TicketRow;
  readonly key: SortKey;
}

/** Counts what is added and keeps the first so many of it, in order. */
class FirstOf {
  readonly #most: number;
  #kept: readonly Placed[] = [];
  #fresh: Placed[] = [];
  count = 0;

  constructor(most: number | null) {
    this.#most = most ?? Number.POSITIVE_INFINITY;
  }

  add(row: TicketRow, key: SortKey): void {
    this.count += 1;
    this.#fresh.push({ row, key });
    if (this.#fresh.length > this.#most + 100) this.#settle();
  }

  #settle(): void {
    this.#kept = [...this.#kept, ...this.#fresh].sort((a, b) => compareKeys(a.key, b.key)).slice(0, this.#most);
    this.#fresh = [];
  }

  rows(): readonly TicketRow[] {
    this.#settle();
    return this.#kept.map(({ row }) => row);
  }
}

const about = ({ me, now }: Outlook, text: string, ...terms: readonly Term[]): Query => ({ terms, sort: null, text, me, now });

const openOnes = (from: Outlook): Query => about(from, "is:open", { kind: "is", not: false, flags: ["open"] });

const endedSince = (from: Outlook): Query =>
  about(from, "resolved", { kind: "within", field: "resolved", not: false, ranges: [{ from: from.since, to: null }], none: false, some: false });

/** The last live event of a kind in a history, as who did it and when. */
function lastOf(history: readonly TicketEvent[], type: TicketEvent["type"]): Omit<BriefRow, "row"> {
  const event = live(history).findLast((one) => one.type === type);
  return { by: event?.by ?? null, at: event?.at ?? null };
}

const plain = (row: TicketRow): BriefRow => ({ row, by: null, at: null });

/**
 * Looks over a desk: one pass over the open tickets, one over what was resolved since, and the histories of those held or
 * reopened. `most`: how many tickets a section shows; null: all.
 */
export async function briefOf(reads: Reads, from: Outlook, most: number | null): Promise<Brief> {
  const names = Object.keys(PLACES) as (keyof typeof PLACES)[];
  const found = Object.fromEntries(names.map((name) => [name, new FirstOf(most)])) as Record<keyof typeof PLACES, FirstOf>;
  const counts = { open: 0, breachedSince: 0, missed: 0, resolved: 0, unclosed: 0 };
  const perhapsReopened: TicketRow[] = [];

  const placeIn = (name: keyof typeof PLACES, row: TicketRow): boolean => {
    const key = PLACES[name](row, from);
    if (key !== null) found[name].add(row, key);
    return key !== null;
  };
  const look = (row: TicketRow): void => {
    if (row.reopenCount > 0 && row.updatedAt >= from.since) perhapsReopened.push(row);
  };

  for await (const row of reads.list({ query: openOnes(from), limit: null })) {
    counts.open += 1;
    look(row);
    for (const name of names) {
      if (!placeIn(name, row)) continue;
      if (name === "breached" && isFreshBreach(row, from)) counts.breachedSince += 1;
      if (name === "promised" && isMissed(row, from)) counts.missed += 1;
    }
  }
  for await (const row of reads.list({ query: endedSince(from), limit: null })) {
    if (row.void === 1) continue;
    counts.resolved += 1;
    if (row.status === "resolved") counts.unclosed += 1;
    look(row);
    placeIn("new", row);
  }

  const held = found.held.rows();
  const histories = await reads.histories([...new Set([...held, ...perhapsReopened].map(({ number }) => number))]);
  const historyOf = ({ number }: TicketRow): readonly TicketEvent[] => histories.get(number) ?? [];
  const reopened = perhapsReopened
    .map((row): BriefRow => ({ row, ...lastOf(historyOf(row), "reopened") }))
    .filter(({ at }) => at !== null && at >= from.since)
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  const sections = {
    ...Object.fromEntries(names.map((name) => [name, { count: found[name].count, rows: found[name].rows().map(plain) }])),
    held: { count: found.held.count, rows: held.map((row) => ({ row, ...lastOf(historyOf(row), "held") })) },
    reopened: { count: reopened.length, rows: most === null ? reopened : reopened.slice(0, most) },
  } as unknown as Brief["sections"];
  return { ...from, ...counts, sections };
}
