import type { CountedSlice } from "../../domain/time/counted.ts";
import type { Field } from "../field.ts";

/** A part of a local day that a calendar counts. */
export const SLICE_FIELDS: readonly Field<CountedSlice>[] = [
  { key: "day", kind: "text", always: true, value: ({ day }) => day },
  { key: "from", kind: "instant", always: true, value: ({ from }) => from },
  { key: "to", kind: "instant", always: true, value: ({ to }) => to },
  { key: "seconds", kind: "seconds", always: true, value: ({ seconds }) => seconds },
  { key: "totalSeconds", kind: "seconds", always: true, value: ({ totalSeconds }) => totalSeconds },
];
