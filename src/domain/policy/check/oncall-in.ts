import { zoneOf } from "../../time/zone.ts";
import type { Policy } from "../policy.ts";
import type { Rota } from "../rota.ts";
import type { EntryTree, MapTree, Tree } from "../tree.ts";
import { groupsKnown } from "./desk-names.ts";
import { instantIn } from "./instants.ts";
import { keysIn, knownIn, listIn, mapIn, namedIn, nameIn, needed, recordOf } from "./reading.ts";
import type { Report } from "./report.ts";
import { elapsedIn } from "./spans.ts";

type Names = Pick<Policy, "groups" | "calendars" | "zone">;

const WEEK = 604_800;
const SHORTEST_TURN = 3600;

/** Whose zone turns are handed over by: the calendar named, or the first that runs by the desk's own. */
function calendarIn(report: Report, entry: EntryTree | undefined, { calendars, zone }: Names, map: MapTree): string | null {
  if (entry !== undefined) return knownIn(report, entry.value, { kind: "calendar", names: Object.keys(calendars) });
  const own = Object.keys(calendars).find((name) => calendars[name]!.zone === zone.name);
  if (own === undefined) report(map.place, "key_missing", { name: "calendar" });
  return own ?? null;
}

function overridesIn(report: Report, tree: Tree, zone: ReturnType<typeof zoneOf>): NonNullable<Rota["overrides"]> {
  return (listIn(report, tree)?.items ?? []).flatMap((item) => {
    const map = mapIn(report, item, "override");
    if (map === null) return [];
    const keys = keysIn(report, map, ["person", "from", "until"]);
    const tree = needed(report, keys.person, "person", map.place);
    const nobody = tree?.kind === "scalar" && tree.text === "none";
    const person = tree === null || nobody ? null : nameIn(report, tree);
    const [from, until] = (["from", "until"] as const).map((key) => {
      const value = needed(report, keys[key], key, map.place);
      return value === null ? null : instantIn(report, value, zone);
    });
    if (from === null || from === undefined || until === null || until === undefined) return [];
    if (until <= from) report(keys.until!.value.place, "until_before_from");
    return person === null && !nobody ? [] : [{ person, from, until }];
  });
}

function rotaIn(report: Report, map: MapTree, names: Names): Rota | null {
  const keys = keysIn(report, map, ["group", "calendar", "starts", "turn", "people", "overrides"]);
  const group = keys.group === undefined ? null : knownIn(report, keys.group.value, groupsKnown(names.groups));
  const calendar = calendarIn(report, keys.calendar, names, map);
  const zone = zoneOf(calendar === null ? { zone: names.zone.name, offsets: names.zone.offsets } : names.calendars[calendar]!);
  const first = needed(report, keys.starts, "starts", map.place);
  const starts = first === null ? null : instantIn(report, first, zone);
  const turnSeconds = keys.turn === undefined ? WEEK : elapsedIn(report, keys.turn.value, SHORTEST_TURN);
  const people = needed(report, keys.people, "people", map.place);
  const list = people === null ? null : listIn(report, people, "names");
  // Somebody may have two turns of a round, so a name may stand twice.
  const named = (list?.items ?? []).flatMap((item) => nameIn(report, item) ?? []);
  const overrides = keys.overrides === undefined ? [] : overridesIn(report, keys.overrides.value, zone);
  if (calendar === null || starts === null || turnSeconds === null) return null;
  return { group, calendar, starts, turnSeconds, people: named, ...(overrides.length > 0 && { overrides }) };
}

/** Who is on call, rota by rota. */
export const oncallIn = (report: Report, tree: Tree, names: Names): Readonly<Record<string, Rota>> =>
  recordOf(
    namedIn(report, tree).flatMap(([name, map]) => {
      const rota = rotaIn(report, map, names);
      return rota === null ? [] : [[name, rota] as const];
    }),
  );
