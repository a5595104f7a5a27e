import type { Field, Look } from "../render/field.ts";
import { fieldsHelp } from "../render/pages/fields-help.ts";
import { integerOf } from "./flag-values.ts";
import { formNamed } from "./flags/output.ts";
import { fieldsChosen, printRows, type Rows } from "./print-rows.ts";
import type { Flags, Program } from "./program.ts";
import { helpOn } from "./topics/help-on.ts";

/** A list short enough to be at hand, on its way to the stream. */
export interface Few<Row> extends Pick<Rows<Row>, "document" | "query" | "idOf" | "none"> {
  readonly all: readonly Field<Row>[];
  readonly few: readonly string[];
  readonly look: Look;
  readonly rows: readonly Row[];
}

/** What such a list checks before anything is opened; true: `--fields help` was asked for and is printed. */
export function fieldsTold<Row>(program: Program, flags: Flags, all: readonly Field<Row>[], few: readonly string[]): boolean {
  const form = formNamed(flags);
  if (flags.fields === "help") for (const line of helpOn(program, fieldsHelp(all))) program.io.stdout.write(`${line}\n`);
  else fieldsChosen(flags, all, few, {}, form);
  return flags.fields === "help";
}

/** Writes it in the form asked for, as far as `--limit` lets it. */
export async function printFew<Row>(program: Program, flags: Flags, { all, few, rows, ...about }: Few<Row>): Promise<void> {
  const form = formNamed(flags);
  const limit = integerOf(flags, "limit") ?? 0;
  await printRows(program, {
    ...about,
    form,
    all,
    fields: fieldsChosen(flags, all, few, {}, form),
    aliases: {},
    limit: limit === 0 ? null : limit,
    async *rows(most) {
      yield* most === null ? rows : rows.slice(0, most);
    },
    count: async () => rows.length,
    table: "fields",
  });
}
