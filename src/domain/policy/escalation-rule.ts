import type { TicketType, Which } from "./policy.ts";

/** The shares of a target, in percent, that are told of. */
export const LEVELS = [50, 75, 90, 100] as const;
export type Level = (typeof LEVELS)[number];

/**
 * Who is told: a part somebody has in the ticket, its group's members, the managers above it, or somebody by name
 * (`group:network`, `person:Dewi`, `oncall:desk`).
 */
export type Party = "assignee" | "group" | "manager" | "requester" | "affected" | "watchers" | `group:${string}` | `person:${string}` | `oncall:${string}`;

/** A rule of escalation: at a share of a clock's target, for the tickets it fits, somebody is told or the ticket is handed on. */
export interface EscalationRule {
  /** Unique in its policy. */
  readonly name: string;
  readonly clock: Which;
  readonly percent: Level;
  /** Each list a ticket must fit; one that is left out fits all. A category means all below it too. */
  readonly only: {
    readonly priority?: readonly string[];
    readonly type?: readonly TicketType[];
    readonly category?: readonly string[];
    readonly group?: readonly string[];
    readonly service?: readonly string[];
    readonly site?: readonly string[];
  };
  readonly notify: readonly Party[];
  /** Functional: the group it goes to; null: it stays. */
  readonly to: string | null;
  /** Hierarchical: so many levels above the group are informed; 0: none. */
  readonly levels: number;
}
