import type { EscalationRule, Level } from "../../policy/escalation-rule.ts";
import { managersOf } from "../../policy/line.ts";
import { CLOCKS, type Which } from "../../policy/policy.ts";
import type { Context } from "../decision.ts";
import type { Fresh } from "../event.ts";
import { reachedUnwarned } from "../reached.ts";
import { toldOf } from "../tell.ts";
import { OPEN, type Target, type Ticket } from "../ticket.ts";
import { decideEscalate } from "./escalate.ts";

/** A category, or one above it. */
const isUnder = (category: string, above: string): boolean => category === above || category.startsWith(`${above}/`);

function fits({ only }: EscalationRule, t: Ticket): boolean {
  const { category, ...plain } = only;
  if (category !== undefined && !category.some((above) => isUnder(t.category, above))) return false;
  return Object.entries(plain).every(([field, values]) => values === undefined || (values as readonly unknown[]).includes(t[field as keyof typeof plain]));
}

/** A ticket on its way from group to group: the later rule finds it where the earlier one took it. */
interface Step {
  readonly ticket: Ticket;
  readonly events: readonly Fresh[];
}

function functional(step: Step, rule: EscalationRule, to: string, x: Context): Step {
  const { ticket } = step;
  const decision = decideEscalate(ticket, { do: "escalate", kind: "functional", to, reason: rule.name, note: null }, x);
  // It is there already, or a major incident's manager keeps it.
  if (!decision.ok) return step;
  const told = toldOf([`group:${to}`, "assignee"], ticket, x);
  return {
    ticket: { ...ticket, group: to, assignee: null },
    events: [...step.events, { type: "escalated", data: { kind: "functional", to, rule: rule.name, told } }],
  };
}

/**
 * Informs those above the group that let the time pass; where the ticket had none, above that it was handed to by now. Where
 * nobody is above, it says so.
 */
function hierarchical(step: Step, rule: EscalationRule, was: string | null, x: Context): Step {
  const group = was ?? step.ticket.group;
  const above = managersOf(x.rules, group, rule.levels);
  const told = above.map((name) => ({ party: "manager", name }));
  return {
    ...step,
    events: [
      ...step.events,
      { type: "escalated", data: { kind: "hierarchical", to: above.at(-1) ?? null, rule: rule.name, ...(group !== null && { above: group }), told } },
    ],
  };
}

/** A child of an open parent leaves it to that. */
function leavesItToParent({ parent }: Ticket, x: Context): boolean {
  const above = parent === null ? null : x.kin.other(parent);
  return above !== null && OPEN.includes(above.status);
}

function warning(step: Step, which: Which, target: Target, percent: Level, t: Ticket, x: Context): Step {
  const passed = x.rules.escalation.filter((rule) => rule.clock === which && rule.percent > t.clocks[which].warned && rule.percent <= percent && fits(rule, t));
  const told = toldOf(
    passed.filter((rule) => rule.percent === percent).flatMap((rule) => rule.notify),
    t,
    x,
  );
  const warned: Step = { ...step, events: [...step.events, { type: "warned", data: { clock: which, percent, target, told } }] };
  if (leavesItToParent(t, x)) return warned;
  return passed.reduce((on, rule) => {
    const handedOn = rule.to === null ? on : functional(on, rule, rule.to, x);
    return rule.levels === 0 ? handedOn : hierarchical(handedOn, rule, t.group, x);
  }, warned);
}

/**
 * Of several shares of a target passed at once the highest is warned of and its parties told; the escalations of all of them
 * are made, in the order of the rules.
 */
export function warnings(t: Ticket, x: Context): readonly Fresh[] {
  return CLOCKS.reduce<Step>(
    (step, which) => {
      const { target } = t.clocks[which];
      const percent = reachedUnwarned(t.clocks[which], x.now, x.calendarOf);
      return target === null || percent === null ? step : warning(step, which, target, percent, t, x);
    },
    { ticket: t, events: [] },
  ).events;
}
