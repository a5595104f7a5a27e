import type { PolicyChange } from "./facts.ts";

/** So many holidays of a calendar are told one by one. */
const FEW = 5;
const CLOSED = "closed";

/** The calendar of a holiday that was added or taken out, and its date; null: the change is about something else. */
function holidayOf({ part, name, before, after }: PolicyChange): { readonly calendar: string; readonly date: string } | null {
  const [, calendar, date] = (part === "calendars" && /^(.*) (\d{4}-\d{2}-\d{2})$/s.exec(name)) || [];
  const moved = (before === null && after === CLOSED) || (before === CLOSED && after === null);
  return calendar === undefined || date === undefined || !moved ? null : { calendar, date };
}

/** The same changes, with the holidays of a calendar as one where they are many, as those of a file are. */
export function gatheredDates(changes: readonly PolicyChange[]): readonly PolicyChange[] {
  const byCalendar = new Map<string, { readonly added: string[]; readonly removed: string[] }>();
  for (const change of changes) {
    const holiday = holidayOf(change);
    if (holiday === null) continue;
    const dates = byCalendar.get(holiday.calendar) ?? { added: [], removed: [] };
    dates[change.before === null ? "added" : "removed"].push(holiday.date);
    byCalendar.set(holiday.calendar, dates);
  }
  const told = new Set<string>();
  return changes.flatMap((change): readonly PolicyChange[] => {
    const calendar = holidayOf(change)?.calendar;
    const dates = calendar === undefined ? undefined : byCalendar.get(calendar);
    if (calendar === undefined || dates === undefined || dates.added.length + dates.removed.length <= FEW) return [change];
    if (told.has(calendar)) return [];
    told.add(calendar);
    const [added, removed] = [dates.added.toSorted(), dates.removed.toSorted()];
    const said = (list: readonly string[]): string | null => (list.length === 0 ? null : CLOSED);
    return [{ part: "calendars", name: `${calendar} holidays`, before: said(removed), after: said(added), dates: { added, removed } }];
  });
}
