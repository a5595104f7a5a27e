import { Failure } from "../app/failure.ts";
import { CSV_LINE_END, csvHeader, csvWriter } from "../render/csv.ts";
import { documentWriter, listFields } from "../render/document.ts";
import { type Aliases, type Field, type Look, pick, resolveFields } from "../render/field.ts";
import { objectWriter } from "../render/json.ts";
import type { RowText } from "../render/plain.ts";
import { tsvWriter } from "../render/tsv.ts";
import { textOf } from "./flag-values.ts";
import type { Form } from "./flags/output.ts";
import type { Flags, Program } from "./program.ts";

/** A list of any noun on its way to the stream. */
export interface Rows<Row> {
  /** `list` of `itsm.list/1`. */
  readonly document: string;
  readonly query: string | null;
  readonly form: Form | null;
  /** Those to be shown, and all there are. */
  readonly fields: readonly Field<Row>[];
  readonly all: readonly Field<Row>[];
  readonly aliases: Aliases;
  readonly idOf: (row: Row) => string;
  readonly look: Look;
  /** Null: none. */
  readonly limit: number | null;
  readonly rows: (most: number | null) => AsyncIterable<Row>;
  readonly count: () => Promise<number>;
  /** How a terminal draws them: as the list of tickets, or the fields side by side. */
  readonly table: "tickets" | "fields";
  /** The notice where there are none. */
  readonly none: string;
}

/** The fields that `--fields` names, or those of the form: JSON has all, flat forms a few. */
export function fieldsChosen<Row>(
  flags: Flags,
  all: readonly Field<Row>[],
  few: readonly string[],
  aliases: Aliases,
  form: Form | null,
): readonly Field<Row>[] {
  const named = textOf(flags, "fields");
  if (named === null) return form === "json" || form === "jsonl" ? all : pick(all, few);
  const resolved = resolveFields(named, all, aliases);
  if (!resolved.ok) throw new Failure("usage", resolved.faults);
  return resolved.fields;
}

/** Writes the rows in their form and resolves to how many they were. */
export async function printRows<Row>(program: Program, rows: Rows<Row>): Promise<number> {
  const { stdout } = program.io;
  if (rows.form === "json") return printJson(program, rows);
  if (rows.form === null && stdout.isTerminal) return (await import("./draw-rows.ts")).drawRows(program, rows);
  const { header, write, end } = await writerOf(program, rows);
  if (header !== null) stdout.write(header + end);
  let count = 0;
  for await (const row of rows.rows(rows.limit)) {
    stdout.write(write(row, rows.look) + end);
    count += 1;
  }
  return count;
}

interface Writer<Row> {
  readonly header: string | null;
  readonly write: RowText<Row>;
  readonly end: string;
}

async function writerOf<Row>(program: Program, { form, fields, all, aliases, idOf }: Rows<Row>): Promise<Writer<Row>> {
  const to = program.io.stdout.isTerminal ? "terminal" : "pipe";
  const plain = { header: null, end: "\n" };
  if (form === "quiet") return { ...plain, write: idOf };
  if (form === "jsonl") return { ...plain, write: objectWriter(fields) };
  if (form === "csv") {
    const options = { excel: program.flags.excel === true, to } as const;
    return { header: csvHeader(fields, options), write: csvWriter(fields, options), end: CSV_LINE_END };
  }
  if (form === "markdown") {
    const { markdownHeader, markdownWriter } = await import("../render/markdown.ts");
    return { header: markdownHeader(fields), write: markdownWriter(fields), end: "\n" };
  }
  if (form === "format") {
    const { formatWriter } = await import("../render/format.ts");
    const format = formatWriter(textOf(program.flags, "format") ?? "", all, aliases, to);
    if (!format.ok)
      throw new Failure(
        "usage",
        format.faults.map(({ key, ...about }) => ({ key, with: "with" in about ? (about.with as Record<string, unknown>) : about })),
      );
    return { ...plain, write: format.write };
  }
  return { ...plain, write: tsvWriter(fields, to) };
}

/** So many rows are held back until it is known how many there are, which spares a second question for most lists. */
const HELD = 1000;

async function printJson<Row>(program: Program, rows: Rows<Row>): Promise<number> {
  const { stdout } = program.io;
  const writer = documentWriter(listFields(rows.document, rows.fields));
  const write = objectWriter(rows.fields);
  const held: string[] = [];
  // What ends the document, once its head is written.
  let tail: string | null = null;
  let count = 0;
  const begin = async (known: number | null): Promise<string> => {
    const total = known ?? (await rows.count());
    const about = { query: rows.query, asOf: rows.look.now, returned: rows.limit === null ? total : Math.min(rows.limit, total), total };
    stdout.write(writer.head(about, rows.look) + held.join(","));
    return writer.tail(about, rows.look);
  };
  for await (const row of rows.rows(rows.limit)) {
    const item = write(row, rows.look);
    count += 1;
    if (tail !== null) stdout.write(`,${item}`);
    else if (held.push(item) === HELD) tail = await begin(null);
  }
  tail ??= await begin(rows.limit !== null && count >= rows.limit ? null : count);
  stdout.write(tail);
  return count;
}
