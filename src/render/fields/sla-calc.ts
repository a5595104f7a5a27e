import type { Calculation } from "../../domain/time/calculation.ts";
import type { Field } from "../field.ts";
import { schemaName } from "../schema-name.ts";
import { SLICE_FIELDS } from "./slice.ts";

/** What a calendar was asked and answered, and whose calendar it is. */
export interface Answer {
  readonly calendar: string;
  readonly zone: string;
  /** The version of the register's policy; null where a file was read. */
  readonly policy: number | null;
  readonly file: string | null;
  readonly calculation: Calculation;
}

export const CALC_FIELDS: readonly Field<Answer>[] = [
  schemaName("sla-calc"),
  { key: "calendar", kind: "text", always: true, value: ({ calendar }) => calendar },
  { key: "zone", kind: "text", always: true, value: ({ zone }) => zone },
  { key: "policy", kind: "integer", value: ({ policy }) => policy },
  { key: "file", kind: "text", value: ({ file }) => file },
  { key: "asks", kind: ["due", "elapsed", "open"], always: true, value: ({ calculation: { asks } }) => asks },
  { key: "from", kind: "instant", always: true, value: ({ calculation: { from } }) => from },
  { key: "to", kind: "instant", value: ({ calculation: { asks, to } }) => (asks === "elapsed" ? to : null) },
  { key: "addSeconds", kind: "seconds", value: ({ calculation: { asks, seconds } }) => (asks === "due" ? seconds : null) },
  { key: "dueAt", kind: "instant", value: ({ calculation: { asks, to } }) => (asks === "due" ? to : null) },
  { key: "elapsedSeconds", kind: "seconds", value: ({ calculation: { asks, seconds } }) => (asks === "elapsed" ? seconds : null) },
  { key: "open", kind: "boolean", always: true, value: ({ calculation: { open } }) => open },
  { key: "opensAt", kind: "instant", value: ({ calculation: { opensAt } }) => opensAt },
  { key: "closesAt", kind: "instant", value: ({ calculation: { closesAt } }) => closesAt },
  { key: "slices", kind: { items: SLICE_FIELDS }, value: ({ calculation: { slices } }) => slices },
  { key: "closedDays", kind: "texts", always: true, value: ({ calculation: { closedDays } }) => closedDays },
];
