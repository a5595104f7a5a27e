import { fail } from "../app/failure.ts";
import { isHeard } from "./heard.ts";
import type { Program } from "./program.ts";

/** Writes a page; one that is longer than the terminal goes through the person's pager, unless they said `--no-pager`. */
export async function printPage(program: Program, lines: readonly string[]): Promise<void> {
  const { env, io, config, flags } = program;
  const text = lines.map((line) => `${line}\n`).join("");
  // A pager draws the screen anew at every key, so who hears or feels it gets one only by name.
  const command = (env.ITSM_PAGER ?? config.pager ?? (isHeard(program) ? "" : (env.PAGER ?? "less -FRX"))).trim();
  const pages =
    io.stdout.isTerminal &&
    io.stdin.isTerminal &&
    flags["no-pager"] !== true &&
    lines.length >= io.stdout.rows &&
    command !== "" &&
    command !== "cat" &&
    env.TERM !== "dumb";
  if (!pages || !(await paged(command, text))) io.stdout.write(text);
}

/** Runs the pager on the text, its words split at spaces: no shell sees them. False: there is no such program, and nothing was shown. */
function paged(command: string, text: string): Promise<boolean> {
  const [program = "", ...words] = command.split(/\s+/);
  const { spawn } = process.getBuiltinModule("node:child_process");
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ["pipe", "inherit", "inherit"] });
    // Ctrl-C belongs to the pager while it runs.
    const ignore = (): void => undefined;
    process.on("SIGINT", ignore);
    child.once("error", (error: NodeJS.ErrnoException) => {
      process.off("SIGINT", ignore);
      if (error.code === "ENOENT") resolve(false);
      else reject(fail("failed", "pager_broken", { why: error.message }, error));
    });
    child.once("close", () => {
      process.off("SIGINT", ignore);
      resolve(true);
    });
    // Leaving the pager before the end closes the pipe.
    child.stdin.once("error", ignore);
    child.stdin.end(text);
  });
}
