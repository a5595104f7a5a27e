import ICAL from "ical.js";
import { civilOf, dayNumber, weekdayOf } from "../../domain/time/instant.ts";
import { IcsFault } from "./ics-events.ts";

/**
 * The parts of a rule by which days of a year are told. Of others the iteration is known to be wrong or without end
 * (days that no month has, hours), so rules with them are refused.
 */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  YEARLY: ["BYMONTH", "BYMONTHDAY", "BYDAY"],
  MONTHLY: ["BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"],
  WEEKLY: ["BYDAY"],
  DAILY: [],
};
const MOST_INTERVAL = 1000;
const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
/** The most days a month can have. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const numbers = (rule: ICAL.Recur, part: "BYMONTH" | "BYMONTHDAY"): readonly number[] => (rule.parts[part] ?? []).map(Number);

/** Whether a day is one the rule names: the iteration also gives the day behind one that a month has not. */
function namesDay(rule: ICAL.Recur, start: number): (day: number) => boolean {
  const [months, days] = [numbers(rule, "BYMONTH"), numbers(rule, "BYMONTHDAY")];
  const weekdays = (rule.parts.BYDAY ?? []).map((word) => WEEKDAYS.indexOf(String(word).slice(-2)));
  const begun = civilOf(start);
  const bare = rule.freq === "YEARLY" && weekdays.length === 0;
  return (day) => {
    const { year, month, day: ofMonth } = civilOf(day);
    const fromEnd = ofMonth - dayNumber(year, month + 1, 1) + dayNumber(year, month, 1) - 1;
    if (months.length > 0 ? !months.includes(month) : bare && days.length === 0 && month !== begun.month) return false;
    if (
      days.length > 0
        ? !days.includes(ofMonth) && !days.includes(fromEnd)
        : (bare || (rule.freq === "MONTHLY" && weekdays.length === 0)) && ofMonth !== begun.day
    )
      return false;
    return weekdays.length === 0 || weekdays.includes(weekdayOf(day));
  };
}

function refuseUnusable(rule: ICAL.Recur, line: number): void {
  const allowed = PARTS[rule.freq];
  const unknown = Object.keys(rule.parts).find((part) => allowed?.includes(part) !== true);
  if (allowed === undefined || unknown !== undefined) throw new IcsFault("ics.rule", line, { part: unknown ?? `FREQ=${rule.freq}` });
  if (!(rule.interval >= 1 && rule.interval <= MOST_INTERVAL)) throw new IcsFault("ics.rule", line, { part: `INTERVAL=${rule.interval}` });
  const months = numbers(rule, "BYMONTH");
  const longest = Math.max(...(months.length === 0 ? MONTH_DAYS : months.map((month) => MONTH_DAYS[month - 1] ?? 0)));
  const days = numbers(rule, "BYMONTHDAY");
  if (days.length > 0 && days.every((day) => Math.abs(day) > longest)) throw new IcsFault("ics.rule", line, { part: `BYMONTHDAY=${days.join(",")}` });
}

/**
 * The days a rule gives, as day numbers in order, from its first event on, at most to `last`; its first is not looked at
 * by the rule. Throws an `IcsFault` for a rule that is none of days. `step` is called for each turn, and may throw.
 */
export function* ruleDays(rule: ICAL.Recur, first: number, last: number, line: number, step: () => void): Generator<number> {
  refuseUnusable(rule, line);
  const { year, month, day } = civilOf(first);
  const start = ICAL.Time.fromData({ year, month, day, isDate: true });
  const isNamed = namesDay(rule, first);
  yield first;
  try {
    const turns = rule.iterator(start) as unknown as { next(): ICAL.Time | null | undefined };
    for (let time = turns.next(); time !== null && time !== undefined; time = turns.next()) {
      step();
      const found = dayNumber(time.year, time.month, time.day);
      if (found > last) return;
      if (found !== first && isNamed(found)) yield found;
    }
  } catch (error) {
    if (error instanceof IcsFault) throw error;
    throw new IcsFault("ics.rule", line, { part: rule.toString() });
  }
}
