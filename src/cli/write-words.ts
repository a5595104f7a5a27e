import { Failure, fail, isFailure } from "../app/failure.ts";
import { isOn } from "./flag-values.ts";
import type { Args } from "./program.ts";
import type { Writing } from "./write-verb.ts";

/** The flags a call can never do without and does not have. */
export function missingIn(writing: Writing, args: Args): readonly string[] {
  if (args.flags.max !== undefined && args.flags.where === undefined) throw fail("usage", "max_alone", {});
  return [...(writing.needs ?? []).filter((name) => args.flags[name] === undefined), ...(writing.missing?.(args.flags) ?? [])];
}

/** Names all that is missing, with a command to paste. */
export function refuseMissing(writing: Writing, missing: readonly string[]): void {
  if (missing.length > 0) throw fail("usage", "flags_missing", { verb: writing.name, missing });
}

/** Splits the operands: tickets first, then a text or other words, by what the verb takes. */
export function split(writing: Writing, args: Args): { readonly specs: readonly string[]; readonly text: string | null; readonly operands: readonly string[] } {
  const elsewhere = args.flags.where !== undefined || args.flags["ids-from"] !== undefined;
  const more = writing.takesText === true || writing.more !== undefined;
  const specs = !more ? args.operands : elsewhere ? [] : args.operands.slice(0, 1);
  const rest = args.operands.slice(specs.length);
  return { specs, text: writing.takesText === true ? (rest[0] ?? null) : null, operands: rest };
}

/** Whether a TEXT has to be asked for. */
export const lacksText = (writing: Writing, { flags }: Args, text: string | null): boolean =>
  writing.takesText === true && text === null && flags["note-file"] === undefined && !isOn(flags, "clear");

/** A mistake in a field, named by the flag that gave it. */
export function inFlags(error: unknown, flags: Readonly<Record<string, string>>): unknown {
  if (!isFailure(error)) return error;
  const flagOf = (field: unknown): string | undefined => (typeof field === "string" && Object.hasOwn(flags, field) ? flags[field] : undefined);
  const problems = error.problems.map(({ key, with: about }) => {
    const flag = flagOf(about.field);
    return { key, with: flag === undefined ? about : { ...about, flag } };
  });
  return new Failure(error.code, problems, error.cause);
}
