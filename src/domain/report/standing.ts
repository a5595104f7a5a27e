import type { TicketEvent } from "../ticket/event.ts";
import { evolve, live } from "../ticket/fold.ts";
import { OPEN, type Status, type Ticket } from "../ticket/ticket.ts";
import type { Instant } from "../time/instant.ts";
import type { Reported } from "./reported.ts";

/** What a ticket was just before an instant, by what is known of it today; null: it was not there. */
const ticketBefore = (history: readonly TicketEvent[], cut: Instant): Ticket | null =>
  live(history)
    .filter(({ at }) => at < cut)
    .reduce<Ticket | null>(evolve, null);

/** Whether the row leaves it open that the ticket was open just before an instant: it had come in, and its end came later. */
const mayBeOpen = (t: Reported, cut: Instant): boolean =>
  t.openedAt < cut && !(t.cancelledAt !== null && t.cancelledAt < cut) && !(t.resolvedAt !== null && t.resolvedAt < cut);

/** Whether only its history tells if the ticket was open then: it was reopened, and has changed since. */
export const hidesEnds = (t: Reported, cut: Instant): boolean => t.reopenCount > 0 && t.updatedAt >= cut && mayBeOpen(t, cut);

/** Whether only its history tells what state an open ticket was in: it has changed since. */
export const hidesState = (t: Reported, cut: Instant): boolean => t.updatedAt >= cut && mayBeOpen(t, cut);

/** The status of a ticket just before an instant; null: it was not open. The history is needed where `hidesState` says so. */
export function openStatus(t: Reported, history: readonly TicketEvent[] | null, cut: Instant): Status | null {
  if (!mayBeOpen(t, cut)) return null;
  const status = history !== null && t.updatedAt >= cut ? (ticketBefore(history, cut)?.status ?? null) : t.status;
  return status !== null && OPEN.includes(status) ? status : null;
}

/** Whether a ticket was open just before an instant. The history is needed where `hidesEnds` says so. */
export const wasOpen = (t: Reported, history: readonly TicketEvent[] | null, cut: Instant): boolean =>
  hidesEnds(t, cut) ? openStatus(t, history, cut) !== null : mayBeOpen(t, cut);

/** When a ticket was reopened, undone reopenings left out. */
export const reopenings = (history: readonly TicketEvent[]): readonly Instant[] => live(history).flatMap(({ type, at }) => (type === "reopened" ? [at] : []));

/** When the register last learnt of something about a ticket before an instant; when it was opened, where that was later. */
export function lastMove(t: Reported, history: readonly TicketEvent[] | null, cut: Instant): Instant {
  if (history === null || t.updatedAt < cut) return t.updatedAt;
  return history.reduce((last, { recordedAt }) => (recordedAt < cut ? Math.max(last, recordedAt) : last), t.openedAt);
}
