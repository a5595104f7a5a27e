import type { Policy } from "../policy/policy.ts";
import type { Instant } from "../time/instant.ts";
import { OPEN, type Ticket } from "./ticket.ts";

type Pressing = Pick<Ticket, "priority" | "major">;
interface Promised {
  readonly nextUpdateAt?: Instant | null;
}

/** By when the interested parties are promised the next update, told something at `at`; null: it is not promised. A major incident has the sooner of two. */
export function updateBy({ nextUpdateSeconds, majorUpdateSeconds }: Policy, { priority, major }: Pressing, at: Instant): Instant | null {
  const usual = Object.hasOwn(nextUpdateSeconds, priority) ? (nextUpdateSeconds[priority] as number) : null;
  if (major) return at + Math.min(majorUpdateSeconds, usual ?? majorUpdateSeconds);
  return usual === null ? null : at + usual;
}

/** What an agent's public word makes of the promise: it is kept, and the next one stands where there is one. */
export function afterPublicWord(t: Ticket, rules: Policy, at: Instant): Promised {
  if (!OPEN.includes(t.status)) return {};
  const next = updateBy(rules, t, at);
  return next === null && t.nextUpdateAt === null ? {} : { nextUpdateAt: next };
}

/** What becoming more pressing makes of it: a promise comes sooner, and what was promised is never put off or taken back. */
export function broughtForward(standing: Instant | null, becomes: Pressing, rules: Policy, at: Instant): { readonly nextUpdateAt?: Instant } {
  const next = updateBy(rules, becomes, at);
  return next === null || (standing !== null && standing <= next) ? {} : { nextUpdateAt: next };
}
