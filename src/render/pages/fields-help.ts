import { FIELDS_WORDS } from "../../words/headings.en.ts";
import { type Aliases, type Field, isListOf, isRowOf, type Kind } from "../field.ts";
import { padEnd, widthOf } from "../width.ts";

const kindWord = (kind: Kind): string => (typeof kind === "string" ? kind : isListOf(kind) || isRowOf(kind) ? "data" : kind.join("|"));

/** What `--fields help` prints, line by line. */
export function fieldsHelp<Row>(fields: readonly Field<Row>[], aliases: Aliases = {}): readonly string[] {
  const rows = [
    ...fields.map(({ key, kind }) => [key, kindWord(kind)] as const),
    ...Object.entries(aliases).map(([name, key]) => [name, FIELDS_WORDS.alias(key)] as const),
  ];
  const width = Math.max(...rows.map(([key]) => widthOf(key)));
  return [FIELDS_WORDS.intro, "", ...rows.map(([key, word]) => `  ${padEnd(key, width)}  ${word}`)];
}
