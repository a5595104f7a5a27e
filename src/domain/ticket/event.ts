import type { Which } from "../policy/policy.ts";
import type { Instant } from "../time/instant.ts";
import type { Confirmation, Fields, Relation, Targets } from "./ticket.ts";

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
  }; // title description requester contact reason
  overridden: Aim & { readonly until: Instant | null; readonly nextUpdateAt?: Instant }; // reason
  overrideEnded: Aim & { readonly lapsed?: true; readonly nextUpdateAt?: Instant }; // reason
  assigned: { readonly group: string | null; readonly assignee: string | null };
  escalated: { readonly kind: "functional" | "hierarchical"; readonly to: string | null }; // reason note
  started: object;
  held: {
    readonly reason: string;
    readonly stops: readonly Which[];
    readonly until: Instant | null;
    readonly public?: true;
    readonly nextUpdateAt?: Instant | null;
  }; // note
  resumed: { readonly public?: true; readonly nextUpdateAt?: Instant | null }; // note
  holdEnded: object;
  noted: { readonly public: boolean; readonly from: "agent" | "requester"; readonly nextUpdateAt?: Instant | null }; // note
  workaroundSet: object; // workaround (absent: cleared)
  resolved: { readonly code: string; readonly public: boolean }; // note
  closed: { readonly confirmedBy: Confirmation; readonly category: string; readonly satisfaction: number | null; readonly public?: true }; // note review
  cancelled: object; // reason
  reopened: { readonly targets: Targets }; // reason
  /** Taken along to another version of the policy. `terms`: its clocks run under them from now on; left out: they keep theirs. */
  adopted: Aim & {
    readonly computed: string;
    readonly terms?: number;
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
  voided: object;
  undone: { readonly versions: readonly number[] };
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
