import type { Calendar } from "../../time/calendar.ts";
import { type Policy, type TargetLine, TICKET_TYPES, type TicketType } from "../policy.ts";
import type { EntryTree, MapTree, Tree } from "../tree.ts";
import { keysIn, knownIn, listIn, mapIn, needed } from "./reading.ts";
import type { Report } from "./report.ts";
import { serviceIn } from "./spans.ts";

type Reach = (calendar: Calendar, seconds: number) => boolean;
type Names = Pick<Policy, "priorities" | "services" | "sites" | "calendars">;

const isNone = (tree: Tree): boolean => tree.kind === "scalar" && tree.text === "none";

function targetIn(report: Report, entry: EntryTree | undefined, calendar: string | null, { calendars }: Names, reach: Reach): number | null {
  if (entry === undefined || isNone(entry.value)) return null;
  // A calendar that is not known is a fault of its own; the length is looked at all the same.
  const by = calendar === null ? null : calendars[calendar]!;
  const seconds = serviceIn(report, entry.value, by ?? { daySeconds: 1 });
  if (seconds !== null && by !== null && !reach(by, seconds)) report(entry.value.place, "never_reached", { calendar });
  return seconds;
}

function lineIn(report: Report, map: MapTree, names: Names, reach: Reach): TargetLine | null {
  const keys = keysIn(report, map, ["service", "site", "type", "priority", "response", "resolution", "calendar"]);
  let isKnown = true;
  const known = (key: "service" | "site" | "priority" | "type", of: readonly string[], open?: true): string | null => {
    const entry = keys[key];
    if (entry === undefined) return null;
    const name = knownIn(report, entry.value, { kind: key, names: of, ...(open && { open }) });
    isKnown &&= name !== null;
    return name;
  };
  const service = known("service", names.services, true);
  const site = known("site", names.sites, true);
  const type = known("type", TICKET_TYPES) as TicketType | null;
  const priority = known("priority", names.priorities);
  const named = needed(report, keys.calendar, "calendar", map.place);
  const calendar = named === null ? null : knownIn(report, named, { kind: "calendar", names: Object.keys(names.calendars) });
  if (keys.response === undefined && keys.resolution === undefined) report(map.place, "target_empty");
  const responseSeconds = targetIn(report, keys.response, calendar, names, reach);
  const resolutionSeconds = targetIn(report, keys.resolution, calendar, names, reach);
  if (calendar === null || !isKnown) return null;
  return {
    ...(service !== null && { service }),
    ...(site !== null && { site }),
    ...(type !== null && { type }),
    ...(priority !== null && { priority }),
    responseSeconds,
    resolutionSeconds,
    calendar,
  };
}

/** The lines of the target table. Of two lines for the very same tickets only one could count, so the second is a fault. */
export function targetsIn(report: Report, tree: Tree, names: Names, reach: Reach): readonly TargetLine[] {
  const list = listIn(report, tree, "targets");
  const seen = new Map<string, number>();
  const found = (list?.items ?? []).flatMap((item) => {
    const map = mapIn(report, item, "target");
    const line = map === null ? null : lineIn(report, map, names, reach);
    if (line === null) return [];
    const spot = JSON.stringify([line.service ?? null, line.site ?? null, line.type ?? null, line.priority ?? null]);
    const before = seen.get(spot);
    if (before !== undefined) report(item.place, "target_twice", { line: before });
    else seen.set(spot, item.place.line);
    return [line];
  });
  if (list !== null && list.items.length === 0) report(list.place, "targets_none");
  return found;
}
