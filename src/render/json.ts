import { iso } from "../domain/time/instant.ts";
import { type Field, isListOf, isRowOf, type Kind, type Look } from "./field.ts";
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

type Spell = (value: unknown, look: Look) => string;

const orNull =
  (spell: (value: never) => string): Spell =>
  (value) =>
    value === null ? "null" : spell(value as never);

const SPELL: Readonly<Record<Extract<Kind, string>, Spell>> = {
  text: orNull(quote),
  integer: (value) => `${value}`,
  seconds: (value) => `${value}`,
  boolean: (value) => `${value}`,
  instant: orNull((value: number) => `"${iso(value)}"`),
  texts: (value) => (value as readonly string[]).length === 0 ? "[]" : `[${(value as readonly string[]).map(quote).join(",")}]`,
  data: jsonText,
};

function speller(kind: Kind): Spell {
  if (typeof kind === "string") return SPELL[kind];
  if (isRowOf(kind)) {
    const write = objectWriter(kind.row as readonly Field<unknown>[]);
    return (row, look) => (row === null ? "null" : write(row, look));
  }
  if (!isListOf(kind)) return orNull(quote);
  const write = objectWriter(kind.items as readonly Field<unknown>[]);
  return (value, look) => `[${(value as readonly unknown[]).map((row) => write(row, look)).join(",")}]`;
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
  const parts = ordered.map(({ kind, value }, index) => ({
    before: `${index === 0 ? "{" : ""}${between(paths[index - 1] ?? [], paths[index] ?? [])}`,
    value,
    spell: speller(kind),
  }));
  const end = parts.length === 0 ? "{}" : "}".repeat(paths.at(-1)?.length ?? 1);
  return (row, look) => {
    let text = "";
    for (const { before, value, spell } of parts) text += before + spell(value(row, look), look);
    return text + end;
  };
}
