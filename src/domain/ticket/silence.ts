import type { Instant } from "../time/instant.ts";
import type { Context } from "./decision.ts";
import { NO_DUE } from "./judge.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { spanEnd } from "./span-end.ts";
import { OPEN, type Ticket } from "./ticket.ts";

/** When silence closes a ticket whose requester is told at an instant; nothing where no rule says so. A major incident is closed by people alone. */
export function closesAfter(t: Pick<Ticket, "major">, told: Instant, x: Context): { readonly closesAt?: Instant } {
  const { autoAfter } = x.rules.closure;
  if (autoAfter === null || t.major) return {};
  const closesAt = spanEnd(autoAfter, told, x);
  return closesAt === null ? {} : { closesAt };
}

/** From when on silence confirms by today's rules, so long after the requester was told; null: at any time. */
export function silenceFrom(t: Ticket, x: Context): Instant | "untold" | null {
  const { autoAfter } = x.rules.closure;
  if (autoAfter === null) return null;
  const since = OPEN.includes(t.status) ? null : (t.silence?.since ?? null);
  return since === null ? "untold" : (spanEnd(autoAfter, since, x) ?? NO_DUE);
}

/** What kept a resolved ticket from being closed by silence may be mended: as soon as the rule says, then, and not only at the next try. */
export function closesSooner(t: Ticket, x: Context): { readonly closesAt?: Instant } {
  const standing = t.silence?.closesAt ?? null;
  const from = silenceFrom(t, x);
  if (standing === null || typeof from !== "number") return {};
  const closesAt = Math.max(from, x.now);
  return closesAt < standing ? { closesAt } : {};
}

/** Once a policy says how long silence has to last, it confirms nothing before. */
export function silenceFault(t: Ticket, x: Context): Refusal | null {
  const from = silenceFrom(t, x);
  if (from === "untold") return refuse("silence_untold", {}, ["confirmed"]);
  return from === null || from <= x.at ? null : refuse("silence_short", { until: from }, ["confirmed"]);
}
