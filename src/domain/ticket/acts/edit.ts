import { groupOf } from "../../policy/beginning.ts";
import { aimAt, computedPriority } from "../../policy/matrix.ts";
import { type Policy, UNCLASSIFIED } from "../../policy/policy.ts";
import { type Context, type Decision, refused, UNCHANGED } from "../decision.ts";
import { type EventData, type Fresh, type OpenFields, REDACTED, type Sealed } from "../event.ts";
import { aimed, type Evolve, promising } from "../evolving.ts";
import { broughtForward } from "../promise.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { closesSooner } from "../silence.ts";
import { textFault } from "../texts.ts";
import { type Fields, OPEN, type Status, type Ticket } from "../ticket.ts";
import { codeFault, fieldFaults, satisfactionFault } from "../vocabulary.ts";
import { parentFaults } from "./parent.ts";
import { codeFitsFault } from "./resolve.ts";

/** Changes what somebody stated about a ticket. What is left out stays; null clears. */
export interface Edit {
  readonly do: "edit";
  readonly set: Partial<Omit<Fields, "tags" | "refs" | "major">>;
  readonly description?: string | null;
  readonly addTags?: readonly string[];
  readonly dropTags?: readonly string[];
  readonly addRefs?: readonly string[];
  readonly code?: string;
  readonly satisfaction?: number;
  readonly reason?: string | null;
  /** The same call says which group it is for, so no rule need. */
  readonly groupSaid?: true;
}

/** What may still be put right once a ticket is resolved or closed. */
const AFTERWARDS: readonly string[] = ["category", "service", "requester"];

/** The inputs an edit takes of a ticket in this status beside its reason; null: all but what belongs to a resolution. */
export const editable = (status: Status): readonly string[] | null =>
  OPEN.includes(status) ? null : status === "cancelled" ? [] : [...AFTERWARDS, "code", "satisfaction"];

const SEALED: readonly Sealed[] = ["title", "requester", "contact"];

/** The fields of `set` that differ from the ticket's; tags and references as the whole new list. */
function changes(t: Ticket, c: Edit): Partial<Fields> {
  const differing = Object.entries(c.set).filter(([key, value]) => value !== undefined && t[key as keyof Fields] !== value);
  const tags = [...t.tags.filter((tag) => !c.dropTags?.includes(tag)), ...(c.addTags ?? []).filter((tag) => !t.tags.includes(tag))];
  const refs = [...t.refs, ...(c.addRefs ?? []).filter((ref) => !t.refs.includes(ref))];
  const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((value, i) => value === b[i]);
  return {
    ...Object.fromEntries(differing),
    ...(!same(tags, t.tags) && { tags: [...new Set(tags)] }),
    ...(!same(refs, t.refs) && { refs: [...new Set(refs)] }),
  };
}

function afterwardsFaults(t: Ticket, c: Edit, set: Partial<Fields>, description: boolean): readonly Refusal[] {
  if (OPEN.includes(t.status))
    return c.code !== undefined || c.satisfaction !== undefined
      ? [refuse("not_resolved", { status: t.status, flags: c.code !== undefined ? ["code"] : ["satisfaction"] })]
      : [];
  if (editable(t.status)?.length === 0) return [refuse("cancelled", { status: t.status })];
  const fixed = [...Object.keys(set).filter((key) => !AFTERWARDS.includes(key)), ...(description ? ["description"] : [])];
  return [
    ...(fixed.length > 0 ? [refuse("fixed_once_resolved", { status: t.status, fields: fixed })] : []),
    ...(c.reason ? [] : [refuse("reason_missing", { status: t.status, act: "edit" }, ["reason"])]),
  ];
}

/** Priority, targets and promise after a change of what they follow from; undefined: nothing follows. */
function consequences(t: Ticket, set: Partial<Fields>, { rules, policyOf, at }: Context): Pick<EventData["edited"], "computed" | "aim" | "nextUpdateAt"> {
  const next = { ...t, ...set };
  const computed = computedPriority(rules, next.impact, next.urgency);
  const reclassified = set.impact !== undefined || set.urgency !== undefined;
  const priority = t.override !== null || !reclassified ? t.priority : computed;
  const aims = priority !== t.priority || set.type !== undefined || set.service !== undefined || set.site !== undefined;
  return {
    ...(reclassified && computed !== t.computedPriority && { computed }),
    ...(aims && { aim: aimAt(rules, policyOf(t.terms), { ...next, priority }) }),
    ...(priority !== t.priority && broughtForward(t.nextUpdateAt, { ...next, priority }, rules, at)),
  };
}

