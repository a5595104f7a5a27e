import { cleanLine, cleanLines } from "../../render/clean.ts";
import { widthOf } from "../../render/width.ts";
import type { Key } from "./keys.ts";

/** A line that is being written: what stands before the cursor and after it. */
export interface Line {
  readonly before: string;
  readonly after: string;
}

export const textIn = ({ before, after }: Line): string => before + after;

const letters = (text: string): readonly string[] => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

/** What is pasted becomes part of the line: what would steer a terminal is taken out. */
function harmless(text: string, lines: boolean): string {
  if (!lines) return cleanLine(text.replace(/[\r\n]+/g, "\n"));
  return cleanLines(text).replaceAll("\t", " ");
}

/** The line after a key; null: the key means nothing to a line. */
export function written(line: Line, key: Key, lines = false): Line | null {
  const { before, after } = line;
  switch (key.name) {
    case "text":
    case "paste":
      return { before: before + harmless(key.text, lines), after };
    case "backspace":
      return { before: letters(before).slice(0, -1).join(""), after };
    case "delete":
      return { before, after: letters(after).slice(1).join("") };
    case "delete-word":
      return { before: before.replace(/\S*\s*$/u, ""), after };
    case "delete-before":
      return { before: "", after };
    case "delete-after":
      return { before, after: "" };
    case "left": {
      const last = letters(before).at(-1) ?? "";
      return { before: before.slice(0, before.length - last.length), after: last + after };
    }
    case "right": {
      const [next = ""] = letters(after);
      return { before: before + next, after: after.slice(next.length) };
    }
    case "home":
      return { before: "", after: before + after };
    case "end":
      return { before: before + after, after: "" };
    default:
      return null;
  }
}

const CUT = "…";
/** Stands for a line break of an answer that has several lines. */
const BREAK = "↵";

/** The columns a text takes, or its length where that is more: who draws it counts now by one and now by the other. */
const room = (text: string): number => Math.max(widthOf(text), text.length);

/** As much of a line as fits into so many columns, the cursor in sight; it never takes a second row. */
export function inSight(line: Line, columns: number): Line {
  const [before, after] = [line.before.replaceAll("\n", BREAK), line.after.replaceAll("\n", BREAK)];
  if (room(before) + room(after) < columns) return { before, after };
  const ahead = after === "" ? 0 : Math.min(room(after), Math.floor(columns / 3));
  let kept = "";
  for (const letter of letters(before).toReversed()) {
    if (room(letter + kept) + ahead + 1 >= columns) break;
    kept = letter + kept;
  }
  const shown = kept.length < before.length ? CUT + kept : before;
  let rest = "";
  for (const letter of letters(after)) {
    if (room(shown) + room(rest + letter) + 1 >= columns) return { before: shown, after: rest + CUT };
    rest += letter;
  }
  return { before: shown, after: rest };
}
