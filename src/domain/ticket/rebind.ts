import { computedPriority, rankOf } from "../policy/matrix.ts";
import type { Policy } from "../policy/policy.ts";
import { targetsOf } from "../policy/targets.ts";
import type { Ticket } from "./ticket.ts";

/**
 * A ticket as it would be had it run under another policy from the beginning: its priority by that matrix, unless somebody
 * set one, and both clocks by those targets. Their intervals stay; a clock that has ended is judged anew, for that is what
 * is asked. `terms` is the number its clocks then name that policy by.
 */
export function rebind(ticket: Ticket, policy: Policy, terms: number): Ticket {
  const computed = computedPriority(policy, ticket.impact, ticket.urgency);
  const priority = ticket.override === null ? computed : ticket.priority;
  const targets = targetsOf(policy, { ...ticket, priority });
  const { response, resolution } = ticket.clocks;
  return {
    ...ticket,
    terms,
    priority,
    computedPriority: computed,
    rank: rankOf(policy, priority),
    clocks: { response: { ...response, target: targets.response, terms }, resolution: { ...resolution, target: targets.resolution, terms } },
  };
}
