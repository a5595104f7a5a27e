import { DAY_SECONDS, type Instant, twoDigits } from "./instant.ts";

/** A zone's offsets from UTC, in order: `seconds` east of UTC hold from `since` on. The first also holds before it. */
export type Offsets = readonly (readonly [since: Instant, seconds: number])[];

/** How local clocks run; `name` is null where only the offsets are known. */
export interface Zone {
  readonly name: string | null;
  /** Seconds east of UTC. */
  offsetAt(at: Instant): number;
}

/** A local clock's reading: the day number and the second of that day. */
export interface Wall {
  readonly day: number;
  readonly secondOfDay: number;
}

/** `gap`: the clock never showed it (spring forward); `fold`: it showed it twice (fall back). */
export interface Resolved {
  readonly at: Instant;
  readonly kind: "exact" | "gap" | "fold";
}

export const UTC: Zone = { name: "UTC", offsetAt: () => 0 };

/** A zone that never changes its clocks. */
export const fixedZone = (seconds: number): Zone => ({ name: null, offsetAt: () => seconds });

/** The offset in force at an instant, by a table; 0 for an empty one. */
export function offsetIn(offsets: Offsets, at: Instant): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle]?.[0] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return offsets[low]?.[1] ?? 0;
}

/** The zone of a calendar, by the offset table inside it. */
export const zoneOf = (calendar: { readonly zone: string; readonly offsets: Offsets }): Zone => ({
  name: calendar.zone,
  offsetAt: (at) => offsetIn(calendar.offsets, at),
});

/** What the clocks of a zone show at an instant. */
export function wallOf(zone: Zone, at: Instant): Wall {
  const local = at + zone.offsetAt(at);
  const day = Math.floor(local / DAY_SECONDS);
  return { day, secondOfDay: local - day * DAY_SECONDS };
}

/**
 * The instant at which the clocks of a zone show a reading: in a fold the first one; in a gap the instant the
 * reading would have had if the clocks had not yet been put forward. `secondOfDay` may be 86400, the day's end.
 */
export function instantOf(zone: Zone, day: number, secondOfDay: number): Resolved {
  const wall = day * DAY_SECONDS + secondOfDay;
  // No zone has changed its clocks twice within a day and a half, and none lies more than a day from UTC.
  const before = zone.offsetAt(wall - 1.5 * DAY_SECONDS);
  const after = zone.offsetAt(wall + 1.5 * DAY_SECONDS);
  const early = wall - Math.max(before, after);
  const late = wall - Math.min(before, after);
  const fitsEarly = zone.offsetAt(early) === wall - early;
  const fitsLate = zone.offsetAt(late) === wall - late;
  if (fitsEarly) return { at: early, kind: fitsLate && late !== early ? "fold" : "exact" };
  if (fitsLate) return { at: late, kind: "exact" };
  return { at: wall - before, kind: "gap" };
}

/** The second instant at which the clocks of a zone show a reading; call it where `instantOf` said `fold`. */
export function repeatedAt(zone: Zone, day: number, secondOfDay: number): Instant {
  const wall = day * DAY_SECONDS + secondOfDay;
  return wall - Math.min(zone.offsetAt(wall - 1.5 * DAY_SECONDS), zone.offsetAt(wall + 1.5 * DAY_SECONDS));
}

/** A stretch the clocks skip: the instant they do it at, and the readings (local seconds since 1970) it lies between. */
export interface Gap {
  readonly at: Instant;
  readonly from: number;
  readonly to: number;
}

/** The gap a reading lies in; call it where `instantOf` said `gap`. */
export function gapAround(zone: Zone, day: number, secondOfDay: number): Gap {
  const late = instantOf(zone, day, secondOfDay).at;
  const offset = zone.offsetAt(late);
  let old = day * DAY_SECONDS + secondOfDay - offset;
  let at = late;
  while (at - old > 1) {
    const middle = Math.floor((old + at) / 2);
    if (zone.offsetAt(middle) === offset) at = middle;
    else old = middle;
  }
  return { at, from: at + zone.offsetAt(old), to: at + offset };
}

/** `+07:00`, `-03:30`; with seconds where a zone of long ago had them. */
export function offsetText(seconds: number): string {
  const size = Math.abs(seconds);
  const minutes = Math.floor(size / 60);
  const rest = size % 60 === 0 ? "" : `:${twoDigits(size % 60)}`;
  return `${seconds < 0 ? "-" : "+"}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}${rest}`;
}
