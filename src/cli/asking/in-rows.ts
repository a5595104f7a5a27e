import type { Paint } from "../../render/paint.ts";
import { ASK_WORDS } from "../../words/ask.en.ts";
import type { Size } from "./machine.ts";

/** Fewer to choose from at once would be a keyhole. */
const LEAST = 3;

/** How many lines to choose from a terminal has room for, a line that tells of the rest among them, where others take so many rows. */
export const roomIn = ({ rows }: Size, others: number): number => Math.max(LEAST + 1, rows - others);

/** Lines to choose from in so many rows: all of them, or those around the one that is pointed at and how many more there are. */
export function inRows(lines: readonly string[], at: number | null, room: number, paint: Paint): readonly string[] {
  if (lines.length <= room) return lines;
  const most = room - 1;
  const from = Math.max(0, (at ?? 0) - most + 1);
  return [...lines.slice(from, from + most), paint("quiet", `     ${ASK_WORDS.outOfSight(lines.length - most)}`)];
}

/** What stands above the answer, its first lines left out where the terminal has too few rows for all. */
export const lastAbove = (above: readonly string[], { rows }: Size, others: number): readonly string[] =>
  above.slice(Math.max(0, above.length - Math.max(0, rows - others)));
