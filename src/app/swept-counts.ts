import type { TicketEvent } from "../domain/ticket/event.ts";
import type { Item } from "./outcome.ts";

/** What a run of the sweep came to. */
export interface SweptCounts {
  readonly tickets: number;
  /** Holds and overrides that had an end. */
  readonly ended: number;
  readonly warned: number;
  readonly escalated: number;
  readonly reminded: number;
  readonly resolved: number;
  readonly closed: number;
}

export const NOTHING_SWEPT: SweptCounts = { tickets: 0, ended: 0, warned: 0, escalated: 0, reminded: 0, resolved: 0, closed: 0 };

const COUNTED: Readonly<Partial<Record<TicketEvent["type"], Exclude<keyof SweptCounts, "tickets">>>> = {
  holdEnded: "ended",
  overrideEnded: "ended",
  warned: "warned",
  escalated: "escalated",
  reminded: "reminded",
  resolved: "resolved",
  closed: "closed",
};

/** The counts with those of some more tickets. */
export function addSwept(counts: SweptCounts, items: readonly Item[]): SweptCounts {
  const sum = { ...counts, tickets: counts.tickets + items.length };
  for (const { events } of items)
    for (const { type } of events) {
      const counted = COUNTED[type];
      if (counted !== undefined) sum[counted] += 1;
    }
  return sum;
}
