import { DEFAULT_POLICY } from "../default-policy.ts";
import type { Policy, PolicyZone } from "../policy.ts";
import type { PolicyTest } from "../policy-test.ts";
import type { EntryTree, MapTree, Tree, TreeFault } from "../tree.ts";
import { calendarsIn, type Outside, zoneIn } from "./calendars.ts";
import { categoriesIn, codesIn, groupsIn, servicesIn, sitesIn } from "./desk-names.ts";
import { escalationIn } from "./escalation-in.ts";
import { closureIn, holdsIn } from "./holds-in.ts";
import { matrixIn } from "./matrix-in.ts";
import { oncallIn } from "./oncall-in.ts";
import { reachesAlways } from "./reach.ts";
import { integerIn, keysIn, mapIn, namesIn, needed, textIn } from "./reading.ts";
import { faultList, type Report } from "./report.ts";
import { elapsedIn } from "./spans.ts";
import { templatesIn, updatesIn } from "./sundry.ts";
import { targetsIn } from "./targets-in.ts";
import { testsIn } from "./tests-in.ts";

/** The version of the format, not of the desk's rules. */
const FORMAT_VERSION = 1;
const SCALE = { least: 2, most: 6 } as const;

/** The sections of a policy file, in the order they are written. */
const SECTIONS = [
  "version",
  "name",
  "timezone",
  "priorities",
  "impacts",
  "urgencies",
  "matrix",
  "calendars",
  "targets",
  "categories",
  "services",
  "groups",
  "oncall",
  "sites",
  "vip",
  "hold_reasons",
  "resolution_codes",
  "closure",
  "escalation",
  "next_update",
  "major_update",
  "templates",
  "tests",
] as const;
type Sections = Readonly<Partial<Record<(typeof SECTIONS)[number], EntryTree>>>;

export interface PolicyChecked {
  readonly policy: Policy;
  readonly tests: readonly PolicyTest[];
  /** Where there is one, the policy is not to be used. */
  readonly faults: readonly TreeFault[];
}

/** The file's section read, or what stands there by default. */
const orElse = <T>(entry: EntryTree | undefined, read: (tree: Tree) => T, usual: T): T => (entry === undefined ? usual : read(entry.value));

function scaleIn(report: Report, map: MapTree, entry: EntryTree | undefined, name: string): readonly string[] {
  const tree = needed(report, entry, name, map.place);
  if (tree === null) return [];
  const names = namesIn(report, tree);
  if (tree.kind === "list" && (tree.items.length < SCALE.least || tree.items.length > SCALE.most))
    report(tree.place, "scale_size", { name, count: tree.items.length, ...SCALE });
  return names;
}

/** The desk's own zone: as said, else that of its first calendar which says one, else what a new register has. */
function deskZone(report: Report, { timezone, calendars }: Sections, outside: Outside): PolicyZone {
  if (timezone !== undefined) return zoneIn(report, timezone.value, outside) ?? DEFAULT_POLICY.zone;
  const maps = calendars?.value.kind === "map" ? calendars.value.entries : [];
  for (const { value } of maps) {
    const zone = value.kind === "map" ? value.entries.find(({ key }) => key === "timezone")?.value : undefined;
    const offsets = zone?.kind === "scalar" ? outside.offsetsOf(zone.text) : null;
    if (zone?.kind === "scalar" && offsets !== null) return { name: zone.text, offsets };
  }
  return DEFAULT_POLICY.zone;
}

function policyIn(report: Report, map: MapTree, sections: Sections, outside: Outside): Policy {
  const version = needed(report, sections.version, "version", map.place);
  if (version !== null) integerIn(report, version, FORMAT_VERSION, FORMAT_VERSION);
  const usual = DEFAULT_POLICY;
  const zone = deskZone(report, sections, outside);
  const reach = reachesAlways();
  const priorities = scaleIn(report, map, sections.priorities, "priorities");
  const impacts = scaleIn(report, map, sections.impacts, "impacts");
  const urgencies = scaleIn(report, map, sections.urgencies, "urgencies");
  const matrix = needed(report, sections.matrix, "matrix", map.place);
  const calendarTree = needed(report, sections.calendars, "calendars", map.place);
  const calendars = calendarTree === null ? {} : calendarsIn(report, calendarTree, zone, outside);
  const groups = orElse(sections.groups, (tree) => groupsIn(report, tree), { groups: usual.groups, members: {}, managers: usual.managers });
  const services = orElse(sections.services, (tree) => servicesIn(report, tree, groups.groups), {
    services: usual.services,
    serviceGroups: usual.serviceGroups,
  });
  const sites = orElse(sections.sites, (tree) => sitesIn(report, tree), { sites: usual.sites, sitePhones: usual.sitePhones });
  const targets = needed(report, sections.targets, "targets", map.place);
  const categories = orElse(sections.categories, (tree) => categoriesIn(report, tree, { groups: groups.groups, impacts }), {
    categories: usual.categories,
    categoryRules: usual.categoryRules,
  });
  const resolutionCodes = orElse(sections.resolution_codes, (tree) => codesIn(report, tree), usual.resolutionCodes);
  const oncall = orElse(sections.oncall, (tree) => oncallIn(report, tree, { groups: groups.groups, calendars, zone }), {});
  const names = { priorities, ...categories, ...groups, ...services, ...sites };
  return {
    name: orElse(sections.name, (tree) => textIn(report, tree), null) ?? usual.name,
    from: null,
    zone,
    priorities,
    impacts,
    urgencies,
    matrix: matrix === null ? {} : matrixIn(report, matrix, { priorities, impacts, urgencies }),
    calendars,
    targets: targets === null ? [] : targetsIn(report, targets, { priorities, calendars, ...services, ...sites }, reach),
    ...categories,
    ...services,
    ...sites,
    ...groups,
    vip: orElse(sections.vip, (tree) => namesIn(report, tree), usual.vip),
    ...(Object.keys(oncall).length > 0 && { oncall }),
    holdReasons: orElse(sections.hold_reasons, (tree) => holdsIn(report, tree, calendars, Object.keys(resolutionCodes)), usual.holdReasons),
    resolutionCodes,
    closure: orElse(sections.closure, (tree) => closureIn(report, tree, calendars, usual.closure, reach), usual.closure),
    escalation: orElse(sections.escalation, (tree) => escalationIn(report, tree, names, Object.keys(oncall)), usual.escalation),
    nextUpdateSeconds: orElse(sections.next_update, (tree) => updatesIn(report, tree, priorities), usual.nextUpdateSeconds),
    majorUpdateSeconds: orElse(sections.major_update, (tree) => elapsedIn(report, tree, 60), null) ?? usual.majorUpdateSeconds,
    ...(sections.templates !== undefined && { templates: templatesIn(report, sections.templates.value) }),
  };
}

/**
 * What a policy file says, section by section, with every fault of it. A section that is left out is as in a new
 * register; one that is given replaces it whole.
 */
export function checkPolicy(tree: Tree, outside: Outside): PolicyChecked {
  const { report, faults } = faultList();
  const map = mapIn(report, tree, "policy") ?? { kind: "map", place: tree.place, entries: [] };
  if (tree.kind !== "map") return { policy: DEFAULT_POLICY, tests: [], faults: faults() };
  const sections: Sections = keysIn(report, map, SECTIONS);
  const policy = policyIn(report, map, sections, outside);
  const tests = sections.tests === undefined ? [] : testsIn(report, sections.tests.value, policy);
  return { policy, tests, faults: faults() };
}
