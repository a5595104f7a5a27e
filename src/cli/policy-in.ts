import { dirname, isAbsolute, join } from "node:path";
import { Failure, isFailure } from "../app/failure.ts";
import type { PolicyFault, PolicyRead } from "../app/policy-ports.ts";
import type { Program } from "./program.ts";
import { readNamedFile, readStdin, utf8 } from "./stdin-in.ts";

/** No desk's rules are longer, nor a file of its holidays. */
const MOST_BYTES = 1024 * 1024;
/** What a policy from standard input is called where its faults are told. */
const STDIN = "stdin";

/** All faults of a policy file as one failure. */
export const policyRefused = (faults: readonly PolicyFault[]): Failure =>
  new Failure(
    "usage",
    faults.map(({ file, line, column, key, with: about }) => ({ key: "policy_fault", with: { file, line, column, fault: key, about } })),
  );

/** The text of a file that a policy names, which lies beside it; null: there is none that can be read. */
function besideOf(folder: string): (name: string) => string | null {
  return (name) => {
    try {
      return utf8(readNamedFile(isAbsolute(name) ? name : join(folder, name), name, MOST_BYTES), name);
    } catch (error) {
      if (isFailure(error)) return null;
      throw error;
    }
  };
}

export type PolicyGiven = Extract<PolicyRead, { readonly ok: true }> & { readonly file: string; readonly text: string };

/** The policy in a file, `-` being standard input. Its faults, or that it cannot be read, are a `usage` failure. */
export async function policyGiven(program: Program, path: string): Promise<PolicyGiven> {
  const isStdin = path === "-";
  const bytes = isStdin ? await readStdin(program, "FILE", undefined, { most: MOST_BYTES, key: "policy_endless" }) : readNamedFile(path, "FILE", MOST_BYTES);
  const file = isStdin ? STDIN : path;
  const text = utf8(bytes, file);
  const read = (await program.doors.readPolicy())(text, file, besideOf(isStdin ? "." : dirname(path)));
  if (!read.ok) throw policyRefused(read.faults);
  return { ...read, file, text };
}
