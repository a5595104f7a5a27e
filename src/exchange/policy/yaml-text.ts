/** Words that YAML, of one version or another, takes for something else than text. */
const KEYWORDS = /^(?:true|false|yes|no|on|off|null|y|n|~)$/i;
const PLAIN = /^[A-Za-z](?:[\w./@ -]*[\w./@-])?%?$/;
/** As much as stands on a line. */
const WIDTH = 100;

/** A text as a scalar: bare where it reads back as it is, quoted otherwise. */
export function scalar(text: string): string {
  if (PLAIN.test(text) && !KEYWORDS.test(text)) return text;
  // What YAML does not allow as it stands, and JSON does.
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** `[a, b]`. */
export const list = (texts: readonly string[]): string => `[${texts.map(scalar).join(", ")}]`;

/** `{ a: b, c: d }` of values that are written already; those that are null are left out. */
export function map(entries: readonly (readonly [key: string, value: string | null])[]): string {
  const kept = entries.filter(([, value]) => value !== null);
  return kept.length === 0 ? "{}" : `{ ${kept.map(([key, value]) => `${scalar(key)}: ${value}`).join(", ")} }`;
}

/** A key with a list behind it, an item a line where it is long. */
export const listLines = (key: string, texts: readonly string[], indent: string): readonly string[] => {
  const line = `${indent}${scalar(key)}: ${list(texts)}`;
  return line.length <= WIDTH ? [line] : [`${indent}${scalar(key)}:`, ...texts.map((text) => `${indent}  - ${scalar(text)}`)];
};

/** A key with lines of its own below it, or with an empty map. */
export const block = (key: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [`${scalar(key)}: {}`] : [`${scalar(key)}:`, ...lines];
