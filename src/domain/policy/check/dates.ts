import type { Spell } from "../../time/calendar.ts";
import { daysInMonth } from "../../time/instant.ts";
import type { EntryTree, Place, Tree, TreeFault } from "../tree.ts";
import { keysIn, listIn, mapIn, needed, textIn, unexpected } from "./reading.ts";
import type { Report } from "./report.ts";
import { spellsIn } from "./spells.ts";

/** The days of a file of holidays, as dates; or what is wrong with it. */
export type HolidayFile =
  | { readonly ok: true; readonly dates: readonly string[] }
  | { readonly ok: false; readonly key: string; readonly with: TreeFault["with"] };

const LEAP_YEAR = 2000;

/** A date as calendars hold it, `2026-08-17` or `*-12-25`; null: reported. */
function dateIn(report: Report, text: string, at: Place): string | null {
  const [, year, month, day] = /^(\d{4}|\*)-(\d{2})-(\d{2})$/.exec(text.trim()) ?? [];
  if (year === undefined) {
    report(at, "no_date", { text });
    return null;
  }
  const exists =
    Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysInMonth(year === "*" ? LEAP_YEAR : Number(year), Number(month));
  if (exists) return text.trim();
  report(at, "no_such_date", { text: text.trim() });
  return null;
}

/** The days on which nobody serves: dates of one year or of all, and those of files. */
function holidaysIn(report: Report, tree: Tree, fileOf: (name: string) => HolidayFile): ReadonlyMap<string, Place> {
  const days = new Map<string, Place>();
  const files = new Set<string>();
  if (tree.kind === "map" && tree.entries.some(({ key }) => key === "file")) {
    const file = tree.entries.find(({ key }) => key === "file")?.value;
    report(tree.place, "holidays_not_listed", { file: file?.kind === "scalar" && file.text !== "" ? file.text : "holidays.ics" });
    return days;
  }
  for (const item of listIn(report, tree, "holidays")?.items ?? []) {
    if (item.kind === "map") {
      const file = needed(report, keysIn(report, item, ["file"]).file, "file", item.place);
      const name = file === null ? null : textIn(report, file, "file");
      if (file === null || name === null || files.has(name)) continue;
      files.add(name);
      const read = fileOf(name);
      if (!read.ok) report(file.place, read.key, { file: name, ...read.with });
      else for (const date of read.dates) if (!days.has(date)) days.set(date, item.place);
    } else if (item.kind === "scalar") {
      const date = dateIn(report, item.text, item.place);
      if (date !== null) days.set(date, item.place);
    } else unexpected(report, item, "holiday");
  }
  return days;
}

/** What replaces the weekday's hours, by date: closed on holidays, the hours of `dates:` on those, which win. */
export function datesIn(
  report: Report,
  holidays: EntryTree | undefined,
  dates: EntryTree | undefined,
  fileOf: (name: string) => HolidayFile,
): Readonly<Record<string, readonly Spell[]>> {
  const closed = holidays === undefined ? new Map<string, Place>() : holidaysIn(report, holidays.value, fileOf);
  const map = dates === undefined ? null : mapIn(report, dates.value, "dates");
  const own = (map?.entries ?? []).flatMap(({ key, place, value }) => {
    const date = dateIn(report, key, place);
    const spells = spellsIn(report, value);
    return date === null ? [] : [[date, spells] as const];
  });
  return Object.fromEntries([...[...closed.keys()].map((date) => [date, []] as const), ...own]);
}
