import type { TicketRow } from "../domain/ticket/row.ts";

/** `HIGH`, with a star where somebody overrode what impact and urgency give. */
export const priorityWord = (row: TicketRow): string => `${row.priority.toUpperCase()}${row.overrideReason === null ? "" : "*"}`;
