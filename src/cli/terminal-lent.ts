import { Interrupt, type SIGNALS } from "./interrupt.ts";
import type { Program } from "./program.ts";

/** How a program ended that had the terminal. `error`: it could not be started. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly error: Error | null;
}

type Signal = keyof typeof SIGNALS;

/** So long a program that was told to end may take to do it. */
const GRACE_MS = 1500;
/** Out of the alternate screen, the cursor visible. */
const PLAIN_SCREEN = "\u001b[?1049l\u001b[?25h";

const childProcess = (): typeof import("node:child_process") => process.getBuiltinModule("node:child_process");

/** The settings of the terminal, or what they are set to; null: there is no terminal, or no `stty`. */
function stty(...words: readonly string[]): string | null {
  const { status, stdout } = childProcess().spawnSync("stty", words, { stdio: [0, "pipe", "ignore"], encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

/** Whoever listens to a signal is put aside until `back`. */
function instead(signal: Signal, listener: () => void): { readonly back: () => void } {
  const others = process.rawListeners(signal) as (() => void)[];
  process.removeAllListeners(signal);
  process.on(signal, listener);
  return {
    back() {
      process.off(signal, listener);
      for (const other of others) process.on(signal, other);
    },
  };
}

/** Nothing here may read the keys meant for the other program. */
function releaseStdin(): void {
  if (process.stdin.isTTY !== true) return;
  if (process.stdin.isRaw) process.stdin.setRawMode(false);
  process.stdin.pause();
}

/**
 * Lends the terminal to an editor until it ends. Its words are given as they are, no shell sees them. Ctrl-C is its own;
 * a signal that ends this program ends the editor first, and then rejects with an `Interrupt`. The terminal is as before
 * afterwards.
 */
export async function editing({ io, env }: Program, words: readonly string[], path: string): Promise<Ended> {
  releaseStdin();
  const settings = stty("-g");
  const [editor = "", ...more] = words;
  const { spawn } = childProcess();
  let told: Signal | null = null;
  const aside: { readonly back: () => void }[] = [];
  const ended = await new Promise<Ended>((resolve) => {
    // Where our output is a pipe, the messages go to the terminal.
    const child = spawn(editor, [...more, path], { stdio: [0, io.stdout.isTerminal ? 1 : 2, 2], env: { ...process.env, ...env } });
    const end = (signal: Signal) => (): void => {
      told = signal;
      child.kill(signal);
      setTimeout(() => child.kill("SIGKILL"), GRACE_MS).unref();
    };
    aside.push(
      instead("SIGINT", () => undefined),
      instead("SIGTERM", end("SIGTERM")),
      instead("SIGHUP", end("SIGHUP")),
    );
    child.once("error", (error) => resolve({ code: null, signal: null, error }));
    child.once("exit", (code, signal) => resolve({ code, signal, error: null }));
  });
  for (const each of aside) each.back();
  if (settings !== null) stty(settings);
  if (ended.signal !== null && io.stderr.isTerminal && env.TERM !== "dumb") io.stderr.write(PLAIN_SCREEN);
  // It was meant for this program.
  if (told !== null) throw new Interrupt(told);
  return ended;
}
