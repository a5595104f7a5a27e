import type { Status } from "./ticket.ts";

/** The acts that move a ticket through its life. */
export type Move = "start" | "hold" | "resume" | "resolve" | "close" | "cancel" | "reopen";

/** Where each act leads from each status; what is absent is refused. An act that leads to where the ticket is may be unchanged. */
export const LIFECYCLE: Readonly<Record<Status, Readonly<Partial<Record<Move, Status>>>>> = {
  new: { start: "in_progress", hold: "on_hold", resolve: "resolved", close: "closed", cancel: "cancelled" },
  in_progress: { start: "in_progress", hold: "on_hold", resolve: "resolved", close: "closed", cancel: "cancelled" },
  on_hold: { start: "in_progress", hold: "on_hold", resume: "in_progress", resolve: "resolved", close: "closed", cancel: "cancelled" },
  resolved: { resolve: "resolved", close: "closed", reopen: "in_progress" },
  closed: { close: "closed", reopen: "in_progress" },
  cancelled: { cancel: "cancelled" },
};

/** The acts a status allows, for a refusal to name. */
export const movesFrom = (status: Status): readonly Move[] => Object.keys(LIFECYCLE[status]) as Move[];
