import type { ClockState } from "../domain/ticket/clock-state.ts";
import { DAY_SECONDS, type Instant, isoDay, twoDigits } from "../domain/time/instant.ts";
import { offsetText, wallOf, type Zone } from "../domain/time/zone.ts";
import { CLOCK_WORDS, TIME_WORDS } from "../words/headings.en.ts";

const MINUTE = 60;
const HOUR = 3600;
/** From here on hours alone say enough. */
const COARSE = 10 * HOUR;
const TWO_DAYS = 2 * DAY_SECONDS;

/** Real elapsed time in one word: `40s`, `35m`, `2h`, `3d`. Rounded down. */
export function span(seconds: number): string {
  if (seconds < MINUTE) return `${Math.max(0, Math.floor(seconds))}s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}m`;
  if (seconds < TWO_DAYS) return `${Math.floor(seconds / HOUR)}h`;
  return `${Math.floor(seconds / DAY_SECONDS)}d`;
}

/** The same, to the minute below ten hours: `1h59m`. What is still to come is planned with. */
export function spanToPlan(seconds: number): string {
  if (seconds < HOUR || seconds >= COARSE) return span(seconds);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  return `${Math.floor(seconds / HOUR)}h${minutes === 0 ? "" : `${twoDigits(minutes)}m`}`;
}

/** The same, to the second below an hour: `34m02s`. */
export const spanToTheSecond = (seconds: number): string =>
  seconds < MINUTE || seconds >= HOUR ? spanToPlan(seconds) : `${Math.floor(seconds / MINUTE)}m${twoDigits(Math.floor(seconds % MINUTE))}s`;

/** `in 35m`, `2h ago`, `now`. */
export function relative(at: Instant, now: Instant): string {
  if (at === now) return TIME_WORDS.now;
  return at > now ? TIME_WORDS.ahead(spanToPlan(at - now)) : TIME_WORDS.ago(span(now - at));
}

/** What a clock says in a list: a word, and how far away the instant that matters is, what is to come as `ahead` spells it. */
export function clockWords(
  state: ClockState,
  dueAt: Instant | null,
  breachedAt: Instant | null,
  now: Instant,
  ahead: (seconds: number) => string = spanToPlan,
): string {
  if (state === "breached") return CLOCK_WORDS.breached(span(now - (breachedAt ?? dueAt ?? now)));
  if (state === "at_risk" && dueAt !== null) return CLOCK_WORDS.atRisk(ahead(dueAt - now));
  if (state === "running") return dueAt === null ? CLOCK_WORDS.running : CLOCK_WORDS.due(ahead(dueAt - now));
  return state === "at_risk" ? CLOCK_WORDS.running : CLOCK_WORDS[state];
}

/** `2026-11-24 15:00`, by the clocks of a zone. */
export function localMinute(zone: Zone, at: Instant): string {
  const { day, secondOfDay } = wallOf(zone, at);
  return `${isoDay(day)} ${clockTime(secondOfDay)}`;
}

/** `14:02:11`, by the clocks of a zone. */
export function localTime(zone: Zone, at: Instant): string {
  const { secondOfDay } = wallOf(zone, at);
  return `${clockTime(secondOfDay)}:${twoDigits(secondOfDay % MINUTE)}`;
}

/** `15:00`; seconds are left out. */
export const clockTime = (secondOfDay: number): string =>
  `${twoDigits(Math.floor(secondOfDay / HOUR))}:${twoDigits(Math.floor((secondOfDay % HOUR) / MINUTE))}`;

/** `2026-11-24 15:00 (+07:00)`: an instant for people, with the zone it is told in. */
export const localInstant = (zone: Zone, at: Instant): string => `${localMinute(zone, at)} (${offsetText(zone.offsetAt(at))})`;

const TOKENS = /YYYY|MM|DD|HH|mm|ss/g;

/** An instant by the clocks of a zone, spelled by a pattern of YYYY, MM, DD, HH, mm and ss. */
export function spelled(zone: Zone, at: Instant, pattern: string): string {
  const { day, secondOfDay } = wallOf(zone, at);
  const date = isoDay(day);
  const parts: Readonly<Record<string, string>> = {
    YYYY: date.slice(0, -6),
    MM: date.slice(-5, -3),
    DD: date.slice(-2),
    HH: twoDigits(Math.floor(secondOfDay / HOUR)),
    mm: twoDigits(Math.floor((secondOfDay % HOUR) / MINUTE)),
    ss: twoDigits(secondOfDay % MINUTE),
  };
  return pattern.replace(TOKENS, (token) => parts[token] ?? token);
}
