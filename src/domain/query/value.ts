import { foldName } from "../fold-name.ts";
import { type Fault, fault } from "./fault.ts";
import { choicesOf, FIXED, FLAGS, RANKED, type Vocabulary } from "./fields.ts";
import { nearest } from "./near.ts";
import { quote, spellValue } from "./spell.ts";
import { cut, isLiteral, splitAt, type Word } from "./split.ts";
import type { MarkField, NameField, TreeField, WordField } from "./term.ts";

/** What a value of a field is read against. */
export interface Circumstances {
  readonly me: string;
  readonly policy: Vocabulary;
}

/** A value as it is compared, and as one would type it. */
export interface Value {
  readonly value: string;
  readonly spelt: string;
}

type AnyWordField = WordField | NameField | TreeField | MarkField;

/** `in-progress` means `in_progress`, and case does not count. */
const loose = (text: string): string => text.toLowerCase().replaceAll("_", "-");

const find = (text: string, choices: readonly string[]): string | null =>
  choices.find((choice) => choice === text) ?? choices.find((choice) => loose(choice) === loose(text)) ?? null;

/** A value of a field with a vocabulary. In quotes it need not be in it, for old tickets carry what an older policy listed. */
function choose(field: AnyWordField, word: Word, text: string, choices: readonly string[], faults: Fault[]): Value | null {
  const found = find(text, choices);
  if (found !== null) return { value: found, spelt: spellValue(found) };
  if (isLiteral(word) && !FIXED.has(field)) return { value: text, spelt: quote(text) };
  const flag = field === "status" ? (FLAGS.find((one) => one === text.toLowerCase()) ?? null) : null;
  const near = flag === null ? nearest(text, choices) : null;
  faults.push(fault("query.value", word.start, { field, value: text, near, flag, allowed: choices }));
  return null;
}

/** A range of ranks as the values it spans; `high..` is high and everything less urgent. */
export function readRanks(field: WordField, word: Word, around: Circumstances, faults: Fault[]): readonly Value[] | null {
  if (!RANKED.has(field)) return null;
  const ends = splitAt(word, "..");
  const choices = choicesOf(field, around.policy);
  if (ends.length === 1 || choices === null) return null;
  const [from, to] = ends;
  if (from === undefined || to === undefined || ends.length > 2 || (from.text.trim() === "" && to.text.trim() === "")) {
    faults.push(fault("query.range", word.start, { field, value: word.text }));
    return [];
  }
  const place = (end: Word, otherwise: number): number => {
    const text = end.text.trim();
    if (text === "") return otherwise;
    const value = choose(field, end, text, choices, faults)?.value;
    return value === undefined ? -1 : choices.indexOf(value);
  };
  const [a, b] = [place(from, 0), place(to, choices.length - 1)];
  if (a < 0 || b < 0) return [];
  return choices.slice(Math.min(a, b), Math.max(a, b) + 1).map((value) => ({ value, spelt: spellValue(value) }));
}

/** One value of a word, name, tree or mark field. */
export function readValue(kind: "word" | "name" | "tree" | "mark", field: AnyWordField, word: Word, around: Circumstances, faults: Fault[]): Value | null {
  const text = word.text.trim();
  if (kind === "name") {
    if (isLiteral(word) || !text.startsWith("@")) return { value: foldName(text), spelt: spellValue(text, isLiteral(word)) };
    if (text.toLowerCase() === "@me") return { value: foldName(around.me), spelt: "@me" };
    faults.push(fault("query.at-name", word.start, { field, value: text }));
    return null;
  }
  const plain = kind === "tree" ? cut(word, 0, word.text.trimEnd().replace(/\/+$/, "").length) : word;
  const choices = choicesOf(field, around.policy);
  if (choices !== null) return choose(field, word, plain.text.trim(), choices, faults);
  const value = field === "tag" || field === "ref" ? foldName(text) : plain.text.trim();
  return { value, spelt: spellValue(value, isLiteral(word)) };
}
