import { idOf } from "../../domain/ticket/number.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { WATCH_WORDS } from "../../words/watch.en.ts";
import { cleanLine } from "../clean.ts";
import { localTime } from "../due.ts";
import type { Look } from "../field.ts";
import type { Paint } from "../paint.ts";
import { isNarrow, ticketLines } from "../ticket-table.ts";
import { cut, padEnd, widthOf, wrap } from "../width.ts";
import type { Cursor } from "./repaint.ts";
import type { Mark, Mode, Size, WatchView } from "./view.ts";

/** Chosen, mark, blank: in front of every row. */
const GUTTER = 3;
/** From so few lines on the status and the keys share one. */
const LOW = 10;
/** Of so many rows the columns are laid out for all; of more, for those that are seen. */
const LAID_OUT = 200;

export interface Frame {
  readonly lines: readonly string[];
  readonly cursor: Cursor;
}

const MARK: Readonly<Record<Mark, string>> = { new: "+", changed: "~" };

/** The banner of a list that is not what the register holds; a long reason takes two lines. */
function staleLines({ stale }: WatchView, { columns, rows }: Size, time: (at: Instant) => string): readonly string[] {
  if (stale === null) return [];
  const lines = wrap(cleanLine(WATCH_WORDS.stale(time(stale.since), stale.why)), columns);
  const most = rows < LOW ? 1 : 2;
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(" "), columns)];
}

const headLines = (view: WatchView, size: Size): number => (isNarrow(size.columns) ? 2 : 1) + staleLines(view, size, () => "00:00:00").length;
const footLines = ({ rows }: Size): number => (rows < LOW ? 1 : 2);

/** How many tickets are seen at once, and whether that is all of them. */
export function room(view: WatchView, size: Size): { readonly tickets: number; readonly all: boolean } {
  const narrow = isNarrow(size.columns);
  const space = size.rows - headLines(view, size) - footLines(size) - (narrow ? 0 : 1);
  const each = narrow ? 2 : 1;
  const all = view.rows.length * each <= space;
  return { tickets: Math.max(1, Math.floor((all ? space : space - 1) / each)), all };
}

/** How many lines of a page are seen at once. */
export const pageRoom = ({ rows }: Size): number => Math.max(1, rows - 1);

/** The marks of tickets in the list: a filter may have left out others, whose marks wait. */
function marksSeen({ marks, rows }: WatchView): readonly Mark[] {
  if (marks.size === 0) return [];
  const numbers = new Set(rows.map(({ number }) => number));
  return [...marks].flatMap(([number, mark]) => (numbers.has(number) ? [mark] : []));
}

function titleLines(view: WatchView, size: Size, look: Look, paint: Paint): readonly string[] {
  const { columns } = size;
  const marks = marksSeen(view);
  const counts = WATCH_WORDS.counts({
    shown: view.rows.length,
    total: Math.max(view.total, view.rows.length),
    fresh: marks.filter((mark) => mark === "new").length,
    changed: marks.filter((mark) => mark === "changed").length,
  });
  const time = localTime(look.zone, look.now);
  const beside = isNarrow(columns) ? time : `${counts}  ${time}`;
  const space = Math.max(0, columns - beside.length - 2);
  const query = padEnd(cut(cleanLine(view.query), space), space);
  const title = paint("strong", cut(`${query}  ${beside}`, columns));
  const stale = staleLines(view, size, (at) => localTime(look.zone, at)).map((line) => paint("alarm", line));
  return [title, ...(isNarrow(columns) ? [cut(counts, columns)] : []), ...stale];
}

function gutter(row: TicketRow, view: WatchView, paint: Paint): string {
  const mark = view.marks.get(row.number);
  return `${row.number === view.chosen ? ">" : " "}${mark === undefined ? " " : paint(mark === "new" ? "good" : "warn", MARK[mark])} `;
}

/** The rows that are seen, as the list of tickets draws them, each with its signs in front. */
function listLines(view: WatchView, size: Size, look: Look, paint: Paint): readonly string[] {
  const narrow = isNarrow(size.columns);
  if (view.rows.length === 0) return ["", `${" ".repeat(GUTTER)}${WATCH_WORDS.none}`];
  const { tickets } = room(view, size);
  const seen = view.rows.slice(view.top, view.top + tickets);
  const isFew = view.rows.length <= LAID_OUT;
  const canvas = { width: Math.max(1, size.columns - GUTTER), paint };
  const drawn = ticketLines(isFew ? view.rows : seen, look, canvas, narrow);
  const each = narrow ? 2 : 1;
  const heading = narrow ? 0 : 1;
  const from = heading + (isFew ? view.top * each : 0);
  const blank = " ".repeat(GUTTER);
  const body = drawn.slice(from, from + seen.length * each).map((line, at) => {
    const row = seen[Math.floor(at / each)] as TicketRow;
    const text = row.number === view.chosen ? paint("chosen", line) : line;
    return at % each === 0 ? `${gutter(row, view, paint)}${text}` : `${blank}${text}`;
  });
  return [...(narrow ? [] : [`${blank}${drawn[0] ?? ""}`]), ...body];
}

