import type { Which } from "../policy/policy.ts";
import { addService, type Calendar, closedDays, serviceSeconds } from "../time/calendar.ts";
import { countedSlices } from "../time/counted.ts";
import type { Instant } from "../time/instant.ts";
import { isRunning } from "./clock.ts";
import { readClock } from "./clock-state.ts";
import type { EventOf, TicketEvent } from "./event.ts";
import type { ExplainedHold, Explanation, Milestone } from "./explanation.ts";
import { live } from "./fold.ts";
import type { CalendarOf } from "./judge.ts";
import { rowOf } from "./row-of.ts";
import type { Clock, Ticket } from "./ticket.ts";

const PERCENTS = [50, 75, 90, 100];

/**
 * The running intervals as parts of local days, and what is to come up to the due. A hold is over at its end, whether or
 * not that has been recorded yet.
 */
function explainedSlices(
  { running, endedAt }: Clock,
  calendar: Calendar,
  dueAt: Instant | null,
  resumesAt: Instant | null,
  now: Instant,
): Pick<Explanation, "slices" | "ahead"> {
  const goesOnFrom = endedAt !== null ? null : resumesAt;
  const counted = running.map(([from, to]): [Instant, Instant] => [from, to ?? now]);
  if (goesOnFrom !== null && goesOnFrom < now) counted.push([goesOnFrom, now]);
  const spent = countedSlices(calendar, counted);
  const isStill = endedAt === null && running.at(-1)?.[1] !== null && goesOnFrom === null;
  const ahead =
    endedAt !== null || isStill || dueAt === null ? [] : countedSlices(calendar, [[Math.max(goesOnFrom ?? now, now), dueAt]], spent.at(-1)?.totalSeconds);
  return { slices: spent, ahead };
}

const ENDS_A_HOLD: readonly TicketEvent["type"][] = ["started", "held", "resumed", "holdEnded", "resolved", "closed", "cancelled", "voided"];

const begunHold = ({ at, by, data: { reason, until, stops }, texts }: EventOf<"held">): ExplainedHold => ({
  reason,
  from: at,
  to: null,
  until,
  by,
  note: texts.note ?? null,
  stops,
});

/** A hold that stands while a policy is applied may be called otherwise from then on, and end at another time. */
const adoptedHold = (hold: ExplainedHold, { data: { set, hold: lasting } }: EventOf<"adopted">): ExplainedHold => ({
  ...hold,
  reason: set?.holdReason ?? hold.reason,
  until: lasting === undefined ? hold.until : lasting.until,
});

/** Every time on hold that counts, with who put it there and why. */
function explainedHolds(history: readonly TicketEvent[]): readonly ExplainedHold[] {
  const holds: ExplainedHold[] = [];
  for (const event of live(history)) {
    const last = holds.at(-1);
    const standing = last !== undefined && last.to === null ? last : null;
    if (standing !== null && ENDS_A_HOLD.includes(event.type)) holds.splice(-1, 1, { ...standing, to: event.at });
    if (standing !== null && event.type === "adopted") holds.splice(-1, 1, adoptedHold(standing, event));
    if (event.type === "held") holds.push(begunHold(event));
  }
  return holds;
}

/** When each share of the target was spent or would be: within the intervals that are over, or on from the one that runs. */
function milestones(clock: Clock, calendar: Calendar, resumesAt: Instant | null): readonly Milestone[] {
  const target = clock.target?.seconds ?? 0;
  return PERCENTS.map((percent) => {
    let left = Math.ceil((target * percent) / 100);
    for (const [from, to] of clock.running) {
      const reached = addService(calendar, from, left);
      if (to === null || (reached !== null && reached <= to)) return { percent, at: reached };
      left -= serviceSeconds(calendar, from, to);
    }
    return { percent, at: clock.endedAt === null && resumesAt !== null ? addService(calendar, resumesAt, left) : null };
  });
}

/** Everything a clock's due time follows from, at `now`. Seconds are service time of the clock's own calendar. */
export function explain(ticket: Ticket, history: readonly TicketEvent[], which: Which, now: Instant, calendarOf: CalendarOf): Explanation {
  const clock = ticket.clocks[which];
  const { target } = clock;
  const reading = readClock(rowOf(ticket, calendarOf), which, now, calendarOf);
  const common = {
    number: ticket.number,
    type: ticket.type,
    clock: which,
    asOf: now,
    terms: clock.terms,
    endedAt: clock.endedAt,
    holds: explainedHolds(history),
    ...reading,
  };
  if (target === null || reading.state === "none") return { ...common, calendar: null, zone: null, slices: [], ahead: [], closedDays: [], milestones: [] };
  const calendar = calendarOf(clock.terms, target.calendar);
  const until = clock.endedAt ?? Math.max(now, reading.dueAt ?? now);
  const resumesAt = isRunning(clock) ? null : (ticket.hold?.until ?? null);
  return {
    ...common,
    calendar: target.calendar,
    zone: calendar.zone,
    ...explainedSlices(clock, calendar, reading.dueAt, resumesAt, now),
    closedDays: closedDays(calendar, ticket.openedAt, until),
    milestones: milestones(clock, calendar, resumesAt),
  };
}
