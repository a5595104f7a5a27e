import { civilOf, DAY_SECONDS, dayNumber, daysInMonth, isoDay, weekdayOf } from "./instant.ts";
import type { Offsets } from "./zone.ts";

/** Open hours: minutes of a local day, half-open [from, to); `to` may be 1440, the day's end. */
export type Spell = readonly [from: number, to: number];

/**
 * When a desk serves. It is open at an instant whose local clock reads a time inside one of that date's spells, so
 * an hour the clocks skip is no service time and an hour they repeat counts twice.
 */
export interface Calendar {
  /** Open at every instant; the hours are not looked at. */
  readonly always: boolean;
  readonly zone: string;
  /** The zone's offsets, made once when a policy is applied. */
  readonly offsets: Offsets;
  /** The spells of each weekday, 0 = Sunday. */
  readonly week: readonly (readonly Spell[])[];
  /** Spells that replace a day's: by `2026-12-24`, or every year by `*-12-25`; the single date wins. */
  readonly dates: Readonly<Record<string, readonly Spell[]>>;
  /** How long one service day (`bd`) is. */
  readonly daySeconds: number;
}

/**
 * Open hours on the local timeline: seconds counted as the clocks on the wall show them, from 1970-01-01T00:00
 * local on. Between two changes of a zone's offset it runs as real time does; `calendar.ts` joins the stretches.
 */
type LocalTime = number;

/** A date whose own hours replace its weekday's; `extra` is what that adds to the weekday's seconds. */
export interface DateRule {
  readonly day: number;
  readonly spells: readonly Spell[];
  readonly extra: number;
}
interface YearRules {
  readonly rules: readonly DateRule[];
  readonly extra: number;
}

export interface Hours {
  readonly week: readonly (readonly Spell[])[];
  /** Open seconds from Sunday's start to each weekday's start, and of the whole week at 7. */
  readonly before: readonly number[];
  readonly everOpen: boolean;
  readonly hasDates: boolean;
  /** The date rules of a year, by day. */
  yearOf(year: number): YearRules;
}

const NO_RULES: YearRules = { rules: [], extra: 0 };

/** Sorted, without empty or overlapping spells, so that no minute counts twice. */
function tidy(spells: readonly Spell[]): readonly Spell[] {
  const kept: [number, number][] = [];
  for (const [from, to] of [...spells].sort((a, b) => a[0] - b[0])) {
    const last = kept.at(-1);
    if (to <= from) continue;
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else kept.push([from, to]);
  }
  return kept;
}

const lengthOf = (spells: readonly Spell[]): number => spells.reduce((sum, [from, to]) => sum + (to - from) * 60, 0);

const DATE = /^(\d{4}|\*)-(\d{2})-(\d{2})$/;

function compile(calendar: Calendar): Hours {
  const week = [0, 1, 2, 3, 4, 5, 6].map((weekday) => tidy(calendar.week[weekday] ?? []));
  const before = [0];
  for (const spells of week) before.push((before.at(-1) ?? 0) + lengthOf(spells));
  const dates = Object.entries(calendar.dates).flatMap(([key, spells]) => {
    const parts = DATE.exec(key);
    return parts ? [{ year: parts[1] === "*" ? null : Number(parts[1]), month: Number(parts[2]), date: Number(parts[3]), spells: tidy(spells) }] : [];
  });
  // A date of one year comes after `*` so that it wins.
  dates.sort((a, b) => (a.year ?? 0) - (b.year ?? 0));
  const made = new Map<number, YearRules>();

  const makeYear = (year: number): YearRules => {
    const byDay = new Map<number, DateRule>();
    for (const { year: only, month, date, spells } of dates) {
      if ((only !== null && only !== year) || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) continue;
      const day = dayNumber(year, month, date);
      byDay.set(day, { day, spells, extra: lengthOf(spells) - lengthOf(week[weekdayOf(day)] ?? []) });
    }
    if (byDay.size === 0) return NO_RULES;
    const rules = [...byDay.values()].sort((a, b) => a.day - b.day);
    return { rules, extra: rules.reduce((sum, rule) => sum + rule.extra, 0) };
  };

  return {
    week,
    before,
    everOpen: (before[7] ?? 0) > 0 || dates.some(({ spells }) => spells.length > 0),
    hasDates: dates.length > 0,
    yearOf(year) {
      let rules = made.get(year);
      if (!rules) {
        rules = makeYear(year);
        made.set(year, rules);
      }
      return rules;
    },
  };
}

const compiled = new WeakMap<Calendar, Hours>();

/** A calendar's hours made ready for sums, kept as long as the calendar value is. */
export function hoursOf(calendar: Calendar): Hours {
  let hours = compiled.get(calendar);
  if (!hours) {
    hours = compile(calendar);
    compiled.set(calendar, hours);
  }
  return hours;
}

/** The date rule of a local day, or undefined. */
const ruleOn = (hours: Hours, day: number): DateRule | undefined =>
  hours.hasDates ? hours.yearOf(civilOf(day).year).rules.find((rule) => rule.day === day) : undefined;

/** The open spells of a local day. */
export const spellsOn = (hours: Hours, day: number): readonly Spell[] => ruleOn(hours, day)?.spells ?? hours.week[weekdayOf(day)] ?? [];

/** The days on which a date rule closes a weekday that would have been open, as dates, of days `first` to `last`. */
export function holidaysWithin(hours: Hours, first: number, last: number): readonly string[] {
  if (!hours.hasDates) return [];
  const found: string[] = [];
  for (let year = civilOf(first).year; year <= civilOf(last).year; year++) {
    for (const { day, spells, extra } of hours.yearOf(year).rules) if (day >= first && day <= last && spells.length === 0 && extra < 0) found.push(isoDay(day));
  }
  return found;
}

function openBy(spells: readonly Spell[], secondOfDay: number): number {
  let sum = 0;
  for (const [from, to] of spells) {
    if (secondOfDay <= from * 60) break;
    sum += Math.min(to * 60, secondOfDay) - from * 60;
  }
  return sum;
}

/** Open seconds by the week alone from a Sunday in 1969 (day -4) to `local`. */
function weekSum(hours: Hours, local: LocalTime): number {
  const day = Math.floor(local / DAY_SECONDS);
  const weekday = weekdayOf(day);
  const weeks = (day + 4 - weekday) / 7;
  return weeks * (hours.before[7] ?? 0) + (hours.before[weekday] ?? 0) + openBy(hours.week[weekday] ?? [], local - day * DAY_SECONDS);
}

/** What date rules add from the start of `year` to `local`. */
function dateSum(hours: Hours, year: number, local: LocalTime): number {
  const day = Math.floor(local / DAY_SECONDS);
  const until = civilOf(day).year;
  let sum = 0;
  for (let passed = year; passed < until; passed++) sum += hours.yearOf(passed).extra;
  for (const rule of hours.yearOf(until).rules) {
    if (rule.day > day) break;
    const secondOfDay = local - day * DAY_SECONDS;
    sum += rule.day < day ? rule.extra : openBy(rule.spells, secondOfDay) - openBy(hours.week[weekdayOf(day)] ?? [], secondOfDay);
  }
  return sum;
}

/** Open seconds of the local timeline from `from` to `to`; `from` must not be later. */
export function openSeconds(hours: Hours, from: LocalTime, to: LocalTime): number {
  const sum = weekSum(hours, to) - weekSum(hours, from);
  if (!hours.hasDates) return sum;
  const year = civilOf(Math.floor(from / DAY_SECONDS)).year;
  return sum + dateSum(hours, year, to) - dateSum(hours, year, from);
}
