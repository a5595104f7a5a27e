import { aimAt } from "../../policy/matrix.ts";
import { type Context, type Decision, decided, refused, UNCHANGED } from "../decision.ts";
import { broughtForward } from "../promise.ts";
import { refuse } from "../refusal.ts";
import { textFault } from "../texts.ts";
import { OPEN, type Ticket } from "../ticket.ts";

/** Declares a major incident: the first priority by override, an incident manager, an update promised. */
export interface DeclareMajor {
  readonly do: "major";
  readonly reason: string | null;
}

export function decideMajor(t: Ticket, c: DeclareMajor, x: Context): Decision {
  if (t.major) return UNCHANGED;
  const faults = [
    ...(OPEN.includes(t.status) ? [] : [refuse("fixed_once_resolved", { status: t.status, fields: ["major"] })]),
    ...(t.type === "incident" ? [] : [refuse("major_request", {}, ["type"])]),
    ...(t.assignee === null ? [refuse("major_unassigned", {}, ["assignee"])] : []),
    ...(c.reason === null ? [refuse("reason_missing", { act: "major" }, ["reason"])] : [textFault("reason", c.reason)]),
  ].filter((fault) => fault !== null);
  if (faults.length > 0) return refused(...faults);
  const aim = aimAt(x.rules, x.policyOf(t.terms), { ...t, priority: x.rules.priorities[0] as string });
  const promise = broughtForward(t.nextUpdateAt, { priority: aim.priority, major: true }, x.rules, x.at);
  const texts = { reason: c.reason as string };
  return decided({ type: "edited", data: { set: { major: true }, ...promise }, texts }, { type: "overridden", data: { ...aim, until: null }, texts });
}
