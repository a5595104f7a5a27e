import { fail } from "../app/failure.ts";
import type { Register } from "../app/ports.ts";
import { type Called, calledFrom } from "./before-verb.ts";
import { parseArgs } from "./build.ts";
import { type Config, readConfig } from "./config.ts";
import type { Surroundings, Verb } from "./program.ts";
import { programOf } from "./program-of.ts";
import type { VerbRow } from "./verb-row.ts";

/** Where verbs come from: a chunk brings one, the tests all. Undefined: this build has none of that name. */
export type Verbs = (row: VerbRow) => Verb | undefined | Promise<Verb | undefined>;

/** One command line from its words to its exit code, everything written. Never throws. */
export async function run(around: Surroundings, verbs: Verbs): Promise<number> {
  const registers: Register[] = [];
  const noting: Surroundings = {
    ...around,
    opened(register) {
      registers.push(register);
      around.opened?.(register);
    },
  };
  let row: VerbRow | null = null;
  try {
    const called = calledFrom(around.argv);
    row = called.row;
    try {
      const code = await carriedOut(noting, called, verbs);
      around.io.stdout.flush();
      return code;
    } finally {
      for (const register of registers) await register.close();
    }
  } catch (error) {
    return failed(around, row, error);
  }
}

async function carriedOut(around: Surroundings, called: Called, verbs: Verbs): Promise<number> {
  const { row, word, help, version } = called;
  if (help || version || word === null) return (await import("./topics/help.ts")).help(around, called);
  if (row === null) throw (await import("./topics/unknown.ts")).unknownVerb(called);
  const args = parseArgs(row, called.rest, called.before);
  // Inside a cluster of short flags: `-qh`.
  const asked = { help: args.flags.help === true, version: args.flags.version === true };
  if (asked.help || asked.version) return (await import("./topics/help.ts")).help(around, { ...called, ...asked });
  // Broken settings must not keep anybody from reading how to mend them.
  const program = programOf(around, row, args.flags, row.name === "help" ? {} : await settingsFor(row, around));
  const verb = await verbs(row);
  if (verb === undefined) throw fail("failed", "build_incomplete", { verb: row.name });
  return verb.run(program, args);
}

/** A doctor tells of broken settings, and is no patient of them. */
const settingsFor = ({ name }: VerbRow, { env }: Surroundings): Promise<Config> =>
  readConfig(env).catch((error: unknown) => {
    if (name === "doctor") return {};
    throw error;
  });

/** The reader of a pipe that has gone wants to know nothing more: that is no failure. */
async function failed(around: Surroundings, row: VerbRow | null, error: unknown): Promise<number> {
  const { reportFailure } = await import("./report-failure.ts");
  try {
    const code = reportFailure(around, row, error);
    around.io.stdout.flush();
    return code;
  } catch (again) {
    return (again as NodeJS.ErrnoException).code === "EPIPE" ? 0 : 1;
  }
}
