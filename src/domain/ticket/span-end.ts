import type { Span } from "../policy/policy.ts";
import { addService, type Calendar, serviceSeconds } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import type { Context } from "./decision.ts";

type Today = Pick<Context, "rules">;

/** A policy names no calendar that it lacks. */
const calendarIn = ({ rules }: Today, name: string): Calendar => rules.calendars[name] as Calendar;

/** When a span of today's rules that begins at `from` is over; null: its calendar is never open that long. */
export const spanEnd = ({ seconds, calendar }: Span, from: Instant, today: Today): Instant | null =>
  calendar === null ? from + seconds : addService(calendarIn(today, calendar), from, seconds);

/** The first time after `now` of a span that comes again and again from `from` on, however many have passed. */
export function nextTurn(span: Span, from: Instant, now: Instant, today: Today): Instant | null {
  const { seconds, calendar } = span;
  const passed = calendar === null ? now - from : serviceSeconds(calendarIn(today, calendar), from, now);
  const turns = Math.floor(Math.max(0, passed) / Math.max(1, seconds)) + 1;
  const next = spanEnd({ seconds: seconds * turns, calendar }, from, today);
  // Reached at closing time, it is spent until service begins again.
  return next === null || next > now ? next : spanEnd({ seconds: seconds * (turns + 1), calendar }, from, today);
}
