import { LEVELS, type Level } from "../policy/escalation-rule.ts";
import { serviceSeconds } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { type CalendarOf, shareOf } from "./judge.ts";
import type { Clock } from "./ticket.ts";

/** The highest share of its target that a clock has spent at an instant and nobody was warned of; null: there is none. */
export function reachedUnwarned(clock: Clock, at: Instant, calendarOf: CalendarOf): Level | null {
  const { target, terms, running, endedAt, warned } = clock;
  if (target === null || endedAt !== null || warned === 100) return null;
  const calendar = calendarOf(terms, target.calendar);
  let spent = 0;
  for (const [from, to] of running) spent += serviceSeconds(calendar, from, to ?? Math.max(from, at));
  return LEVELS.findLast((percent) => percent > warned && spent >= shareOf(target.seconds, percent)) ?? null;
}
