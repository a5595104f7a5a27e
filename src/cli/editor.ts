import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fail } from "../app/failure.ts";
import type { Program } from "./program.ts";

/** Opens the person's editor on a text, in a file of that name which only they can read. Resolves to the saved text; throws a `Failure`. */
export async function edited(program: Program, text: string, name: string): Promise<string> {
  const editor = program.env.ITSM_EDITOR || program.env.VISUAL || program.env.EDITOR || "vi";
  const folder = mkdtempSync(join(tmpdir(), "itsm-edit-"));
  const path = join(folder, name);
  try {
    writeFileSync(path, text, { mode: 0o600 });
    chmodSync(path, 0o600);
    const [command = "vi", ...words] = editor.split(" ");
    const { status, error } = spawnSync(command, [...words, path], { stdio: ["inherit", 2, 2] });
    if (error !== undefined || status !== 0) throw fail("failed", "unexpected", { why: `${command}: ${error?.message ?? `exit ${status}`}` });
    return readFileSync(path, "utf8").replace(/\r?\n$/, "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
