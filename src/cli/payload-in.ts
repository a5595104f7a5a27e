import type { AlertFormats, AlertMapping, AlertPayload } from "../app/alert-ports.ts";
import { Failure, fail, type Problem } from "../app/failure.ts";
import { unreadable } from "../app/intake.ts";
import { nearest } from "../domain/query/near.ts";
import { isOn, textOf } from "./flag-values.ts";
import type { Args, Program } from "./program.ts";
import { readNamedFile, readStdin, utf8 } from "./stdin-in.ts";

/** Five thousand alerts are two to ten megabytes; what is larger may never end. */
const LIMIT = { most: 16 * 1024 * 1024, key: "payload_endless" };
const LINES = 10;
const MAPPING_BYTES = 1024 * 1024;

/** The kind that the first word names. */
export function kindOf({ kinds }: AlertFormats, [kind = ""]: readonly string[]): string {
  if (!kinds.includes(kind)) throw fail("usage", "intake_kind", { kind, near: nearest(kind, kinds), kinds });
  return kind;
}

/** The mapping of a kind, or the one in the file that `--mapping` names. */
export function mappingOf(formats: AlertFormats, kind: string, flags: Args["flags"]): AlertMapping {
  const path = textOf(flags, "mapping");
  if (path === null) return formats.builtIn(kind);
  const made = formats.mappingIn(utf8(readNamedFile(path, "--mapping", MAPPING_BYTES), path), kind);
  if (made.ok) return made.mapping;
  // A fault in a template says where it stands, and that is in this file.
  const located = made.faults.map(({ key, with: about }) => ({ key, with: { ...about, path, ...("column" in about && { at: `${path}: ${about.at}` }) } }));
  throw new Failure("usage", located);
}

/** The first of many lines say enough. */
const shown = (broken: readonly Problem[]): readonly Problem[] =>
  broken.length <= LINES ? broken : [...broken.slice(0, LINES), { key: "payload_more", with: { count: broken.length - LINES } }];

/** Whether one alert that cannot be used keeps the others out. Nobody sends a payload again, so it does only where that is asked for. */
export function isAllOrNothing(flags: Args["flags"]): boolean {
  const whole = isOn(flags, "all-or-nothing");
  if (whole && isOn(flags, "keep-going")) throw fail("usage", "flags_exclude", { first: "--all-or-nothing", second: "--keep-going" });
  return whole;
}

/** What standard input holds. Lines that are no JSON end a call that is all or nothing. */
export async function payloadIn(
  program: Program,
  mapping: AlertMapping,
  kind: string,
  { operands, flags }: Args,
): Promise<AlertPayload & { readonly ok: true }> {
  if (operands[1] !== "-") throw fail("usage", "intake_from", { kind, given: operands[1] ?? null });
  const text = utf8(await readStdin(program, "-", undefined, LIMIT), "standard input");
  const payload = mapping.read(text, program.clock.now);
  if (!payload.ok) throw new Failure("usage", [payload.fault]);
  const { broken } = payload;
  if (broken.length > 0 && isAllOrNothing(flags)) throw new Failure("usage", shown(broken));
  return { ...payload, unusable: [...payload.unusable, ...broken.map(unreadable)] };
}
