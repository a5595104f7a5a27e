import type { TicketType, Which } from "../policy/policy.ts";
import type { CountedSlice } from "../time/counted.ts";
import type { Instant } from "../time/instant.ts";
import type { ClockState } from "./clock-state.ts";

/** A time on hold, whether it stopped this clock or not. */
export interface ExplainedHold {
  readonly reason: string;
  readonly from: Instant;
  /** Null: it lasts. */
  readonly to: Instant | null;
  /** When it ends, or was to end, by itself. */
  readonly until: Instant | null;
  readonly by: string;
  readonly note: string | null;
  readonly stops: readonly Which[];
}

/** When a share of the target is, was or would be spent. */
export interface Milestone {
  readonly percent: number;
  /** Null: not while the clock is paused, or never by its calendar. */
  readonly at: Instant | null;
}

/** Why a clock says what it says: everything its due time follows from. */
export interface Explanation {
  readonly number: number;
  readonly type: TicketType;
  readonly clock: Which;
  readonly asOf: Instant;
  readonly state: ClockState;
  readonly paused: boolean;
  readonly terms: number;
  /** Null where the ticket has no such clock. */
  readonly calendar: string | null;
  readonly zone: string | null;
  readonly targetSeconds: number | null;
  readonly elapsedSeconds: number | null;
  readonly leftSeconds: number | null;
  /** What its intervals counted; where it still runs, up to the instant of looking. */
  readonly slices: readonly CountedSlice[];
  /** What it will have counted by its due, if it goes on as it does. */
  readonly ahead: readonly CountedSlice[];
  readonly holds: readonly ExplainedHold[];
  /** Dates passed over because the calendar names them. */
  readonly closedDays: readonly string[];
  readonly dueAt: Instant | null;
  readonly breachedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly milestones: readonly Milestone[];
}
