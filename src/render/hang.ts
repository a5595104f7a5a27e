import { slackOf, widthOf, wrap } from "./width.ts";

const GAPS = /(?<=^|\S) {2,}(?=\S)/g;

/**
 * A line as a terminal of so many columns shows it: broken between words, what goes on below standing under the text it
 * belongs to: that begins behind the last wide gap of the line's first half. A gap after it is where the line breaks first.
 * `least` indents what goes on of a line without a gap.
 */
export function hang(line: string, columns: number, least = 0): readonly string[] {
  if (widthOf(line) + slackOf(line) <= columns) return [line];
  const begins = [...line.matchAll(GAPS)].map((gap) => gap.index + gap[0].length);
  const begin = begins.findLast((at) => widthOf(line.slice(0, at)) <= columns / 2);
  const head = begin === undefined ? "" : line.slice(0, begin);
  const indent = begin === undefined ? least : widthOf(head);
  const body = line
    .slice(head.length)
    .trimStart()
    .split(/ {2,}/)
    .flatMap((piece) => wrap(piece, Math.max(8, columns - indent)));
  return body.map((part, index) => (index === 0 ? `${head}${part.trimEnd()}` : `${" ".repeat(indent)}${part.trim()}`));
}
