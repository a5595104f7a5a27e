import { fail } from "../app/failure.ts";
import type { Register } from "../app/ports.ts";
import { type Called, calledFrom } from "./before-verb.ts";
import { parseArgs } from "./build.ts";
import { readConfig } from "./config.ts";
import type { VerbRow } from "./manifest.ts";
import type { Surroundings, Verb } from "./program.ts";
import { programOf } from "./program-of.ts";

/** Where verbs come from: a chunk brings one, the tests all. Undefined: this build has none of that name. */
export type Verbs = (row: VerbRow) => Verb | undefined | Promise<Verb | undefined>;

/** One command line from its words to its exit code. Nothing is thrown but what the streams throw. */
export async function run(around: Surroundings, verbs: Verbs): Promise<number> {
  const registers: Register[] = [];
  let called: Called | null = null;
  try {
    called = calledFrom(around.argv);
    if (called.help || called.version || called.word === null) return await (await import("./topics/help.ts")).help(around, called);
    const { row } = called;
    if (row === null) return await (await import("./topics/unknown.ts")).unknownVerb(called);
    const args = parseArgs(row, called.rest, called.before);
    if (args.flags.help === true || args.flags.version === true) {
      return await (await import("./topics/help.ts")).help(around, { ...called, help: args.flags.help === true, version: args.flags.version === true });
    }
    const program = programOf(
      {
        ...around,
        opened(register) {
          registers.push(register);
          around.opened?.(register);
        },
      },
      row,
      args.flags,
      await readConfig(around.env),
    );
    const verb = await verbs(row);
    if (verb === undefined) throw fail("failed", "build_incomplete", { verb: row.name });
    return await verb.run(program, args);
  } catch (error) {
    // The reader of a pipe has gone: nobody is left to be told.
    if ((error as NodeJS.ErrnoException | null)?.code === "EPIPE") return 0;
    return (await import("./report-failure.ts")).reportFailure(around, called?.row ?? null, error);
  } finally {
    for (const register of registers) await register.close();
    around.io.stdout.flush();
  }
}
