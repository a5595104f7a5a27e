import { foldName } from "../../fold-name.ts";
import type { Instant } from "../../time/instant.ts";
import { type Context, type Decision, decided, refused, UNCHANGED } from "../decision.ts";
import { type Evolve, moved } from "../evolving.ts";
import { refuse } from "../refusal.ts";
import { OPEN, type Ticket } from "../ticket.ts";
import { assigneeFault, groupFault } from "../vocabulary.ts";

/** Gives a ticket to a person or a group. What is left out stays, except that another group clears the person. */
export interface Assign {
  readonly do: "assign";
  readonly group?: string | null;
  readonly assignee?: string | null;
}

export const sameName = (a: string | null, b: string | null): boolean => a === b || (a !== null && b !== null && foldName(a) === foldName(b));

export function decideAssign(t: Ticket, c: Assign, x: Context): Decision {
  const group = c.group === undefined ? t.group : c.group;
  const assignee = c.assignee !== undefined ? c.assignee : group === t.group ? t.assignee : null;
  const faults = [groupFault(c.group ?? null, x.rules), c.assignee ? assigneeFault(c.assignee, x.rules) : null].filter((fault) => fault !== null);
  if (faults.length > 0) return refused(...faults);
  if (group === t.group && sameName(assignee, t.assignee)) return UNCHANGED;
  if (!OPEN.includes(t.status)) return refused(refuse("not_open", { status: t.status, act: "assign" }));
  if (t.major && assignee === null) return refused(refuse("major_unassigned", { act: "assign" }, ["to"]));
  return decided({ type: "assigned", data: { group, assignee } });
}

/** The counters of a hand-over: from one name to another counts, a first assignment does not; A to B to A is ping-pong. */
export function handedOver(t: Ticket, group: string | null, assignee: string | null, at: Instant): Ticket {
  const newGroup = group !== null && t.group !== null && group !== t.group;
  const newAssignee = assignee !== null && t.assignee !== null && !sameName(assignee, t.assignee);
  return moved(t, at, {
    group,
    assignee,
    raised: group === t.group ? t.raised : [],
    previousGroup: group !== t.group && t.group !== null ? t.group : t.previousGroup,
    reassignmentCount: t.reassignmentCount + (newGroup || newAssignee ? 1 : 0),
    pingPongCount: t.pingPongCount + (newGroup && group === t.previousGroup ? 1 : 0),
  });
}

export const evolveAssigned: Evolve<"assigned"> = (t, { at, data }) => handedOver(t, data.group, data.assignee, at);
