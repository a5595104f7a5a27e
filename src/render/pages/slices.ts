import type { CountedSlice } from "../../domain/time/counted.ts";
import { formatHours } from "../../domain/time/duration.ts";
import { type Instant, isoDay } from "../../domain/time/instant.ts";
import { wallOf, type Zone } from "../../domain/time/zone.ts";
import { EXPLAIN_WORDS as WORDS } from "../../words/headings.en.ts";
import { clockTime } from "../due.ts";
import { hang } from "../hang.ts";
import { widthOf } from "../width.ts";
import { INDENT, sheet } from "./sheet.ts";

/** Above so many rows the middle ones are summed up: nobody reads a quarter day by day. */
const ROWS = 40;

/**
 * Parts of days below their headings, by the clocks of a zone; of very many the middle ones are left out and said to be.
 * `now`: the last one goes on if it ends then.
 */
export function sliceRows(slices: readonly CountedSlice[], zone: Zone, now: Instant | null = null): readonly (readonly string[])[] {
  if (slices.length === 0) return [];
  const time = (instant: Instant): string => clockTime(wallOf(zone, instant).secondOfDay);
  // A day ends at 24:00, not at 00:00 of the next one.
  const endTime = (instant: Instant): string => clockTime(wallOf(zone, instant - 1).secondOfDay + 1);
  const row = (slice: CountedSlice): readonly string[] => [
    isoDay(wallOf(zone, slice.from).day),
    time(slice.from),
    slice.to === now && slice === slices.at(-1) ? WORDS.now : endTime(slice.to),
    formatHours(slice.seconds),
    formatHours(slice.totalSeconds),
  ];
  const half = ROWS / 2;
  const shown =
    slices.length <= ROWS
      ? slices.map(row)
      : [...slices.slice(0, half).map(row), ["…", "", "", WORDS.omitted(slices.length - ROWS), ""], ...slices.slice(-half).map(row)];
  return [[WORDS.day, WORDS.from, WORDS.to, WORDS.time, WORDS.total], ...shown];
}

/** Side by side, or as sentences where a terminal is too narrow for that. */
export function sliceLines(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const lines = sheet(rows, [null, null, null, null, null], ["left", "left", "left", "right", "right"]);
  return lines.every((line) => widthOf(line) <= width) ? lines : spokenSlices(rows, width);
}

/** The same as sentences. */
export const spokenSlices = (rows: readonly (readonly string[])[], width: number): readonly string[] =>
  rows.slice(1).flatMap((cells) => hang(sliceWords(cells), width, INDENT.length));

/** Where days are left out, the row says only how many. */
export const sliceWords = ([day = "", from = "", to = "", time = "", total = ""]: readonly string[]): string =>
  from === "" ? time : WORDS.countedRow(day, from, to, time, total);
