import { cleanLine } from "./clean.ts";
import type { Field } from "./field.ts";
import { plainCells, type RowText } from "./plain.ts";

const BREAKS = /[\t\r\n\0]/;
const EVERY_BREAK = /[\t\r\n\0]/g;

/** A text that cannot be mistaken for two cells or two records. */
export const tsvCell = (text: string): string => (BREAKS.test(text) ? text.replace(EVERY_BREAK, " ") : text);

/**
 * Makes the writer of one record: cells between tabs, nothing cut, no line end. A pipe gets every other character as it
 * is; `terminal` takes out what would steer one.
 */
export function tsvWriter<Row>(fields: readonly Field<Row>[], to: "pipe" | "terminal" = "pipe"): RowText<Row> {
  const cells = plainCells(fields);
  const safe = to === "terminal" ? cleanLine : tsvCell;
  return (row, look) => {
    let line = "";
    for (let index = 0; index < cells.length; index += 1) line += (index === 0 ? "" : "\t") + safe(cells[index]!(row, look));
    return line;
  };
}
