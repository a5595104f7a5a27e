import type { Refusal } from "../domain/ticket/refusal.ts";
import { OR_ELSE } from "../words/refusals.en.ts";
import { sample } from "../words/writes.en.ts";
import type { Program } from "./program.ts";
import { quoted } from "./shell-word.ts";

/** What a set is read from cannot be pasted again. */
const READS_ELSEWHERE = /^(?:-|--(?:where|ids-from|note-file|description-file)(?:=.*)?)$/s;
/** A longer line is no help. */
const LONGEST = 200;

/** The call as typed with more words, before a `--` that ends its flags; null: longer than is any help. */
export function typedWith(argv: readonly string[], words: readonly string[]): string | null {
  const end = argv.indexOf("--");
  const [before, behind] = end === -1 ? [argv, []] : [argv.slice(0, end), argv.slice(end)];
  const line = ["itsm", ...before.map(quoted), ...words, ...behind.map(quoted)].join(" ");
  return line.length > LONGEST ? null : line;
}

/** The same call with all that its one ticket lacks, ready to be pasted; null: more flags would not cure it. */
export function cureOf(program: Program, verb: string, refusals: readonly Refusal[]): string | null {
  const { argv } = program;
  const wants = [...new Set(refusals.flatMap((refusal) => refusal.wants))];
  const given = (flag: string): boolean => program.flags[flag] !== undefined;
  if (refusals.length === 0 || refusals.some((refusal) => refusal.wants.length === 0) || wants.some(given) || argv.some((word) => READS_ELSEWHERE.test(word)))
    return null;
  const command = typedWith(
    argv,
    wants.map((flag) => sample(verb, flag)),
  );
  const others = [...new Set(refusals.flatMap(({ rule }) => OR_ELSE[rule] ?? []))];
  return command === null ? null : [command, ...others].join("     ");
}
