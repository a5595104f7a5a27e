import type { Policy } from "../../domain/policy/policy.ts";
import type { Calendar, Spell } from "../../domain/time/calendar.ts";
import { formatHours } from "../../domain/time/duration.ts";
import { list, listLines, scalar } from "./yaml-text.ts";

const DAY_SECONDS = 86_400;
/** As people write a week: Monday first. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];
const NAMES = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const spellsOf = (spells: readonly Spell[]): readonly string[] => spells.map(([from, to]) => `${clock(from)}-${clock(to)}`);

/** The open hours of a week, days in a row that are alike as one. */
function hoursLines(week: Calendar["week"]): readonly string[] {
  const groups: { readonly first: number; last: number; readonly text: string }[] = [];
  WEEK.forEach((day, place) => {
    const text = list(spellsOf(week[day] ?? []));
    const before = groups.at(-1);
    if (before !== undefined && before.text === text && before.last === place - 1) before.last = place;
    else groups.push({ first: place, last: place, text });
  });
  const name = (place: number): string => NAMES[WEEK[place] as number] as string;
  return groups
    .filter(({ text }) => text !== "[]")
    .map(({ first, last, text }) => `      ${first === last ? name(first) : `${name(first)}-${name(last)}`}: ${text}`);
}

function calendarLines(name: string, calendar: Calendar): readonly string[] {
  const { always, zone, week, dates, daySeconds } = calendar;
  const day = daySeconds === DAY_SECONDS ? [] : [`    day: ${formatHours(daySeconds)}`];
  if (always) return [`  ${scalar(name)}:`, "    always: true", `    timezone: ${scalar(zone)}`, ...day];
  const hours = hoursLines(week);
  const byDate = Object.entries(dates).sort(([a], [b]) => (a < b ? -1 : 1));
  const holidays = byDate.filter(([, spells]) => spells.length === 0).map(([date]) => date);
  const others = byDate.filter(([, spells]) => spells.length > 0);
  return [
    `  ${scalar(name)}:`,
    `    timezone: ${scalar(zone)}`,
    ...(hours.length === 0 ? [] : ["    hours:", ...hours]),
    ...(holidays.length === 0 ? [] : listLines("holidays", holidays, "    ")),
    ...(others.length === 0 ? [] : ["    dates:", ...others.map(([date, spells]) => `      ${scalar(date)}: ${list(spellsOf(spells))}`)]),
    `    day: ${formatHours(daySeconds)}`,
  ];
}

/** The calendars of a policy, as the lines below `calendars:`. */
export const calendarsLines = (calendars: Policy["calendars"]): readonly string[] =>
  Object.entries(calendars).flatMap(([name, calendar]) => calendarLines(name, calendar));
