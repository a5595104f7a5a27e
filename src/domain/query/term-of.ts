import { type Fault, fault } from "./fault.ts";
import { ALWAYS_THERE, FIELDS, FLAGS } from "./fields.ts";
import { nearest } from "./near.ts";
import { readNumber } from "./numbers.ts";
import { spellText, spellWord } from "./spell.ts";
import { isLiteral, splitAt, type Word } from "./split.ts";
import type { Contains, DurationField, FieldName, Flag, InstantField, Is, NumberField, Term, TextField, Within } from "./term.ts";
import { type Clockface, readDuration, readInstants } from "./times.ts";
import { type Circumstances, readRanks, readValue, type Value } from "./value.ts";

/** A term, and the word that says it in its canonical spelling. */
export interface Read {
  readonly term: Term;
  readonly said: string;
}

type Around = Circumstances & Clockface;
type Range = Within["ranges"][number];

const keyword = (word: Word, keyword: string): boolean => !isLiteral(word) && word.text.trim().toLowerCase() === keyword;

/** `>4h` and the like, which a shell would take for a redirection: the range that says it. */
function compareFault(field: FieldName, word: Word): Fault | null {
  const [, sign = "", rest = ""] = isLiteral(word) ? [] : (/^([<>]=?)(.+)$/.exec(word.text.trim()) ?? []);
  if (sign === "") return null;
  // In the past fields a longer time ago is an earlier instant.
  const ago = FIELDS[field] === "instant" && field !== "due" && /^\d+[smhdw]/.test(rest);
  return fault("query.compare", word.start, { field, value: word.text, write: `${field}:${sign.startsWith(">") !== ago ? `${rest}..` : `..${rest}`}` });
}

function readEnd(field: DurationField | NumberField, end: Word | null, faults: Fault[]): number | null {
  if (end === null) return null;
  if (FIELDS[field] === "duration") return readDuration(field as DurationField, end, faults);
  const text = end.text.trim();
  const operation = field === "op" ? (/^op-(?=.)/i.exec(text)?.[0].length ?? 0) : 0;
  if (field === "op" && /^(?:inc|req)/i.test(text)) {
    faults.push(fault("query.operation", end.start, { value: text }));
    return null;
  }
  return readNumber(text.slice(operation), end.start, faults);
}

function readEnds(field: DurationField | NumberField, from: Word | null, to: Word | null, faults: Fault[]): Range {
  const first = readEnd(field, from, faults);
  return { from: first, to: to === from ? first : readEnd(field, to, faults) };
}

/** One part of a comma list of a field with ranges; null, with a fault, where it cannot be read. */
function readRange(field: InstantField | DurationField | NumberField, word: Word, around: Around, faults: Fault[]): Range | null {
  const before = faults.length;
  const wrong = compareFault(field, word);
  if (wrong !== null) faults.push(wrong);
  const ends = splitAt(word, "..");
  const [from = null, to = from] = ends.map((end) => (end.text.trim() === "" ? null : end));
  if (wrong !== null || ends.length > 2 || (from === null && to === null)) {
    if (wrong === null) faults.push(fault("query.range", word.start, { field, value: word.text }));
    return null;
  }
  if (FIELDS[field] === "duration" && ends.length === 1) {
    if (readEnd(field as DurationField, from, faults) !== null) faults.push(fault("query.one-duration", word.start, { field, value: word.text.trim() }));
    return null;
  }
  const range =
    FIELDS[field] === "instant"
      ? readInstants(field as InstantField, from, to, around, faults)
      : readEnds(field as DurationField | NumberField, from, to, faults);
  if (faults.length > before) return null;
  if (range.from !== null && range.to !== null && range.from > range.to) {
    faults.push(fault("query.reversed", word.start, { field, value: word.text, write: `${to?.text.trim() ?? ""}..${from?.text.trim() ?? ""}` }));
    return null;
  }
  return range;
}

