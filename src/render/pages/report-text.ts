import type { Period } from "../../domain/report/period.ts";
import { civilOf, DAY_SECONDS, type Instant, twoDigits } from "../../domain/time/instant.ts";
import { wallOf, type Zone } from "../../domain/time/zone.ts";
import { REPORT_WORDS as WORDS } from "../../words/report.en.ts";
import { localMinute } from "../due.ts";

const MINUTE = 60;
const HOUR = 3600;
/** From here on days say more than hours. */
const LONG = 2 * DAY_SECONDS;

/** A duration in its two largest units, rounded down: `45s`, `12m`, `3h05m`, `4d2h`. */
export function elapsed(seconds: number): string {
  if (seconds < MINUTE) return `${seconds}s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}m`;
  if (seconds < LONG) return hours(seconds);
  const rest = Math.floor((seconds % DAY_SECONDS) / HOUR);
  return `${Math.floor(seconds / DAY_SECONDS)}d${rest === 0 ? "" : `${rest}h`}`;
}

const hours = (seconds: number): string => {
  const rest = Math.floor((seconds % HOUR) / MINUTE);
  return `${Math.floor(seconds / HOUR)}h${rest === 0 ? "" : `${twoDigits(rest)}m`}`;
};

/** The same of service time, never in days, for its days have fewer than 24 hours. */
export const served = (seconds: number): string => (seconds < LONG ? elapsed(seconds) : hours(seconds));

/** `94.7 %` of thousandths; null: `-`. */
export const shareText = (share: number | null): string => (share === null ? WORDS.unknown : `${(Math.round(share * 1000) / 10).toFixed(1)} %`);

const signed = (value: number, text: string): string => (value > 0 ? `+${text}` : `-${text}`);

/** What became of a number, in percent of what it was: `+8 %`; `-` where it was nothing. */
export function changeText(now: number, before: number): string {
  if (now === before) return WORDS.same;
  if (before === 0) return WORDS.unknown;
  const percent = Math.round((Math.abs(now - before) * 100) / before);
  return signed(now - before, `${percent} %`);
}

/** What became of a share, in points of a hundred: `-2.5 points`. */
export function pointsText(now: number | null, before: number | null): string {
  if (now === null || before === null) return WORDS.unknown;
  const points = Math.round((now - before) * 1000) / 10;
  return points === 0 ? WORDS.same : WORDS.points(signed(points, Math.abs(points).toFixed(1)));
}

/** `October 2026` where a period is that month; otherwise from when to when. */
export function periodText(zone: Zone, { from, to }: Period): string {
  const first = wallOf(zone, from);
  const last = wallOf(zone, to);
  const [a, b] = [civilOf(first.day), civilOf(last.day)];
  const isMonth = a.day === 1 && b.day === 1 && first.secondOfDay === 0 && last.secondOfDay === 0 && b.year * 12 + b.month - a.year * 12 - a.month === 1;
  return isMonth ? WORDS.month(WORDS.months[a.month - 1] ?? "", a.year) : WORDS.period(dayOrMinute(zone, from), dayOrMinute(zone, to));
}

/** `2026-11-01`; with the time where that is not midnight. */
export const dayOrMinute = (zone: Zone, at: Instant): string => {
  const text = localMinute(zone, at);
  return wallOf(zone, at).secondOfDay === 0 ? text.slice(0, text.indexOf(" ")) : text;
};
