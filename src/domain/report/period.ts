import { civilOf, dayNumber, type Instant } from "../time/instant.ts";
import { instantOf, wallOf, type Zone } from "../time/zone.ts";

/** A stretch of time a report is about, half-open: what happened at `from` belongs to it, what happened at `to` does not. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** A period as far as it has passed. */
export interface Span extends Period {
  /** What happened before this instant is told of: `to`, or the second after now where that comes first. */
  readonly cut: Instant;
  /** The instant the state of things is told for: `to`, or now. */
  readonly asOf: Instant;
}

/** The part of a period that has passed by `now`. */
export const passed = ({ from, to }: Period, now: Instant): Span => ({ from, to, cut: Math.min(to, now + 1), asOf: Math.min(to, now) });

export const isWithin = (at: Instant | null, { from, cut }: Span): boolean => at !== null && at >= from && at < cut;

/** Months since the year 0, by the clocks of a zone. */
function monthAt(zone: Zone, at: Instant): number {
  const { year, month } = civilOf(wallOf(zone, at).day);
  return year * 12 + month - 1;
}

/** When a month begins by the clocks of a zone; `month` as `monthAt` counts. */
const beginOf = (zone: Zone, month: number): Instant => instantOf(zone, dayNumber(Math.floor(month / 12), (month % 12) + 1, 1), 0).at;

const monthFrom = (zone: Zone, month: number): Period => ({ from: beginOf(zone, month), to: beginOf(zone, month + 1) });

/** The month an instant lies in, or one so many months away. */
export const monthAround = (zone: Zone, at: Instant, away = 0): Period => monthFrom(zone, monthAt(zone, at) + away);

/** The month `2026-10` says; null: it says none. */
export function monthNamed(zone: Zone, text: string): Period | null {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  const named = Number(month);
  return year === undefined || Number(year) < 1970 || named < 1 || named > 12 ? null : monthFrom(zone, Number(year) * 12 + named - 1);
}

/** How many whole months a period is, by the clocks of a zone; null: it does not begin and end with months. */
function monthsOf(zone: Zone, { from, to }: Period): number | null {
  const [first, last] = [monthAt(zone, from), monthAt(zone, to)];
  return last > first && beginOf(zone, first) === from && beginOf(zone, last) === to ? last - first : null;
}

/**
 * What a period is held against: as many months before it, or what is as long and ends where it begins. Of a period that
 * is not over it is the stretch that had passed by then.
 */
export function before(zone: Zone, span: Span): Span {
  const months = monthsOf(zone, span);
  const length = span.cut - span.from;
  const from = months === null ? span.from - length : beginOf(zone, monthAt(zone, span.from) - months);
  const to = span.cut === span.to ? span.from : Math.min(span.from, from + length);
  return { from, to, cut: to, asOf: to };
}