/** A range as one would type it: numbers bare, words of a date in lower case. */
function spellRange(field: FieldName, word: Word): string {
  const spell = (end: Word): string => {
    const text = end.text.trim();
    if (FIELDS[field] === "number") return text.replace(/^\D+/, "");
    return /^[a-z]*$/i.test(text) ? text.toLowerCase() : spellWord(end);
  };
  return splitAt(word, "..").map(spell).join("..");
}

function readFlags(parts: readonly Word[], not: boolean, faults: Fault[]): Is & { readonly said: readonly string[] } {
  const flags: Flag[] = [];
  for (const part of parts) {
    const text = part.text.trim();
    const flag = FLAGS.find((one) => one === text.toLowerCase());
    if (flag !== undefined) flags.push(flag);
    else {
      const status = ["in_progress", "on_hold", "resolved", "cancelled"].find((one) => one === text.toLowerCase().replaceAll("-", "_")) ?? null;
      faults.push(fault("query.flag", part.start, { value: text, near: status === null ? nearest(text, FLAGS) : null, status, allowed: FLAGS }));
    }
  }
  return { kind: "is", not, flags: [...new Set(flags)], said: flags };
}

/** Whether a part is `none` or `any`; for a field that is never absent `none` is a fault. */
function special(field: FieldName, part: Word, faults: Fault[]): "none" | "any" | null {
  if (keyword(part, "any")) return "any";
  if (!keyword(part, "none")) return null;
  if (ALWAYS_THERE.has(field)) faults.push(fault("query.never-none", part.start, { field }));
  return "none";
}

/** What `field:value` or `field!=value` means; null, with faults by offset, where it means nothing. */
export function termOf(field: FieldName | "is", not: boolean, parts: readonly Word[], around: Around, faults: Fault[]): Read | null {
  const before = faults.length;
  const say = (said: readonly string[]): string => `${field}${not ? "!=" : ":"}${[...new Set(said)].join(",")}`;
  const done = (term: Term, said: readonly string[]): Read | null => (faults.length > before ? null : { term, said: say(said) });
  if (field === "is") {
    const { said, ...term } = readFlags(parts, not, faults);
    return done(term, said);
  }
  const kind = FIELDS[field];
  if (kind === "text") {
    const texts = [...new Set(parts.map((part) => part.text.trim()))];
    return done({ kind: "contains", field: field as TextField, not, texts } satisfies Contains, texts.map(spellText));
  }
  const said: string[] = [];
  const ranges: Range[] = [];
  const values: Value[] = [];
  const specials = new Set<"none" | "any">();
  for (const part of parts) {
    const word = special(field, part, faults);
    if (word !== null) {
      specials.add(word);
      said.push(word);
    } else if (kind === "instant" || kind === "duration" || kind === "number") {
      const range = readRange(field as InstantField | DurationField | NumberField, part, around, faults);
      if (range !== null) ranges.push(range);
      said.push(spellRange(field, part));
    } else {
      const found = readValues(kind, field, part, around, faults);
      values.push(...found);
      said.push(...found.map(({ spelt }) => spelt));
    }
  }
  const common = { not, none: specials.has("none"), some: specials.has("any") };
  if (kind === "instant" || kind === "duration" || kind === "number") {
    return done({ kind: "within", field: field as InstantField | DurationField | NumberField, ranges, ...common }, said);
  }
  return done({ kind: "one-of", field: field as Parameters<typeof readValue>[1], values: [...new Set(values.map(({ value }) => value))], ...common }, said);
}

function readValues(kind: "word" | "name" | "tree" | "mark", field: FieldName, part: Word, around: Around, faults: Fault[]): readonly Value[] {
  const ranks = readRanks(field as Parameters<typeof readRanks>[0], part, around, faults);
  if (ranks !== null) return ranks;
  const value = readValue(kind, field as Parameters<typeof readValue>[1], part, around, faults);
  return value === null ? [] : [value];
}
