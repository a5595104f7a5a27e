/** Elapsed time, or service time of a calendar: `days` are days of that calendar, kept apart until it is known. */
export type Duration = { readonly seconds: number; readonly service: false } | { readonly seconds: number; readonly days: number; readonly service: true };

const DAY = 86_400;
/** Largest first: a duration names each at most once, in this order. */
const ELAPSED: readonly (readonly [unit: string, seconds: number])[] = [
  ["w", 7 * DAY],
  ["d", DAY],
  ["h", 3600],
  ["m", 60],
  ["s", 1],
];
/** A hundred years: longer than any promise, and far from where whole seconds lose exactness. */
const LONGEST_SECONDS = 36_525 * DAY;
const LONGEST_DAYS = 36_525;

const WHOLE = /^\d{1,15}(?:[smhdw]|b[hd])(?: ?\d{1,15}(?:[smhdw]|b[hd]))*$/;

/**
 * The duration a text says: `90s`, `1h30m`, `1w2d`, `8bh`, `2bd4bh`; parts may be parted by a space. Null: signs,
 * fractions, upper case, a unit twice or out of order, elapsed and service units mixed, more than a hundred years.
 */
export function parseDuration(text: string): Duration | null {
  const whole = text.trim();
  if (!WHOLE.test(whole)) return null;
  let elapsed: number | null = null;
  let hours: number | null = null;
  let days: number | null = null;
  let last = -1;
  for (const [, digits, unit] of whole.matchAll(/(\d+)([a-z]+)/g)) {
    const count = Number(digits);
    if (unit === "bd") {
      if (days !== null || hours !== null) return null;
      days = count;
    } else if (unit === "bh") {
      if (hours !== null) return null;
      hours = count * 3600;
    } else {
      const place = ELAPSED.findIndex(([name]) => name === unit);
      if (place <= last) return null;
      last = place;
      elapsed = (elapsed ?? 0) + count * (ELAPSED[place]?.[1] ?? 0);
    }
  }
  const service = days !== null || hours !== null;
  if ((service && elapsed !== null) || (elapsed ?? hours ?? 0) > LONGEST_SECONDS || (days ?? 0) > LONGEST_DAYS) return null;
  return service ? { seconds: hours ?? 0, days: days ?? 0, service } : { seconds: elapsed ?? 0, service };
}

/** A duration in seconds, of service time where it says so, with service days as long as the calendar's. */
export const secondsOf = (duration: Duration, calendar: { readonly daySeconds: number }): number =>
  duration.service ? duration.seconds + duration.days * calendar.daySeconds : duration.seconds;

/** `1h30m`, `3d4h`, `0s`: what `parseDuration` reads back; a negative number gets a minus sign, which it does not. */
export const formatSeconds = (seconds: number): string => spelled(seconds, "d");

/** `24h`, never `1d`: time a calendar counts is told in hours, for its days have fewer than 24. */
export const formatHours = (seconds: number): string => spelled(seconds, "h");

function spelled(seconds: number, largest: "d" | "h"): string {
  if (seconds < 0) return `-${spelled(-seconds, largest)}`;
  let rest = seconds;
  let text = "";
  for (const [unit, size] of ELAPSED) {
    // Weeks are read but not written: a person compares `9d` with `12d` at a glance.
    if (unit === "w" || (unit === "d" && largest === "h")) continue;
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text || "0s";
}
