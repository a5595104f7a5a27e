import ICAL from "ical.js";
import type { HolidayFile } from "../../domain/policy/check/dates.ts";
import { dayNumber, daysInMonth, isoDay } from "../../domain/time/instant.ts";
import { type IcsEvent, IcsFault, type IcsProperty, icsEvents } from "./ics-events.ts";
import { ruleDays } from "./ics-rule.ts";

/** What began before is no holiday of a desk, and takes long to be counted on. */
const FIRST_YEAR = 1900;
const FIRST = dayNumber(1970, 1, 1);
const LAST = dayNumber(2100, 12, 31);
/** Fifty years of a hundred holidays. */
const MOST_DATES = 5000;
/** So many turns of all rules together are taken in well under a second. */
const MOST_TURNS = 10_000;

/** A point on the calendar's own clocks. */
interface Spot {
  readonly day: number;
  readonly secondOfDay: number;
  readonly isDate: boolean;
}

function spotOf(value: unknown, line: number): Spot {
  if (!(value instanceof ICAL.Time)) throw new IcsFault("ics.date", line);
  const { year, month, day, hour, minute, second, isDate } = value;
  // Filled in by a package that lets days run over into the next month.
  if (!(year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) throw new IcsFault("ics.date", line);
  return { day: dayNumber(year, month, day), secondOfDay: isDate ? 0 : hour * 3600 + minute * 60 + second, isDate };
}

/** What is written behind the colon has to be a date before it is read: 20260230 would become a day of March. */
function writtenDates({ property, line }: IcsProperty): void {
  for (const [, year, month, day] of property
    .toICALString()
    .split(":")
    .slice(1)
    .join(":")
    .matchAll(/(\d{4})(\d{2})(\d{2})(?=T|,|\/|$|Z)/g)) {
    if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > daysInMonth(Number(year), Number(month)))
      throw new IcsFault("ics.date", line);
  }
}

const all = (event: IcsEvent, name: string): readonly IcsProperty[] => event.properties.filter((each) => each.name === name);
const textOf = (event: IcsEvent, name: string): string => String(all(event, name)[0]?.property.getFirstValue() ?? "");

/** The points a property names; a period is where it begins. */
function spotsOf(property: IcsProperty): readonly Spot[] {
  writtenDates(property);
  return property.property.getValues().map((value: unknown) => spotOf(value instanceof ICAL.Period ? value.start : value, property.line));
}

function spotAt(event: IcsEvent, name: string): (Spot & { readonly line: number }) | null {
  const [property] = all(event, name);
  const [spot] = property === undefined ? [] : spotsOf(property);
  return property === undefined || spot === undefined ? null : { ...spot, line: property.line };
}

/** How many whole days an event lasts; null: it is a time of day, and none of the desk's holidays. */
function lengthOf(event: IcsEvent, start: Spot): number | null {
  const end = spotAt(event, "dtend");
  const [lasting] = all(event, "duration");
  const duration = lasting?.property.getFirstValue();
  const seconds =
    end !== null
      ? (end.day - start.day) * 86_400 + end.secondOfDay - start.secondOfDay
      : duration instanceof ICAL.Duration
        ? duration.toSeconds()
        : start.isDate
          ? 86_400
          : 0;
  if (seconds < 0) throw new IcsFault("ics.reversed", end?.line ?? lasting?.line ?? event.line);
  if (start.isDate) return Math.max(1, Math.floor(seconds / 86_400));
  return start.secondOfDay === 0 && seconds > 0 && seconds % 86_400 === 0 ? seconds / 86_400 : null;
}

/** The first days of an event that comes again, the first of all included. */
function* beginnings(event: IcsEvent, start: number, step: () => void): Generator<number> {
  const [rule, second] = all(event, "rrule");
  const [exrule] = all(event, "exrule");
  if (second !== undefined || exrule !== undefined)
    throw new IcsFault("ics.rule", (second ?? exrule)!.line, { part: second === undefined ? "EXRULE" : "RRULE" });
  const value = rule?.property.getFirstValue();
  if (rule !== undefined && value instanceof ICAL.Recur) yield* ruleDays(value, start, LAST, rule.line, step);
  else yield start;
  for (const more of all(event, "rdate")) for (const { day } of spotsOf(more)) yield day;
}

/** Takes the days of a file's events into a set, never more than it may hold. */
function daysOf(text: string): ReadonlySet<number> {
  const events = icsEvents(text).filter((event) => textOf(event, "status").toUpperCase() !== "CANCELLED");
  const moved = new Map<string, Set<number>>();
  for (const event of events) {
    const from = spotAt(event, "recurrence-id");
    if (from === null) continue;
    const uid = textOf(event, "uid");
    moved.set(uid, (moved.get(uid) ?? new Set()).add(from.day));
  }
  const days = new Set<number>();
  let turns = 0;
  for (const event of events) {
    const start = spotAt(event, "dtstart");
    if (start === null) throw new IcsFault("ics.no_start", event.line);
    const length = lengthOf(event, start);
    if (length === null && textOf(event, "transp").toUpperCase() === "TRANSPARENT") continue;
    if (length === null) throw new IcsFault("ics.timed", start.line, { summary: textOf(event, "summary") });
    if (length > MOST_DATES) throw new IcsFault("ics.many", start.line, { most: MOST_DATES });
    const isMoved = spotAt(event, "recurrence-id") !== null;
    const left = new Set([
      ...(isMoved ? [] : (moved.get(textOf(event, "uid")) ?? [])),
      ...all(event, "exdate").flatMap((each) => spotsOf(each).map(({ day }) => day)),
    ]);
    const step = (): void => {
      turns += 1;
      if (turns > MOST_TURNS) throw new IcsFault("ics.many", start.line, { most: MOST_DATES });
    };
    for (const first of beginnings(event, start.day, step)) {
      if (left.has(first)) continue;
      for (let day = first; day < first + length; day += 1) if (day >= FIRST && day <= LAST) days.add(day);
      if (days.size > MOST_DATES) throw new IcsFault("ics.many", start.line, { most: MOST_DATES });
    }
  }
  return days;
}

/**
 * The whole days of a calendar file (.ics), from 1970 to 2100, recurrences written out. A half day is no holiday and has
 * to be written in the policy; what is marked as free time of day is passed over.
 */
export function holidayFile(text: string): HolidayFile {
  try {
    return { ok: true, dates: [...daysOf(text)].toSorted((one, other) => one - other).map(isoDay) };
  } catch (error) {
    if (error instanceof IcsFault) return { ok: false, key: error.key, with: { line: error.line, ...error.about } };
    throw error;
  }
}
