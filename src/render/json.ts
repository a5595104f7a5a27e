import { iso } from "../domain/time/instant.ts";
import { type Field, isListOf, isRowOf, type Kind, type Look, type Value } from "./field.ts";
import type { RowText } from "./plain.ts";

/**
 * What JSON demands escaped, and beyond it DEL, C1, bidi controls and line separators: so escaped they reach programs
 * unchanged, but no terminal.
 */
const UNSAFE = /["\\\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const UNSAFE_STILL = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A text as a JSON string that is safe to show anywhere. */
export const quote = (text: string): string => (UNSAFE.test(text) ? JSON.stringify(text).replace(UNSAFE_STILL, escaped) : `"${text}"`);

/** Any plain value as compact JSON that is safe to show anywhere. */
export const jsonText = (value: unknown): string => JSON.stringify(value).replace(UNSAFE_STILL, escaped);

/** Spells what is not null. */
type Spell = (value: never, look: Look) => string;

const asIs = (value: number | boolean): string => `${value}`;

const SPELL: Readonly<Record<Extract<Kind, string>, Spell>> = {
  text: quote,
  integer: asIs,
  number: asIs,
  seconds: asIs,
  boolean: asIs,
  instant: (at: number) => `"${iso(at)}"`,
  texts: (texts: readonly string[]) => (texts.length === 0 ? "[]" : `[${texts.map(quote).join(",")}]`),
  data: jsonText,
};

function speller(kind: Kind): Spell {
  if (typeof kind === "string") return SPELL[kind];
  if (isRowOf(kind)) return objectWriter(kind.row);
  if (!isListOf(kind)) return quote;
  const write = objectWriter(kind.items);
  return (rows: readonly never[], look) => `[${rows.map((row) => write(row, look)).join(",")}]`;
}

/** Keys that share a group, brought together at the place of the group's first. */
function grouped<Row>(fields: readonly Field<Row>[], depth: number): readonly Field<Row>[] {
  const groups = new Map<string, Field<Row>[]>();
  for (const field of fields) {
    const head = field.key.split(".")[depth] ?? "";
    const group = groups.get(head);
    if (group === undefined) groups.set(head, [field]);
    else group.push(field);
  }
  return [...groups.values()].flatMap((group) => (group.length > 1 ? grouped(group, depth + 1) : group));
}

/** What stands between the value of one key and that of the next: braces that close, a comma, braces that open, the key. */
function between(last: readonly string[], next: readonly string[]): string {
  let shared = 0;
  while (shared < last.length - 1 && shared < next.length - 1 && last[shared] === next[shared]) shared += 1;
  const opened = next.slice(shared).map((name) => `${quote(name)}:`);
  return `${"}".repeat(Math.max(0, last.length - 1 - shared))}${last.length === 0 ? "" : ","}${opened.join("{")}`;
}

/**
 * Makes the writer of one compact JSON object: all that does not depend on the row is put together here, once.
 * Keys keep the order of the list.
 */
export function objectWriter<Row>(fields: readonly Field<Row>[]): RowText<Row> {
  const ordered = grouped(fields, 0);
  const paths = ordered.map(({ key }) => key.split("."));
  const parts = ordered.map(({ kind, value }, index) => {
    const before = `${index === 0 ? "{" : ""}${between(paths[index - 1] ?? [], paths[index] ?? [])}`;
    // Most keys of most tickets are absent, so that case is one piece of text.
    // And most of the others repeat what the row before said, so that piece is kept.
    return { before, absent: `${before}null`, value, spell: speller(kind), held: undefined as Value | undefined, text: "" };
  });
  const end = parts.length === 0 ? "{}" : "}".repeat(paths.at(-1)?.length ?? 1);
  return (row, look) => {
    let text = "";
    for (const part of parts) {
      const held = part.value(row, look);
      if (held === null) text += part.absent;
      else if (held === part.held) text += part.text;
      else {
        const spelt = part.before + part.spell(held as never, look);
        text += spelt;
        if (typeof held === "object") continue;
        part.held = held;
        part.text = spelt;
      }
    }
    return text + end;
  };
}
