import { foldName } from "../fold-name.ts";
import type { Instant } from "../time/instant.ts";
import { zoneOf } from "../time/zone.ts";
import type { Policy } from "./policy.ts";
import { onCallAt } from "./rota.ts";

const isNamed = (name: string, names: readonly string[]): boolean => {
  const folded = foldName(name);
  return names.some((one) => foldName(one) === folded);
};

/** The groups of the rotas somebody is on call for at an instant; null among them: every group. */
function groupsOnCall({ oncall = {}, calendars }: Policy, person: string, at: Instant): readonly (string | null)[] {
  return Object.values(oncall).flatMap((rota) => {
    const calendar = calendars[rota.calendar];
    if (calendar === undefined) return [];
    const duty = onCallAt(rota, zoneOf(calendar), at);
    return duty.person !== null && isNamed(person, [duty.person]) ? [rota.group] : [];
  });
}

/**
 * Whether tickets of a group that nobody has are somebody's to take: the policy names them a member, they are on call for
 * it, or it names no member at all. What stands in no group is everybody's.
 */
export function takesFrom(policy: Policy, person: string, at: Instant): (group: string | null) => boolean {
  const { members = {} } = policy;
  const known = new Map<string, boolean>();
  let onCall: readonly (string | null)[] | null = null;
  const answer = (group: string): boolean => {
    const named = Object.hasOwn(members, group) ? members[group]! : [];
    if (named.length === 0 || isNamed(person, named)) return true;
    onCall ??= groupsOnCall(policy, person, at);
    return onCall.includes(null) || onCall.includes(group);
  };
  return (group) => {
    if (group === null) return true;
    const before = known.get(group);
    if (before !== undefined) return before;
    const found = answer(group);
    known.set(group, found);
    return found;
  };
}
