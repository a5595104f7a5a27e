import { CLOCKS, type Which } from "../policy/policy.ts";
import type { TicketEvent } from "../ticket/event.ts";
import type { Instant } from "../time/instant.ts";
import { isWithin, type Span } from "./period.ts";
import type { Report, Sink } from "./report.ts";
import { clockOf, LEFT_OUT, leftOut, type Reported } from "./reported.ts";
import { hidesEnds, wasOpen } from "./standing.ts";

/** What is counted of each clock: those that ended, of the met ones those by a back-dated act, and those that are open past their due. */
const CLOCK_FIGURES = ["met", "missed", "noTarget", "backdated", "overdue"] as const;

/** Whether a ticket was resolved before its response was due. */
const isWithinResponse = ({ resolvedAt, responseTarget, responseDueAt, responseBreachedAt }: Reported): boolean =>
  responseTarget !== null && responseBreachedAt === null && resolvedAt !== null && responseDueAt !== null && resolvedAt <= responseDueAt;

/** Who logged it resolved it, at once (one call has one instant for both) or before its response was due, and nobody had to look at it again. */
const isFirstContact = (t: Reported): boolean =>
  t.reopenCount === 0 &&
  t.reassignmentCount === 0 &&
  t.loggedBy !== null &&
  t.loggedBy === t.resolvedBy &&
  (t.resolvedAt === t.openedAt || isWithinResponse(t));

/** When a ticket that is left out came to count as such. */
const endOf = (t: Reported): Instant | null => (t.void === 1 ? t.openedAt : t.status === "cancelled" ? t.cancelledAt : t.resolvedAt);

/** Whether a clock that had not ended by the end of the span was past its due then; the due second itself is not yet a breach. */
const isPastDue = (t: Reported, which: Which, { cut, asOf }: Span): boolean => {
  const { endedAt, target, dueAt } = clockOf(t, which);
  return target !== null && t.openedAt < cut && (endedAt === null || endedAt >= cut) && dueAt !== null && dueAt < asOf;
};

function tellClock(t: Reported, history: readonly TicketEvent[] | null, which: Which, span: Span, sink: Sink): void {
  const { endedAt, target, breachedAt, spent } = clockOf(t, which);
  if (endedAt !== null && isWithin(endedAt, span)) {
    sink.count(`${which}.${target === null ? "noTarget" : breachedAt === null ? "met" : "missed"}`, endedAt);
    if (target !== null && breachedAt === null && t.backdated === 1) sink.count(`${which}.backdated`, endedAt);
  }
  if (isPastDue(t, which, span) && (which === "response" || wasOpen(t, history, span.cut))) sink.count(`${which}.overdue`, span.cut - 1);
  if (endedAt === null || !isWithin(endedAt, span)) return;
  sink.measure(`${which}.clockSeconds`, endedAt - t.openedAt, endedAt);
  if (spent !== null) sink.measure(`${which}.serviceSeconds`, spent, endedAt);
}

/** Whether what was agreed was kept, and how long things took. */
export const SLA: Report = {
  name: "sla",
  figures: ["resolved", "firstContact", ...CLOCKS.flatMap((which) => CLOCK_FIGURES.map((figure) => `${which}.${figure}`)), ...LEFT_OUT],
  series: CLOCKS.flatMap((which) => [`${which}.clockSeconds`, `${which}.serviceSeconds`]),
  main: "resolved",
  needsHistory: (t, span) => leftOut(t) === null && hidesEnds(t, span.cut) && isPastDue(t, "resolution", span),
  tell(t, history, span, sink) {
    const out = leftOut(t);
    if (out !== null) {
      const at = endOf(t);
      if (at !== null && isWithin(at, span)) sink.count(out, at);
      return;
    }
    if (t.resolvedAt !== null && isWithin(t.resolvedAt, span)) {
      sink.count("resolved", t.resolvedAt);
      if (isFirstContact(t)) sink.count("firstContact", t.resolvedAt);
    }
    for (const which of CLOCKS) tellClock(t, history, which, span, sink);
  },
};
