const PRINTABLE_ASCII = /^[ -~]*$/;

// Expressions with character properties take long to make, so they stand where only text that needs them comes.

/** Marks that sit on the character before them, and those that are not drawn at all. */
const isZero = (char: string): boolean => /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\ud7b0-\ud7ff]$/u.test(char);
const isEmoji = (char: string): boolean => /^\p{Emoji_Presentation}$/u.test(char);

const JOINER = 0x200d;
/** Asks for the emoji form of the character before it, two columns wide. */
const EMOJI_FORM = 0xfe0f;
const ELLIPSIS = "…";

/** East Asian wide and full-width characters that are not emoji: pairs of first and last. */
const WIDE: readonly number[] = [
  0x1100, 0x115f, 0x2329, 0x232a, 0x2e80, 0x2fff, 0x3000, 0x303e, 0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0x9fff, 0xa000, 0xa4cf, 0xa960, 0xa97f, 0xac00,
  0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6f, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18dff, 0x1aff0, 0x1b2ff, 0x1d300, 0x1d37f, 0x1f200,
  0x1f265, 0x20000, 0x3fffd,
];

function isWide(code: number): boolean {
  for (let index = 0; index < WIDE.length; index += 2) {
    if (code < WIDE[index]!) return false;
    if (code <= WIDE[index + 1]!) return true;
  }
  return false;
}

const isFlagLetter = (code: number): boolean => code >= 0x1f1e6 && code <= 0x1f1ff;
const isSkin = (code: number): boolean => code >= 0x1f3fb && code <= 0x1f3ff;

function charWidth(char: string, code: number): number {
  if (code < 0x300) return code === 0xad ? 0 : 1;
  // Dashes, quotation marks, ellipsis: what people type most beside letters.
  if (code >= 0x2010 && code <= 0x2027) return 1;
  if (isZero(char)) return 0;
  return isWide(code) || isEmoji(char) ? 2 : 1;
}

/** What is drawn as one, and how many columns it takes: where a terminal knows how to join it, and where it draws each part. */
interface Cluster {
  text: string;
  width: number;
  apart: number;
}

function clusters(text: string): readonly Cluster[] {
  const found: Cluster[] = [];
  let last: Cluster | null = null;
  let before = 0;
  let loneFlag = false;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const pairs = loneFlag && isFlagLetter(code);
    const width = charWidth(char, code);
    if (last !== null && (width === 0 || before === JOINER || isSkin(code) || pairs)) {
      last.text += char;
      last.apart += width;
      if (pairs || code === EMOJI_FORM) last.width = 2;
      loneFlag = false;
    } else {
      last = { text: char, width, apart: width };
      found.push(last);
      loneFlag = isFlagLetter(code);
    }
    before = code;
  }
  return found;
}

/** How many columns of a terminal a clean, one-line text takes. */
export function widthOf(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  let width = 0;
  for (const cluster of clusters(text)) width += cluster.width;
  return width;
}

/** How many columns more than `widthOf` says some terminals take: those that draw a joined emoji part by part. */
export function slackOf(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return 0;
  let slack = 0;
  for (const { width, apart } of clusters(text)) slack += Math.max(0, apart - width);
  return slack;
}

/** The text as a line of its own, in at most `columns` columns of any terminal. */
export const cutLine = (text: string, columns: number): string => cut(text, columns - slackOf(text));

/** The text in at most `columns` columns, an ellipsis in the last if something had to go. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  if (columns < 1) return "";
  if (PRINTABLE_ASCII.test(text)) return text.slice(0, columns - 1).trimEnd() + ELLIPSIS;
  let kept = "";
  let width = 0;
  for (const cluster of clusters(text)) {
    if (width + cluster.width > columns - 1) break;
    kept += cluster.text;
    width += cluster.width;
  }
  return kept.trimEnd() + ELLIPSIS;
}

/** Fills up with blanks to `columns`. */
export const padEnd = (text: string, columns: number): string => text + " ".repeat(Math.max(0, columns - widthOf(text)));

export const padStart = (text: string, columns: number): string => " ".repeat(Math.max(0, columns - widthOf(text))) + text;

/** Lines of at most `columns` columns of any terminal, broken between words; a word longer than a line is broken where it must be. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  const indent = /^ */.exec(text)?.[0].slice(0, columns >> 1) ?? "";
  let line = indent;
  let used = indent.length;
  let begun = false;
  for (const word of text.trimStart().split(" ")) {
    const width = widthOf(word) + slackOf(word);
    if (begun && used + 1 + width > columns) {
      lines.push(line);
      line = "";
      used = 0;
      begun = false;
    }
    if (used + width <= columns) {
      line += (begun ? " " : "") + word;
      used += width + (begun ? 1 : 0);
    } else {
      for (const cluster of clusters(word)) {
        const room = Math.max(cluster.width, cluster.apart);
        if (used + room > columns) {
          lines.push(line);
          line = "";
          used = 0;
        }
        line += cluster.text;
        used += room;
      }
    }
    begun = true;
  }
  lines.push(line);
  return lines;
}
