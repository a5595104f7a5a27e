import type { Aim } from "../ticket/event.ts";
import type { Policy } from "./policy.ts";
import { type Aimed, targetsOf } from "./targets.ts";

/** The priority of an impact and an urgency. The matrix is whole by the time a policy is applied. */
export const computedPriority = (policy: Policy, impact: string, urgency: string): string =>
  policy.matrix[impact]?.[urgency] ?? (policy.priorities.at(-1) as string);

/** A priority's place, 1 the most urgent; one the policy no longer has comes last. */
export const rankOf = (policy: Policy, priority: string): number => {
  const place = policy.priorities.indexOf(priority);
  return place < 0 ? policy.priorities.length + 1 : place + 1;
};

/** The priority by which terms of another day aim: their own of that name, otherwise the one in the same place, so that no clock is lost. */
function priorityUnder(rules: Policy, terms: Policy, priority: string): string {
  if (terms === rules || terms.priorities.includes(priority)) return priority;
  return terms.priorities[Math.min(rankOf(rules, priority), terms.priorities.length) - 1] ?? priority;
}

/** A priority with all that follows from it: its place by today's rules, its targets by the policy the ticket's clocks run under. */
export const aimAt = (rules: Policy, terms: Policy, of: Aimed): Aim => ({
  priority: of.priority,
  rank: rankOf(rules, of.priority),
  targets: targetsOf(terms, { ...of, priority: priorityUnder(rules, terms, of.priority) }),
});
