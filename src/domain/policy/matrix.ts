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

/** A priority with all that follows from it: its place by today's rules, its targets by the policy the ticket's clocks run under. */
export const aimAt = (rules: Policy, terms: Policy, of: Aimed): Aim => ({
  priority: of.priority,
  rank: rankOf(rules, of.priority),
  targets: targetsOf(terms, of),
});
