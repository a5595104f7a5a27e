import type { Policy } from "../domain/policy/policy.ts";
import type { CalendarOf } from "../domain/ticket/judge.ts";
import type { Instant } from "../domain/time/instant.ts";
import { fail } from "./failure.ts";
import type { PolicyVersion, Reads, RegisterState } from "./ports.ts";

/** The desk as one operation finds it: the register's state and the policies its tickets may run under. */
export interface Desk {
  readonly state: RegisterState;
  /** The rules in force today: guards use them whatever a ticket's terms. */
  readonly rules: Policy;
  /** Their version, which is not the latest while that one is still to come. */
  readonly version: number;
  /** The version that a ticket runs under which was opened then. */
  readonly termsAt: (openedAt: Instant) => number;
  readonly policyOf: (version: number) => Policy;
  readonly calendarOf: CalendarOf;
}

/** The number of the highest version that begins no later than `at`: a later one replaces those before it, also where these were to begin after it. */
function heldAt(versions: readonly PolicyVersion[], at: Instant): number {
  for (let i = versions.length - 1; i > 0; i -= 1) {
    const { version, policy } = versions[i] as PolicyVersion;
    const { from } = policy();
    if (from === null || from <= at) return version;
  }
  return 1;
}

/** A desk of these versions at `now`. Each is read when something first asks for it, so a register may have many. */
export function deskAt(state: RegisterState, versions: readonly PolicyVersion[], now: Instant): Desk {
  const policyOf = (version: number): Policy => {
    const found = versions[version - 1];
    if (found?.version !== version) throw fail("failed", "no_policy", { version });
    return found.policy();
  };
  let today: number | null = null;
  const version = (): number => {
    today ??= heldAt(versions, now);
    return today;
  };
  return {
    state,
    get version() {
      return version();
    },
    get rules() {
      return policyOf(version());
    },
    termsAt: (openedAt) => (openedAt === now ? version() : heldAt(versions, openedAt)),
    policyOf,
    calendarOf(terms, name) {
      const calendar = policyOf(terms).calendars[name];
      if (calendar === undefined) throw fail("failed", "no_calendar", { terms, name });
      return calendar;
    },
  };
}

/** Reads the state and the texts of every version, of which a register has few. `now` says which of them is in force. */
export async function deskOf(reads: Reads, now: Instant): Promise<Desk> {
  const state = await reads.state();
  return deskAt(state, await reads.versions(state.policy), now);
}
