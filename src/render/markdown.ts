import { cleanLine, cleanLines } from "./clean.ts";
import type { Field } from "./field.ts";
import { keysOf, plainCells, type RowText } from "./plain.ts";

const SPECIAL = /[\\|`<]/g;

/** A text inside a table of GitHub's Markdown: nothing in it ends the cell or begins a tag. */
const markdownCell = (text: string): string =>
  cleanLines(text)
    .replace(SPECIAL, (char) => (char === "<" ? "&lt;" : `\\${char}`))
    .replace(/\n/g, "<br>");

const SPOKEN = /[\\`*_[\]<#~@]/g;

/** A text in a line of Markdown: nothing in it is a mark, a link, a tag or calls anybody. */
export const markdownText = (text: string): string => cleanLine(text).replace(SPOKEN, (char) => (char === "<" ? "&lt;" : `\\${char}`));

/** The two lines above the rows. */
export function markdownHeader<Row>(fields: readonly Field<Row>[]): string {
  const keys = keysOf(fields);
  return `| ${keys.join(" | ")} |\n|${keys.map(() => " --- |").join("")}`;
}

/** Makes the writer of one row. */
export function markdownWriter<Row>(fields: readonly Field<Row>[]): RowText<Row> {
  const cells = plainCells(fields);
  return (row, look) => `| ${cells.map((cell) => markdownCell(cell(row, look))).join(" | ")} |`;
}
