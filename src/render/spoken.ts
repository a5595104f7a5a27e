const GAP = /(?<=\S) {2,}(?=\S)/g;
/** Deeper than any list begins: what is so indented goes on with the line above. */
const CONTINUES = /^ {12,}\S/;

/**
 * Lines of a page of ours without the layout that only eyes follow: no columns, no indentation. One gap is a label and
 * what it means, several are a row of things.
 */
export function spokenLines(lines: readonly string[]): readonly string[] {
  const spoken: string[] = [];
  for (const line of lines) {
    const text = line.trim();
    const gaps = text.match(GAP)?.length ?? 0;
    if (CONTINUES.test(line) && spoken.at(-1)) spoken.push(`${spoken.pop()}: ${text}`);
    else spoken.push(text.replace(GAP, gaps === 1 ? ": " : ", "));
  }
  return spoken;
}
