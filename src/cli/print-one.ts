import { cleanLine } from "../render/clean.ts";
import type { Field, Look } from "../render/field.ts";
import { objectWriter } from "../render/json.ts";
import { plainText } from "../render/plain.ts";
import { formNamed } from "./flags/output.ts";
import type { Program } from "./program.ts";

/** Writes one thing: its keys and values line by line (a tab between them in a pipe), or as a document. `first` is what `-q` gives. */
export function printOne<Row>(program: Program, fields: readonly Field<Row>[], row: Row, first: string, look: Look): void {
  const { stdout } = program.io;
  const form = formNamed(program.flags);
  if (form === "quiet") stdout.write(`${first}\n`);
  else if (form === "json" || form === "jsonl") stdout.write(`${objectWriter(fields)(row, look)}\n`);
  else {
    const shown = fields.filter(({ key }) => key !== "schema");
    const width = Math.max(...shown.map(({ key }) => key.length));
    for (const field of shown) {
      const value = cleanLine(stdout.isTerminal && field.cell !== undefined ? field.cell(row, look) : plainText(field.kind, field.value(row, look)));
      stdout.write(stdout.isTerminal ? `${field.key.padEnd(width)}  ${value}\n` : `${field.key}\t${value}\n`);
    }
  }
}

/** For things that no calendar counts. */
export const plainLook = (program: Program): Look => ({
  now: program.clock.now,
  get zone() {
    return program.zone;
  },
  get me() {
    return program.me;
  },
  calendarOf: () => {
    throw new Error("nothing here is counted by a calendar");
  },
});
