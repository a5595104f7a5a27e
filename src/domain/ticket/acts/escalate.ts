import { managerAbove } from "../../policy/line.ts";
import { type Context, type Decision, refused, unless } from "../decision.ts";
import type { EventData } from "../event.ts";
import type { Evolve } from "../evolving.ts";
import { refuse } from "../refusal.ts";
import { nameFault, textFault } from "../texts.ts";
import { OPEN, type Ticket } from "../ticket.ts";
import { groupFault } from "../vocabulary.ts";
import { handedOver, sameName } from "./assign.ts";

/**
 * Functional: to another group, which has to find somebody. Hierarchical: the ticket stays where it is, and somebody is
 * informed; where `to` names nobody, the next manager above its group, if there is one.
 */
export interface Escalate {
  readonly do: "escalate";
  readonly kind: "functional" | "hierarchical";
  readonly to: string | null;
  readonly reason: string | null;
  readonly note: string | null;
}

/** Who is informed: whoever was named, otherwise the next above the group who does not know yet; nobody may be. */
function informing(t: Ticket, named: string | null, x: Context): Pick<EventData["escalated"], "to" | "told"> {
  const to = named ?? managerAbove(x.rules, t.group, [...t.raised, x.me]);
  return to === null ? { to } : { to, told: [{ party: named === null ? "manager" : "person", name: to }] };
}

export function decideEscalate(t: Ticket, c: Escalate, x: Context): Decision {
  const functional = c.kind === "functional";
  const faults = [
    c.to === null ? null : functional ? groupFault(c.to, x.rules) : nameFault("to", c.to),
    c.reason === null ? (functional ? refuse("reason_missing", { act: "escalate" }, ["reason"]) : null) : textFault("reason", c.reason),
    c.note === null ? null : textFault("note", c.note),
  ].filter((fault) => fault !== null);
  if (faults.length > 0) return refused(...faults);
  const standing = [
    OPEN.includes(t.status) ? null : refuse("not_open", { status: t.status, act: "escalate" }),
    functional && t.group === c.to ? refuse("same_group", { group: c.to }, ["to"]) : null,
    functional && t.major ? refuse("major_unassigned", { act: "escalate" }) : null,
  ].filter((fault) => fault !== null);
  const texts = { ...(c.reason !== null && { reason: c.reason }), ...(c.note !== null && { note: c.note }) };
  return unless(standing, () => [{ type: "escalated", data: functional ? { kind: c.kind, to: c.to } : { kind: c.kind, ...informing(t, c.to, x) }, texts }]);
}

/** Everybody an escalation informed up the line; a manager who knows already is not informed again. */
function raisedBy(t: Ticket, { to, told = [] }: EventData["escalated"]): readonly string[] {
  const informed = [...told.flatMap(({ party, name }) => (party === "manager" && name !== null ? [name] : [])), ...(to === null ? [] : [to])];
  const fresh = informed.filter((name, i) => ![...t.raised, ...informed.slice(0, i)].some((one) => sameName(one, name)));
  return fresh.length === 0 ? t.raised : [...t.raised, ...fresh];
}

export const evolveEscalated: Evolve<"escalated"> = (t, { at, data }) => {
  if (data.kind === "functional") return data.to === null ? t : handedOver(t, data.to, null, at);
  const raised = raisedBy(t, data);
  return raised === t.raised ? t : { ...t, raised };
};
