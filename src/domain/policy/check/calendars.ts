import type { Calendar, Spell } from "../../time/calendar.ts";
import type { Offsets } from "../../time/zone.ts";
import type { PolicyZone } from "../policy.ts";
import type { EntryTree, MapTree, Tree } from "../tree.ts";
import { datesIn, type HolidayFile } from "./dates.ts";
import { keysIn, namedIn, textIn, unexpected } from "./reading.ts";
import type { Report } from "./report.ts";
import { elapsedIn } from "./spans.ts";
import { weekIn } from "./spells.ts";

/** What the checks cannot know of themselves: the world's zones, and the files beside the policy. */
export interface Outside {
  /** A zone's offsets by its IANA name or a link to it; null: there is none. */
  offsetsOf(zone: string): Offsets | null;
  /** The name of a zone that is spelled like it. */
  nearZone(zone: string): string | null;
  holidaysOf(file: string): HolidayFile;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/** A zone by its name, with its offsets as they are known today. */
export function zoneIn(report: Report, tree: Tree, outside: Outside): PolicyZone | null {
  const name = textIn(report, tree, "zone");
  if (name === null) return null;
  const offsets = outside.offsetsOf(name);
  if (offsets !== null) return { name, offsets };
  report(tree.place, "zone_unknown", { name, near: () => outside.nearZone(name) });
  return null;
}

const lengthOf = (spells: readonly Spell[]): number => spells.reduce((sum, [from, to]) => sum + (to - from) * 60, 0);

/** What `1bd` means where nobody says it: the longest day of the week, or of the dates where the week has none. */
const usualDay = (week: Calendar["week"], dates: Calendar["dates"]): number =>
  Math.max(...week.map(lengthOf)) || Math.max(0, ...Object.values(dates).map(lengthOf)) || DAY;

function dayIn(report: Report, entry: EntryTree | undefined): number | null {
  const seconds = entry === undefined ? null : elapsedIn(report, entry.value);
  if (seconds === null || seconds <= DAY) return seconds;
  return unexpected(report, entry!.value, "day");
}

const isAlways = ({ value }: EntryTree): boolean => value.kind === "scalar" && value.value === true;

function calendarIn(report: Report, map: MapTree, usual: PolicyZone, outside: Outside): Calendar {
  const keys = keysIn(report, map, ["always", "timezone", "hours", "holidays", "dates", "day"]);
  const { always, timezone, hours, holidays, dates, day } = keys;
  const { name, offsets } = (timezone === undefined ? null : zoneIn(report, timezone.value, outside)) ?? usual;
  const daySeconds = dayIn(report, day);
  if (always !== undefined) {
    if (!isAlways(always)) unexpected(report, always.value, "true");
    for (const key of ["hours", "holidays", "dates"] as const) if (keys[key] !== undefined) report(keys[key].place, "always_and_hours", { name: key });
    return { always: true, zone: name, offsets, week: [[], [], [], [], [], [], []], dates: {}, daySeconds: daySeconds ?? DAY };
  }
  if (hours === undefined && dates === undefined) report(map.place, "calendar_without_hours");
  const week = weekIn(report, hours);
  const exceptions = datesIn(report, holidays, dates, outside.holidaysOf);
  return { always: false, zone: name, offsets, week, dates: exceptions, daySeconds: daySeconds ?? usualDay(week, exceptions) };
}

/** More than any desk has; each carries all its dates in every version of the policy. */
const MOST_CALENDARS = 100;

/** The calendars by name. One without a zone of its own runs by the policy's. */
export function calendarsIn(report: Report, tree: Tree, usual: PolicyZone, outside: Outside): Readonly<Record<string, Calendar>> {
  const named = namedIn(report, tree);
  if (named.length > MOST_CALENDARS) report(tree.place, "calendars_many", { count: named.length, most: MOST_CALENDARS });
  return Object.fromEntries(named.slice(0, MOST_CALENDARS).map(([name, map]) => [name, calendarIn(report, map, usual, outside)]));
}
