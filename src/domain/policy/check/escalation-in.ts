import { type EscalationRule, LEVELS, type Level, type Party } from "../escalation-rule.ts";
import { CLOCKS, type Policy, TICKET_TYPES, type Which } from "../policy.ts";
import type { EntryTree, MapTree, Tree } from "../tree.ts";
import { groupsKnown } from "./desk-names.ts";
import { integerIn, keysIn, knownIn, knownName, knownOnesIn, listIn, mapIn, nameIn, needed, oneOrMore, unexpected } from "./reading.ts";
import type { Known, Report } from "./report.ts";

type Names = Pick<Policy, "priorities" | "categories" | "groups" | "services" | "sites">;

const PARTIES = ["assignee", "group", "manager", "requester", "affected", "watchers"];
const KINDS = ["functional", "hierarchical"] as const;
const MOST_LEVELS = 10;

const KEYS = ["name", "when", "priority", "type", "category", "group", "service", "site", "notify", "to", "kind", "levels"] as const;
type Keys = Readonly<Partial<Record<(typeof KEYS)[number], EntryTree>>>;

function whenIn(report: Report, tree: Tree): { readonly clock: Which; readonly percent: Level } | null {
  const [, clock, percent] = (tree.kind === "scalar" && /^\s*([a-z]+)\s+(\d{1,3})\s*%\s*$/.exec(tree.text)) || [];
  const which = CLOCKS.find((name) => name === clock);
  const level = LEVELS.find((each) => each === Number(percent));
  return which === undefined || level === undefined ? unexpected(report, tree, "when", { clocks: CLOCKS, levels: LEVELS }) : { clock: which, percent: level };
}

function partyIn(report: Report, tree: Tree, groups: readonly string[], rotas: readonly string[]): Party | null {
  if (tree.kind !== "scalar" || tree.text === "") return unexpected(report, tree, "party", { names: PARTIES });
  const [kind = "", ...rest] = tree.text.split(":");
  const name = rest.join(":").trim();
  if (rest.length === 0) return knownName(report, kind, tree.place, { kind: "party", names: PARTIES }) as Party | null;
  if (kind === "group") return knownName(report, name, tree.place, groupsKnown(groups)) === null ? null : `group:${name}`;
  if (kind === "oncall") return knownName(report, name, tree.place, { kind: "rota", names: rotas }) === null ? null : `oncall:${name}`;
  if (kind === "person" && name !== "") return `person:${name}`;
  return unexpected(report, tree, "party", { names: PARTIES });
}

function onlyIn(report: Report, keys: Keys, names: Names): EscalationRule["only"] {
  const of = <K extends keyof EscalationRule["only"]>(key: K, known: Known): Pick<EscalationRule["only"], K> | null => {
    const entry = keys[key];
    return entry === undefined ? null : ({ [key]: knownOnesIn(report, entry.value, known) } as unknown as Pick<EscalationRule["only"], K>);
  };
  return {
    ...of("priority", { kind: "priority", names: names.priorities }),
    ...of("type", { kind: "type", names: TICKET_TYPES }),
    ...of("category", { kind: "category", names: names.categories }),
    ...of("group", groupsKnown(names.groups)),
    ...of("service", { kind: "service", names: names.services, open: true }),
    ...of("site", { kind: "site", names: names.sites, open: true }),
  };
}

/** To which group it is handed on, and how many levels above hear of it. */
function stepIn(report: Report, { to, kind, levels }: Keys, map: MapTree, groups: readonly string[]): Pick<EscalationRule, "to" | "levels"> {
  const said = kind === undefined ? null : knownIn(report, kind.value, { kind: "kind", names: KINDS });
  if (said === "functional" && to === undefined) report(map.place, "key_missing", { name: "to" });
  if (said === "functional" && levels !== undefined) report(levels.place, "step_mixed", { name: "levels", kind: said });
  if (said === "hierarchical" && to !== undefined) report(to.place, "step_mixed", { name: "to", kind: said });
  const group = to === undefined ? null : (nameIn(report, to.value)?.replace(/^group:\s*/, "") ?? null);
  const up = levels === undefined ? null : integerIn(report, levels.value, 1, MOST_LEVELS);
  return {
    to: group === null ? null : knownName(report, group, to!.value.place, groupsKnown(groups)),
    levels: up ?? (said === "hierarchical" ? 1 : 0),
  };
}

/** What happens when a share of a target is spent. A rule without a name is called by its `when`. */
export function escalationIn(report: Report, tree: Tree, names: Names, rotas: readonly string[]): readonly EscalationRule[] {
  const taken = new Set<string>();
  const unique = (name: string): string => {
    let found = name;
    for (let count = 2; taken.has(found); count += 1) found = `${name} (${count})`;
    taken.add(found);
    return found;
  };
  const read = (listIn(report, tree)?.items ?? []).flatMap((item) => {
    const map = mapIn(report, item, "rule");
    if (map === null) return [];
    const keys: Keys = keysIn(report, map, KEYS);
    const when = needed(report, keys.when, "when", map.place);
    const at = when === null ? null : whenIn(report, when);
    const name = keys.name === undefined ? null : nameIn(report, keys.name.value);
    if (name !== null && taken.has(name)) report(keys.name!.value.place, "name_twice", { name, line: null });
    else if (name !== null) taken.add(name);
    const only = onlyIn(report, keys, names);
    const notify = keys.notify === undefined ? [] : oneOrMore(keys.notify.value).flatMap((party) => partyIn(report, party, names.groups, rotas) ?? []);
    const step = stepIn(report, keys, map, names.groups);
    if (keys.notify === undefined && keys.to === undefined && step.levels === 0 && keys.kind === undefined) report(map.place, "rule_without_effect");
    return at === null ? [] : [{ name, ...at, only, notify: [...new Set(notify)], ...step }];
  });
  return read.map((rule) => ({ ...rule, name: rule.name ?? unique(`${rule.clock} ${rule.percent}%`) }));
}
