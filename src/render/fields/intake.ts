import type { Field } from "../field.ts";

export type AlertAct = "log" | "follow" | "reopen" | "repeat" | "note" | "resolve" | "nothing" | "refused" | "ignored";

/** What one field of a ticket would be, and what gave it. */
export interface ExplainedField {
  readonly field: string;
  readonly value: string | null;
  /** The expression of the mapping; null: nothing did. */
  readonly from: string | null;
  /** What became of the value on its way, in words; null: nothing. */
  readonly remark: string | null;
}

/** What an alert would come to. Alerts of one key come to one thing together. */
export interface ExplainedAlert {
  /** As people say it: `alert 2`. */
  readonly place: string;
  readonly state: string | null;
  readonly acts: readonly AlertAct[];
  /** The ticket it means, which for a new one is the number it would get; null: none. */
  readonly id: string | null;
  readonly follows: string | null;
  readonly message: string | null;
  readonly fields: readonly ExplainedField[];
}

const EXPLAINED_FIELDS: readonly Field<ExplainedField>[] = [
  { key: "field", kind: "text", always: true, value: ({ field }) => field },
  { key: "value", kind: "text", value: ({ value }) => value },
  { key: "from", kind: "text", value: ({ from }) => from },
  { key: "remark", kind: "text", value: ({ remark }) => remark },
];

export const EXPLAINED_ALERT_FIELDS: readonly Field<ExplainedAlert>[] = [
  { key: "alert", kind: "text", always: true, value: ({ place }) => place },
  { key: "state", kind: ["firing", "recovered", "ignored"], value: ({ state }) => state },
  { key: "acts", kind: "texts", always: true, value: ({ acts }) => acts },
  { key: "id", kind: "text", value: ({ id }) => id },
  { key: "follows", kind: "text", value: ({ follows }) => follows },
  { key: "message", kind: "text", value: ({ message }) => message },
  { key: "fields", kind: { items: EXPLAINED_FIELDS }, always: true, value: ({ fields }) => fields },
];
