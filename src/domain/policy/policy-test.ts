import type { Instant } from "../time/instant.ts";
import type { TicketType } from "./policy.ts";

/** A stretch in which a clock stands still. */
export type Pause = readonly [from: Instant, to: Instant];

/** When service time added to an instant is reached; `due` null: never. */
export interface DueTest {
  readonly kind: "due";
  readonly calendar: string;
  readonly from: Instant;
  /** Seconds of service time; negative: before. */
  readonly add: number;
  readonly pauses: readonly Pause[];
  readonly due: Instant | null;
}

/** The service time between two instants, in seconds; negative for a reversed interval. */
export interface ElapsedTest {
  readonly kind: "elapsed";
  readonly calendar: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly elapsed: number;
}

/** What the matrix makes of an impact and an urgency. */
export interface PriorityTest {
  readonly kind: "priority";
  readonly impact: string;
  readonly urgency: string;
  readonly priority: string;
}

/** When the clocks of a ticket are due; a clock that is left out is not looked at, null: it has no due. */
export interface TicketTest {
  readonly kind: "ticket";
  readonly type: TicketType;
  readonly priority: string;
  readonly service: string | null;
  readonly site: string | null;
  readonly opened: Instant;
  readonly pauses: readonly Pause[];
  readonly responseDue?: Instant | null;
  readonly resolutionDue?: Instant | null;
}

/** A check that a policy file brings along. */
export type PolicyTest = { readonly name: string; readonly line: number } & (DueTest | ElapsedTest | PriorityTest | TicketTest);
