import { idOf } from "../domain/ticket/number.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { HEADINGS, RECORD_LABELS as LABELS } from "../words/headings.en.ts";
import { span } from "./due.ts";
import type { Look } from "./field.ts";
import { priorityWord } from "./priority.ts";
import type { Labelled } from "./records.ts";
import { slaWords, titleWords } from "./ticket-table.ts";

/** What a list says of a ticket, where it is read out instead of drawn. */
export const ticketRecord = (row: TicketRow, look: Look): readonly Labelled[] => [
  [LABELS.ticket, idOf(row)],
  [LABELS.title, titleWords(row, look)],
  [LABELS.priority, priorityWord(row)],
  [LABELS.status, row.status],
  [LABELS.sla, slaWords(row, look)],
  [LABELS.assignee, row.assignee ?? HEADINGS.nobody],
  ...(row.group === null ? [] : [[LABELS.group, row.group] as const]),
  [LABELS.age, span(look.now - row.openedAt)],
];
