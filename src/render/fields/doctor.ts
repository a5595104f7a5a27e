import type { Instant } from "../../domain/time/instant.ts";
import type { Field } from "../field.ts";
import { schemaName } from "../schema-name.ts";

/** Something that was looked at, in words. */
export interface Diagnosis {
  readonly check: string;
  readonly state: "ok" | "note" | "wrong";
  readonly rule: string;
  readonly message: string;
  readonly cure: string | null;
}

export const DIAGNOSIS_FIELDS: readonly Field<Diagnosis>[] = [
  { key: "check", kind: "text", always: true, value: ({ check }) => check },
  { key: "state", kind: ["ok", "note", "wrong"], always: true, value: ({ state }) => state },
  { key: "rule", kind: "text", always: true, value: ({ rule }) => rule },
  { key: "message", kind: "text", always: true, value: ({ message }) => message },
  { key: "cure", kind: "text", value: ({ cure }) => cure },
];

export interface Examined {
  readonly asOf: Instant;
  readonly place: string;
  readonly ok: boolean;
}

/** The items are written apart. */
export const DOCTOR_FIELDS: readonly Field<Examined>[] = [
  schemaName("doctor"),
  { key: "asOf", kind: "instant", always: true, value: ({ asOf }) => asOf },
  { key: "place", kind: "text", always: true, value: ({ place }) => place },
  { key: "ok", kind: "boolean", always: true, value: ({ ok }) => ok },
  { key: "items", kind: { items: DIAGNOSIS_FIELDS }, always: true, value: () => [] },
];
