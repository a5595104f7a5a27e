import type { JudgedDifference } from "../../domain/ticket/judged-columns.ts";
import { idOf } from "../../domain/ticket/number.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import type { Field } from "../field.ts";
import { schemaName } from "../schema-name.ts";

/** A column of a ticket that is not what it should be; null: its clocks could not be counted at all. */
export interface FoundDifference {
  readonly row: TicketRow;
  readonly difference: JudgedDifference | null;
}

/** Everything found, which is known once the last ticket was counted. */
export interface ClockReport {
  readonly query: string;
  readonly asOf: number;
  readonly tickets: number;
  readonly differing: number;
  readonly differences: number;
}

const side =
  (which: "stored" | "recomputed", holds: JudgedDifference["holds"]) =>
  ({ difference }: FoundDifference): number | null =>
    difference === null || difference.holds !== holds ? null : difference[which];

export const DIFFERENCE_FIELDS: readonly Field<FoundDifference>[] = [
  { key: "number", kind: "integer", always: true, value: ({ row }) => row.number },
  { key: "id", kind: "text", always: true, value: ({ row }) => idOf(row) },
  { key: "column", kind: "text", value: ({ difference }) => difference?.column ?? null },
  { key: "storedAt", kind: "instant", value: side("stored", "instant") },
  { key: "recomputedAt", kind: "instant", value: side("recomputed", "instant") },
  { key: "storedSeconds", kind: "seconds", value: side("stored", "seconds") },
  { key: "recomputedSeconds", kind: "seconds", value: side("recomputed", "seconds") },
];

/** The items come as they are found, so the counts stand behind them. */
export const CLOCK_CHECK_FIELDS: readonly Field<ClockReport>[] = [
  schemaName("sla-verify"),
  { key: "query", kind: "text", always: true, value: ({ query }) => query },
  { key: "asOf", kind: "instant", always: true, value: ({ asOf }) => asOf },
  { key: "items", kind: { items: DIFFERENCE_FIELDS }, always: true, value: () => [] },
  { key: "tickets", kind: "integer", always: true, value: ({ tickets }) => tickets },
  { key: "differing", kind: "integer", always: true, value: ({ differing }) => differing },
  { key: "differences", kind: "integer", always: true, value: ({ differences }) => differences },
  { key: "ok", kind: "boolean", always: true, value: ({ differing }) => differing === 0 },
];
