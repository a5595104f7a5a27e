import { CLOCKS, type Which } from "../../domain/policy/policy.ts";
import { type ClockReading, readClock, restOf } from "../../domain/ticket/clock-state.ts";
import { idOf } from "../../domain/ticket/number.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import { formatHours } from "../../domain/time/duration.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { HEADINGS, SHOW_WORDS as WORDS } from "../../words/headings.en.ts";
import { clockWords, localMinute } from "../due.ts";
import type { Look } from "../field.ts";
import { noteText, type Shown } from "../fields/show.ts";
import type { Paint } from "../paint.ts";
import { priorityWord } from "../priority.ts";
import { cutLine, slackOf, widthOf } from "../width.ts";
import { eventSentence } from "./event-sentence.ts";
import { factRows } from "./facts.ts";
import { clockInWords, instantInWords, inWords, type Language } from "./relative.ts";
import { INDENT, oneLine, paragraph, sheet } from "./sheet.ts";

/** How many of the latest events a page shows; `--json` has all. */
export const LATEST = 10;
const STATUS_WIDTH = "in_progress".length;
/** From here on facts stand in two columns. */
const TWO_COLUMNS = 100;

export interface PageOptions {
  readonly width: number;
  readonly paint: Paint;
  readonly language: Language;
}

/** The page of one ticket for a terminal, line by line. */
export function showPage(shown: Shown, look: Look, options: PageOptions): readonly string[] {
  const { ticket, history } = shown;
  const { width, paint } = options;
  const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ["", paint("strong", title), ...lines]);
  const text = (title: string, body: string | null): readonly string[] => section(title, body === null || body === "" ? [] : paragraph(body, width));
  const isVip = look.marks?.isVip(ticket.requester) === true;
  const mark = `${ticket.void === 1 ? `${HEADINGS.void}  ` : ticket.major === 1 ? `${HEADINGS.major}  ` : ""}${isVip ? `${HEADINGS.vip}  ` : ""}`;
  return [
    ...paragraph(`${idOf(ticket)}  ${mark}${oneLine(ticket.title)}`, width, "").map((line) => paint("strong", line)),
    ...paragraph([ticket.status, priorityWord(ticket), ticket.type, oneLine(ticket.assignee ?? HEADINGS.nobody)].join(", "), width, ""),
    ...section(WORDS.sla, clockLines(shown, look, options)),
    "",
    ...facts(shown, look, options),
    ...text(WORDS.description, shown.description),
    ...text(WORDS.workaround, ticket.workaround),
    ...text(`${WORDS.resolution} (${ticket.resolutionCode})`, ticket.resolutionNote),
    ...text(WORDS.closure, ticket.closureNote),
    ...text(WORDS.review, ticket.review),
    ...text(WORDS.cancelled, restOf(ticket).cancellation?.reason ?? null),
    ...section(
      WORDS.affected,
      restOf(ticket).affected.map(({ name, contact }) => cutLine(`${INDENT}${oneLine(contact === null ? name : `${name}, ${contact}`)}`, width)),
    ),
    ...section(
      WORDS.links,
      shown.links.map(({ rel, direction, id, title }) => cutLine(`${INDENT}${direction === "out" ? "" : "<- "}${rel} ${id}  ${oneLine(title ?? "")}`, width)),
    ),
    ...section(
      WORDS.children,
      shown.children.map((child) => cutLine(`${INDENT}${idOf(child)}  ${child.status.padEnd(STATUS_WIDTH)}  ${oneLine(child.title)}`, width)),
    ),
    ...section(
      WORDS.notes,
      shown.notes.flatMap((note) => noteLines(note, look, options)),
    ),
    ...section(WORDS.history, historyLines(shown, look, options)),
    ...(history.length > LATEST ? [paint("quiet", `${INDENT}${WORDS.earlier(history.length - LATEST)}`)] : []),
  ];
}

/** A clock that counts something. */
type Counted = ClockReading & { readonly targetSeconds: number; readonly elapsedSeconds: number; readonly leftSeconds: number };

export const isCounted = (reading: ClockReading): reading is Counted =>
  reading.targetSeconds !== null && reading.elapsedSeconds !== null && reading.leftSeconds !== null;

/** When a clock of a ticket ended; null: it goes on. */
export const endOf = ({ firstResponseAt, resolvedAt }: TicketRow, which: Which): Instant | null => (which === "response" ? firstResponseAt : resolvedAt);

