import { bytes, isInvisible, TEXT_LIMIT, TITLE_LIMIT } from "./texts.ts";

const BREAKS_AND_BLANKS = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029]+/g;
const HARMLESS = /^[!-~]+(?: [!-~]+)*$/;
const ELLIPSIS = "…";
const REPLACEMENT = "\ufffd";

/** What a register can hold of a text that nobody can be asked to put right: half characters and U+0000 become U+FFFD. */
const storable = (text: string): string => {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes("\u0000") ? whole.replaceAll("\u0000", REPLACEMENT) : whole;
};

/** Of a text of many megabytes only the beginning can stay. */
const LOOKED_AT = 16 * TITLE_LIMIT;

/** A text as one line that fits a title or a name. */
export interface FittedLine {
  readonly line: string;
  /** Some of it had to be left out. */
  readonly isCut: boolean;
}

/** Null: there is nothing to see in it. */
export function fitLine(text: string): FittedLine | null {
  const head = text.slice(0, LOOKED_AT);
  const line = HARMLESS.test(head) ? head : storable(head).replace(BREAKS_AND_BLANKS, " ").trim();
  if (line === "" || isInvisible(line)) return null;
  const isCut = text.length > LOOKED_AT;
  if (line.length <= TITLE_LIMIT) return { line, isCut };
  const points = [...line];
  if (points.length <= TITLE_LIMIT) return { line, isCut };
  return {
    line: `${points
      .slice(0, TITLE_LIMIT - 1)
      .join("")
      .trimEnd()}${ELLIPSIS}`,
    isCut: true,
  };
}

/** As much of a free text as can be kept; `rest(bytes)` says what was left out and stands at its end. */
export function fitText(text: string, rest: (left: number) => string): string {
  const whole = storable(text);
  if (whole.length * 3 <= TEXT_LIMIT) return whole;
  const length = bytes(whole);
  if (length <= TEXT_LIMIT) return whole;
  const ending = rest(length);
  const room = TEXT_LIMIT - bytes(ending);
  let used = 0;
  let end = 0;
  for (const char of whole) {
    used += bytes(char);
    if (used > room) break;
    end += char.length;
  }
  return whole.slice(0, end) + ending;
}
