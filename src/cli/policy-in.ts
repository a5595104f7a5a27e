import { dirname, resolve } from "node:path";
import { Failure } from "../app/failure.ts";
import type { Policy } from "../domain/policy/policy.ts";
import type { Program } from "./program.ts";
import { readNamedFile, utf8 } from "./stdin-in.ts";

const MOST_BYTES = 4 * 1024 * 1024;

/** The policy that a file holds; every fault in it is a problem of one `usage` failure. Opens no register. */
export async function policyIn(program: Program, path: string, flag: string): Promise<Policy> {
  const beside = (name: string): string | null => {
    try {
      return utf8(readNamedFile(resolve(dirname(path), name), name, MOST_BYTES), name);
    } catch {
      return null;
    }
  };
  const readPolicy = await program.doors.readPolicy();
  const read = readPolicy(utf8(readNamedFile(path, flag, MOST_BYTES), path), path, beside);
  if (read.ok) return read.policy;
  throw new Failure(
    "usage",
    read.faults.map(({ file, line, column, key, with: about }) => ({ key: "policy_fault", with: { file, line, column, fault: key, about } })),
  );
}
