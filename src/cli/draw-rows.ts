import type { TicketRow } from "../domain/ticket/row.ts";
import { PLAIN } from "../render/paint.ts";
import type { Canvas } from "../render/table.ts";
import { fieldLines, ticketLines } from "../render/ticket-table.ts";
import { isHeard } from "./heard.ts";
import type { Rows } from "./print-rows.ts";
import type { Program } from "./program.ts";

/** How text is dressed for this run's standard output; what makes colours is loaded for those who see them. */
export const paintOf = async (program: Program): Promise<Canvas["paint"]> =>
  program.colourOn("stdout") ? (await import("../render/colour.ts")).colours() : PLAIN;

/** How many of how many are shown. */
export async function countLine<Row>(program: Program, rows: Rows<Row>, shown: number): Promise<string> {
  const total = rows.limit !== null && shown >= rows.limit ? await rows.count() : shown;
  return program.say(`showing_${rows.document}`, { shown, total });
}

/** Draws rows on a terminal, with a count below them, and resolves to how many they were. */
export async function drawRows<Row>(program: Program, rows: Rows<Row>): Promise<number> {
  const { stdout } = program.io;
  const held: Row[] = [];
  for await (const row of rows.rows(rows.limit)) held.push(row);
  if (held.length === 0) {
    await program.notice(rows.none);
    return 0;
  }
  if (isHeard(program)) return (await import("./draw-records.ts")).drawRecords(program, rows, held);
  const canvas = { width: stdout.columns, paint: await paintOf(program) };
  const lines =
    rows.table === "tickets" ? ticketLines(held as unknown as readonly TicketRow[], rows.look, canvas) : fieldLines(rows.fields, held, rows.look, canvas);
  for (const line of lines) stdout.write(`${line}\n`);
  stdout.write(`${canvas.paint("quiet", await countLine(program, rows, held.length))}\n`);
  return held.length;
}
