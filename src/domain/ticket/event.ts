import type { Level } from "../policy/escalation-rule.ts";
import type { Which } from "../policy/policy.ts";
import type { Instant } from "../time/instant.ts";
import type { Confirmation, Fields, Relation, Target, Targets } from "./ticket.ts";

/** Fields that are free text: their values live in `texts`, which the hash covers only by digest, so they can be redacted. */
export type Sealed = "title" | "requester" | "contact";
export type OpenFields = Omit<Fields, Sealed>;

/** A priority with what follows from it. */
export interface Aim {
  readonly priority: string;
  readonly rank: number;
  readonly targets: Targets;
}

/** Set on any event that was back-dated so that a breach became a met target; its reason is the text `atReason`. */
interface Backdated {
  readonly backdated?: true;
}

/**
 * Somebody who was told: by the part they have in the ticket, and by name where they work at the desk (a group by the group's).
 * People outside it are told of by their part alone, for their names can be redacted.
 */
export interface Told {
  readonly party: string;
  readonly name: string | null;
}

/** What was done because of time alone: undone, it would come about again. */
interface Swept {
  readonly swept?: true;
}

/** How long a hold may last. */
export interface Lasting {
  readonly until: Instant | null;
  /** When somebody is reminded of it. */
  readonly remindAt?: Instant;
  /** When it outstays, and what that brings. One that goes on by itself has an end instead. */
  readonly outstaysAt?: Instant;
  readonly brings?: "resolve" | "remind";
}

/** What happened. Consequences are recorded, so the fold needs no policy. The texts of each are named behind it. */
export interface EventData {
  logged: OpenFields &
    Aim & {
      readonly computed: string;
      readonly terms: number;
      readonly group: string | null;
      readonly assignee: string | null;
      readonly follows?: number;
      readonly answered?: true;
      readonly nextUpdateAt?: Instant;
    }; // title description requester contact
  edited: {
    readonly set: Partial<OpenFields>;
    readonly clear?: readonly Sealed[];
    readonly computed?: string;
    readonly aim?: Aim;
    readonly code?: string;
    readonly satisfaction?: number;
    readonly nextUpdateAt?: Instant | null;
    /** When silence closes it, which a category brings forward. */
    readonly closesAt?: Instant;
  }; // title description requester contact reason
  overridden: Aim & { readonly until: Instant | null; readonly nextUpdateAt?: Instant }; // reason
  overrideEnded: Aim & { readonly lapsed?: true; readonly nextUpdateAt?: Instant }; // reason
  assigned: { readonly group: string | null; readonly assignee: string | null };
  escalated: {
    readonly kind: "functional" | "hierarchical";
    /** Hierarchical: who was informed, the highest of them; null: nobody is above. */
    readonly to: string | null;
    /** The name of the rule that says so; absent: a person did. */
    readonly rule?: string;
    /** The group whose line a rule informed; absent: the ticket had none. */
    readonly above?: string;
    readonly told?: readonly Told[];
  }; // reason note
  started: object;
  held: Lasting & {
    readonly reason: string;
    readonly stops: readonly Which[];
    readonly public?: true;
    readonly nextUpdateAt?: Instant | null;
  }; // note
  resumed: { readonly public?: true; readonly nextUpdateAt?: Instant | null }; // note
  holdEnded: object;
  noted: { readonly public: boolean; readonly from: "agent" | "requester"; readonly nextUpdateAt?: Instant | null; readonly closesAt?: Instant }; // note
  workaroundSet: object; // workaround (absent: cleared)
  /** `closesAt`: when silence closes it. */
  resolved: Swept & { readonly code: string; readonly public: boolean; readonly closesAt?: Instant }; // note
  closed: Swept & { readonly confirmedBy: Confirmation; readonly category: string; readonly satisfaction: number | null; readonly public?: true }; // note review
  cancelled: object; // reason
  reopened: { readonly targets: Targets }; // reason
  /**
   * Taken along to another version of the policy. `terms`: its clocks run under them from now on; left out: they keep theirs.
   * `hold`: how long its hold may last from now on; left out: as it was.
   */
  adopted: Aim & {
    readonly computed: string;
    readonly terms?: number;
    readonly hold?: Lasting;
    readonly set?: Partial<Pick<OpenFields, "category" | "service" | "site" | "impact" | "urgency">> & {
      readonly group?: string;
      readonly firstCategory?: string;
      readonly holdReason?: string;
    };
  };
  linked: { readonly rel: Relation; readonly to: number };
  unlinked: { readonly rel: Relation; readonly to: number };
  affectedAdded: { readonly id: number }; // name contact
  affectedRemoved: { readonly id: number };
  recurred: { readonly count: number };
  /** A share of a target was spent. `target`: the one it is a share of. */
  warned: { readonly clock: Which; readonly percent: Level; readonly target: Target; readonly told: readonly Told[] };
  reminded: {
    readonly of: "hold" | "promise" | "closure";
    readonly told: readonly Told[];
    /** The rules that spoke against what was due. */
    readonly refused?: readonly string[];
    /** When it comes next; null: no more. */
    readonly nextAt?: Instant | null;
    /** Of a hold: since when it lasts, and when it outstays from now on; null: that has been seen to. */
    readonly heldAt?: Instant;
    readonly outstaysAt?: Instant | null;
  };
  voided: object;
  undone: { readonly versions: readonly number[] };
  /** A text of an event was taken out for good: the digest of it is all that is left. */
  redacted: { readonly version: number; readonly field: string }; // reason
}
export type EventType = keyof EventData;

export type Texts = Readonly<Record<string, string | null>>;

/** An event before it has a place in the history. */
export type Fresh = { readonly [T in EventType]: { readonly type: T; readonly data: EventData[T] & Backdated; readonly texts?: Texts } }[EventType];

interface Envelope {
  readonly number: number;
  readonly version: number;
  /** When it happened; `recordedAt` is when the register learnt of it. */
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly operation: number;
  readonly by: string;
  /** Null: redacted. */
  readonly texts: Texts;
}
export type EventOf<T extends EventType> = Envelope & { readonly type: T; readonly data: EventData[T] & Backdated };
export type TicketEvent = { readonly [T in EventType]: EventOf<T> }[EventType];

/** What stands where a text was redacted. */
export const REDACTED = "[redacted]";
