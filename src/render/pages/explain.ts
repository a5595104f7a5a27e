import type { ExplainedHold, Explanation } from "../../domain/ticket/explanation.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { formatHours } from "../../domain/time/duration.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { wallOf } from "../../domain/time/zone.ts";
import { EXPLAIN_WORDS as WORDS } from "../../words/headings.en.ts";
import { clockTime, localInstant, localMinute } from "../due.ts";
import type { Look } from "../field.ts";
import { hang } from "../hang.ts";
import { clockInWords, type Language } from "./relative.ts";
import { INDENT, oneLine, paragraph, sheet } from "./sheet.ts";
import type { PageOptions } from "./show.ts";
import { sliceLines, sliceRows } from "./slices.ts";

/** A clock that counts something. */
type Counted = Explanation & { readonly targetSeconds: number; readonly elapsedSeconds: number; readonly leftSeconds: number };

export const counts = (e: Explanation): e is Counted => e.targetSeconds !== null && e.elapsedSeconds !== null && e.leftSeconds !== null;

/** An instant by the clocks of a zone, and how far from the time of looking it is. */
const inBoth = (e: Explanation, instant: Instant, { zone }: Look, language: Language): string => clockInWords(instant, e.asOf, zone, language);

/** What is known of a clock, as label and value. */
export function explainedFacts(e: Counted, look: Look, language: Language): readonly (readonly [string, string])[] {
  const at = (instant: Instant): string => inBoth(e, instant, look, language);
  return [
    [WORDS.state, e.paused && e.state !== "paused" ? `${e.state}, ${WORDS.held}` : e.state],
    [WORDS.target, formatHours(e.targetSeconds)],
    [WORDS.calendar, `${e.calendar ?? ""}${e.zone === null ? "" : ` (${e.zone})`}, ${WORDS.terms(e.terms)}`],
    [WORDS.elapsed, formatHours(e.elapsedSeconds)],
    e.leftSeconds < 0 ? [WORDS.over, formatHours(-e.leftSeconds)] : [WORDS.left, formatHours(e.leftSeconds)],
    [WORDS.due, e.dueAt === null ? WORDS.never : e.endedAt === null ? at(e.dueAt) : localInstant(look.zone, e.dueAt)],
    ...(e.breachedAt === null ? [] : [[WORDS.breached, at(e.breachedAt)] as const]),
    ...(e.endedAt === null ? [] : [[WORDS.ended, at(e.endedAt)] as const]),
  ];
}

/** When a part of the target is spent. */
export const milestoneWords = (e: Explanation, { at }: Explanation["milestones"][number], look: Look, language: Language): string =>
  at === null ? (e.endedAt === null ? WORDS.never : WORDS.notReached) : inBoth(e, at, look, language);

/** Why a clock says what it says, line by line: every figure the due time follows from, by the clocks of `look.zone`. */
export function explainPage(e: Explanation, look: Look, { width, paint, language }: PageOptions): readonly string[] {
  const title = paint("strong", WORDS.title(e.clock, idOf(e)));
  if (!counts(e)) return [title, `${INDENT}${WORDS.nothing}`];
  const facts = explainedFacts(e, look, language);
  const label = Math.max(...facts.map(([name]) => name.length)) + 2;
  const section = (name: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", paint("strong", name), ...lines.map((line) => INDENT + line)];
  return [
    title,
    ...sheet(facts, [label, Math.max(20, width - label - 4)]).map((line) => INDENT + line),
    ...section(WORDS.counted, sliceLines(countedRows(e, look), width - INDENT.length)),
    ...section(WORDS.ahead, sliceLines(sliceRows(e.ahead, look.zone), width - INDENT.length)),
    ...section(WORDS.closedDays, e.closedDays.length === 0 ? [] : paragraph(e.closedDays.join(", "), width - INDENT.length, "")),
    ...section(
      WORDS.holds,
      e.holds.flatMap((hold) => holdLines(hold, e, look, width)),
    ),
    ...section(
      WORDS.milestones,
      e.milestones.flatMap((milestone) =>
        hang(`${`${milestone.percent}`.padStart(3)} %  ${milestoneWords(e, milestone, look, language)}`, width - INDENT.length),
      ),
    ),
  ];
}

/** The stretches that were counted; where the clock still runs, the last goes on. */
export const countedRows = (e: Explanation, { zone }: Look): readonly (readonly string[])[] =>
  sliceRows(e.slices, zone, e.endedAt === null && !e.paused ? e.asOf : null);

/** An end on the day of its beginning is said by its time alone. */
function endOf(from: Instant, to: Instant, zone: Look["zone"]): string {
  const end = wallOf(zone, to);
  return end.day === wallOf(zone, from).day ? clockTime(end.secondOfDay) : localMinute(zone, to);
}

/** When a hold was, and what it did to the clock. */
export function holdWords(hold: ExplainedHold, e: Explanation, { zone }: Look): readonly [from: string, to: string, what: string] {
  const stopped = hold.stops.includes(e.clock) ? WORDS.stopped : WORDS.wentOn;
  const until = hold.to === null && hold.until !== null ? `, ${WORDS.until(localMinute(zone, hold.until))}` : "";
  return [
    localMinute(zone, hold.from),
    hold.to === null ? WORDS.now : endOf(hold.from, hold.to, zone),
    `${hold.reason}, ${WORDS.by} ${oneLine(hold.by)}${until}: ${stopped}`,
  ];
}

function holdLines(hold: ExplainedHold, e: Explanation, look: Look, width: number): readonly string[] {
  const [from, to, what] = holdWords(hold, e, look);
  const head = `${from} .. ${to}  ${what}`;
  const wide = width - INDENT.length;
  return [...paragraph(head, wide, ""), ...(hold.note === null ? [] : paragraph(hold.note, wide, INDENT))];
}
