import type { Instant } from "../time/instant.ts";
import { aim } from "./clock.ts";
import type { EventOf, EventType } from "./event.ts";
import type { Targets, Ticket } from "./ticket.ts";

/** How one kind of event changes a ticket. Total: whatever the history holds, it gives a ticket. */
export type Evolve<T extends EventType> = (ticket: Ticket, event: EventOf<T>) => Ticket;

/** A change of status, hold, priority, group or assignee: nothing may be back-dated to before it. */
export const moved = (ticket: Ticket, at: Instant, change: Partial<Ticket>): Ticket => ({ ...ticket, ...change, movedAt: Math.max(ticket.movedAt, at) });

/** The update promised from now on; undefined: as before. Of another one nobody was reminded. */
export const promising = (t: Ticket, nextUpdateAt: Instant | null | undefined): Pick<Ticket, "nextUpdateAt" | "promiseTold"> =>
  nextUpdateAt === undefined ? { nextUpdateAt: t.nextUpdateAt, promiseTold: t.promiseTold } : { nextUpdateAt, promiseTold: false };

/** Both clocks with other targets; one that has ended keeps its own. */
export const aimed = (ticket: Ticket, targets: Targets): Ticket["clocks"] => ({
  response: aim(ticket.clocks.response, targets.response),
  resolution: aim(ticket.clocks.resolution, targets.resolution),
});
