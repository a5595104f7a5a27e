import { Failure, fail } from "../app/failure.ts";
import type { Writing, Written } from "../app/known-error-writes.ts";
import { showFields } from "../render/document.ts";
import { KNOWN_ERROR_FIELDS, knownErrorId } from "../render/fields/known-error.ts";
import { isOn, textOf } from "./flag-values.ts";
import { formNamed } from "./flags/output.ts";
import { printItems } from "./print-items.ts";
import { plainLook } from "./print-one.ts";
import type { Flags, Program } from "./program.ts";
import { waitOf } from "./waiting.ts";

const LONGEST_TOKEN = 200;

/** The number of a known error: `K-3`, `k3` or `3`. */
export function knownErrorNumber(word: string): number {
  const digits = /^(?:K-?)?([1-9]\d{0,14})$/i.exec(word.trim())?.[1];
  if (digits === undefined) throw fail("usage", "kb_no_number", { word });
  return Number(digits);
}

/** All of several words, or every fault of theirs. */
export function knownErrorNumbers(words: readonly string[]): readonly number[] {
  const numbers = new Set<number>();
  const faults: Failure[] = [];
  for (const word of words) {
    try {
      numbers.add(knownErrorNumber(word));
    } catch (error) {
      faults.push(error as Failure);
    }
  }
  if (faults.length > 0)
    throw new Failure(
      "usage",
      faults.flatMap(({ problems }) => problems),
    );
  return [...numbers];
}

/** Who writes, from the flags of a verb that changes no ticket. */
export function writingOf(program: Program, flags: Flags): Writing {
  const run = textOf(flags, "once");
  if (run !== null && (run.trim() === "" || run.length > LONGEST_TOKEN || run.includes("\u0000") || !run.isWellFormed())) throw fail("usage", "bad_token", {});
  const { now, held } = program.clock;
  return { me: program.me, via: program.via, now, heldClock: held, run, dryRun: isOn(flags, "dry-run"), wait: waitOf(program, program.place) };
}

/** Prints what became of one known error: `id=$(itsm kb add …)` holds the id; what else there is to know goes to the person. */
export async function printWritten(
  program: Program,
  flags: Flags,
  { entry, operation, repeated }: Written,
  said: (id: string, title: string, dryRun: boolean) => string,
): Promise<void> {
  const form = formNamed(flags);
  const dryRun = isOn(flags, "dry-run") && !repeated;
  const id = knownErrorId(entry.id);
  await printItems(program, form, {
    document: showFields("kb-show", KNOWN_ERROR_FIELDS),
    head: { asOf: program.clock.now },
    fields: KNOWN_ERROR_FIELDS,
    rows: form === "quiet" && dryRun ? [] : [entry],
    idOf: () => id,
    look: plainLook(program),
    page: () => [],
  });
  if (form === null && !dryRun) program.io.stdout.write(`${id}\n`);
  if (repeated) await program.notice("replayed", { operation });
  else program.tell(said(id, entry.title, dryRun));
  if (dryRun) await program.notice("dry_run");
}
