import type { Calendar } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { type Zone, zoneOf } from "../../time/zone.ts";
import { type Policy, TICKET_TYPES, type TicketType } from "../policy.ts";
import type { DueTest, ElapsedTest, Pause, PolicyTest, PriorityTest, TicketTest } from "../policy-test.ts";
import type { EntryTree, MapTree, Tree } from "../tree.ts";
import { instantIn } from "./instants.ts";
import { keysIn, knownIn, listIn, mapIn, needed, textIn, unexpected } from "./reading.ts";
import type { Report } from "./report.ts";
import { serviceIn } from "./spans.ts";

type Test = DueTest | ElapsedTest | PriorityTest | TicketTest;
const KEYS = [
  "name",
  "calendar",
  "from",
  "to",
  "add",
  "elapsed",
  "due",
  "pauses",
  "impact",
  "urgency",
  "priority",
  "type",
  "service",
  "site",
  "opened",
  "response_due",
  "resolution_due",
] as const;
type Key = (typeof KEYS)[number];
type Keys = Readonly<Partial<Record<Key, EntryTree>>>;

interface Form {
  readonly needs: readonly Key[];
  readonly may: readonly Key[];
}
const FORMS = {
  due: { needs: ["calendar", "from", "add", "due"], may: ["pauses"] },
  elapsed: { needs: ["calendar", "from", "to", "elapsed"], may: [] },
  ticket: { needs: ["type", "priority", "opened"], may: ["service", "site", "pauses", "response_due", "resolution_due"] },
  priority: { needs: ["impact", "urgency", "priority"], may: [] },
} as const satisfies Readonly<Record<Test["kind"], Form>>;

/** By a key that no other form has. */
function formOf(keys: Keys): Test["kind"] | null {
  if (keys.opened !== undefined || keys.response_due !== undefined || keys.resolution_due !== undefined) return "ticket";
  if (keys.elapsed !== undefined || keys.to !== undefined) return "elapsed";
  if (keys.add !== undefined || keys.due !== undefined) return "due";
  return keys.impact !== undefined || keys.urgency !== undefined ? "priority" : null;
}

const NEVER = "never";

interface Reader {
  readonly report: Report;
  readonly keys: Keys;
  readonly policy: Policy;
  at(key: Key, zone: Zone): Instant | null;
  dueAt(key: Key, zone: Zone): Instant | null;
  text(key: Key): string;
  pauses(zone: Zone): readonly Pause[];
  calendar(): readonly [string, Calendar] | null;
  known(key: Key, names: readonly string[], open?: true): string | null;
}

function readerOf(report: Report, keys: Keys, policy: Policy): Reader {
  const value = (key: Key): Tree | null => keys[key]?.value ?? null;
  const at: Reader["at"] = (key, zone) => {
    const tree = value(key);
    return tree === null ? null : instantIn(report, tree, zone);
  };
  const text: Reader["text"] = (key) => {
    const tree = value(key);
    return tree?.kind === "scalar" ? tree.text : "";
  };
  const known: Reader["known"] = (key, names, open) => {
    const tree = value(key);
    return tree === null ? null : knownIn(report, tree, { kind: key, names, ...(open && { open }) });
  };
  return {
    report,
    keys,
    policy,
    at,
    text,
    known,
    dueAt: (key, zone) => (text(key) === NEVER ? null : at(key, zone)),
    pauses: (zone) => (value("pauses") === null ? [] : pausesIn(report, value("pauses")!, zone)),
    calendar: () => {
      const name = known("calendar", Object.keys(policy.calendars));
      return name === null ? null : [name, policy.calendars[name]!];
    },
  };
}

function pausesIn(report: Report, tree: Tree, zone: Zone): readonly Pause[] {
  return (listIn(report, tree, "pauses")?.items ?? []).flatMap((item) => {
    if (item.kind !== "list" || item.items.length !== 2) return unexpected(report, item, "pauses") ?? [];
    const [from, to] = item.items.map((end) => instantIn(report, end, zone));
    if (from === null || from === undefined || to === null || to === undefined) return [];
    if (to >= from) return [[from, to] as const];
    report(item.place, "pause_reversed");
    return [];
  });
}

