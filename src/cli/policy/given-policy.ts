import { dirname, resolve } from "node:path";
import type { Desk } from "../../app/desk.ts";
import { Failure, fail } from "../../app/failure.ts";
import type { Reads } from "../../app/ports.ts";
import type { Policy } from "../../domain/policy/policy.ts";
import { POLICY_NOTES } from "../../words/policy-file.en.ts";
import { integerOf } from "../flag-values.ts";
import type { Args, Program } from "../program.ts";
import { readNamedFile, readStdin, utf8 } from "../stdin-in.ts";

/** No desk's rules are as long. */
const MOST_BYTES = 4 * 1024 * 1024;

/** A policy somebody gave, and the text it was given as; empty: it was never written as one. */
export interface GivenPolicy {
  readonly policy: Policy;
  readonly source: string;
}

/** The text of a file that a policy names; null: there is none that could be read. */
function beside(folder: string): (name: string) => string | null {
  return (name) => {
    try {
      return utf8(readNamedFile(resolve(folder, name), name, MOST_BYTES), name);
    } catch {
      return null;
    }
  };
}

/** What is wrong with a text, as problems; the files it names are looked for in `folder`. */
export async function policyFrom(program: Program, text: string, file: string, folder: string): Promise<GivenPolicy | Failure> {
  const read = (await program.doors.readPolicy())(text, file, beside(folder));
  if (read.ok) return { policy: read.policy, source: text };
  return new Failure(
    "usage",
    read.faults.map(({ key, with: about, ...place }) => ({ key: "policy_fault", with: { ...place, fault: key, about } })),
  );
}

/** The policy of FILE, `-` being standard input. A `usage` failure with every fault in it. */
async function fileGiven(program: Program, path: string): Promise<GivenPolicy> {
  const stdin = path === "-";
  const bytes = stdin ? await readStdin(program, "FILE -", undefined, { most: MOST_BYTES, key: "file_too_long" }) : readNamedFile(path, "FILE", MOST_BYTES);
  const text = utf8(bytes, path).replace(/^\ufeff/, "");
  const given = await policyFrom(program, text, stdin ? "stdin" : path, stdin ? "." : dirname(path));
  if ("policy" in given) return given;
  throw given;
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
  return path === undefined ? null : fileGiven(program, path);
}

/** A version as it was given. */
export const versionGiven = async (reads: Reads, desk: Desk, version: number): Promise<GivenPolicy> => ({
  policy: desk.policyOf(version),
  source: await (await reads.policyUse()).source(version),
});

/** The text of a policy: as it was written, or written anew where nobody ever wrote it. */
export const textOfPolicy = async (program: Program, { policy, source }: GivenPolicy): Promise<string> =>
  source !== "" ? source : (await program.doors.writePolicy())(policy, POLICY_NOTES);
