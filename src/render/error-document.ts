import { UTC } from "../domain/time/zone.ts";
import type { Field, Look } from "./field.ts";
import { objectWriter } from "./json.ts";
import { schemaName } from "./schema-name.ts";

/** One thing that is wrong, in words; where in a line of input or a query it is, if that can be said. */
interface SaidProblem {
  readonly message: string;
  readonly hint: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  /** The tickets it is about, as they were named. */
  readonly ids: readonly string[];
  readonly hint: string | null;
  readonly problems: readonly SaidProblem[];
  readonly exit: number;
}

const PROBLEM_FIELDS: readonly Field<SaidProblem>[] = [
  { key: "message", kind: "text", always: true, value: ({ message }) => message },
  { key: "hint", kind: "text", value: ({ hint }) => hint },
  { key: "line", kind: "integer", value: ({ line }) => line },
  { key: "column", kind: "integer", value: ({ column }) => column },
];

export const ERROR_FIELDS: readonly Field<ErrorReport>[] = [
  schemaName("error"),
  { key: "error.code", kind: "text", always: true, value: ({ code }) => code },
  { key: "error.message", kind: "text", always: true, value: ({ message }) => message },
  { key: "error.ids", kind: "texts", always: true, value: ({ ids }) => ids },
  { key: "error.hint", kind: "text", value: ({ hint }) => hint },
  { key: "error.problems", kind: { items: PROBLEM_FIELDS }, always: true, value: ({ problems }) => problems },
  { key: "exit", kind: "integer", always: true, value: ({ exit }) => exit },
];

/** A failure looks the same from everywhere. */
const ANYWHERE: Look = {
  now: 0,
  zone: UTC,
  me: "",
  calendarOf: () => {
    throw new Error("no key of a failure asks for a calendar");
  },
};

/** The document of a failure, whole. */
export const errorDocument = (report: ErrorReport): string => `${objectWriter(ERROR_FIELDS)(report, ANYWHERE)}\n`;
