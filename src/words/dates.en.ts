/** What is said about a time that was not understood, by the key of the fault. */
type Sentence = (about: Readonly<Record<string, unknown>>) => string;

const quoted = (value: unknown): string => `"${String(value)}"`;
const either = (values: unknown): string => (Array.isArray(values) ? values.map(String).join(" or ") : String(values));

export const DATES: Readonly<Record<string, Sentence>> = {
  "when.empty": () => "A time is missing: write one such as 2026-11-24 10:00, tomorrow 09:00, or 2h ago.",
  "when.unknown": ({ text }) =>
    `${quoted(text)} is no time this program knows: write one such as 2026-11-24 10:00, tomorrow 09:00, besok jam 9, monday, in 30m, or 2h ago.`,
  "when.ambiguous": ({ text, readings }) => `${quoted(text)} can be read in two ways: write ${either(readings)}.`,
  "when.not-iso": ({ text, reading }) => `${quoted(text)} is not written year first: write ${String(reading)} if that is the day meant.`,
  "when.no-such-month": ({ text, month }) => `${quoted(text)} is no date: there is no month ${String(month)}.`,
  "when.no-such-day": ({ text, month, days }) => `${quoted(text)} is no date: ${String(month)} has ${String(days)} days.`,
  "when.no-such-time": ({ time }) => `${quoted(time)} is no time of day: hours go from 00:00 to 23:59, and 24:00 is the end of a day.`,
  "when.no-such-offset": ({ offset }) => `${String(offset)} is no zone's distance from UTC: write Z, or one such as +07:00.`,
  "when.gap": ({ time, day, zone, from, to }) =>
    `There is no ${String(time)} on ${String(day)} in ${String(zone)}: the clocks go from ${String(from)} straight to ${String(to)}.`,
  "when.twice": ({ time, day, zone, readings }) =>
    `${String(time)} comes twice on ${String(day)} in ${String(zone)}, where the clocks go back: write ${either(readings)}.`,
  "when.range": ({ text }) => `${quoted(text)} lies outside the years 1970 to 9999.`,
  "when.vague-unit": ({ text }) => `${quoted(text)} has no certain length: months and years differ. Count days (d) or weeks (w), or write the date.`,
  "when.duration": ({ text }) =>
    `${quoted(text)} is no duration: write each unit once, the largest first, elapsed (w d h m s) and service time (bd bh) apart, and at most 100 years.`,
  "when.no-calendar": ({ text }) => `${quoted(text)} is service time, and there is no calendar here to count it by: write hours (h) or days (d).`,
  "when.never-open": ({ text }) => `${quoted(text)} is never reached: the calendar is not open for that long.`,
};
