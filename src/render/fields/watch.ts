import { idOf } from "../../domain/ticket/number.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import type { Instant } from "../../domain/time/instant.ts";
import type { Field } from "../field.ts";
import { schemaName } from "../schema-name.ts";
import { TICKET_FIELDS } from "./ticket.ts";

const CHANGES = ["listed", "ready", "new", "changed", "clock", "left", "stale", "back", "alive"] as const;

/** One line of the stream: what happened, when it was seen, and to which ticket. */
export interface WatchLine {
  readonly at: Instant;
  readonly change: (typeof CHANGES)[number];
  readonly message: string | null;
  readonly ticket: TicketRow | null;
}

/** The keys of a line of `itsm watch` in a pipe. */
export const WATCH_FIELDS: readonly Field<WatchLine>[] = [
  schemaName("watch"),
  { key: "at", kind: "instant", always: true, value: ({ at }) => at },
  { key: "change", kind: CHANGES, always: true, value: ({ change }) => change },
  { key: "id", kind: "text", value: ({ ticket }) => (ticket === null ? null : idOf(ticket)) },
  { key: "message", kind: "text", value: ({ message }) => message },
  { key: "item", kind: { row: TICKET_FIELDS }, value: ({ ticket }) => ticket },
];
