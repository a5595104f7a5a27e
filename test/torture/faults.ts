import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { isInstalled } from "../acceptance/home.ts";
import { type Ground, ROOT } from "./ground.ts";

/** Why `faults.c` cannot be used here; null: it can. */
export const cannotCompile = (): string | null =>
  process.platform !== "linux" ? "needs Linux" : isInstalled("cc") ? null : "needs a C compiler (Debian's gcc)";

/** The library that lets system calls fail or keeps them, compiled. */
export function compileFaults({ folder }: Ground): string {
  const made = join(folder, "faults.so");
  const { status, stderr } = spawnSync("cc", ["-shared", "-fPIC", "-O1", "-o", made, join(ROOT, "test/torture/faults.c"), "-ldl"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`faults.c could not be compiled:\n${stderr}`);
  return made;
}
