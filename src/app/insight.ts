import type { Counts, Tally } from "../domain/learn/bayes.ts";
import type { TicketEvent } from "../domain/ticket/event.ts";
import type { Instant } from "../domain/time/instant.ts";

/** What of a ticket is guessed. */
export const LEARNT_FIELDS = ["category", "group", "service"] as const;
export type LearntField = (typeof LEARNT_FIELDS)[number];

/** How far the register has learnt. */
export interface LessonState {
  /** Every event up to this id was looked at. */
  readonly event: number;
  /** Of the tickets closed before learning began, those with a lower number are left. */
  readonly below: number;
  readonly tickets: number;
  readonly words: number;
}

/** A value of a field that closed tickets bear. */
export interface LearntLabel extends Tally {
  readonly id: number;
  readonly field: LearntField;
  readonly label: string;
}

/** A closed ticket as an evaluation needs it. */
export interface ClosedTicket {
  readonly number: number;
  readonly title: string;
  readonly label: string;
}

/** A known error as the register keeps it. */
export interface KnownErrorRecord {
  readonly id: number;
  readonly title: string;
  readonly symptom: string;
  readonly cause: string | null;
  readonly workaround: string;
  /** The ticket it was promoted from. */
  readonly number: number | null;
  readonly addedBy: string;
  readonly addedAt: Instant;
  readonly operation: number;
  readonly retiredBy: string | null;
  readonly retiredAt: Instant | null;
  readonly retireReason: string | null;
}

/** A word that finds a known error: 2 of its title, 1 of its symptom. */
export interface KnownErrorHit {
  readonly word: string;
  readonly id: number;
  readonly n: number;
}

/** What can be asked of all that a desk has learnt, and of its texts word by word. */
export interface Insight {
  /** The newest tickets with a word, at most so many, the newest first. */
  newestWith(word: string, most: number): Promise<readonly number[]>;
  /** Those of the numbers whose text has a word. */
  having(word: string, numbers: readonly number[]): Promise<readonly number[]>;
  /** Open tickets, at most so many. */
  openNumbers(most: number): Promise<readonly number[]>;
  /** Null: nothing has been learnt yet. */
  lessonState(): Promise<LessonState | null>;
  labels(): Promise<readonly LearntLabel[]>;
  /** Weights by label id of those words that are known. */
  counts(words: readonly string[]): Promise<ReadonlyMap<string, Counts>>;
  /** The versions at which tickets were learnt from; numbers not learnt from are left out. */
  learntAt(numbers: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** The lowest numbers learnt from. */
  lowestLearnt(most: number): Promise<readonly number[]>;
  /** The id of the newest event; 0: there is none. */
  lastEvent(): Promise<number>;
  /** Tickets whose lessons events after one may have changed, oldest event first; `event` is how far `most` events reach. */
  movedAfter(event: number, most: number): Promise<{ readonly numbers: readonly number[]; readonly event: number; readonly more: boolean }>;
  /** The same of the newest events. */
  movedLast(event: number, most: number): Promise<readonly number[]>;
  /** Closed tickets whose numbers are in a range, both ends included. */
  closedBetween(from: number, to: number): Promise<readonly number[]>;
  /** The events that say what a ticket's description is, oldest first. */
  told(numbers: readonly number[]): Promise<ReadonlyMap<number, readonly TicketEvent[]>>;
  /** Tickets that are closed and bear a value of a field, the latest closed first. */
  closedWith(field: LearntField, most: number): Promise<readonly ClosedTicket[]>;
  knownErrors(ids: readonly number[] | null): Promise<readonly KnownErrorRecord[]>;
  knownErrorHits(words: readonly string[]): Promise<readonly KnownErrorHit[]>;
  /** How many are in use. */
  knownErrorCount(): Promise<number>;
  /** How often each helped: the uses that were not undone. Null: of all. */
  helped(ids: readonly number[] | null): Promise<ReadonlyMap<number, number>>;
  /** The one in use that was promoted from a ticket; null: none. */
  knownErrorFrom(number: number): Promise<number | null>;
  /** The one an operation added or retired; null: it did neither. */
  knownErrorOf(operation: number): Promise<number | null>;
}

/** Additions to what is kept, which may be negative. */
export interface LessonChange {
  /** By field and label: tickets and weight. */
  readonly labels: ReadonlyMap<LearntField, ReadonlyMap<string, Tally>>;
  /** By word, field and label. */
  readonly words: ReadonlyMap<string, ReadonlyMap<LearntField, ReadonlyMap<string, number>>>;
  /** At which version each ticket is learnt from now; null: no longer. */
  readonly tickets: ReadonlyMap<number, number | null>;
}

/** The same, to be changed, under the register's lock. */
export interface InsightTx extends Insight {
  keepLessons(change: LessonChange, state: LessonState): Promise<void>;
  forgetLessons(): Promise<void>;
  /** Resolves to its id. */
  addKnownError(record: Omit<KnownErrorRecord, "id">, words: readonly Omit<KnownErrorHit, "id">[]): Promise<number>;
  retireKnownError(id: number, about: { readonly by: string; readonly at: Instant; readonly reason: string; readonly operation: number }): Promise<void>;
  knownErrorUsed(id: number, operation: number, numbers: readonly number[]): Promise<void>;
}
