import { decidesClocks, type Lack, lacksOf } from "../domain/policy/lacking.ts";
import { CLOCKS, type Policy, type Which } from "../domain/policy/policy.ts";
import type { Query } from "../domain/query/term.ts";
import { clockState, restOf } from "../domain/ticket/clock-state.ts";
import { rebind } from "../domain/ticket/rebind.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { rowOf, ticketOf } from "../domain/ticket/row-of.ts";
import { CHANGES, type Change, type ComparedClock, comparedClocks } from "../domain/ticket/what-if.ts";
import type { Instant } from "../domain/time/instant.ts";
import { fail } from "./failure.ts";
import type { Reads } from "./ports.ts";

/** A clock of an open ticket that another policy would turn over. */
export interface TurnedClock extends ComparedClock {
  readonly row: TicketRow;
  readonly priorityThen: string;
}

export interface Kept {
  readonly met: number;
  readonly missed: number;
}

/** How a clock was kept in the tickets of one priority, as it is and as it would have been. */
export interface ComparedCompliance {
  readonly priority: string;
  readonly clock: Which;
  readonly now: Kept;
  readonly would: Kept;
}

/** What a register would look like under another policy. */
export interface WhatIf {
  readonly asOf: Instant;
  readonly since: Instant;
  /** Open tickets, each counted by the worse of its clocks; `unjudged` lack what its clocks follow from. */
  readonly open: Readonly<Record<Change | "tickets" | "unjudged", number>>;
  /** By what becomes of them, the worst first. */
  readonly turned: readonly TurnedClock[];
  readonly compliance: readonly ComparedCompliance[];
  /** Of the tickets with a clock that ended since then. */
  readonly leftOut: { readonly duplicates: number; readonly unjudged: number };
  readonly lacks: readonly (Lack & { readonly tickets: number })[];
}

/** Which tickets are looked at: the open ones, and the others that have changed since. */
export interface Populations {
  readonly open: Query;
  readonly ended: Query;
}

/** No version has this number, so the clocks of a rebound ticket name the other policy by it. */
const OTHER = 0;

const endOf = (row: TicketRow, which: Which): Instant | null => (which === "response" ? row.firstResponseAt : row.resolvedAt);

/** Judges every ticket under another policy beside its own. Reads only; what is held in memory are the clocks that turn. */
export class Comparison {
  readonly #policy: Policy;
  readonly #asOf: Instant;
  readonly #since: Instant;
  readonly #open = { tickets: 0, unjudged: 0, breached: 0, at_risk: 0, recovers: 0, moved: 0, same: 0 };
  readonly #leftOut = { duplicates: 0, unjudged: 0 };
  readonly #turned: TurnedClock[] = [];
  readonly #lacks = new Map<string, Lack & { tickets: number }>();
  readonly #kept = new Map<string, Record<"now" | "would", { met: number; missed: number }>>();
  readonly #priorities: string[];

  constructor(rules: Policy, policy: Policy, asOf: Instant, since: Instant) {
    this.#policy = policy;
    this.#asOf = asOf;
    this.#since = since;
    this.#priorities = [...rules.priorities];
  }

  /** Takes an open ticket in. */
  addOpen(row: TicketRow): void {
    this.#open.tickets += 1;
    const other = this.#under(row);
    if (other === null) this.#open.unjudged += 1;
    else {
      const clocks = comparedClocks(row, other, this.#asOf);
      const worst = Math.min(...clocks.map(({ change }) => CHANGES.indexOf(change)));
      this.#open[CHANGES[worst] as Change] += 1;
      for (const clock of clocks) if (clock.change !== "same" && clock.change !== "moved") this.#turned.push({ ...clock, row, priorityThen: other.priority });
    }
    this.#tally(row, other);
  }

  /** Takes one in that is open no more. */
  addEnded(row: TicketRow): void {
    if (row.status !== "cancelled" && this.#endedSince(row).length > 0) this.#tally(row, this.#under(row));
  }

  result(): WhatIf {
    const compliance = this.#priorities.flatMap((priority) =>
      CLOCKS.flatMap((clock) => {
        const kept = this.#kept.get(`${clock} ${priority}`);
        return kept === undefined ? [] : [{ priority, clock, ...kept }];
      }),
    );
    const place = ({ change }: TurnedClock): number => CHANGES.indexOf(change);
    return {
      asOf: this.#asOf,
      since: this.#since,
      open: this.#open,
      turned: this.#turned.toSorted((a, b) => place(a) - place(b)),
      compliance,
      leftOut: this.#leftOut,
      lacks: [...this.#lacks.values()],
    };
  }

  #calendarOf = (_: number, name: string) => {
    const calendar = this.#policy.calendars[name];
    if (calendar === undefined) throw fail("failed", "no_calendar", { terms: this.#policy.name, name });
    return calendar;
  };

  /** Its row under the other policy; null: that knows too little of it. What it does not know is counted. */
  #under(row: TicketRow): TicketRow | null {
    const { clocks } = restOf(row);
    const lacks = lacksOf(this.#policy, {
      ...row,
      overridden: row.overrideReason !== null,
      calendars: CLOCKS.flatMap((which) => clocks[which].target?.calendar ?? []),
    });
    for (const lack of lacks) {
      const known = this.#lacks.get(`${lack.field} ${lack.value}`);
      if (known === undefined) this.#lacks.set(`${lack.field} ${lack.value}`, { ...lack, tickets: 1 });
      else known.tickets += 1;
    }
    if (lacks.some(decidesClocks)) return null;
    return rowOf(rebind(ticketOf(row), this.#policy, OTHER), this.#calendarOf);
  }

  #endedSince(row: TicketRow): readonly Which[] {
    return CLOCKS.filter((which) => (endOf(row, which) ?? Number.NEGATIVE_INFINITY) >= this.#since);
  }

  #tally(row: TicketRow, other: TicketRow | null): void {
    const ended = this.#endedSince(row);
    if (ended.length === 0) return;
    if (row.resolutionCode === "duplicate") this.#leftOut.duplicates += 1;
    else if (other === null) this.#leftOut.unjudged += 1;
    else
      for (const which of ended) {
        if (!this.#priorities.includes(row.priority)) this.#priorities.push(row.priority);
        const key = `${which} ${row.priority}`;
        const kept = this.#kept.get(key) ?? { now: { met: 0, missed: 0 }, would: { met: 0, missed: 0 } };
        this.#kept.set(key, kept);
        for (const [side, of] of [
          ["now", row],
          ["would", other],
        ] as const) {
          const state = clockState(of, which, this.#asOf);
          if (state === "met" || state === "missed") kept[side][state] += 1;
        }
      }
  }
}

/** Judges the tickets of a register under another policy. */
export async function whatIf(reads: Reads, { open, ended }: Populations, comparison: Comparison): Promise<WhatIf> {
  for await (const row of reads.list({ query: open, limit: null })) comparison.addOpen(row);
  for await (const row of reads.list({ query: ended, limit: null })) comparison.addEnded(row);
  return comparison.result();
}
