import type { Span } from "../policy/policy.ts";
import { addService, serviceSeconds } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import type { Context } from "./decision.ts";

type Rules = Pick<Context, "version" | "calendarOf">;

/** When a span of today's rules that begins at `from` is over; null: its calendar is never open that long. */
export const spanEnd = ({ seconds, calendar }: Span, from: Instant, { version, calendarOf }: Rules): Instant | null =>
  calendar === null ? from + seconds : addService(calendarOf(version, calendar), from, seconds);

/** The first time after `now` of a span that comes again and again from `from` on, however many have passed. */
export function nextTurn(span: Span, from: Instant, now: Instant, rules: Rules): Instant | null {
  const { seconds, calendar } = span;
  const passed = calendar === null ? now - from : serviceSeconds(rules.calendarOf(rules.version, calendar), from, now);
  const turns = Math.floor(Math.max(0, passed) / Math.max(1, seconds)) + 1;
  const next = spanEnd({ seconds: seconds * turns, calendar }, from, rules);
  // Reached at closing time, it is spent until service begins again.
  return next === null || next > now ? next : spanEnd({ seconds: seconds * (turns + 1), calendar }, from, rules);
}
