import type { NamedField } from "../domain/policy/named-fields.ts";
import type { TicketType } from "../domain/policy/policy.ts";
import type { Instant } from "../domain/time/instant.ts";

/** The values of open tickets that a policy names, and how many tickets have just these. */
export interface UsedValues {
  readonly category: string;
  readonly service: string | null;
  readonly site: string | null;
  readonly group: string | null;
  readonly impact: string;
  readonly urgency: string;
  readonly priority: string;
  readonly computedPriority: string;
  /** The place of the priority, also of a major incident. */
  readonly rank: number;
  readonly hold: string | null;
  readonly tickets: number;
}

/** What is asked of a register where a policy is shown or applied. */
export interface PolicyUse {
  /** What somebody wrote to make a version; empty for the one a register comes with. */
  source(version: number): Promise<string>;
  /** Of the open tickets. */
  values(): Promise<readonly UsedValues[]>;
  /** The open tickets with a value, by number. */
  having(field: NamedField, value: string): Promise<readonly { readonly number: number; readonly type: TicketType }[]>;
  /** Of all open tickets, in order. */
  openNumbers(): Promise<readonly number[]>;
  /** How many open tickets run under other terms than these, of those opened from an instant on (null: of all). */
  boundElsewhere(terms: number, openedFrom: Instant | null): Promise<number>;
  /** How many open tickets run under each version. */
  openByTerms(): Promise<ReadonlyMap<number, number>>;
}
