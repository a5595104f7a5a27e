import type { TicketEvent } from "../domain/ticket/event.ts";
import { fold } from "../domain/ticket/fold.ts";
import type { CalendarOf } from "../domain/ticket/judge.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { rowOf } from "../domain/ticket/row-of.ts";

/** What makes the row of a history anew, by the calendars of a desk. Throws where a history makes no ticket. */
export const refoldBy =
  (calendarOf: CalendarOf) =>
  (history: readonly TicketEvent[]): TicketRow =>
    rowOf(fold(history), calendarOf);
