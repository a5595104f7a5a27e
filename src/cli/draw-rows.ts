import type { TicketRow } from "../domain/ticket/row.ts";
import { PLAIN } from "../render/paint.ts";
import type { Canvas } from "../render/table.ts";
import { fieldLines, ticketLines } from "../render/ticket-table.ts";
import type { Rows } from "./print-rows.ts";
import type { Program } from "./program.ts";

/** How text is dressed for this run's standard output; what makes colours is loaded for those who see them. */
export const paintOf = async (program: Program): Promise<Canvas["paint"]> =>
  program.colourOn("stdout") ? (await import("../render/colour.ts")).colours() : PLAIN;

/** Draws rows on a terminal, with a count below them, and resolves to how many they were. */
export async function drawRows<Row>(program: Program, rows: Rows<Row>): Promise<number> {
  const { stdout } = program.io;
  const held: Row[] = [];
  for await (const row of rows.rows(rows.limit)) held.push(row);
  if (held.length === 0) {
    await program.notice(rows.none);
    return 0;
  }
  const canvas = { width: stdout.columns, paint: await paintOf(program) };
  const lines =
    rows.table === "tickets" ? ticketLines(held as unknown as readonly TicketRow[], rows.look, canvas) : fieldLines(rows.fields, held, rows.look, canvas);
  const total = rows.limit !== null && held.length >= rows.limit ? await rows.count() : held.length;
  for (const line of lines) stdout.write(`${line}\n`);
  stdout.write(`${canvas.paint("quiet", await program.say(`showing_${rows.document}`, { shown: held.length, total }))}\n`);
  return held.length;
}
