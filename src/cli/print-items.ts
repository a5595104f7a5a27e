import { documentChunks } from "../render/document.ts";
import type { Field, Look } from "../render/field.ts";
import { objectWriter } from "../render/json.ts";
import type { formNamed } from "./flags/output.ts";
import { printPage } from "./pager.ts";
import type { Program } from "./program.ts";

/** A few things at hand, each told whole: in a document, one a line, by their ids, or on a page for people. */
export interface Items<Head, Row> {
  readonly document: readonly Field<Head>[];
  readonly head: Head;
  readonly fields: readonly Field<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  readonly look: Look;
  /** Made only where people read. */
  readonly page: () => Promise<readonly string[]> | readonly string[];
}

/** Writes them in the form asked for. */
export async function printItems<Head, Row>(program: Program, form: ReturnType<typeof formNamed>, items: Items<Head, Row>): Promise<void> {
  const { stdout } = program.io;
  const { rows, look } = items;
  if (form === "quiet") for (const row of rows) stdout.write(`${items.idOf(row)}\n`);
  else if (form === "json") for (const chunk of documentChunks(items.document, items.head, rows, look)) stdout.write(chunk);
  else if (form === "jsonl") {
    const write = objectWriter(items.fields);
    for (const row of rows) stdout.write(`${write(row, look)}\n`);
  } else await printPage(program, await items.page());
}
