import { Command, CommanderError, type Option } from "commander";
import { fail } from "../app/failure.ts";
import { nearest } from "../domain/query/near.ts";
import { type Flag, flagOf } from "./flags/flag.ts";
import { notationsOf } from "./flags/groups.ts";
import type { Args, Flags } from "./program.ts";
import type { VerbRow } from "./verb-row.ts";

type Taken = Record<string, string | boolean | string[]>;

/** Commander says a fault in a sentence of its own; these say it as a value. The names are those it calls itself by. */
class VerbCommand extends Command {
  readonly row: VerbRow;

  constructor(row: VerbRow) {
    super(row.name);
    this.row = row;
  }

  unknownOption(written: string): never {
    const flag = written.split("=")[0]!;
    const name = flag.replace(/^-+/, "");
    const longs = notationsOf(this.row).map((notation) => flagOf(notation).long);
    if (flag !== written && longs.includes(name)) throw fail("usage", "value_unwanted", { flag });
    const long = nearest(name, longs);
    throw fail("usage", "flag_unknown", { flag, verb: this.row.name, near: long === null ? null : `--${long}` });
  }

  optionMissingArgument(option: Option): never {
    throw fail("usage", "value_missing", { flag: option.long });
  }
}

/** The flags of a verb that these words can mean: a command line has few, and each one made ready takes its time. */
function meantBy(words: readonly string[], notations: readonly string[]): readonly Flag[] {
  const longs = words.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0]);
  const shorts = words.filter((word) => /^-[^-]/.test(word)).join("");
  return notations
    .filter((notation) => longs.includes(notation.slice(notation.indexOf("--")).split(" ", 1)[0]) || (notation[1] !== "-" && shorts.includes(notation[1]!)))
    .map(flagOf);
}

/**
 * Parses what follows the verb. `before` are program flags that stood before it. A flag that is unknown, given twice, or
 * has a value of the wrong kind, and a wrong number of operands, are `usage` failures.
 */
export function parseArgs(row: VerbRow, words: readonly string[], before: Flags): Args {
  const known = meantBy(words, notationsOf(row));
  const command = new VerbCommand(row).exitOverride().helpOption(false).argument("[operands...]");
  const flags: Taken = { ...(before as Taken) };
  for (const flag of known) {
    const shorthand = flag.short === null ? "" : `-${flag.short}, `;
    const option = command.createOption(`${shorthand}--${flag.long}${flag.value === null ? "" : " <value>"}`);
    command.addOption(option);
    command.on(`option:${option.name()}`, (value: string | null | undefined) => {
      take(flags, flag, typeof value === "string" ? value : null, words, known);
    });
  }
  try {
    command.parse(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) throw fail("usage", "arguments_unreadable", { verb: row.name, why: error.message }, error);
    throw error;
  }
  if (flags.help !== true && flags.version !== true) countOperands(row, command.args, flags);
  return { operands: command.args, flags };
}

function take(flags: Taken, flag: Flag, value: string | null, words: readonly string[], known: readonly Flag[]): void {
  const name = `--${flag.long}`;
  if (flag.many) {
    const all = (flags[flag.long] as string[] | undefined) ?? [];
    flags[flag.long] = [...all, checked(flag, value ?? "")];
    return;
  }
  if (flag.long in flags) throw fail("usage", "flag_twice", { flag: name });
  // `--note --public`: the value was forgotten. Meant all the same, it is written `--note=--public`.
  if (value?.startsWith("--") === true && known.some((each) => `--${each.long}` === value) && !words.includes(`${name}=${value}`))
    throw fail("usage", "value_missing", { flag: name, next: value });
  flags[flag.long] = flag.kind === "switch" ? true : checked(flag, value ?? "");
}

/** The value as given, if it is of the flag's kind. Durations and instants are read where now and the zone are known. */
export function checked(flag: Flag, value: string): string {
  const name = `--${flag.long}`;
  if (flag.kind !== "text" && value.trim() === "") throw fail("usage", "value_empty", { flag: name });
  if (flag.kind === "integer" && !(/^(0|[1-9]\d{0,14})$/.test(value) && Number(value) >= flag.from && Number(value) <= flag.to)) {
    throw fail("usage", "value_no_integer", { flag: name, value, from: flag.from, to: flag.to === Number.MAX_SAFE_INTEGER ? null : flag.to });
  }
  if (flag.kind === "choice" && !flag.choices.includes(value))
    throw fail("usage", "value_no_choice", { flag: name, value, choices: flag.choices, near: nearest(value, flag.choices) });
  return value;
}

/** `--where` and `--ids-from` stand in the place of the first operand. */
function countOperands(row: VerbRow, operands: readonly string[], flags: Flags): void {
  const replaced = row.selects === true && (flags.where !== undefined || flags["ids-from"] !== undefined) ? 1 : 0;
  if (operands.length < row.least - replaced) throw fail("usage", "operands_few", { verb: row.name, operands: row.operands, example: row.examples[0] });
  // Several SPECs beside --where are two sources, which is said where sources are read.
  const most = row.most === Number.POSITIVE_INFINITY ? row.most : row.most - replaced;
  if (operands.length > most) throw fail("usage", "operands_many", { verb: row.name, operands: row.operands, extra: operands[most] });
}
