import { widthOf } from "../../src/render/width.ts";

/** What a program on a terminal has written, as the terminal shows it. */
export interface Screen {
  readonly lines: readonly string[];
  /** Of the cursor, from 0. */
  readonly row: number;
  readonly column: number;
}

const PIECES = /\u001b\[([0-9;?]*)([A-Za-z])|\u001b[^[]|[\r\n\b]|[^\u001b\r\n\b]+/gu;
const FILLER = "";

/** A terminal of so many columns: the cursor's moves, what is erased, wide characters, lines that are too long. It never scrolls. */
export function screenOf(written: string, columns: number): Screen {
  const rows: string[][] = [[]];
  let row = 0;
  let column = 0;
  const rowAt = (at: number): string[] => {
    while (rows.length <= at) rows.push([]);
    return rows[at] as string[];
  };
  const put = (letter: string): void => {
    const width = widthOf(letter);
    if (width === 0) {
      const line = rowAt(row);
      line[column - 1] = (line[column - 1] ?? "") + letter;
      return;
    }
    if (column + width > columns) {
      row += 1;
      column = 0;
    }
    const line = rowAt(row);
    while (line.length < column) line.push(" ");
    line[column] = letter;
    if (width === 2) line[column + 1] = FILLER;
    column += width;
  };
  const erase = (from: number, to: number): void => {
    const line = rowAt(row);
    for (let at = from; at < Math.min(to, line.length); at += 1) line[at] = " ";
  };
  const move = (codes: string, final: string): void => {
    const count = Number(codes.split(";")[0]) || 1;
    if (final === "A") row = Math.max(0, row - count);
    if (final === "B") row += count;
    if (final === "C") column = Math.min(columns - 1, column + count);
    if (final === "D") column = Math.max(0, column - count);
    if (final === "G") column = count - 1;
    if (final === "K") erase(codes === "2" || codes === "1" ? 0 : column, codes === "1" ? column + 1 : columns);
    if (final === "J") {
      erase(column, columns);
      rows.length = Math.min(rows.length, row + 1);
    }
  };
  for (const [piece, codes, final] of written.matchAll(PIECES)) {
    if (final !== undefined) move(codes ?? "", final);
    else if (piece === "\r") column = 0;
    else if (piece === "\n") row += 1;
    else if (piece === "\b") column = Math.max(0, column - 1);
    else if (!piece.startsWith("\u001b")) for (const { segment } of new Intl.Segmenter().segment(piece)) put(segment);
  }
  const lines = rows.map((line) => line.join("").trimEnd());
  while (lines.at(-1) === "") lines.pop();
  return { lines, row, column };
}
