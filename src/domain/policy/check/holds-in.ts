import type { Calendar } from "../../time/calendar.ts";
import { CLOCKS, type HoldRule, type Outstayed, type Policy, type Which } from "../policy.ts";
import type { EntryTree, MapTree, Tree } from "../tree.ts";
import { integerIn, keysIn, knownIn, knownOnesIn, mapIn, namedIn, recordOf } from "./reading.ts";
import type { Report } from "./report.ts";
import { type Counted, spanIn } from "./spans.ts";

type Calendars = Policy["calendars"];

const NEEDS = ["until", "note"] as const;
const THEN: readonly Outstayed[] = ["resolve", "resume", "remind"];
/** The code a hold that outstayed its time is resolved by. */
const NO_RESPONSE = "no-response";
const LONGEST_REOPEN_DAYS = 3650;

/** The calendar that `calendar:` names beside a length; null: none, so that it is elapsed time. */
export function countedBy(report: Report, entry: EntryTree | undefined, calendars: Calendars): Counted | null {
  const name = entry === undefined ? null : knownIn(report, entry.value, { kind: "calendar", names: Object.keys(calendars) });
  return name === null ? null : { name, calendar: calendars[name]! };
}

function ruleIn(report: Report, map: MapTree, calendars: Calendars, codes: readonly string[]): HoldRule {
  const { stops, needs, remind, max, then: next, calendar } = keysIn(report, map, ["stops", "needs", "remind", "max", "then", "calendar"]);
  const by = countedBy(report, calendar, calendars);
  const stopped = stops === undefined ? [] : (knownOnesIn(report, stops.value, { kind: "clock", names: CLOCKS }) as readonly Which[]);
  const needed = needs === undefined ? [] : (knownOnesIn(report, needs.value, { kind: "need", names: NEEDS }) as HoldRule["needs"]);
  const often = remind === undefined ? null : spanIn(report, remind.value, by);
  const after = max === undefined ? null : spanIn(report, max.value, by);
  const outstayed = next === undefined ? null : (knownIn(report, next.value, { kind: "then", names: THEN }) as Outstayed | null);
  if (next !== undefined && max === undefined) report(next.place, "then_without_max");
  if (outstayed === "resolve" && !codes.includes(NO_RESPONSE)) report(next!.value.place, "then_without_code", { code: NO_RESPONSE });
  return {
    stops: CLOCKS.filter((clock) => stopped.includes(clock)),
    needs: NEEDS.filter((need) => needed.includes(need)),
    ...(often !== null && { remind: often }),
    // biome-ignore lint/suspicious/noThenProperty: it is a word of the file, and no function.
    ...(after !== null && { max: { after, then: outstayed ?? "remind" } }),
  };
}

/** What waiting for each reason means. */
export const holdsIn = (report: Report, tree: Tree, calendars: Calendars, codes: readonly string[]): Readonly<Record<string, HoldRule>> =>
  recordOf(namedIn(report, tree).map(([name, map]) => [name, ruleIn(report, map, calendars, codes)] as const));

/** When silence closes, and how long a closed ticket may be reopened. */
export function closureIn(
  report: Report,
  tree: Tree,
  calendars: Calendars,
  usual: Policy["closure"],
  reach: (calendar: Calendar, seconds: number) => boolean,
): Policy["closure"] {
  const map = mapIn(report, tree);
  if (map === null) return usual;
  const { auto_after: after, calendar, reopen_days: days } = keysIn(report, map, ["auto_after", "calendar", "reopen_days"]);
  const by = countedBy(report, calendar, calendars);
  const autoAfter = after === undefined ? null : spanIn(report, after.value, by);
  if (autoAfter !== null && by !== null && !reach(by.calendar, autoAfter.seconds)) report(after!.value.place, "never_reached", { calendar: by.name });
  return { autoAfter, reopenDays: (days === undefined ? null : integerIn(report, days.value, 0, LONGEST_REOPEN_DAYS)) ?? usual.reopenDays };
}
