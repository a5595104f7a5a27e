import type { Policy, TicketType } from "../domain/policy/policy.ts";
import type { Status } from "../domain/ticket/ticket.ts";

/** A ticket as a list of suggestions names it. */
export interface Glimpsed {
  readonly number: number;
  readonly type: TicketType;
  readonly status: Status;
  readonly title: string;
}

/** Which tickets are looked for: by what their numbers begin with, or by a piece of their titles. */
export interface GlimpsedBy {
  /** Empty: any. */
  readonly digits: string;
  /** In a title, in any case; null: any. */
  readonly piece: string | null;
  readonly among: "open" | "held" | "ended" | "any";
}

/**
 * What completion asks of a register: little, at once, changing nothing. Every list is short and has what is open, new or
 * first in the alphabet.
 */
export interface Glimpse {
  policy(): Promise<Policy>;
  tickets(by: GlimpsedBy): Promise<readonly Glimpsed[]>;
  /** Names of known people by the beginning of their folded form; `agents`: of those who have had a ticket. */
  people(beginning: string, agents: boolean): Promise<readonly string[]>;
  /** Facts that tickets share, by their beginning. */
  marks(kind: "tag" | "ref" | "key", beginning: string): Promise<readonly string[]>;
  /** What open tickets say of where they are, for desks whose policy lists none. */
  places(field: "service" | "site" | "group" | "ci"): Promise<readonly string[]>;
  /** The latest whose numbers begin so. */
  operations(digits: string): Promise<readonly { readonly seq: number; readonly verb: string; readonly actor: string }[]>;
  /** Known errors in use, the latest first. */
  knownErrors(): Promise<readonly { readonly id: number; readonly title: string }[]>;
  close(): void;
}
