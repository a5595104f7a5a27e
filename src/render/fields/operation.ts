import type { Operation } from "../../app/ports.ts";
import { OPERATION_LABELS } from "../../words/headings.en.ts";
import { localMinute } from "../due.ts";
import { labelled } from "../field.ts";
import { operationId } from "./event.ts";

/** An operation and how many tickets it moved. */
export interface OperationRow {
  readonly operation: Operation;
  readonly tickets: number;
  /** The operation that undid it; null: none. */
  readonly undoneBy: number | null;
}

const idOrNull = (seq: number | null): string | null => (seq === null ? null : operationId(seq));

export const OPERATION_FIELDS = labelled<OperationRow>(OPERATION_LABELS, [
  { key: "op", kind: "text", always: true, value: ({ operation }) => operationId(operation.seq) },
  { key: "seq", kind: "integer", always: true, value: ({ operation }) => operation.seq },
  { key: "verb", kind: "text", always: true, value: ({ operation }) => operation.verb },
  {
    key: "recordedAt",
    kind: "instant",
    always: true,
    value: ({ operation }) => operation.recordedAt,
    cell: ({ operation }, { zone }) => localMinute(zone, operation.recordedAt),
  },
  { key: "actor", kind: "text", always: true, value: ({ operation }) => operation.actor },
  { key: "via", kind: "text", always: true, value: ({ operation }) => operation.via },
  { key: "heldClock", kind: "boolean", always: true, value: ({ operation }) => operation.heldClock },
  { key: "policy", kind: "integer", always: true, value: ({ operation }) => operation.policy },
  { key: "undoes", kind: "text", value: ({ operation }) => idOrNull(operation.undoes) },
  { key: "undoneBy", kind: "text", value: ({ undoneBy }) => idOrNull(undoneBy) },
  { key: "tickets", kind: "integer", always: true, value: ({ tickets }) => tickets },
]);

/** What a pipe and a table get where nobody chose. */
export const OPERATION_DEFAULT: readonly string[] = ["op", "verb", "recordedAt", "actor", "tickets", "undoneBy"];
