import { type Calendar, type Hours, holidaysWithin, hoursOf, openSeconds, type Spell, spellsOn } from "./hours.ts";
import { DAY_SECONDS, type Instant, isoDay } from "./instant.ts";
import { type Offsets, offsetIn } from "./zone.ts";

export type { Calendar, Spell } from "./hours.ts";

/** One opening of a local day, as far as it lies inside what was asked. */
export interface Slice {
  readonly day: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly seconds: number;
}

/** The Gregorian calendar repeats after 400 years: what is not reached by then is taken as never. */
const SEARCH_SECONDS = 146_097 * DAY_SECONDS;

/** Calls `visit` with each part of [from, to) that has one offset from UTC. */
function eachOffset(offsets: Offsets, from: Instant, to: Instant, visit: (from: Instant, to: Instant, seconds: number) => void): void {
  let at = from;
  let next = 0;
  let high = offsets.length;
  while (next < high) {
    const middle = (next + high) >> 1;
    if ((offsets[middle]?.[0] ?? 0) <= from) next = middle + 1;
    else high = middle;
  }
  while (at < to) {
    const change = Math.max(at, Math.min(to, offsets[next]?.[0] ?? to));
    const seconds = offsets[next - 1]?.[1] ?? offsets[0]?.[1] ?? 0;
    if (change > at) visit(at, change, seconds);
    at = change;
    next++;
  }
}

function sumOf(calendar: Calendar, hours: Hours, from: Instant, to: Instant): number {
  let sum = 0;
  eachOffset(calendar.offsets, from, to, (start, end, offset) => {
    sum += openSeconds(hours, start + offset, end + offset);
  });
  return sum;
}

/** Service time between two instants in seconds, in real elapsed time; negative when `to` comes first. */
export function serviceSeconds(calendar: Calendar, from: Instant, to: Instant): number {
  if (calendar.always) return to - from;
  if (to < from) return 0 - serviceSeconds(calendar, to, from);
  return sumOf(calendar, hoursOf(calendar), from, to);
}

/**
 * The first instant at which `seconds` of service time have passed since `from`: at closing time, if they end then.
 * Of a negative number the last instant from which they lead to `from`. Null: not within some 400 years.
 */
export function addService(calendar: Calendar, from: Instant, seconds: number): Instant | null {
  if (calendar.always || seconds === 0) return from + seconds;
  const hours = hoursOf(calendar);
  if (!hours.everOpen) return null;
  const wanted = Math.abs(seconds);
  const away = seconds > 0 ? 1 : -1;
  const passed = (distance: number): number => (away > 0 ? sumOf(calendar, hours, from, from + distance) : sumOf(calendar, hours, from - distance, from));

  // Service time never outruns the clock, so the answer lies at least `wanted` away.
  let tooNear = wanted - 1;
  let enough = wanted * 5 + 3 * DAY_SECONDS;
  while (passed(enough) < wanted) {
    if (enough >= SEARCH_SECONDS) return null;
    tooNear = enough;
    enough = Math.min(enough * 2, SEARCH_SECONDS);
  }
  while (enough - tooNear > 1) {
    const middle = Math.floor((tooNear + enough) / 2);
    if (passed(middle) < wanted) tooNear = middle;
    else enough = middle;
  }
  return from + away * enough;
}

/** Whether an instant is service time. */
export function isOpen(calendar: Calendar, at: Instant): boolean {
  if (calendar.always) return true;
  const local = at + offsetIn(calendar.offsets, at);
  const day = Math.floor(local / DAY_SECONDS);
  const minute = (local - day * DAY_SECONDS) / 60;
  return spellsOn(hoursOf(calendar), day).some(([from, to]) => minute >= from && minute < to);
}

/** `at` itself where it is service time, otherwise when service next begins; null: never. */
export function nextOpening(calendar: Calendar, at: Instant): Instant | null {
  if (isOpen(calendar, at)) return at;
  const second = addService(calendar, at, 1);
  return second === null ? null : second - 1;
}

/** `at` itself where it is no service time, otherwise when service next ends; null: never. */
export function nextClosing(calendar: Calendar, at: Instant): Instant | null {
  if (!isOpen(calendar, at)) return at;
  if (calendar.always) return null;
  const closedWithin = (distance: number): boolean => serviceSeconds(calendar, at, at + distance) < distance;
  let open = 1;
  let enough = DAY_SECONDS;
  while (!closedWithin(enough)) {
    if (enough >= SEARCH_SECONDS) return null;
    open = enough;
    enough = Math.min(enough * 2, SEARCH_SECONDS);
  }
  while (enough - open > 1) {
    const middle = Math.floor((open + enough) / 2);
    if (closedWithin(middle)) enough = middle;
    else open = middle;
  }
  return at + open;
}

/** The openings between two instants, oldest first, cut to them and at local midnights; none for a reversed interval. */
export function slices(calendar: Calendar, from: Instant, to: Instant): readonly Slice[] {
  const hours = hoursOf(calendar);
  const wholeDay: readonly Spell[] = [[0, 1440]];
  const found: Slice[] = [];
  eachOffset(calendar.offsets, from, to, (start, end, offset) => {
    for (let day = Math.floor((start + offset) / DAY_SECONDS); day * DAY_SECONDS < end + offset; day++) {
      for (const [opens, closes] of calendar.always ? wholeDay : spellsOn(hours, day)) {
        const midnight = day * DAY_SECONDS - offset;
        const first = Math.max(start, midnight + opens * 60);
        const last = Math.min(end, midnight + closes * 60);
        if (last <= first) continue;
        const name = isoDay(day);
        const before = found.at(-1);
        // A change of the clocks within an opening does not end it.
        if (before?.day === name && before.to === first) found[found.length - 1] = { ...before, to: last, seconds: last - before.from };
        else found.push({ day: name, from: first, to: last, seconds: last - first });
      }
    }
  });
  return found;
}

/** Dates between two instants that a date rule closes though their weekday is served, oldest first. */
export function closedDays(calendar: Calendar, from: Instant, to: Instant): readonly string[] {
  if (calendar.always || to <= from) return [];
  const dayAt = (at: Instant): number => Math.floor((at + offsetIn(calendar.offsets, at)) / DAY_SECONDS);
  return holidaysWithin(hoursOf(calendar), dayAt(from), dayAt(to - 1));
}