const READ: { readonly [K in Test["kind"]]: (reader: Reader) => Extract<Test, { kind: K }> | null } = {
  due(reader) {
    const by = reader.calendar();
    if (by === null) return null;
    const zone = zoneOf(by[1]);
    const from = reader.at("from", zone);
    const add = serviceIn(reader.report, reader.keys.add!.value, by[1], true);
    const pauses = reader.pauses(zone);
    if (pauses.length > 0 && add !== null && add < 0) reader.report(reader.keys.pauses!.place, "pauses_backwards");
    const due = reader.dueAt("due", zone);
    return from === null || add === null ? null : { kind: "due", calendar: by[0], from, add, pauses, due };
  },
  elapsed(reader) {
    const by = reader.calendar();
    if (by === null) return null;
    const zone = zoneOf(by[1]);
    const [from, to] = [reader.at("from", zone), reader.at("to", zone)];
    const elapsed = serviceIn(reader.report, reader.keys.elapsed!.value, by[1], true);
    return from === null || to === null || elapsed === null ? null : { kind: "elapsed", calendar: by[0], from, to, elapsed };
  },
  priority(reader) {
    const impact = reader.known("impact", reader.policy.impacts);
    const urgency = reader.known("urgency", reader.policy.urgencies);
    const priority = reader.known("priority", reader.policy.priorities);
    return impact === null || urgency === null || priority === null ? null : { kind: "priority", impact, urgency, priority };
  },
  ticket(reader) {
    const { policy, keys } = reader;
    const zone = zoneOf({ zone: policy.zone.name, offsets: policy.zone.offsets });
    const type = reader.known("type", TICKET_TYPES) as TicketType | null;
    const priority = reader.known("priority", policy.priorities);
    const service = reader.known("service", policy.services, true);
    const site = reader.known("site", policy.sites, true);
    const opened = reader.at("opened", zone);
    const pauses = reader.pauses(zone);
    const dues = {
      ...(keys.response_due !== undefined && { responseDue: reader.dueAt("response_due", zone) }),
      ...(keys.resolution_due !== undefined && { resolutionDue: reader.dueAt("resolution_due", zone) }),
    };
    return type === null || priority === null || opened === null ? null : { kind: "ticket", type, priority, service, site, opened, pauses, ...dues };
  },
};

/** What a check is called that has no name. */
function calledBy(kind: Test["kind"], { text }: Reader): string {
  if (kind === "due") return `${text("calendar")}: ${text("from")} + ${text("add")}`;
  if (kind === "elapsed") return `${text("calendar")}: ${text("from")} .. ${text("to")}`;
  if (kind === "priority") return `${text("impact")} x ${text("urgency")}`;
  return [text("type"), text("priority"), text("opened")].join(" ");
}

function testIn(report: Report, map: MapTree, policy: Policy): PolicyTest | null {
  const keys: Keys = keysIn(report, map, KEYS);
  const kind = formOf(keys);
  if (kind === null) return unexpected(report, map, "test");
  const { needs, may }: Form = FORMS[kind];
  const missing = needs.filter((key) => needed(report, keys[key], key, map.place) === null);
  for (const key of KEYS)
    if (key !== "name" && keys[key] !== undefined && !needs.includes(key) && !may.includes(key))
      report(keys[key].place, "test_mixed", { name: key, keys: [...needs, ...may] });
  if (kind === "ticket" && keys.response_due === undefined && keys.resolution_due === undefined) report(map.place, "key_missing", { name: "resolution_due" });
  if (missing.length > 0) return null;
  const reader = readerOf(report, keys, policy);
  const read = READ[kind](reader);
  const name = keys.name === undefined ? calledBy(kind, reader) : textIn(report, keys.name.value);
  return read === null || name === null ? null : { name, line: map.place.line, ...read };
}

/** The checks a policy brings along, in the order of the file. */
export const testsIn = (report: Report, tree: Tree, policy: Policy): readonly PolicyTest[] =>
  (listIn(report, tree)?.items ?? []).flatMap((item) => {
    const map = mapIn(report, item, "test");
    return map === null ? [] : (testIn(report, map, policy) ?? []);
  });
