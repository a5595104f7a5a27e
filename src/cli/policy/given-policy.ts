import type { Desk } from "../../app/desk.ts";
import { type Failure, fail } from "../../app/failure.ts";
import type { Reads } from "../../app/ports.ts";
import type { Policy } from "../../domain/policy/policy.ts";
import { POLICY_NOTES } from "../../words/policy-file.en.ts";
import { integerOf } from "../flag-values.ts";
import { besideOf, policyGiven, policyRefused } from "../policy-in.ts";
import type { Args, Program } from "../program.ts";

/** A policy somebody gave, and the text it was given as; empty: it was never written as one. */
export interface GivenPolicy {
  readonly policy: Policy;
  readonly source: string;
}

/** What is wrong with a text, or the policy it is; the files it names are looked for in `folder`. */
export async function policyFrom(program: Program, text: string, file: string, folder: string): Promise<GivenPolicy | Failure> {
  const read = (await program.doors.readPolicy())(text, file, besideOf(folder));
  return read.ok ? { policy: read.policy, source: text } : policyRefused(read.faults);
}

/** The version of `--version`; null: none was named. */
export function versionNamed({ flags }: Pick<Args, "flags">, desk: Desk): number | null {
  const version = integerOf(flags, "version");
  if (version !== null && version > desk.state.policy) throw fail("not_found", "policy_no_version", { version, latest: desk.state.policy });
  return version;
}

/** The policy of FILE; null: none was named. Read before any register is opened. */
export async function fileNamed(program: Program, { operands, flags }: Args, verb: string): Promise<GivenPolicy | null> {
  const [path] = operands;
  if (path === undefined && flags.version === undefined) throw fail("usage", "policy_what", { verb });
  if (path === undefined) return null;
  const { policy, text } = await policyGiven(program, path);
  return { policy, source: text };
}

/** A version as it was given. */
export const versionGiven = async (reads: Reads, desk: Desk, version: number): Promise<GivenPolicy> => ({
  policy: desk.policyOf(version),
  source: await (await reads.policyUse()).source(version),
});

/** The text of a policy that needs no other file: dates stand in the place of those that it named. */
export async function textAlone(program: Program, given: GivenPolicy): Promise<string> {
  const inlined = given.source === "" ? null : (await program.doors.inlineFiles())(given.source, given.policy);
  return inlined ?? textOfPolicy(program, { ...given, source: "" });
}

/** The files that a text names and that are not here. */
export async function filesMissing(program: Program, { source }: GivenPolicy, folder: string): Promise<readonly string[]> {
  if (source === "") return [];
  const read = await policyFrom(program, source, "", folder);
  if ("policy" in read) return [];
  const names = read.problems.flatMap(({ with: about }) => (about.fault === "file_missing" ? [String((about.about as { readonly file?: unknown }).file)] : []));
  return [...new Set(names)];
}

/** The text of a policy: as it was written, or written anew where nobody ever wrote it. */
export const textOfPolicy = async (program: Program, { policy, source }: GivenPolicy): Promise<string> =>
  source !== "" ? source : (await program.doors.writePolicy())(policy, POLICY_NOTES);
