import type { TicketType } from "../policy/policy.ts";
import type { Instant } from "../time/instant.ts";
import type { Channel, Confirmation, Status } from "./ticket.ts";

/**
 * A ticket as the register keeps it and every listing reads it: flat, null where absent, 0 or 1 for a boolean.
 * All but the judged part is the fold of its events; what no query asks for is JSON in `rest` (`rest.ts`).
 */
export interface TicketRow extends JudgedRow {
  readonly number: number;
  readonly version: number;
  readonly type: TicketType;
  readonly title: string;
  readonly status: Status;
  readonly impact: string;
  readonly urgency: string;
  readonly priority: string;
  readonly computedPriority: string;
  /** Its priority's place, 1 the most urgent; 0 for a major incident, so that majors come first. */
  readonly rank: number;
  readonly overrideReason: string | null;
  readonly overrideUntil: Instant | null;
  readonly category: string;
  readonly firstCategory: string | null;
  readonly closedCategory: string | null;
  readonly service: string | null;
  readonly site: string | null;
  readonly ci: string | null;
  readonly requester: string | null;
  readonly contact: string | null;
  readonly affectedCount: number;
  readonly channel: Channel;
  readonly group: string | null;
  readonly assignee: string | null;
  readonly major: number;
  readonly parent: number | null;
  readonly key: string | null;
  readonly occurrences: number;
  readonly holdReason: string | null;
  readonly holdSince: Instant | null;
  readonly holdUntil: Instant | null;
  readonly holdNote: string | null;
  /** 1: on hold, and the hold stops the resolution clock. */
  readonly paused: number;
  readonly workaround: string | null;
  readonly resolutionCode: string | null;
  readonly resolutionNote: string | null;
  readonly resolvedBy: string | null;
  readonly resolvedAt: Instant | null;
  readonly confirmedBy: Confirmation | null;
  readonly closureNote: string | null;
  readonly closedBy: string | null;
  readonly closedAt: Instant | null;
  readonly review: string | null;
  readonly satisfaction: number | null;
  readonly firstResponseAt: Instant | null;
  readonly downAt: Instant | null;
  readonly upAt: Instant | null;
  readonly nextUpdateAt: Instant | null;
  readonly openedAt: Instant;
  readonly loggedAt: Instant;
  readonly updatedAt: Instant;
  readonly reopenCount: number;
  readonly reassignmentCount: number;
  readonly pingPongCount: number;
  readonly void: number;
  readonly backdated: number;
  readonly terms: number;
  /** JSON: clocks, refs, tags, links, affected, watchers, cancellation and what only the fold needs. */
  readonly rest: string;
}

/** What the calendars of its terms make of a ticket: recomputable, never hashed. Seconds and instants. */
export interface JudgedRow {
  /** The target; null: no such clock, or the ticket was cancelled. */
  readonly responseTarget: number | null;
  /** When the target is (or was) reached; null while paused unbreached without an end of the hold. */
  readonly responseDueAt: Instant | null;
  /** When 75 % of the target is spent; set only while the clock can still come to be at risk or breached by time. */
  readonly responseRiskAt: Instant | null;
  /** Set once a breach is a fact that time cannot change: the clock ended late, or stopped past its target. */
  readonly responseBreachedAt: Instant | null;
  /** Target less what the finished intervals spent; negative past the target. */
  readonly responseLeft: number | null;
  readonly resolutionTarget: number | null;
  readonly resolutionDueAt: Instant | null;
  readonly resolutionRiskAt: Instant | null;
  readonly resolutionBreachedAt: Instant | null;
  readonly resolutionLeft: number | null;
  /** The resolution due, or the greatest integer a double holds where there is none: the databases order nulls differently. */
  readonly sortDueAt: number;
  /** The first instant at which time alone may change the ticket; null: none. */
  readonly wakeAt: Instant | null;
  /** The first instant at which the sweep has something to do on it; null: none. */
  readonly sweepAt: Instant | null;
}
