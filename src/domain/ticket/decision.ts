import type { Policy } from "../policy/policy.ts";
import type { Instant } from "../time/instant.ts";
import type { Fresh } from "./event.ts";
import type { CalendarOf } from "./judge.ts";
import type { Refusal } from "./refusal.ts";
import type { Ticket } from "./ticket.ts";

/** What a rule may need to know of other tickets; the working set of a plan answers. */
export interface Kin {
  /** Null: there is no such ticket. */
  readonly other: (number: number) => Ticket | null;
  readonly openChildren: (number: number) => readonly number[];
  readonly hasChildren: (number: number) => boolean;
  /** The description a ticket has now: the fold does not carry it. */
  readonly description: (number: number) => string | null;
}

export interface Context {
  /** When what is decided happened; `now` is when it is recorded. */
  readonly at: Instant;
  readonly now: Instant;
  readonly me: string;
  /** The rules in force today: guards use them whatever the ticket's terms. */
  readonly rules: Policy;
  /** The version a ticket runs under that was opened then. */
  readonly termsAt: (openedAt: Instant) => number;
  readonly policyOf: (version: number) => Policy;
  readonly calendarOf: CalendarOf;
  /** `--at` was given, with or without the reason a back-dated write may need. */
  readonly backdated: boolean;
  readonly atReason: string | null;
  readonly kin: Kin;
}

/** What one act brings about on another ticket. */
export interface Also<C> {
  readonly number: number;
  readonly command: C;
}

export type Decision<C = never> =
  | { readonly ok: true; readonly events: readonly Fresh[]; readonly also?: readonly Also<C>[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

export const UNCHANGED: Decision = { ok: true, events: [] };

export const decided = (...events: readonly Fresh[]): Decision => ({ ok: true, events });

export const refused = (...refusals: readonly Refusal[]): Decision => ({ ok: false, refusals });

/** The events, unless something speaks against them. */
export const unless = (refusals: readonly Refusal[], events: () => readonly Fresh[]): Decision =>
  refusals.length > 0 ? { ok: false, refusals } : { ok: true, events: events() };
