import { guardFormula } from "../domain/formula-guard.ts";
import { cleanLines } from "./clean.ts";
import type { Field } from "./field.ts";
import { keysOf, plainText, type RowText } from "./plain.ts";

const QUOTED = /[",\r\n]|^\s|\s$/;
export const CSV_LINE_END = "\r\n";
const BYTE_ORDER_MARK = "\ufeff";

/** A cell as RFC 4180 has it. */
export const csvCell = (text: string): string => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export interface CsvOptions {
  /** For a spreadsheet: a byte order mark, and texts that look like formulas are guarded. */
  readonly excel?: boolean;
  readonly to?: "pipe" | "terminal";
}

/** The header record, its line end left out as in every record. */
export const csvHeader = <Row>(fields: readonly Field<Row>[], options: CsvOptions = {}): string =>
  (options.excel === true ? BYTE_ORDER_MARK : "") + keysOf(fields).map(csvCell).join(",");

/** Makes the writer of one record. Only what people typed is guarded: a negative number stays one. */
export function csvWriter<Row>(fields: readonly Field<Row>[], options: CsvOptions = {}): RowText<Row> {
  const cells = fields.map(({ kind, value }): RowText<Row> => {
    const typed = kind === "text" || kind === "texts";
    return (row, look) => {
      const plain = plainText(kind, value(row, look));
      const safe = options.to === "terminal" ? cleanLines(plain) : plain;
      return csvCell(typed && options.excel === true ? guardFormula(safe) : safe);
    };
  });
  return (row, look) => {
    let line = "";
    for (let index = 0; index < cells.length; index += 1) line += (index === 0 ? "" : ",") + cells[index]!(row, look);
    return line;
  };
}
