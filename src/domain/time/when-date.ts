import { dayNumber, daysInMonth, isoDay, twoDigits } from "./instant.ts";
import type { WhenFault } from "./when-fault.ts";
import { DAY_WORDS, LAST, NEXT, WEEKDAYS } from "./when-words.ts";

/** The day a text says: a certain one, or a weekday on one side of now (`side` 0: whichever side is asked for). */
export type Day = { readonly kind: "day"; readonly day: number } | { readonly kind: "weekday"; readonly weekday: number; readonly side: -1 | 0 | 1 };

const ISO = /^(\d{4,6})-(\d{2})-(\d{2})$/;
const NUMERIC = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?: (.+))?$/;
const FIRST_YEAR = 1970;
const LAST_YEAR = 9999;

/** The day of a date or day word; a fault where it is one, but a wrong one; null where it is none. */
export function dayOf(text: string, today: number): Day | { readonly fault: WhenFault } | null {
  const iso = ISO.exec(text);
  if (iso) return isoDayOf(text, Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const distance = DAY_WORDS.get(text);
  if (distance !== undefined) return { kind: "day", day: today + distance };
  return weekdayOfText(text, today);
}

function isoDayOf(text: string, year: number, month: number, date: number): Day | { readonly fault: WhenFault } {
  if (year < FIRST_YEAR || year > LAST_YEAR) return { fault: { key: "when.range", with: { text } } };
  if (month < 1 || month > 12) return { fault: { key: "when.no-such-month", with: { text, month } } };
  const days = daysInMonth(year, month);
  if (date < 1 || date > days) return { fault: { key: "when.no-such-day", with: { text, month: `${year}-${twoDigits(month)}`, days } } };
  return { kind: "day", day: dayNumber(year, month, date) };
}

function weekdayOfText(text: string, today: number): Day | { readonly fault: WhenFault } | null {
  const words = text.split(" ");
  const bare = WEEKDAYS.get(text);
  if (bare !== undefined) return { kind: "weekday", weekday: bare, side: 0 };
  const [first = "", second = ""] = words;
  if (words.length !== 2) return null;
  const before = (NEXT.has(first) && 1) || (LAST.has(first) && -1) || 0;
  const after = (NEXT.has(second) && 1) || (LAST.has(second) && -1) || 0;
  const name = before === 0 ? first : second;
  const side = before === 0 ? after : before;
  const weekday = WEEKDAYS.get(name);
  if (side === 0 || weekday === undefined) return null;
  // Indonesian says "next Sunday" and "next week" with the same two words.
  if (name === "minggu") {
    const sunday = today + (side > 0 ? 7 - sundaysAgo(today) : -(sundaysAgo(today) || 7));
    return { fault: { key: "when.ambiguous", with: { text, readings: [...new Set([isoDay(sunday), isoDay(today + side * 7)])] } } };
  }
  return { kind: "weekday", weekday, side };
}

const sundaysAgo = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** The fault of a date in figures that is not written year first with dashes; null: not in figures. */
export function numericDateFault(text: string): WhenFault | null {
  const parts = NUMERIC.exec(text);
  if (!parts || ISO.test(text.split(" ")[0] ?? "")) return null;
  const [, one = "", , two = "", three = "", rest] = parts;
  const readings = one.length === 4 ? [reading(one, two, three)] : [reading(three, two, one), reading(three, one, two)];
  const dates = [...new Set(readings.filter((date) => date !== null))].map((date) => (rest === undefined ? date : `${date} ${rest}`));
  if (dates.length > 1) return { key: "when.ambiguous", with: { text, readings: dates } };
  return dates[0] === undefined ? null : { key: "when.not-iso", with: { text, reading: dates[0] } };
}

function reading(yearText: string, monthText: string, dateText: string): string | null {
  if (yearText.length !== 4 && yearText.length !== 2) return null;
  const year = Number(yearText) + (yearText.length === 2 ? 2000 : 0);
  const month = Number(monthText);
  const date = Number(dateText);
  if (year < FIRST_YEAR || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return null;
  return `${year}-${twoDigits(month)}-${twoDigits(date)}`;
}