/** The group that another category or service gives a ticket that has none; one that it had by the old ones was taken away on purpose. */
function grouped(t: Ticket, c: Edit, set: Partial<Fields>, rules: Policy): readonly Fresh[] {
  if (t.group !== null || c.groupSaid || (set.category === undefined && set.service === undefined)) return [];
  const group = groupOf(rules, { ...t, ...set })?.value;
  return group === undefined || group === groupOf(rules, t)?.value ? [] : [{ type: "assigned", data: { group, assignee: t.assignee } }];
}

export function decideEdit(t: Ticket, c: Edit, x: Context): Decision {
  const set = changes(t, c);
  const described = c.description !== undefined && (c.description || null) !== x.kin.description(t.number);
  const recoded = c.code !== undefined && c.code !== t.resolution?.code;
  const rated = c.satisfaction !== undefined && c.satisfaction !== t.satisfaction;
  const values = [
    ...fieldFaults(set, c.description, x.rules),
    c.code === undefined ? null : codeFault(c.code, x.rules),
    c.satisfaction === undefined ? null : satisfactionFault(c.satisfaction),
    c.reason ? textFault("reason", c.reason) : null,
  ].filter((fault) => fault !== null);
  if (values.length > 0) return refused(...values);
  if (Object.keys(set).length === 0 && !described && !recoded && !rated) return UNCHANGED;
  const down = set.downAt === undefined ? t.downAt : set.downAt;
  const up = set.upAt === undefined ? t.upAt : set.upAt;
  const faults = [
    ...afterwardsFaults(t, c, set, described),
    ...(recoded && t.resolution !== null ? codeFitsFault(t, c.code as string, x.rules) : []),
    ...parentFaults(t, set.parent, x.kin),
    ...(down !== null && up !== null && up < down ? [refuse("reversed_times", { from: down, to: up }, ["up-at"])] : []),
    ...(t.major && set.type === "request" ? [refuse("major_request", {}, ["type"])] : []),
  ];
  if (faults.length > 0) return refused(...faults);

  const open = OPEN.includes(t.status);
  const sealed = SEALED.filter((key) => set[key] !== undefined);
  const plain = Object.fromEntries(Object.entries(set).filter(([key]) => !SEALED.includes(key as Sealed))) as Partial<OpenFields>;
  const clear = sealed.filter((key) => set[key] === null);
  const given = Object.fromEntries(sealed.filter((key) => set[key] !== null).map((key) => [key, set[key] as string]));
  const data: EventData["edited"] = {
    set: plain,
    ...(clear.length > 0 && { clear }),
    ...(open ? consequences(t, set, x) : set.category === undefined ? {} : closesSooner(t, x)),
    ...(recoded && { code: c.code as string }),
    ...(rated && { satisfaction: c.satisfaction as number }),
  };
  const texts = { ...given, ...(described && { description: c.description ?? "" }), ...(c.reason && { reason: c.reason }) };
  return { ok: true, events: [{ type: "edited", data, texts }, ...(open ? grouped(t, c, set, x.rules) : [])] };
}

export const evolveEdited: Evolve<"edited"> = (t, { at, data, texts }) => {
  const sealed = Object.fromEntries(SEALED.filter((key) => key in texts).map((key) => [key, texts[key] ?? REDACTED]));
  const cleared = Object.fromEntries((data.clear ?? []).map((key) => [key, null]));
  const category = data.set.category ?? t.category;
  const next: Ticket = {
    ...t,
    ...data.set,
    ...sealed,
    ...cleared,
    firstCategory: t.firstCategory ?? (category === UNCLASSIFIED ? null : category),
    computedPriority: data.computed ?? t.computedPriority,
    satisfaction: data.satisfaction ?? t.satisfaction,
    resolution: t.resolution === null || data.code === undefined ? t.resolution : { ...t.resolution, code: data.code },
    ...promising(t, data.nextUpdateAt),
    silence: t.silence === null || data.closesAt === undefined ? t.silence : { ...t.silence, closesAt: data.closesAt },
  };
  if (data.aim === undefined) return next;
  const { priority, rank, targets } = data.aim;
  return { ...next, priority, rank, clocks: aimed(next, targets), movedAt: priority === t.priority ? t.movedAt : Math.max(t.movedAt, at) };
};
