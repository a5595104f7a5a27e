import type { Refusal } from "../domain/ticket/refusal.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { Problem } from "./failure.ts";

/** What a mapping makes of an alert; all but the key may be missing. */
export type AlertField = "key" | "title" | "description" | "impact" | "urgency" | "category" | "service" | "ci" | "group" | "startsAt" | "endsAt" | "note";

export type AlertState = "firing" | "recovered" | "ignored";

/** A value, and the expression of the mapping that gave it. */
export interface Mapped {
  readonly value: string;
  readonly from: string;
}

/** One alert of a payload, read by a mapping. */
export interface ReadAlert {
  /** Where it stands in the payload, counted from 1. */
  readonly place: number;
  readonly state: AlertState;
  readonly stateFrom: string;
  readonly key: string;
  readonly fields: ReadonlyMap<AlertField, Mapped>;
  /** Never later than now; null: not known. */
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  /** When the report reached the desk, if that is when it began to fire; null: now. */
  readonly openedAt: Instant | null;
  /** Fields that the mapping wants and the alert lacks, each with the names looked for. */
  readonly lacking: readonly { readonly field: AlertField; readonly names: readonly string[] }[];
}

/** An alert that cannot be used. The refusal's facts hold its place as `alert`. */
export interface UnusableAlert {
  readonly place: number;
  readonly refusal: Refusal;
}

/** What a payload holds; a fault where it is none. */
export type AlertPayload =
  | { readonly ok: false; readonly fault: Problem }
  | {
      readonly ok: true;
      readonly alerts: readonly ReadAlert[];
      readonly unusable: readonly UnusableAlert[];
      /** Lines, among those of a payload of several, that are no JSON. */
      readonly broken: readonly Problem[];
    };

/** How alerts of one kind become tickets. */
export interface AlertMapping {
  /** Whether a recovery resolves, and under which code; null: it is only noted. */
  readonly resolvesAs: string | null;
  read(text: string, now: Instant): AlertPayload;
}

/** The formats of alerts, as `main.ts` hands them in. */
export interface AlertFormats {
  readonly kinds: readonly string[];
  /** The mapping of a kind as a file to start from. */
  fileOf(kind: string): string;
  builtIn(kind: string): AlertMapping;
  /** A mapping out of a file's text, for the kind it stands in for. */
  mappingIn(text: string, kind: string): { readonly ok: true; readonly mapping: AlertMapping } | { readonly ok: false; readonly faults: readonly Problem[] };
}
