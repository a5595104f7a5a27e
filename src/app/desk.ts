import type { Policy } from "../domain/policy/policy.ts";
import type { CalendarOf } from "../domain/ticket/judge.ts";
import type { Calendar } from "../domain/time/calendar.ts";
import { fail } from "./failure.ts";
import type { Reads, RegisterState } from "./ports.ts";

/** The desk as one operation finds it: the register's state and the policies its tickets may run under. */
export interface Desk {
  readonly state: RegisterState;
  readonly rules: Policy;
  readonly policyOf: (version: number) => Policy;
  readonly calendarOf: CalendarOf;
}

/** A calendar of a policy; a failure names what a damaged register lacks. */
function calendarIn(policies: ReadonlyMap<number, Policy>): CalendarOf {
  return (terms, name): Calendar => {
    const calendar = policies.get(terms)?.calendars[name];
    if (calendar === undefined) throw fail("failed", "no_calendar", { terms, name });
    return calendar;
  };
}

/** Reads the state and every policy version, of which a register has few. */
export async function deskOf(reads: Reads): Promise<Desk> {
  const state = await reads.state();
  const policies = new Map<number, Policy>();
  for (let version = 1; version <= state.policy; version += 1) policies.set(version, await reads.policy(version));
  const policyOf = (version: number): Policy => {
    const policy = policies.get(version);
    if (policy === undefined) throw fail("failed", "no_policy", { version });
    return policy;
  };
  return { state, rules: policyOf(state.policy), policyOf, calendarOf: calendarIn(policies) };
}
