import type { Which } from "../policy/policy.ts";
import type { TicketRow } from "../ticket/row.ts";
import type { Instant } from "../time/instant.ts";

/** What a report reads of a ticket. */
export interface Reported
  extends Pick<
    TicketRow,
    | "number"
    | "type"
    | "title"
    | "status"
    | "priority"
    | "category"
    | "service"
    | "site"
    | "group"
    | "assignee"
    | "channel"
    | "openedAt"
    | "firstResponseAt"
    | "resolvedAt"
    | "closedAt"
    | "updatedAt"
    | "resolvedBy"
    | "resolutionCode"
    | "reopenCount"
    | "reassignmentCount"
    | "backdated"
    | "void"
    | "responseTarget"
    | "responseDueAt"
    | "responseBreachedAt"
    | "responseLeft"
    | "resolutionTarget"
    | "resolutionDueAt"
    | "resolutionBreachedAt"
    | "resolutionLeft"
  > {
  readonly cancelledAt: Instant | null;
  /** Null also where the report asked for does not look at it. */
  readonly loggedBy: string | null;
}

/** Why a ticket is no work that was done for somebody: it stands in no figure but the one of this name. */
export type LeftOut = "cancelled" | "duplicates" | "void";
export const LEFT_OUT: readonly LeftOut[] = ["cancelled", "duplicates", "void"];

/** The resolution code of a report that was there before. */
const DUPLICATE = "duplicate";

export const leftOut = (t: Reported): LeftOut | null =>
  t.void === 1 ? "void" : t.status === "cancelled" ? "cancelled" : t.resolutionCode === DUPLICATE ? "duplicates" : null;

/** One of a ticket's clocks. */
export interface ReportedClock {
  readonly endedAt: Instant | null;
  readonly target: number | null;
  readonly dueAt: Instant | null;
  readonly breachedAt: Instant | null;
  /** Service time in seconds by the calendar it ran under; null: it has no target, and so no calendar. */
  readonly spent: number | null;
}

const spentOf = (target: number | null, left: number | null): number | null => (target === null ? null : target - (left ?? 0));

export const clockOf = (t: Reported, which: Which): ReportedClock =>
  which === "response"
    ? {
        endedAt: t.firstResponseAt,
        target: t.responseTarget,
        dueAt: t.responseDueAt,
        breachedAt: t.responseBreachedAt,
        spent: spentOf(t.responseTarget, t.responseLeft),
      }
    : {
        endedAt: t.resolvedAt,
        target: t.resolutionTarget,
        dueAt: t.resolutionDueAt,
        breachedAt: t.resolutionBreachedAt,
        spent: spentOf(t.resolutionTarget, t.resolutionLeft),
      };
