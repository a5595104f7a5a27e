import { rowOf, verbsOf } from "../find-verb.ts";
import { type Flag, flagOf } from "../flags/flag.ts";
import { GROUPS, notationsOf } from "../flags/groups.ts";
import type { VerbRow } from "../verb-row.ts";

/** What stands under the cursor. `typed` is what there is of it. */
export type Asked =
  | { readonly kind: "nothing" }
  /** Null: any verb; else the verbs of a noun, which may be a verb itself. */
  | { readonly kind: "verb"; readonly noun: string | null; readonly typed: string; readonly row: VerbRow | null }
  | { readonly kind: "flag"; readonly row: VerbRow | null; readonly flags: readonly Flag[]; readonly typed: string }
  /** `before` is written in the same word: `--assignee=`. */
  | { readonly kind: "value"; readonly row: VerbRow | null; readonly flag: Flag; readonly before: string; readonly typed: string; readonly given: Given }
  | { readonly kind: "operand"; readonly row: VerbRow; readonly typed: string; readonly operands: readonly string[]; readonly given: Given };

/** Flags on the line, by long name, with their last values. */
type Given = ReadonlyMap<string, string>;

export interface Cursor {
  readonly asked: Asked;
  readonly given: Given;
}

/** One word that begins with a dash: the flags it holds and the value of the last, as far as it is written there. */
interface Dashed {
  readonly flags: readonly Flag[];
  /** The last takes a value. */
  readonly valued: Flag | null;
  readonly value: string | null;
  readonly before: string;
}

function dashed(word: string, known: readonly Flag[]): Dashed {
  if (word.startsWith("--")) {
    const equals = word.indexOf("=");
    const flag = known.find(({ long }) => long === word.slice(2, equals === -1 ? undefined : equals));
    const value = equals === -1 ? null : word.slice(equals + 1);
    return { flags: flag === undefined ? [] : [flag], valued: flag?.value == null ? null : flag, value, before: word.slice(0, equals + 1) };
  }
  const flags: Flag[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const flag = known.find(({ short }) => short === word[at]);
    if (flag === undefined) break;
    flags.push(flag);
    if (flag.value !== null) return { flags, valued: flag, value: at + 1 < word.length ? word.slice(at + 1) : null, before: word.slice(0, at + 1) };
  }
  return { flags, valued: null, value: null, before: "" };
}

const isFlag = (word: string): boolean => word.startsWith("-") && word !== "-";

/** Reads words one after another: flags into `given`, others into `operands`. */
class Reader {
  readonly given = new Map<string, string>();
  readonly operands: string[] = [];
  known: readonly Flag[];
  /** The flag whose value comes next. */
  pending: Flag | null = null;
  ended = false;

  constructor(known: readonly Flag[]) {
    this.known = known;
  }

  read(word: string): void {
    if (this.pending !== null) {
      this.given.set(this.pending.long, word);
      this.pending = null;
    } else if (word === "--" && !this.ended) this.ended = true;
    else if (this.ended || !isFlag(word)) this.operands.push(word);
    else {
      const { flags, valued, value } = dashed(word, this.known);
      for (const { long } of flags) this.given.set(long, "");
      if (valued !== null && value === null) this.pending = valued;
      else if (valued !== null) this.given.set(valued.long, value ?? "");
    }
  }

  /** What may be given still: a flag stands once, unless it may be repeated. */
  get left(): readonly Flag[] {
    return this.known.filter(({ long, many }) => many || !this.given.has(long));
  }

  asked(row: VerbRow | null, typed: string): Asked | null {
    const { given } = this;
    if (this.pending !== null) return { kind: "value", row, flag: this.pending, before: "", typed, given };
    if (this.ended || !typed.startsWith("-")) return null;
    const { valued, value, before } = dashed(typed, this.known);
    if (valued !== null && value !== null) return { kind: "value", row, flag: valued, before, typed: value, given };
    return { kind: "flag", row, flags: this.left, typed };
  }
}

const PROGRAM = GROUPS.program.map(flagOf);

/** Finds out what stands under the cursor: `before` it are these words, `typed` is the beginning of its own, `after` it come others. */
export function cursorOf(before: readonly string[], typed: string, after: readonly string[]): Cursor {
  const reader = new Reader(PROGRAM);
  let at = 0;
  while (at < before.length && (reader.pending !== null || isFlag(before[at]!))) reader.read(before[at++]!);
  const cursor = (asked: Asked): Cursor => ({ asked, given: reader.given });
  const word = before[at];
  if (word === undefined) return cursor(reader.asked(null, typed) ?? { kind: "verb", noun: null, typed, row: null });

  const isNoun = verbsOf(word).length > 0;
  const second = isNoun ? verbsOf(word).find(({ name }) => name === `${word} ${before[at + 1]}`) : undefined;
  const found = second ?? rowOf(word);
  const row = found === undefined || (second === undefined && found.name.includes(" ")) ? null : found;
  reader.known = row === null ? PROGRAM : notationsOf(row).map(flagOf);
  for (const each of before.slice(at + (second === undefined ? 1 : 2))) reader.read(each);
  if (isNoun && before.length === at + 1 && !typed.startsWith("-")) return cursor({ kind: "verb", noun: word, typed, row });
  if (row === null) return cursor({ kind: "nothing" });
  for (const each of after) for (const { long } of isFlag(each) ? dashed(each, reader.known).flags : []) reader.given.set(long, reader.given.get(long) ?? "");
  return cursor(reader.asked(row, typed) ?? { kind: "operand", row, typed, operands: reader.operands, given: reader.given });
}
