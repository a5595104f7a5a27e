import { constants, openSync, statSync } from "node:fs";
import type { Desk } from "../app/desk.ts";
import { fail, isFailure } from "../app/failure.ts";
import type { Attempt } from "./attempt.ts";
import { textOf } from "./flag-values.ts";
import { formNamed } from "./flags/output.ts";
import { printLogged } from "./print-logged.ts";
import type { Flags, Program } from "./program.ts";

/** Open already, and never waited for. */
const STANDARD = /^\/(?:dev\/(?:stdout|stderr|null|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/**
 * Where `--failed-to` goes, opened before anything is written so that a wrong path costs nothing, and left as it is until
 * there is something to write. A pipe or a device is a `usage` failure: to open it could wait for ever. Null: not asked for.
 */
export function openFailedTo(flags: Flags): number | null {
  const path = textOf(flags, "failed-to");
  if (path === null) return null;
  try {
    const stat = STANDARD.test(path) ? undefined : statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isFile()) throw fail("usage", "failed_to_no_file", { path });
    return openSync(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
  } catch (error) {
    if (isFailure(error)) throw error;
    throw fail("unavailable", "failed_to_unwritable", { path, why: (error as Error).message }, error);
  }
}

/** Prints what came of an order in the form asked for and gives its exit code. Logging is done all day long, so it needs nothing but its own words. */
export async function printResult(program: Program, flags: Flags, desk: Desk, attempt: Attempt, failedTo: number | null = null): Promise<number> {
  const { result } = attempt;
  const plain = result.exit === 0 && !result.repeated && !result.dryRun && formNamed(flags) === null;
  if (result.verb !== "log" || !plain) return (await import("./print-whole.ts")).printWhole(program, flags, desk, attempt, failedTo);
  printLogged(program, desk, result);
  return result.exit;
}
