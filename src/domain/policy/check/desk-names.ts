import { type CategoryRule, type CodeRule, type Policy, TICKET_TYPES, type TicketType, UNCLASSIFIED } from "../policy.ts";
import type { EntryTree, MapTree, Tree } from "../tree.ts";
import { checkedName, isEmpty, keysIn, knownIn, knownOnesIn, mapIn, namedIn, nameIn, namesIn, onlyOnce, recordOf, textIn } from "./reading.ts";
import type { Known, Report } from "./report.ts";

export const groupsKnown = (groups: readonly string[]): Known => ({ kind: "group", names: groups, open: true });

/** Groups by name, with who works in them and who stands above, the nearest first. */
export function groupsIn(report: Report, tree: Tree): Pick<Policy, "groups" | "managers"> & { readonly members: Readonly<Record<string, readonly string[]>> } {
  const read = namedIn(report, tree).map(([name, map]) => {
    const { members, manager } = keysIn(report, map, ["members", "manager"]);
    const above = manager === undefined ? [] : manager.value.kind === "list" ? namesIn(report, manager.value) : (nameIn(report, manager.value) ?? []);
    return { name, members: members === undefined ? [] : namesIn(report, members.value), managers: [above].flat() };
  });
  return {
    groups: read.map(({ name }) => name),
    members: recordOf(read.filter(({ members }) => members.length > 0).map(({ name, members }) => [name, members])),
    managers: recordOf(read.filter(({ managers }) => managers.length > 0).map(({ name, managers }) => [name, managers])),
  };
}

/** Services by name, with the group that looks after each. */
export function servicesIn(report: Report, tree: Tree, groups: readonly string[]): Pick<Policy, "services" | "serviceGroups"> {
  const read = namedIn(report, tree).map(([name, map]) => {
    const { group } = keysIn(report, map, ["group"]);
    return { name, group: group === undefined ? null : knownIn(report, group.value, groupsKnown(groups)) };
  });
  return { services: read.map(({ name }) => name), serviceGroups: recordOf(read.flatMap(({ name, group }) => (group === null ? [] : [[name, group]]))) };
}

/** Sites by name, with the desk's number at each. */
export function sitesIn(report: Report, tree: Tree): Pick<Policy, "sites" | "sitePhones"> {
  const read = namedIn(report, tree).map(([name, map]) => {
    const { phone } = keysIn(report, map, ["phone"]);
    return { name, phone: phone === undefined ? null : textIn(report, phone.value) };
  });
  return { sites: read.map(({ name }) => name), sitePhones: recordOf(read.flatMap(({ name, phone }) => (phone === null ? [] : [[name, phone]]))) };
}

/** Resolution codes by name; `types` limits one to incidents or requests. */
export const codesIn = (report: Report, tree: Tree): Readonly<Record<string, CodeRule>> =>
  recordOf(
    namedIn(report, tree).map(([name, map]) => {
      const { types } = keysIn(report, map, ["types"]);
      const named = types === undefined ? [] : (knownOnesIn(report, types.value, { kind: "type", names: TICKET_TYPES }) as readonly TicketType[]);
      return [name, { types: named.length === 0 ? TICKET_TYPES : TICKET_TYPES.filter((type) => named.includes(type)) }] as const;
    }),
  );

type Categories = { readonly path: string; readonly rule: CategoryRule }[];

/** `group: network` says which group; `group: {}` or a map is a category of that name. */
const isRule = ({ key, value }: EntryTree): boolean => (key === "group" || key === "impact") && value.kind !== "map";

function categoryInto(
  found: Categories,
  report: Report,
  map: MapTree,
  above: string,
  known: { readonly groups: readonly string[]; readonly impacts: readonly string[] },
): CategoryRule {
  const isNew = onlyOnce(report);
  const rule: { group?: string; impact?: string } = {};
  for (const entry of map.entries) {
    const { key, place, value } = entry;
    if (isRule(entry) && above !== "") {
      if (key === "group") Object.assign(rule, named("group", knownIn(report, value, groupsKnown(known.groups))));
      else Object.assign(rule, named("impact", knownIn(report, value, { kind: "impact", names: known.impacts })));
      continue;
    }
    const name = categoryName(report, entry, above);
    const inner = isEmpty(value) ? ({ kind: "map", place, entries: [] } as const) : mapIn(report, value, "category");
    if (name === null || inner === null || !isNew(name, place)) continue;
    const path = above === "" ? name : `${above}/${name}`;
    const at = found.length;
    found.push({ path, rule: {} });
    found[at] = { path, rule: categoryInto(found, report, inner, path, known) };
  }
  return rule;
}

const named = (key: "group" | "impact", name: string | null): CategoryRule => (name === null ? {} : { [key]: name });

function categoryName(report: Report, { key, place }: EntryTree, above: string): string | null {
  if (key === "<<") return null;
  if (!key.includes("/") && !(above === "" && key === UNCLASSIFIED)) return checkedName(report, key, place);
  report(place, "name_unusable", { name: key, why: key.includes("/") ? "slash" : "unclassified" });
  return null;
}

/** The paths of the category tree, parents before their children, and what tickets of each begin with. */
export function categoriesIn(
  report: Report,
  tree: Tree,
  known: { readonly groups: readonly string[]; readonly impacts: readonly string[] },
): Pick<Policy, "categories" | "categoryRules"> {
  const found: Categories = [];
  const map = mapIn(report, tree.kind === "list" ? treeOfNames(report, tree) : tree, "categories");
  if (map !== null) categoryInto(found, report, map, "", known);
  return {
    categories: found.map(({ path }) => path),
    categoryRules: recordOf(found.filter(({ rule }) => Object.keys(rule).length > 0).map(({ path, rule }) => [path, rule])),
  };
}

/** A list of names is a tree of one level. */
const treeOfNames = (report: Report, tree: Tree): MapTree => ({
  kind: "map",
  place: tree.place,
  entries: namesIn(report, tree).map((key) => ({ key, place: tree.place, value: { kind: "map", place: tree.place, entries: [] } })),
});
