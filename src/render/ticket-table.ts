import type { ClockState } from "../domain/ticket/clock-state.ts";
import { idOf } from "../domain/ticket/number.ts";
import { pressingClock, type SeenClock, seenClock } from "../domain/ticket/pressing.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { CLOCK_WORDS, HEADINGS } from "../words/headings.en.ts";
import { cleanLine } from "./clean.ts";
import { clockWords, span, spanToPlan, spanToTheSecond } from "./due.ts";
import type { Field, Look } from "./field.ts";
import type { Paint, Tone } from "./paint.ts";
import { plainText } from "./plain.ts";
import { priorityWord } from "./priority.ts";
import { type Canvas, type Column, fitsTable, tableLines } from "./table.ts";
import { cutLine, padEnd, widthOf } from "./width.ts";

/** Below this a table says too little; each ticket gets two lines. */
const NARROW = 60;

const STATE_TONE: Readonly<Partial<Record<ClockState, Tone>>> = {
  breached: "alarm",
  missed: "alarm",
  at_risk: "warn",
  met: "good",
  paused: "quiet",
  none: "quiet",
};

/** The clock somebody has to look at; where both have ended, that of the resolution. */
const pressing = (row: TicketRow, { now }: Look): SeenClock => pressingClock(row, now) ?? seenClock(row, "resolution", now);

/** What the most pressing clock says, in words. */
export function slaWords(row: TicketRow, look: Look): string {
  const { which, state, dueAt, breachedAt } = pressing(row, look);
  const words = clockWords(state, dueAt, breachedAt, look.now, look.live ? spanToTheSecond : spanToPlan);
  return which === "response" ? CLOCK_WORDS.response(words) : words;
}

const slaTone = (row: TicketRow, look: Look): Tone | null => STATE_TONE[pressing(row, look).state] ?? null;
/** A major incident has rank 0, so its colour is that of the first priority. */
const priorityTone = ({ rank }: TicketRow): Tone | null => (rank <= 1 ? "alarm" : rank === 2 ? "warn" : null);
/** The title behind what marks its ticket. */
export function titleWords(row: TicketRow, { marks }: Pick<Look, "marks">): string {
  const words = [row.void === 1 ? HEADINGS.void : "", row.major === 1 ? HEADINGS.major : "", marks?.isVip(row.requester) ? HEADINGS.vip : "", row.title];
  return words.filter((word) => word !== "").join(" ");
}
const titleTone = ({ major, void: isVoid }: TicketRow): Tone | null => (major === 1 ? "strong" : isVoid === 1 ? "quiet" : null);
/** A group without a person stands in brackets: nobody is called `(second-line)`. */
export const who = ({ assignee, group }: TicketRow): string => assignee ?? (group === null ? "-" : `(${group})`);

/** What a list shows on a terminal where nobody chose. */
const TICKET_COLUMNS: readonly Column<TicketRow>[] = [
  { heading: HEADINGS.id, cell: idOf },
  { heading: HEADINGS.priority, cell: priorityWord, tone: priorityTone },
  { heading: HEADINGS.status, cell: ({ status }) => status, worth: 3 },
  { heading: HEADINGS.title, cell: titleWords, tone: titleTone, least: 12, wants: 20, prefers: 30 },
  { heading: HEADINGS.who, cell: who, isEmpty: ({ assignee, group }) => assignee === null && group === null, least: 8, worth: 2 },
  { heading: HEADINGS.sla, cell: slaWords, tone: slaTone },
  { heading: HEADINGS.age, cell: ({ openedAt }, { now }) => span(now - openedAt), align: "right", worth: 1 },
];

/** A watch has signs in front and counts by the second: where not all fits, who has a ticket tells more than its status. */
const LIVE_WORTH: Readonly<Record<string, number>> = { [HEADINGS.status]: 2, [HEADINGS.who]: 3 };
const liveColumns = (): readonly Column<TicketRow>[] =>
  TICKET_COLUMNS.map((column) => (LIVE_WORTH[column.heading] === undefined ? column : { ...column, worth: LIVE_WORTH[column.heading] as number }));

/** Whether so narrow a terminal gets two lines a ticket. */
export const isNarrow = (columns: number): boolean => columns < NARROW;

/** The list of tickets fitted to the terminal: a table, or two lines a ticket where it is narrow. */
export const ticketLines = (rows: readonly TicketRow[], look: Look, canvas: Canvas, narrow: boolean = isNarrow(canvas.width)): readonly string[] =>
  narrow ? rows.flatMap((row) => twoLines(row, look, canvas)) : tableLines(look.live ? liveColumns() : TICKET_COLUMNS, rows, look, canvas);

function twoLines(row: TicketRow, look: Look, { width, paint }: Canvas): readonly string[] {
  const pieces: [string, Tone | null][] = [
    [idOf(row), "strong"],
    [priorityWord(row), priorityTone(row)],
    [slaWords(row, look), slaTone(row, look)],
    [row.status, null],
  ];
  let line = "";
  let used = 0;
  for (const [text, tone] of pieces) {
    const piece = cleanLine(text);
    const needs = widthOf(piece) + (used === 0 ? 0 : 2);
    if (used + needs > width) continue;
    line += (used === 0 ? "" : "  ") + (tone === null ? piece : paint(tone, piece));
    used += needs;
  }
  const title = cutLine(cleanLine(titleWords(row, look)), width - 2);
  const tone = titleTone(row);
  return [line, `  ${tone === null ? title : paint(tone, title)}`];
}

/** How a field looks in a column of a table; people read its `cell` where it has one. */
const columnOf = <Row>(field: Field<Row>): Column<Row> => ({
  heading: field.label?.toUpperCase() ?? field.key,
  cell: field.cell ?? ((row, look) => plainText(field.kind, field.value(row, look))),
  // Half an instant or a number says nothing.
  ...((field.kind === "text" || field.kind === "texts") && { least: 12 }),
});

/** Rows of any noun with the fields somebody chose; where they do not fit side by side, one below the other. */
export function fieldLines<Row>(fields: readonly Field<Row>[], rows: readonly Row[], look: Look, canvas: Canvas): readonly string[] {
  const columns = fields.map(columnOf);
  return fitsTable(columns, rows, look, canvas.width)
    ? tableLines(columns, rows, look, canvas)
    : rows.flatMap((row, index) => record(columns, row, look, canvas, index > 0));
}

function record<Row>(
  columns: readonly Column<Row>[],
  row: Row,
  look: Look,
  { width, paint }: { readonly width: number; readonly paint: Paint },
  apart: boolean,
): readonly string[] {
  const label = Math.max(...columns.map(({ heading }) => widthOf(heading)));
  const lines = columns.map(({ heading, cell }) =>
    `${paint("quiet", padEnd(heading, label))}  ${cutLine(cleanLine(cell(row, look)), Math.max(8, width - label - 2))}`.trimEnd(),
  );
  return apart ? ["", ...lines] : lines;
}
