import { Failure, fail } from "../app/failure.ts";
import type { Reads } from "../app/ports.ts";
import { parseSpec } from "../domain/query/numbers.ts";
import type { Calendar } from "../domain/time/calendar.ts";
import type { Instant } from "../domain/time/instant.ts";
import { localInstant } from "../render/due.ts";
import type { Flags, Program } from "./program.ts";

/** Spelt so to clear a field. */
export const NONE = "none";

export const textOf = (flags: Flags, name: string): string | null => {
  const value = flags[name];
  return typeof value === "string" ? value : null;
};

export const listOf = (flags: Flags, name: string): readonly string[] => {
  const value = flags[name];
  return Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
};

export const isOn = (flags: Flags, name: string): boolean => flags[name] === true;

export const integerOf = (flags: Flags, name: string): number | null => {
  const value = textOf(flags, name);
  return value === null ? null : Number(value);
};

/** Undefined: not given; null: `none`, to clear it. */
export const clearable = (flags: Flags, name: string): string | null | undefined => {
  const value = textOf(flags, name);
  return value === null ? undefined : value === NONE ? null : value;
};

/** A person's name: `@me` is whoever acts. */
export const personIn = (program: Program, name: string | null | undefined): string | null | undefined => (name === "@me" ? program.me : name);

/** A person's flag is given a group, for which there is another: `instead` says how it is written. */
export function refuseGroupAsPerson(flag: string, name: string, instead: string): void {
  const group = /^group:(.*)$/s.exec(name)?.[1];
  if (group !== undefined) throw fail("usage", "group_as_person", { flag, name, instead: `${instead} ${group || "NAME"}` });
}

/** The instant a flag says, echoed on stderr as it was understood; null: not given. */
export async function instantOf(program: Program, flags: Flags, name: string, toward: "past" | "future", calendar?: Calendar): Promise<Instant | null> {
  const text = textOf(flags, name);
  if (text === null) return null;
  const { now } = program.clock;
  const { parseWhen } = await import("../domain/time/when.ts");
  const when = parseWhen(text, { now, zone: program.zone, toward, ...(calendar !== undefined && { calendar }) });
  if (!when.ok) throw new Failure("usage", [{ key: when.fault.key, with: { ...when.fault.with, flag: `--${name}` } }]);
  await program.notice("understood", { flag: name, moment: localInstant(program.zone, when.at) });
  return when.at;
}

/** The number of the one ticket a text names; a failure where it names none or several. */
export async function oneNumber(reads: Reads, program: Program, text: string, flag: string): Promise<number> {
  const parsed = parseSpec(text);
  if (!parsed.ok)
    throw new Failure(
      "usage",
      parsed.faults.map((fault) => ({ key: fault.key, with: { ...fault.with, flag } })),
    );
  const { spec } = parsed;
  if (spec.kind === "numbers" && spec.numbers.length === 1) return spec.numbers[0] as number;
  if (spec.kind === "key") {
    const number = await reads.byKey(spec.key);
    if (number === null) throw fail("not_found", "no_key", { key: spec.key });
    return number;
  }
  if (spec.kind === "last") {
    const number = await reads.lastChangedBy(program.me);
    if (number === null) throw fail("not_found", "no_last", { me: program.me });
    return number;
  }
  throw fail("usage", "one_ticket", { flag, text });
}
