import { CLOCKS } from "../../domain/policy/policy.ts";
import { clockState } from "../../domain/ticket/clock-state.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import type { Instant } from "../../domain/time/instant.ts";
import type { Change } from "../../render/watch/news.ts";

/** A list as it was read, and when. */
export interface Listed {
  readonly at: Instant;
  readonly rows: readonly TicketRow[];
}

/** Whether time alone has brought a clock of a ticket to be at risk or breached. */
const hasPressed = (row: TicketRow, since: Instant, now: Instant): boolean =>
  CLOCKS.some((which) => {
    const state = clockState(row, which, now);
    return (state === "at_risk" || state === "breached") && clockState(row, which, since) !== state;
  });

const isSame = (a: TicketRow, b: TicketRow): boolean => a.version === b.version && a.updatedAt === b.updatedAt;

/** What came about between two readings of a list, in the order of the list; what is no longer in it is given as it was. */
export function changesBetween(before: Listed, after: Listed): readonly Change[] {
  const old = new Map(before.rows.map((row) => [row.number, row]));
  const changes: Change[] = [];
  for (const row of after.rows) {
    const was = old.get(row.number) ?? null;
    old.delete(row.number);
    if (was === null) changes.push({ kind: "new", row, before: null });
    else if (!isSame(was, row)) changes.push({ kind: "changed", row, before: was });
    else if (hasPressed(row, before.at, after.at)) changes.push({ kind: "clock", row, before: was });
  }
  for (const row of old.values()) changes.push({ kind: "left", row, before: row });
  return changes;
}
