import { managerAbove } from "../../policy/line.ts";
import { type Context, type Decision, refused, unless } from "../decision.ts";
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
  const to = functional ? c.to : (c.to ?? managerAbove(x.rules, t.group, [...t.raised, x.me]));
  const texts = { ...(c.reason !== null && { reason: c.reason }), ...(c.note !== null && { note: c.note }) };
  return unless(standing, () => [{ type: "escalated", data: { kind: c.kind, to }, texts }]);
}

export const evolveEscalated: Evolve<"escalated"> = (t, { at, data: { kind, to } }) => {
  if (to === null) return t;
  if (kind === "functional") return handedOver(t, to, null, at);
  return t.raised.some((name) => sameName(name, to)) ? t : { ...t, raised: [...t.raised, to] };
};
