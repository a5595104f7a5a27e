import type { TicketEvent, Told } from "../../domain/ticket/event.ts";
import type { Field } from "../field.ts";

/** Somebody who was told of something, to be told it by whatever delivers. */
export interface Notice extends Told {
  readonly event: TicketEvent;
}

/** Who was told what by these events. */
export const noticesOf = (events: readonly TicketEvent[]): readonly Notice[] =>
  events.flatMap((event) => ("told" in event.data ? (event.data.told ?? []).map((told): Notice => ({ ...told, event })) : []));

export const NOTICE_FIELDS: readonly Field<Notice>[] = [
  { key: "number", kind: "integer", always: true, value: ({ event }) => event.number },
  { key: "version", kind: "integer", always: true, value: ({ event }) => event.version },
  { key: "type", kind: "text", always: true, value: ({ event }) => event.type },
  { key: "party", kind: "text", always: true, value: ({ party }) => party },
  { key: "name", kind: "text", value: ({ name }) => name },
];
