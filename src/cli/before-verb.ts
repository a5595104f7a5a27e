import { fail } from "../app/failure.ts";
import { checked } from "./build.ts";
import { rowOf, verbsOf } from "./find-verb.ts";
import { flagOf } from "./flags/flag.ts";
import { BEFORE_THE_VERB, ownsVersion } from "./flags/groups.ts";
import type { Flags } from "./program.ts";
import type { VerbRow } from "./verb-row.ts";

/** A command line before its verb is parsed. */
export interface Called {
  /** Program flags that stood before the verb. */
  readonly before: Flags;
  /** The first word, as typed; null: there is none. */
  readonly word: string | null;
  /** Null: no verb of that name, or a bare noun. */
  readonly row: VerbRow | null;
  /** What follows the verb (for an unknown one: the word itself). */
  readonly rest: readonly string[];
  readonly help: boolean;
  readonly version: boolean;
}

/** Finds the verb. `-h` and `-V` anywhere before `--` are asked for help, whatever else is wrong with the line. */
export function calledFrom(argv: readonly string[]): Called {
  const end = argv.indexOf("--");
  const flags = end === -1 ? argv : argv.slice(0, end);
  const help = flags.includes("-h") || flags.includes("--help");
  const version = flags.includes("-V") || flags.includes("--version");
  const before: Record<string, string | boolean> = {};
  const known = BEFORE_THE_VERB.map(flagOf);
  let at = 0;
  while (at < argv.length && argv[at]!.startsWith("-") && argv[at] !== "-") {
    const [name, ...values] = argv[at]!.split("=");
    if (name === "-h" || name === "--help" || name === "-V" || name === "--version") {
      at += 1;
      continue;
    }
    const flag = known.find((each) => `--${each.long}` === name);
    if (flag === undefined) {
      if (help || version) return { before, word: null, row: null, rest: [], help, version };
      throw fail("usage", "flag_before_verb", { flag: name, allowed: known.map((each) => `--${each.long}`) });
    }
    if (flag.long in before) throw fail("usage", "flag_twice", { flag: name });
    at += 1;
    if (flag.kind === "switch") {
      before[flag.long] = true;
    } else {
      const value = values.length > 0 ? values.join("=") : argv[at++];
      if (value === undefined) throw fail("usage", "value_missing", { flag: name });
      before[flag.long] = checked(flag, value);
    }
  }
  const word = argv[at] ?? null;
  const rest = argv.slice(at + 1);
  if (word === null) return { before, word, row: null, rest, help, version };
  const two = rest[0] === undefined ? undefined : verbsOf(word).find((row) => row.name === `${word} ${rest[0]}`);
  const row = two ?? rowOf(word) ?? null;
  const own = row !== null && ownsVersion(row) && !flags.includes("-V") && !flags.slice(0, at).includes("--version");
  return {
    before,
    word,
    row: row?.name.includes(" ") === true && two === undefined ? null : row,
    rest: two === undefined ? rest : rest.slice(1),
    help,
    version: version && !own,
  };
}