function moreLine(view: WatchView, size: Size): readonly string[] {
  const { tickets, all } = room(view, size);
  if (all) return [];
  const below = Math.max(0, view.rows.length - view.top - tickets);
  return [`${" ".repeat(GUTTER)}${cut(WATCH_WORDS.more(view.top, below), Math.max(1, size.columns - GUTTER))}`];
}

/** The end of a text that is longer than its place: what is typed last has to be seen. */
function tail(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  const chars = [...text];
  let from = chars.length;
  let width = 1;
  while (from > 0) {
    const next = widthOf(chars[from - 1] as string);
    if (width + next > columns) break;
    width += next;
    from -= 1;
  }
  return `…${chars.slice(from).join("")}`;
}

function prompt(mode: Extract<Mode, { kind: "line" }>, view: WatchView, columns: number): { readonly line: string; readonly column: number } {
  const row = view.rows.find(({ number }) => number === mode.number);
  const label = mode.of === "filter" ? WATCH_WORDS.filter : WATCH_WORDS.noteFor(row === undefined ? String(mode.number) : idOf(row));
  const line = `${label}${tail(mode.text, Math.max(1, columns - label.length - 1))}`;
  return { line, column: Math.min(columns - 1, widthOf(line)) };
}

/** Lines with those of the foot at the bottom of the screen. */
function footed(body: readonly string[], foot: readonly string[], { rows }: Size): readonly string[] {
  const space = Math.max(0, rows - foot.length);
  return [...Array.from({ length: space }, (_, row) => body[row] ?? ""), ...foot].slice(0, rows);
}

function keysFrame(size: Size, paint: Paint): Frame {
  const label = Math.max(...WATCH_WORDS.keys.map(([key]) => key.length));
  const lines = [
    paint("strong", WATCH_WORDS.keysTitle),
    "",
    ...WATCH_WORDS.keys.map(([key, meaning]) => cut(`  ${padEnd(key, label)}  ${meaning}`, size.columns)),
    "",
    cut(`  ${WATCH_WORDS.signs}`, size.columns),
  ];
  return { lines: footed(lines, [paint("quiet", cut(WATCH_WORDS.anyKey, size.columns))], size), cursor: null };
}

function pageFrame({ lines, top }: Extract<Mode, { kind: "page" }>, size: Size, paint: Paint): Frame {
  const seen = lines.slice(top, top + pageRoom(size));
  const foot = WATCH_WORDS.pageKeys(top + 1, top + seen.length, lines.length);
  return { lines: footed(seen, [paint("quiet", cut(foot, size.columns))], size), cursor: null };
}

/** The keys that have room; where not all have, how to leave and where the others are told stay the longest. */
function hintFor(marked: boolean, columns: number): string {
  const most = WATCH_WORDS.hints.filter(({ ifMarked }) => marked || ifMarked !== true);
  for (let worth = 0; ; worth += 1) {
    const said = most
      .filter((hint) => hint.worth >= worth)
      .map(({ text }) => text)
      .join("  ");
    if (widthOf(said) <= columns || !most.some((hint) => hint.worth > worth)) return said;
  }
}

/** The screen as lines, none wider than it is and no more than it has. */
export function frameOf(view: WatchView, size: Size, look: Look, paint: Paint): Frame {
  const { mode, status } = view;
  if (mode.kind === "keys") return keysFrame(size, paint);
  if (mode.kind === "page") return pageFrame(mode, size, paint);
  const body = [...titleLines(view, size, look, paint), ...listLines(view, size, look, paint), ...moreLine(view, size)];
  const said = status === null ? null : cut(cleanLine(status), size.columns);
  const low = footLines(size) === 1;
  if (mode.kind === "line") {
    const { line, column } = prompt(mode, view, size.columns);
    const lines = footed(body, low ? [line] : [said ?? paint("quiet", cut(WATCH_WORDS.lineKeys, size.columns)), line], size);
    return { lines, cursor: { row: size.rows - 1, column } };
  }
  const hint = paint("quiet", cut(hintFor(marksSeen(view).length > 0, size.columns), size.columns));
  return { lines: footed(body, low ? [said ?? hint] : [said ?? "", hint], size), cursor: null };
}
