import { cleanLine } from "../render/clean.ts";
import { localMinute } from "../render/due.ts";
import type { Field, Look } from "../render/field.ts";
import { objectWriter } from "../render/json.ts";
import { plainText } from "../render/plain.ts";
import { type Labelled, recordLines } from "../render/records.ts";
import { YES_NO } from "../words/headings.en.ts";
import { formNamed } from "./flags/output.ts";
import { isHeard } from "./heard.ts";
import type { Program } from "./program.ts";
import { shownOn } from "./shown-on.ts";

/**
 * Facts as a stream shows them: for people by their labels, side by side with the values or one after the other where
 * they are read out, for a pipe by their keys with a tab between.
 */
export function factLines<Row>(program: Program, fields: readonly Field<Row>[], row: Row, look: Look): readonly string[] {
  const { stdout } = program.io;
  if (!stdout.isTerminal) return fields.map((field) => `${field.key}\t${cleanLine(plainText(field.kind, field.value(row, look)))}`);
  const facts = fields.map((field): Labelled => [labelOf(field), cleanLine(cellText(field, row, look))]);
  if (isHeard(program)) return recordLines(facts, stdout.columns);
  const width = Math.max(...facts.map(([label]) => label.length));
  return shownOn(
    stdout,
    facts.map(([label, value]) => `${label.padEnd(width)}  ${value}`.trimEnd()),
  );
}

/** Writes one thing: its keys and values line by line, or as a document. `first` is what `-q` gives. */
export function printOne<Row>(program: Program, fields: readonly Field<Row>[], row: Row, first: string, look: Look): void {
  const { stdout } = program.io;
  const form = formNamed(program.flags);
  if (form === "quiet") stdout.write(`${first}\n`);
  else if (form === "json" || form === "jsonl") stdout.write(`${objectWriter(fields)(row, look)}\n`);
  else {
    const shown = fields.filter(({ key }) => key !== "schema");
    for (const line of factLines(program, shown, row, look)) stdout.write(`${line}\n`);
  }
}

export const labelOf = <Row>({ label, key }: Field<Row>): string => label ?? key;

/** A value as people on a terminal read it: instants in their zone. */
function cellText<Row>({ cell, kind, value }: Field<Row>, row: Row, look: Look): string {
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
