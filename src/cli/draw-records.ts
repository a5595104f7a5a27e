import type { TicketRow } from "../domain/ticket/row.ts";
import { plainText } from "../render/plain.ts";
import { type Labelled, recordsLines } from "../render/records.ts";
import { ticketRecord } from "../render/ticket-record.ts";
import { countLine } from "./draw-rows.ts";
import { labelOf } from "./print-one.ts";
import type { Rows } from "./print-rows.ts";
import type { Program } from "./program.ts";

/** Writes rows one below the other, a label and a value a line, and their count last; resolves to how many they are. */
export async function drawRecords<Row>(program: Program, rows: Rows<Row>, held: readonly Row[]): Promise<number> {
  const { stdout } = program.io;
  const facts = (row: Row): readonly Labelled[] =>
    rows.table === "tickets"
      ? ticketRecord(row as unknown as TicketRow, rows.look)
      : rows.fields.map((field) => [labelOf(field), field.cell?.(row, rows.look) ?? plainText(field.kind, field.value(row, rows.look))]);
  for (const line of recordsLines(held.map(facts), stdout.columns)) stdout.write(`${line}\n`);
  stdout.write(`\n${await countLine(program, rows, held.length)}\n`);
  return held.length;
}
