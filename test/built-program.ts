import { spawn } from "node:child_process";
import { join } from "node:path";

const BIN = join(import.meta.dirname, "../bin/itsm.js");
/** A busy machine may be slow; what hangs, hangs for good. */
const PATIENCE_MILLISECONDS = 60_000;

/** How a run of the built program ended. */
export interface Ended {
  /** Null: ended by a signal. */
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds. */
  readonly took: number;
}

/** What ends a run from outside. */
interface End {
  readonly signal: NodeJS.Signals;
  /** Milliseconds: since the start, or since the error output began so. */
  readonly after: number;
  readonly saying?: string;
}

export type BuiltProgram = (words: readonly string[], around?: { readonly end?: End; readonly stdin?: string }) => Promise<Ended>;

/** The built program as a process of its own, at home in a folder. */
export const builtProgram =
  (folder: string, env: Readonly<Record<string, string>> = {}): BuiltProgram =>
  (words, { end, stdin } = {}) =>
    new Promise((done, failed) => {
      const begun = performance.now();
      const child = spawn(process.execPath, [BIN, ...words], {
        env: { PATH: process.env.PATH, HOME: folder, ITSM_USER: "ayu", ...env },
        cwd: folder,
        stdio: ["pipe", "pipe", "pipe"],
      });
      const alarms = [setTimeout(() => child.kill("SIGKILL"), PATIENCE_MILLISECONDS)];
      const endLater = ({ signal, after }: End): void => void alarms.push(setTimeout(() => child.kill(signal), after));
      const said = { stdout: "", stderr: "" };
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        said.stdout += text;
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        const heard = end?.saying !== undefined && said.stderr.startsWith(end.saying);
        said.stderr += text;
        if (end?.saying !== undefined && !heard && said.stderr.startsWith(end.saying)) endLater(end);
      });
      if (end !== undefined && end.saying === undefined) endLater(end);
      // One that was killed reads no input.
      child.stdin.on("error", () => undefined).end(stdin ?? "");
      child.once("error", failed);
      child.once("close", (code, signal) => {
        for (const alarm of alarms) clearTimeout(alarm);
        done({ code, signal, ...said, took: performance.now() - begun });
      });
    });
