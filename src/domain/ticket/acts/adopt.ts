import { computedPriority, rankOf } from "../../policy/matrix.ts";
import { type NamedField, type Renaming, renamed } from "../../policy/named-fields.ts";
import { CLOCKS, type Which } from "../../policy/policy.ts";
import { targetsOf } from "../../policy/targets.ts";
import type { Instant } from "../../time/instant.ts";
import { aim } from "../clock.ts";
import { type Context, type Decision, decided, UNCHANGED } from "../decision.ts";
import type { EventData } from "../event.ts";
import type { Evolve } from "../evolving.ts";
import { type Clock, OPEN, type Targets, type Ticket } from "../ticket.ts";
import { lasting, lastingOf } from "./hold.ts";

/** Takes an open ticket along to a version of the policy that is in force by now. */
export interface Adopt {
  readonly do: "adopt";
  /** Its clocks run under this version from now on; null: they keep their terms. */
  readonly terms: number | null;
  /** A ticket opened earlier keeps its terms; null: none does. */
  readonly openedFrom: Instant | null;
  readonly renaming: Renaming;
}

type Renamed = NonNullable<EventData["adopted"]["set"]>;

/** The fields whose values are called otherwise from now on. */
function renamedFields(t: Ticket, renaming: Renaming): Renamed {
  const fields: readonly (readonly [key: keyof Renamed, field: NamedField, value: string | null])[] = [
    ["category", "category", t.category],
    ["firstCategory", "category", t.firstCategory],
    ["service", "service", t.service],
    ["site", "site", t.site],
    ["group", "group", t.group],
    ["impact", "impact", t.impact],
    ["urgency", "urgency", t.urgency],
    ["holdReason", "hold", t.hold?.reason ?? null],
  ];
  return Object.fromEntries(
    fields.flatMap(([key, field, value]) => (value === null || renamed(renaming, field, value) === value ? [] : [[key, renamed(renaming, field, value)]])),
  );
}

/** How long its hold may last by today's rules, counted from its beginning; nothing where that is as it was. What it stops stays. */
function heldAnew({ hold }: Ticket, reason: string | undefined, x: Context): Pick<EventData["adopted"], "hold"> {
  const rule = reason !== undefined && Object.hasOwn(x.rules.holdReasons, reason) ? x.rules.holdReasons[reason] : undefined;
  if (hold === null || rule === undefined) return {};
  const anew = lasting(rule, hold.until, hold.since, x);
  const { until, remindAt, outstay } = lastingOf(anew);
  const same = until === hold.until && remindAt === hold.remindAt && outstay?.at === hold.outstay?.at && outstay?.brings === hold.outstay?.brings;
  return same ? {} : { hold: anew };
}

const standing = (t: Ticket): Targets => ({ response: t.clocks.response.target, resolution: t.clocks.resolution.target });

/**
 * A priority set against the matrix stays, and so do the intervals of every clock and all of one that has ended. What is
 * due by the new terms may have passed already, as with a change of the priority.
 */
export function decideAdopt(t: Ticket, c: Adopt, x: Context): Decision {
  if (!OPEN.includes(t.status)) return UNCHANGED;
  const set = renamedFields(t, c.renaming);
  const binds = c.terms !== null && c.terms !== t.terms && (c.openedFrom === null || t.openedAt >= c.openedFrom);
  const next = { ...t, ...set };
  const computed = binds ? computedPriority(x.rules, next.impact, next.urgency) : renamed(c.renaming, "priority", t.computedPriority);
  const priority = binds && t.override === null ? computed : renamed(c.renaming, "priority", t.priority);
  const rank = rankOf(x.rules, priority);
  const same = Object.keys(set).length === 0 && computed === t.computedPriority && priority === t.priority && rank === t.rank;
  if (!binds && same) return UNCHANGED;
  const targets = binds ? targetsOf(x.policyOf(c.terms as number), { ...next, priority }) : standing(t);
  return decided({
    type: "adopted",
    data: {
      priority,
      rank,
      targets,
      computed,
      ...(binds && { terms: c.terms as number, ...heldAnew(t, set.holdReason ?? t.hold?.reason, x) }),
      ...(Object.keys(set).length > 0 && { set }),
    },
  });
}

export const evolveAdopted: Evolve<"adopted"> = (t, { at, data }) => {
  const { group = t.group, holdReason, firstCategory = t.firstCategory, ...fields } = data.set ?? {};
  const clock = (which: Which): Clock => {
    const now = t.clocks[which];
    return now.endedAt !== null ? now : { ...aim(now, data.targets[which]), terms: data.terms ?? now.terms };
  };
  const [response, resolution] = CLOCKS.map(clock) as [Clock, Clock];
  const hold =
    t.hold === null ? null : { ...t.hold, ...(holdReason !== undefined && { reason: holdReason }), ...(data.hold !== undefined && lastingOf(data.hold)) };
  const moves = data.priority !== t.priority || group !== t.group || hold?.reason !== t.hold?.reason || hold?.until !== t.hold?.until;
  return {
    ...t,
    ...fields,
    firstCategory,
    group,
    hold,
    priority: data.priority,
    rank: data.rank,
    computedPriority: data.computed,
    terms: data.terms ?? t.terms,
    clocks: { response, resolution },
    movedAt: moves ? Math.max(t.movedAt, at) : t.movedAt,
  };
};