/** The figures of a clock, and in words when it is due, or ended at `endedAt`; null: it has no due while it is paused. */
export function clockFacts(
  reading: Counted,
  endedAt: Instant | null,
  look: Look,
  language: Language,
): { readonly details: string; readonly moment: string | null } {
  const { state, dueAt, leftSeconds } = reading;
  const details = [
    WORDS.target(formatHours(reading.targetSeconds)),
    WORDS.spent(formatHours(reading.elapsedSeconds)),
    leftSeconds < 0 ? WORDS.over(formatHours(-leftSeconds)) : WORDS.left(formatHours(leftSeconds)),
    ...(reading.paused && state !== "paused" ? [WORDS.held] : []),
  ].join(", ");
  const hasEnded = state === "met" || state === "missed";
  const ended = hasEnded && endedAt !== null ? WORDS.endedAt(state, clockInWords(endedAt, look.now, look.zone, language)) : null;
  const due = dueAt === null ? null : WORDS.dueAt(hasEnded ? localMinute(look.zone, dueAt) : clockInWords(dueAt, look.now, look.zone, language));
  const moment = ended === null ? due : `${ended}${due === null ? "" : ` (${due})`}`;
  return { details, moment };
}

function clockLines({ ticket }: Shown, look: Look, { width, paint, language }: PageOptions): readonly string[] {
  return CLOCKS.flatMap((which) => {
    const reading = readClock(ticket, which, look.now, look.calendarOf);
    const name = `${INDENT}${which.padEnd("resolution".length)}  `;
    if (!isCounted(reading)) return [`${name}${WORDS.noTarget}`];
    const { state, dueAt, breachedAt } = reading;
    const words = clockWords(state, dueAt, breachedAt, look.now);
    const tone = state === "breached" || state === "missed" ? "alarm" : state === "at_risk" ? "warn" : state === "met" ? "good" : "quiet";
    const { details, moment } = clockFacts(reading, endOf(ticket, which), look, language);
    const due = moment === null ? [] : [`${INDENT.repeat(7)}${moment}`];
    const indent = " ".repeat(widthOf(name));
    const first = `${words}  ${details}`;
    const head =
      widthOf(name) + widthOf(first) <= width
        ? [`${name}${paint(tone, words)}  ${details}`]
        : [`${name}${paint(tone, words)}`, ...paragraph(details, width, indent)];
    return [...head, ...due.flatMap((line) => paragraph(line.trim(), width, indent))];
  });
}

/** Labels and values side by side: two pairs a line where there is room. */
function facts(shown: Shown, look: Look, { width, language }: PageOptions): readonly string[] {
  const rows = factRows(shown.ticket, look, (at) => (width >= TWO_COLUMNS ? localMinute(look.zone, at) : instantInWords(at, look.now, look.zone, language)));
  const label = Math.max(...rows.map(([name]) => widthOf(name))) + 2;
  const slack = Math.min(width >> 2, Math.max(...rows.map(([, value]) => slackOf(value))));
  if (width < TWO_COLUMNS) return sheet(rows, [label, Math.max(20, width - label - 2 - slack)]);
  const half = Math.ceil(rows.length / 2);
  const value = Math.floor((width - 2 * label - 6) / 2) - slack;
  const paired = rows.slice(0, half).map((row, index) => [...row, ...(rows[half + index] ?? ["", ""])]);
  return sheet(paired, [label, value, label, value]);
}

/** Who may see a note, and whose words it has. */
export const howNoted = ({ data }: Shown["notes"][number]): string =>
  [data.public ? WORDS.public : WORDS.private, ...(data.from === "requester" ? [WORDS.fromRequester] : [])].join(", ");

function noteLines(note: Shown["notes"][number], look: Look, { width, paint, language }: PageOptions): readonly string[] {
  const head = `${INDENT}${localMinute(look.zone, note.at)}  ${oneLine(note.by)}, ${howNoted(note)}, ${inWords(note.at, look.now, language)}`;
  return [paint("quiet", cutLine(head, width)), ...paragraph(noteText(note), width, INDENT.repeat(2))];
}

/** What the tickets that a page knows of are called. */
export function idsOn({ ticket, links, children }: Shown): (number: number) => string {
  const known = new Map([...links.map(({ number, id }) => [number, id] as const), ...[ticket, ...children].map((row) => [row.number, idOf(row)] as const)]);
  return (number) => known.get(number) ?? String(number);
}

/** The latest events, the newest first: what happened last is what one looks for. */
function historyLines(shown: Shown, look: Look, { width, paint }: PageOptions): readonly string[] {
  const { history, undone } = shown;
  const id = idsOn(shown);
  return history
    .slice(-LATEST)
    .toReversed()
    .map((event) => {
      const line = cutLine(`${INDENT}${localMinute(look.zone, event.at)}  ${eventSentence(event, undone.has(event.version), look, id)}`, width);
      return undone.has(event.version) ? paint("quiet", line) : line;
    });
}
