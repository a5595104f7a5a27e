import type { SweptCounts } from "../../app/swept-counts.ts";
import type { TicketEvent } from "../../domain/ticket/event.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { SWEEP_LABELS } from "../../words/sweep.en.ts";
import { type Field, labelled } from "../field.ts";
import { schemaName } from "../schema-name.ts";
import { EVENT_FIELDS } from "./event.ts";

/** A ticket on which something was due, and what came of it. */
export interface SweptTicket {
  readonly number: number;
  readonly id: string;
  readonly events: readonly TicketEvent[];
}

export const SWEPT_TICKET_FIELDS: readonly Field<SweptTicket>[] = [
  { key: "number", kind: "integer", always: true, value: ({ number }) => number },
  { key: "id", kind: "text", always: true, value: ({ id }) => id },
  { key: "events", kind: { items: EVENT_FIELDS }, always: true, value: ({ events }) => events },
];

/** A run of the sweep. `operations`: how many it recorded. */
export interface SweepReport {
  readonly asOf: Instant;
  readonly dryRun: boolean;
  readonly operations: number;
  readonly counts: SweptCounts;
}

/** The items are written as they come. */
export const SWEEP_FIELDS: readonly Field<SweepReport>[] = [
  schemaName("sweep"),
  { key: "asOf", kind: "instant", always: true, value: ({ asOf }) => asOf },
  { key: "dryRun", kind: "boolean", always: true, value: ({ dryRun }) => dryRun },
  { key: "items", kind: { items: SWEPT_TICKET_FIELDS }, always: true, value: () => [] },
  ...(["tickets", "ended", "warned", "escalated", "reminded", "resolved", "closed"] as const).map(
    (count): Field<SweepReport> => ({ key: `counts.${count}`, kind: "integer", always: true, value: ({ counts }) => counts[count] }),
  ),
  { key: "operations", kind: "integer", always: true, value: ({ operations }) => operations },
];

/** How far the sweep has come. */
export interface SweepStatus {
  readonly asOf: Instant;
  readonly sweptAt: Instant | null;
  readonly due: number;
  /** Since when there has been something to do. */
  readonly since: Instant | null;
  /** It has been for longer than a sweep that runs would leave it. */
  readonly late: boolean;
}

export const SWEEP_STATUS_FIELDS = labelled<SweepStatus>(SWEEP_LABELS, [
  schemaName("sweep-status"),
  { key: "asOf", kind: "instant", always: true, value: ({ asOf }) => asOf },
  { key: "sweptAt", kind: "instant", value: ({ sweptAt }) => sweptAt },
  { key: "due", kind: "integer", always: true, value: ({ due }) => due },
  { key: "since", kind: "instant", value: ({ since }) => since },
  { key: "late", kind: "boolean", always: true, value: ({ late }) => late },
]);
