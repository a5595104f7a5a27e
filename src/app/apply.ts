import { renamingOf, type Wish } from "../domain/policy/drops.ts";
import { rankOf } from "../domain/policy/matrix.ts";
import { knows, NAMED_FIELDS, type NamedField, type Renaming, renamed } from "../domain/policy/named-fields.ts";
import { type Begun, overtakenBy } from "../domain/policy/overtaken.ts";
import { CLOCKS, type Policy } from "../domain/policy/policy.ts";
import type { Adopt } from "../domain/ticket/acts/adopt.ts";
import { canonicalJson } from "../domain/ticket/canonical.ts";
import { clockState } from "../domain/ticket/clock-state.ts";
import { idOf } from "../domain/ticket/number.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import type { Instant } from "../domain/time/instant.ts";
import { type Desk, deskAt, deskOf } from "./desk.ts";
import { Failure, fail } from "./failure.ts";
import type { Item } from "./outcome.ts";
import { type Acting, type Planned, Planner } from "./plan.ts";
import type { UsedValues } from "./policy-use.ts";
import type { Reads } from "./ports.ts";
import { WorkingSet } from "./working-set.ts";

/** What happens to the clocks of open tickets: they keep their terms, or run under the new ones. */
export type OpenTickets = "keep" | "adopt";

/** One wish to have a policy in force. */
export interface Applying {
  readonly policy: Policy;
  /** As somebody wrote it; kept with the value it comes to. */
  readonly source: string;
  readonly open: OpenTickets;
  /** `--from`; null: from now on, and what is adopted is every open ticket. */
  readonly from: Instant | null;
  readonly wishes: readonly Wish[];
  /** The latest version when somebody agreed to what would change; null: nobody was asked. */
  readonly seen: number | null;
}

/** A value that open tickets have and a policy does not. */
export interface Dropped {
  readonly field: NamedField;
  readonly value: string;
  readonly tickets: readonly string[];
}

/** What came, or would come, of an application. Counted while tickets are taken along. */
export interface Applied {
  /** The version that was made; null: the policy was in force already. */
  version: number | null;
  /** Open tickets whose clocks run under the policy from now on. */
  adopted: number;
  /** Open tickets of which something is called otherwise. */
  renamed: number;
  /** Of the adopted, how many are breached by the new terms alone, and how many no longer are. */
  breached: number;
  recovered: number;
  /** Versions still to come that never come into force because of it. */
  readonly overtaken: readonly Begun[];
}

/** As many tickets as are held at a time. */
const AT_ONCE = 500;

/** What a policy says, whenever it begins. */
const effectOf = ({ from: _, members = {}, oncall = {}, templates = {}, ...rules }: Policy): string => canonicalJson({ ...rules, members, oncall, templates });

/** Whether nothing would be otherwise from then on. */
function holdsAlready(desk: Desk, policy: Policy, from: Instant): boolean {
  for (let version = desk.termsAt(from) + 1; version <= desk.state.policy; version += 1) if ((desk.policyOf(version).from ?? 0) > from) return false;
  return effectOf(desk.policyOf(desk.termsAt(from))) === effectOf(policy);
}

/** The versions from one on up to the last before another, with their beginnings. */
export const versionsBetween = (desk: Desk, first: number, before: number): readonly Begun[] =>
  Array.from({ length: Math.max(0, before - first) }, (_, i) => ({ version: first + i, from: desk.policyOf(first + i).from }));

const valuesIn = (used: UsedValues): readonly (readonly [field: NamedField, value: string | null])[] => [
  ["category", used.category],
  ["service", used.service],
  ["site", used.site],
  ["group", used.group],
  ["priority", used.priority],
  ["priority", used.computedPriority],
  ["impact", used.impact],
  ["urgency", used.urgency],
  ["hold", used.hold],
];

/** The values of open tickets that a policy does not know and nobody renames. */
async function droppedBy(reads: Reads, values: readonly UsedValues[], policy: Policy, renaming: Renaming): Promise<readonly Dropped[]> {
  const use = await reads.policyUse();
  const lost = new Map<string, readonly [NamedField, string]>();
  for (const used of values)
    for (const [field, value] of valuesIn(used))
      if (value !== null && !knows(policy, field, renamed(renaming, field, value))) lost.set(`${field} ${value}`, [field, value]);
  const inOrder = [...lost.values()].sort(([a, x], [b, y]) => NAMED_FIELDS.indexOf(a) - NAMED_FIELDS.indexOf(b) || (x < y ? -1 : 1));
  const dropped: Dropped[] = [];
  for (const [field, value] of inOrder) dropped.push({ field, value, tickets: (await use.having(field, value)).map(idOf) });
  return dropped;
}

