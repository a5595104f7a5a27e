import { evolveAdopted } from "./acts/adopt.ts";
import { evolveAffectedAdded, evolveAffectedRemoved } from "./acts/affect.ts";
import { evolveAssigned } from "./acts/assign.ts";
import { evolveCancelled, evolveVoided } from "./acts/cancel.ts";
import { evolveClosed } from "./acts/close.ts";
import { evolveEdited } from "./acts/edit.ts";
import { evolveEscalated } from "./acts/escalate.ts";
import { evolveHeld, evolveHoldEnded } from "./acts/hold.ts";
import { evolveLinked, evolveUnlinked } from "./acts/link.ts";
import { evolveLogged } from "./acts/log.ts";
import { evolveNoted } from "./acts/note.ts";
import { evolveOverridden, evolveOverrideEnded } from "./acts/override.ts";
import { evolveRecurred } from "./acts/recur.ts";
import { evolveReminded } from "./acts/remind.ts";
import { evolveReopened } from "./acts/reopen.ts";
import { evolveResolved } from "./acts/resolve.ts";
import { evolveResumed } from "./acts/resume.ts";
import { evolveStarted } from "./acts/start.ts";
import { evolveWarned } from "./acts/warn.ts";
import { evolveWorkaroundSet } from "./acts/workaround.ts";
import type { EventType, TicketEvent } from "./event.ts";
import type { Evolve } from "./evolving.ts";
import type { Ticket } from "./ticket.ts";

/** One handler an event: a new kind of event is a compile error here until it has one. */
const EVOLVE: { readonly [T in Exclude<EventType, "logged">]: Evolve<T> } = {
  edited: evolveEdited,
  overridden: evolveOverridden,
  overrideEnded: evolveOverrideEnded,
  assigned: evolveAssigned,
  escalated: evolveEscalated,
  started: evolveStarted,
  held: evolveHeld,
  resumed: evolveResumed,
  holdEnded: evolveHoldEnded,
  noted: evolveNoted,
  workaroundSet: evolveWorkaroundSet,
  resolved: evolveResolved,
  closed: evolveClosed,
  cancelled: evolveCancelled,
  reopened: evolveReopened,
  adopted: evolveAdopted,
  linked: evolveLinked,
  unlinked: evolveUnlinked,
  affectedAdded: evolveAffectedAdded,
  affectedRemoved: evolveAffectedRemoved,
  recurred: evolveRecurred,
  warned: evolveWarned,
  reminded: evolveReminded,
  voided: evolveVoided,
  undone: (t) => t,
  redacted: (t) => t,
};

/** What the sweep says of a ticket, or what is taken out of its history, is nothing that was done to it, so it does not end its idling. */
const QUIET: readonly EventType[] = ["warned", "reminded", "redacted"];

/** The ticket after one more event. Total: an event that makes no sense where it stands changes only the version. */
export function evolve(ticket: Ticket | null, event: TicketEvent): Ticket {
  if (ticket === null) {
    if (event.type === "logged") return evolveLogged(event);
    throw new Error(`the history of ticket ${event.number} does not begin with its log`);
  }
  const next = event.type === "logged" ? ticket : (EVOLVE[event.type] as (t: Ticket, e: TicketEvent) => Ticket)(ticket, event);
  return {
    ...next,
    version: event.version,
    updatedAt: QUIET.includes(event.type) ? next.updatedAt : event.recordedAt,
    backdated: next.backdated || event.data.backdated === true,
  };
}

/** The events that count: one that a later live `undone` names never happened; undoing the undoing brings it back. */
export function live(history: readonly TicketEvent[]): readonly TicketEvent[] {
  const dead = new Set<number>();
  for (let i = history.length - 1; i >= 0; i -= 1) {
    const event = history[i] as TicketEvent;
    if (event.type === "undone" && !dead.has(event.version)) for (const version of event.data.versions) dead.add(version);
  }
  return dead.size === 0 ? history : history.filter((event) => !dead.has(event.version));
}

/** What a history makes of a ticket. */
export function fold(history: readonly TicketEvent[]): Ticket {
  const last = history.at(-1);
  const done = history.findLast((event) => !QUIET.includes(event.type));
  const ticket = live(history).reduce<Ticket | null>(evolve, null);
  if (ticket === null || last === undefined || done === undefined) throw new Error("an empty history is no ticket");
  return { ...ticket, version: last.version, updatedAt: done.recordedAt };
}

/** The description a history leaves; null: none. The fold does not carry it, for no rule asks for it. */
export function describedIn(history: readonly TicketEvent[]): string | null {
  const last = live(history).findLast((event) => "description" in event.texts);
  return last === undefined ? null : last.texts.description === null ? "[redacted]" : last.texts.description || null;
}
