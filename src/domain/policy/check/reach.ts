import { addService, type Calendar } from "../../time/calendar.ts";
import { DAY_SECONDS, dayNumber } from "../../time/instant.ts";

/** The first day behind the last date of one year that a calendar names. */
function behindDates({ dates }: Calendar): number {
  let last = 0;
  for (const date of Object.keys(dates)) {
    const [year, month, day] = date.split("-").map(Number);
    if (!Number.isNaN(year)) last = Math.max(last, dayNumber(year!, month!, day!) + 2);
  }
  return last * DAY_SECONDS;
}

/** Whether so much service time passes in a calendar whenever one begins to count: what opens on single dates only never does so again. */
export function reachesAlways(): (calendar: Calendar, seconds: number) => boolean {
  const known = new Map<Calendar, Map<number, boolean>>();
  return (calendar, seconds) => {
    const ofCalendar = known.get(calendar) ?? new Map<number, boolean>();
    known.set(calendar, ofCalendar);
    const before = ofCalendar.get(seconds);
    if (before !== undefined) return before;
    const reached = addService(calendar, behindDates(calendar), Math.max(1, seconds)) !== null;
    ofCalendar.set(seconds, reached);
    return reached;
  };
}