/** Whether a ticket of such values would be called or placed otherwise. */
const isMoved = (policy: Policy, renaming: Renaming, used: UsedValues): boolean =>
  rankOf(policy, renamed(renaming, "priority", used.priority)) !== used.rank ||
  valuesIn(used).some(([field, value]) => value !== null && renamed(renaming, field, value) !== value);

const breaches = (row: TicketRow, now: Instant): boolean => CLOCKS.some((which) => clockState(row, which, now) === "breached");

function count(applied: Applied, { before, after, events }: Item, now: Instant): void {
  if (before === null || after === null) return;
  const event = events.find(({ type }) => type === "adopted");
  if (event?.type !== "adopted") return;
  if (event.data.set !== undefined || (event.data.terms === undefined && before.priority !== after.priority)) applied.renamed += 1;
  if (event.data.terms === undefined) return;
  applied.adopted += 1;
  const [was, is] = [breaches(before, now), breaches(after, now)];
  if (is && !was) applied.breached += 1;
  if (was && !is) applied.recovered += 1;
}

/** All open tickets through one act, set after set. */
async function* takenAlong(reads: Reads, desk: Desk, acting: Acting, command: Adopt, applied: Applied): AsyncGenerator<readonly Item[], void> {
  const numbers = await (await reads.policyUse()).openNumbers();
  for (let start = 0; start < numbers.length; start += AT_ONCE) {
    const some = numbers.slice(start, start + AT_ONCE);
    const planner = new Planner(desk, acting, await WorkingSet.of(reads, some, []));
    const items = some.map((number) => planner.item(number, [command]).item).filter((item) => item.outcome === "changed");
    for (const item of items) count(applied, item, acting.now);
    yield items;
  }
}

/** The desk as it is once the policy is kept as its next version. */
async function deskWith(reads: Reads, desk: Desk, policy: Policy, now: Instant): Promise<Desk> {
  const { state } = desk;
  const version = state.policy + 1;
  const next = { version, operation: state.operations + 1, policy: () => policy };
  return deskAt({ ...state, policy: version }, [...(await reads.versions(state.policy)), next], now);
}

export interface PlannedApply extends Planned {
  readonly applied: Applied;
}

/**
 * Plans to keep a policy as the next version and to take open tickets along; writes nothing. A failure where it drops
 * what open tickets have (`policy_drops`, once for each value), or was applied by somebody else while one was asked.
 */
export async function planApply(reads: Reads, desk: Desk, acting: Acting, applying: Applying): Promise<PlannedApply> {
  const { now } = acting;
  if (applying.seen !== null && applying.seen !== desk.state.policy) throw fail("refused", "policy_meanwhile", { version: desk.state.policy });
  const from = applying.from ?? now;
  const policy: Policy = { ...applying.policy, from };
  const { renaming, faults } = renamingOf(desk.rules, policy, applying.wishes);
  if (faults.length > 0) throw new Failure("usage", faults);
  if (from > now && applying.wishes.length > 0) throw fail("usage", "map_ahead", {});
  const holds = holdsAlready(desk, policy, from);
  if (from > now && applying.open === "adopt") throw fail("usage", "adopt_ahead", { version: holds ? desk.termsAt(from) : desk.state.policy + 1 });
  const use = await reads.policyUse();
  const values = await use.values();
  const dropped = await droppedBy(reads, values, policy, renaming);
  if (dropped.length > 0)
    throw new Failure(
      "refused",
      dropped.map((one) => ({ key: "policy_drops", with: { ...one } })),
    );
  const next = holds ? desk : await deskWith(reads, desk, policy, now);
  const inForce = next.version === (holds ? desk.termsAt(from) : next.state.policy);
  const overtaken = holds ? [] : overtakenBy(versionsBetween(desk, desk.version + 1, next.state.policy), from, now);
  const applied: Applied = { version: holds ? null : next.state.policy, adopted: 0, renamed: 0, breached: 0, recovered: 0, overtaken };
  const binds = applying.open === "adopt" && inForce && (await use.boundElsewhere(next.version, applying.from)) > 0;
  const moves = inForce && values.some((used) => isMoved(policy, renaming, used));
  const command: Adopt = { do: "adopt", terms: binds ? next.version : null, openedFrom: applying.from, renaming };
  return {
    items: [],
    also: [],
    applied,
    ...(!holds && { policy: { source: applying.source, compiled: JSON.stringify(policy) } }),
    ...((binds || moves) && { more: () => takenAlong(reads, next, acting, command, applied) }),
  };
}

/** The same, with every open ticket decided and counted, and nothing kept. */
export async function foreseeApply(reads: Reads, acting: Acting, applying: Applying): Promise<Applied> {
  const { applied, more } = await planApply(reads, await deskOf(reads, acting.now), acting, applying);
  if (more !== undefined) for await (const _ of more()) void _;
  return applied;
}
