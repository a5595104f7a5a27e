import { CLOCKS } from "../policy/policy.ts";
import type { Instant } from "../time/instant.ts";
import type { Affect } from "./acts/affect.ts";
import { type Command, decide } from "./decide.ts";
import type { Also, Context } from "./decision.ts";
import type { Fresh, TicketEvent } from "./event.ts";
import { evolve } from "./fold.ts";
import { breachedBy, judgeTicket } from "./judge.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Ticket } from "./ticket.ts";

/** What every event of an operation has in common. */
export interface Stamp {
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly operation: number;
  readonly by: string;
}

export type Acted =
  | { readonly ok: true; readonly ticket: Ticket; readonly events: readonly TicketEvent[]; readonly also: readonly Also<Affect>[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Gives fresh events their place in a history, and the ticket they make. */
export function enact(
  ticket: Ticket | null,
  number: number,
  fresh: readonly Fresh[],
  stamp: Stamp,
): { readonly ticket: Ticket | null; readonly events: readonly TicketEvent[] } {
  const events: TicketEvent[] = [];
  let now = ticket;
  for (const { type, data, texts } of fresh) {
    const event = { number, version: (now?.version ?? 0) + 1, ...stamp, type, data, texts: texts ?? {} } as TicketEvent;
    now = evolve(now, event);
    events.push(event);
  }
  return { ticket: now, events };
}

/** A breach that stood before and does not after: somebody has to answer for it. */
function takesBreachAway(before: Ticket, after: Ticket, x: Context): boolean {
  if (after.status === "cancelled") return false;
  const [old, now] = [judgeTicket(before, x.calendarOf), judgeTicket(after, x.calendarOf)];
  return CLOCKS.some((which) => breachedBy(old[which], x.now) && !breachedBy(now[which], x.now));
}

/** Marks the last event of a back-dated act, with the reason it was given. */
const answeredFor = (fresh: readonly Fresh[], reason: string): readonly Fresh[] =>
  fresh.map((event, i) =>
    i < fresh.length - 1 ? event : ({ ...event, data: { ...event.data, backdated: true }, texts: { ...event.texts, atReason: reason } } as Fresh),
  );

const CHANGES_TARGETS: readonly Command["do"][] = ["edit", "override", "major"];

const reasonOf = (command: Command): string | null => ("reason" in command ? (command.reason ?? null) : null);

/** Decides a command and applies what it comes to; every refusal if a rule says no. */
export function act(ticket: Ticket | null, number: number, command: Command, context: Context, stamp: Stamp): Acted {
  const decision = decide(ticket, command, context);
  if (!decision.ok) return decision;
  const also = decision.also ?? [];
  const done = enact(ticket, number, decision.events, stamp);
  if (done.ticket === null) return { ok: false, refusals: [refuse("no_such_ticket")] };
  // What time brings about was answered for when its end was set.
  const byPerson = command.do !== "lapse" && (context.backdated || CHANGES_TARGETS.includes(command.do));
  const suspect = ticket !== null && done.events.length > 0 && byPerson && takesBreachAway(ticket, done.ticket, context);
  if (!suspect) return { ok: true, ticket: done.ticket, events: done.events, also };
  if (CHANGES_TARGETS.includes(command.do)) {
    if (reasonOf(command) === null) return { ok: false, refusals: [refuse("breach_removed", {}, [command.do === "override" ? "priority-reason" : "reason"])] };
    return { ok: true, ticket: done.ticket, events: done.events, also };
  }
  if (context.atReason === null) return { ok: false, refusals: [refuse("backdated_breach", { at: context.at }, ["at-reason"])] };
  const answered = enact(ticket, number, answeredFor(decision.events, context.atReason), stamp);
  return { ok: true, ticket: answered.ticket as Ticket, events: answered.events, also };
}
