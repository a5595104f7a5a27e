import Table from "cli-table3";
import { cleanLine, cleanLines } from "../clean.ts";
import { padEnd, padStart, widthOf, wrap } from "../width.ts";

/** Cells stand side by side with nothing drawn between them. */
const BARE = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
} as const;

export const INDENT = "  ";

/** The table measures a text again for each of its characters: one of some thousand would take it minutes. */
const LONGEST = 200;

/** What the table would make of rows with a cell that is too long for it. */
function longSheet(rows: readonly (readonly string[])[], widths: readonly (number | null)[], align: readonly ("left" | "right")[]): readonly string[] {
  const columns = widths.map((width, column) => width ?? Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
  return rows.flatMap((row) => {
    const cells = columns.map((width, column) => (row[column] ?? "").split("\n").flatMap((line) => wrap(line, width)));
    return Array.from({ length: Math.max(...cells.map(({ length }) => length)) }, (_, at) =>
      columns
        .map((width, column) => (align[column] === "right" ? padStart : padEnd)(cells[column]?.[at]?.trim() ?? "", width))
        .join(BARE.middle)
        .trimEnd(),
    );
  });
}

/** Rows of cells under each other, each column as wide as it must be; a column given a width wraps its cells. */
export function sheet(rows: readonly (readonly string[])[], widths: readonly (number | null)[], align: readonly ("left" | "right")[] = []): readonly string[] {
  if (rows.length === 0) return [];
  if (rows.some((row) => row.some((cell) => cell.length > LONGEST))) return longSheet(rows, widths, align);
  const table = new Table({
    chars: BARE,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
    colWidths: [...widths],
    colAligns: [...align],
    wordWrap: true,
    wrapOnWordBoundary: true,
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}

/** Somebody's text as lines of a page, indented and broken between words. */
export const paragraph = (text: string, width: number, indent: string = INDENT): readonly string[] =>
  cleanLines(text)
    .replace(/\t/g, "    ")
    .split("\n")
    .flatMap((line) => wrap(line, Math.max(20, width - indent.length)))
    .map((line) => `${indent}${line}`.trimEnd());

/** A text that is to stay in its line. */
export const oneLine = (text: string): string => cleanLine(text);
