import { openSync } from "node:fs";
import type { Desk } from "../app/desk.ts";
import { fail } from "../app/failure.ts";
import type { Result } from "../app/outcome.ts";
import { textOf } from "./flag-values.ts";
import { formNamed } from "./flags/output.ts";
import { printLogged } from "./print-logged.ts";
import type { Flags, Program } from "./program.ts";

/** Where `--failed-to` goes, opened before anything is written so that a wrong path costs nothing. Null: not asked for. */
export function openFailedTo(flags: Flags): number | null {
  const path = textOf(flags, "failed-to");
  if (path === null) return null;
  try {
    return openSync(path, "w", 0o600);
  } catch (error) {
    throw fail("unavailable", "failed_to_unwritable", { path, why: (error as Error).message }, error);
  }
}

/** Prints a result in the form asked for and gives its exit code. Logging is done all day long, so it needs nothing but its own words. */
export async function printResult(program: Program, flags: Flags, desk: Desk, result: Result, failedTo: number | null = null): Promise<number> {
  const plain = result.exit === 0 && !result.repeated && !result.dryRun && formNamed(flags) === null;
  if (result.verb !== "log" || !plain) return (await import("./print-whole.ts")).printWhole(program, flags, desk, result, failedTo);
  printLogged(program, desk, result);
  return result.exit;
}
