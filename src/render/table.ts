import { cleanLine } from "./clean.ts";
import type { Look } from "./field.ts";
import type { Paint, Tone } from "./paint.ts";
import { cut, padEnd, padStart, slackOf, widthOf } from "./width.ts";

/** A column of a table on a terminal. */
export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row, look: Look) => string;
  readonly tone?: (row: Row, look: Look) => Tone | null;
  readonly align?: "right";
  /** How narrow it may be squeezed; without it the column is as wide as its widest cell. */
  readonly least?: number;
  /** Below this width others go first, as far as there are any. */
  readonly wants?: number;
  /** When there is no room the column with the least goes first; without it the column stays. */
  readonly worth?: number;
  /** Below this width it is itself worth more than the column of least worth. */
  readonly prefers?: number;
  /** Whether a row says nothing here: a column of such rows alone goes before any other has to give way. */
  readonly isEmpty?: (row: Row) => boolean;
}

export interface Canvas {
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
}

const GAP = "  ";

interface Laid<Row> {
  readonly column: Column<Row>;
  readonly cells: readonly string[];
  width: number;
}

const least = <Row>({ column, width }: Laid<Row>): number => Math.min(width, column.least ?? width);
const wanted = <Row>({ column, width }: Laid<Row>): number => Math.min(width, column.wants ?? column.least ?? width);
const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0) + GAP.length * Math.max(0, widths.length - 1);

const preferred = <Row>(one: Laid<Row>): number => Math.max(wanted(one), Math.min(one.width, one.column.prefers ?? 0));
const LEAST_WORTH = 1;

/** Leaves out what says nothing, then the columns of least worth until the others fit when squeezed. */
function chosen<Row>(laid: readonly Laid<Row>[], rows: readonly Row[], width: number): readonly Laid<Row>[] {
  const isTight = total(laid.map((one) => one.width)) > width;
  let kept = isTight ? laid.filter(({ column: { isEmpty } }) => isEmpty === undefined || !rows.every(isEmpty)) : laid;
  for (;;) {
    const worths = kept.map(({ column }) => column.worth ?? Number.POSITIVE_INFINITY);
    const lowest = Math.min(...worths);
    if (lowest === Number.POSITIVE_INFINITY || total(kept.map(lowest === LEAST_WORTH ? preferred : wanted)) <= width) return kept;
    const at = worths.lastIndexOf(lowest);
    kept = kept.filter((_, index) => index !== at);
  }
}

/** Takes columns from the widest that can give one until all fit, below what a column wants only where no other can. */
function squeeze<Row>(kept: readonly Laid<Row>[], width: number): void {
  let excess = total(kept.map((one) => one.width)) - width;
  for (const floor of [wanted, least] as const) {
    while (excess > 0) {
      let widest: Laid<Row> | null = null;
      for (const one of kept) if (one.width > floor(one) && (widest === null || one.width > widest.width)) widest = one;
      if (widest === null) break;
      widest.width -= 1;
      excess -= 1;
    }
  }
}

function fitted<Row>(laid: readonly Laid<Row>[], rows: readonly Row[], width: number): readonly Laid<Row>[] {
  const kept = chosen(laid, rows, width).map((one) => ({ ...one }));
  squeeze(kept, width);
  return kept;
}

/** The same, with room for what terminals need that draw joined emoji part by part: their lines must not run over the edge. */
function safelyFitted<Row>(laid: readonly Laid<Row>[], rows: readonly Row[], width: number): readonly Laid<Row>[] {
  let slack = 0;
  for (;;) {
    const kept = fitted(laid, rows, width - slack);
    const slackIn = (at: number): number => kept.reduce((sum, one) => sum + slackOf(cut(one.cells[at] ?? "", one.width)), 0);
    const needed = rows.reduce((most, _, at) => Math.max(most, slackIn(at)), 0);
    if (needed <= slack) return kept;
    slack = needed;
  }
}

/** Whether the columns that must stay have room. */
export function fitsTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[], look: Look, width: number): boolean {
  const laid = lay(columns, rows, look);
  return total(chosen(laid, rows, width).map(least)) <= width;
}

function lay<Row>(columns: readonly Column<Row>[], rows: readonly Row[], look: Look): readonly Laid<Row>[] {
  return columns.map((column) => {
    const cells = rows.map((row) => cleanLine(column.cell(row, look)));
    return { column, cells, width: cells.reduce((widest, cell) => Math.max(widest, widthOf(cell)), widthOf(column.heading)) };
  });
}

/** The lines of a table, its heading first, none wider than the canvas where the columns can be squeezed that far. */
export function tableLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[], look: Look, { width, paint }: Canvas): readonly string[] {
  const laid = lay(columns, rows, look);
  const kept = safelyFitted(laid, rows, width);
  const place = (one: Laid<Row>, text: string, isLast: boolean): string => {
    const shown = cut(text, one.width);
    if (one.column.align === "right") return padStart(shown, one.width);
    return isLast ? shown : padEnd(shown, one.width);
  };
  const last = kept.length - 1;
  const heading = paint(
    "quiet",
    kept
      .map((one, index) => place(one, one.column.heading, index === last))
      .join(GAP)
      .trimEnd(),
  );
  const body = rows.map((row, at) =>
    kept
      .map((one, index) => {
        const text = place(one, one.cells[at] ?? "", index === last);
        const tone = one.column.tone?.(row, look) ?? null;
        return tone === null ? text : paintInside(paint, tone, text);
      })
      .join(GAP)
      .trimEnd(),
  );
  return [heading, ...body];
}

/** Colours the text but not the blanks that fill its column. */
function paintInside(paint: Paint, tone: Tone, text: string): string {
  const inner = text.trim();
  const at = text.indexOf(inner);
  return inner === "" ? text : text.slice(0, at) + paint(tone, inner) + text.slice(at + inner.length);
}
