import type { Spell } from "../../time/calendar.ts";
import type { EntryTree, Place, Tree } from "../tree.ts";
import { isEmpty, mapIn, unexpected } from "./reading.ts";
import type { Report } from "./report.ts";

const DAY_MINUTES = 1440;
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** Minutes of the day of `08:00`, `24:00`; null: no clock shows it. */
function minuteOf(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (hours === undefined || Number(minutes) > 59) return null;
  const minute = Number(hours) * 60 + Number(minutes);
  return minute <= DAY_MINUTES ? minute : null;
}

function spellIn(report: Report, tree: Tree): Spell | null {
  const text = tree.kind === "scalar" ? tree.text : "";
  const [, from, to] = /^\s*(\d{1,2}:\d{2})\s*[-\u2013]\s*(\d{1,2}:\d{2})\s*$/.exec(text) ?? [];
  if (from === undefined || to === undefined) return unexpected(report, tree, "spell");
  const [opens, closes] = [minuteOf(from), minuteOf(to)];
  if (opens === null || closes === null || opens === DAY_MINUTES) {
    report(tree.place, "no_such_time", { text, time: opens === null || opens === DAY_MINUTES ? from : to });
    return null;
  }
  if (closes > opens) return [opens, closes];
  if (closes === opens) report(tree.place, "spell_empty", { text });
  else report(tree.place, "spell_reversed", { text, evening: `${from}-24:00`, morning: closes === 0 ? null : `00:00-${to}` });
  return null;
}

/** The open hours of a day: one spell or several, in any order, none of which overlap. None at all: it is closed. */
export function spellsIn(report: Report, tree: Tree): readonly Spell[] {
  if (isEmpty(tree) || tree.kind === "map") {
    unexpected(report, tree, "spells");
    return [];
  }
  const kept: { readonly spell: Spell; readonly item: Tree }[] = [];
  for (const item of tree.kind === "list" ? tree.items : [tree]) {
    const spell = spellIn(report, item);
    if (spell === null) continue;
    const over = kept.find(({ spell: [from, to] }) => spell[0] < to && from < spell[1]);
    if (over !== undefined) report(item.place, "spells_overlap", { text: textOf(item), other: textOf(over.item) });
    else kept.push({ spell, item });
  }
  return kept.map(({ spell }) => spell).toSorted(([one], [other]) => one - other);
}

const textOf = (tree: Tree): string => (tree.kind === "scalar" ? tree.text.trim() : "");

/** The weekdays, 0 = Sunday, that `mon-fri`, `sat-mon` or `mon,wed` name. */
function weekdaysIn(report: Report, key: string, at: Place): readonly number[] {
  const dayOf = (word: string): number => WEEKDAYS.findIndex((name) => word === name || (word.length > 3 && FULL[name] === word));
  return key
    .toLowerCase()
    .split(",")
    .flatMap((part) => {
      const [first = "", last = first, ...rest] = part.trim().split(/\s*[-\u2013]\s*/);
      const [from, to] = [dayOf(first), dayOf(last)];
      if (from < 0 || to < 0 || rest.length > 0) {
        report(at, "no_weekday", { text: part.trim(), names: WEEKDAYS });
        return [];
      }
      return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, step) => (from + step) % 7);
    });
}

const FULL: Readonly<Record<(typeof WEEKDAYS)[number], string>> = {
  sun: "sunday",
  mon: "monday",
  tue: "tuesday",
  wed: "wednesday",
  thu: "thursday",
  fri: "friday",
  sat: "saturday",
};

/** The spells of each weekday, 0 = Sunday, of `hours:`. A weekday that is named twice is a fault. */
export function weekIn(report: Report, entry: EntryTree | undefined): readonly (readonly Spell[])[] {
  const week: (readonly Spell[])[] = [[], [], [], [], [], [], []];
  const map = entry === undefined ? null : mapIn(report, entry.value, "hours");
  const named = new Map<number, EntryTree>();
  for (const each of map?.entries ?? []) {
    const spells = spellsIn(report, each.value);
    for (const day of weekdaysIn(report, each.key, each.place)) {
      const before = named.get(day);
      if (before !== undefined) report(each.place, "weekday_twice", { day: WEEKDAYS[day], line: before.place.line });
      else week[day] = spells;
      named.set(day, before ?? each);
    }
  }
  return week;
}
