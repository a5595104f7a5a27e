/** A line this long was broken because the page ended there, not because the thought did. */
const BROKEN = 60;
const PROSE = /^\S(?!.* {2})/;

/** Lines of prose of a page of ours joined to paragraphs again, so that a narrower terminal breaks them in its own places. */
export function reflowed(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let goesOn = false;
  for (const line of lines) {
    const prose = PROSE.test(line);
    if (goesOn && prose) joined.push(`${joined.pop()} ${line}`);
    else joined.push(line);
    goesOn = prose && line.length >= BROKEN;
  }
  return joined;
}
