import { cleanLine } from "../render/clean.ts";
import { localMinute } from "../render/due.ts";
import type { Field, Look } from "../render/field.ts";
import { objectWriter } from "../render/json.ts";
import { plainText } from "../render/plain.ts";
import { YES_NO } from "../words/headings.en.ts";
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
    const width = Math.max(...shown.map(labelOf).map((label) => label.length));
    for (const field of shown) {
      const value = cleanLine(stdout.isTerminal ? cellText(field, row, look) : plainText(field.kind, field.value(row, look)));
      stdout.write(stdout.isTerminal ? `${labelOf(field).padEnd(width)}  ${value}\n` : `${field.key}\t${value}\n`);
    }
  }
}

export const labelOf = <Row>({ label, key }: Field<Row>): string => label ?? key;

/** A value as people on a terminal read it: instants in their zone. */
export function cellText<Row>({ cell, kind, value }: Field<Row>, row: Row, look: Look): string {
  if (cell !== undefined) return cell(row, look);
  const found = value(row, look);
  return kind === "instant" && typeof found === "number"
    ? localMinute(look.zone, found)
    : typeof found === "boolean"
      ? YES_NO[found ? 1 : 0]
      : plainText(kind, found);
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
