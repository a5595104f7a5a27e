import { fstatSync, writeSync } from "node:fs";
import type { Input, Io, Output } from "./io.ts";

/** As much as a pipe takes at once. */
const CHUNK = 65_536;

/** On Linux the devices of this major number are memory: null, zero, full and random. */
const MEMORY_DEVICES = 1;

/** Only some character devices can be a terminal. */
function isDevice(descriptor: 0 | 1 | 2): boolean {
  try {
    const stat = fstatSync(descriptor);
    return stat.isCharacterDevice() && !(process.platform === "linux" && stat.rdev >> 8 === MEMORY_DEVICES);
  } catch {
    return false;
  }
}

/** `tty`, which brings all of `net` along, is loaded for few streams. */
const isTerminal = (descriptor: 0 | 1 | 2): boolean => isDevice(descriptor) && process.getBuiltinModule("node:tty").isatty(descriptor);

/** Whether a terminal this process was given is there no more: it was closed, or its line was cut. */
export const isTerminalGone = (): boolean => ([0, 1, 2] as const).some((descriptor) => isDevice(descriptor) && !isTerminal(descriptor));

/** Everything, however slowly the reader takes it: a pipe that somebody made non-blocking says EAGAIN until it has room. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  let from = 0;
  while (from < bytes.length) {
    try {
      from += writeSync(descriptor, bytes, from, Math.min(CHUNK, bytes.length - from));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/**
 * A stream of the process. It is written synchronously: what `write` and `flush` have returned from has been handed to
 * the system, so the process may end at any time after.
 */
function output(descriptor: 1 | 2): Output {
  let held = "";
  let known: boolean | null = null;
  const size = (): { columns?: number; rows?: number } => (terminal() ? (descriptor === 1 ? process.stdout : process.stderr) : {});
  const terminal = (): boolean => {
    known ??= isTerminal(descriptor);
    return known;
  };
  const flush = (): void => {
    const text = held;
    held = "";
    if (text !== "") writeAll(descriptor, text);
  };
  return {
    get isTerminal() {
      return terminal();
    },
    get columns() {
      return size().columns || Number(process.env.COLUMNS) || 80;
    },
    get rows() {
      return size().rows || Number(process.env.LINES) || 24;
    },
    write(text) {
      held += text;
      if (descriptor === 2 || held.length >= CHUNK) flush();
    },
    flush,
  };
}

const input: Input = {
  get isTerminal() {
    return isTerminal(0);
  },
  // Read asynchronously, so that a signal is heard while nothing comes.
  chunks: () => process.stdin as AsyncIterable<Uint8Array>,
};

/** Shows the cursor, leaves what was drawn below it, and takes pastes as typed again. */
const RESTORED = "\u001b[?25h\u001b[?2004l\u001b[J\r\n";

/** Gives a terminal back as it was before a question, for a run that ends in the middle of one. */
export function restoreTerminal(): void {
  if (!isTerminal(0) || !process.stdin.isRaw) return;
  try {
    process.stdin.setRawMode(false);
    if (isTerminal(2)) writeAll(2, RESTORED);
  } catch {
    // The terminal itself has gone.
  }
}

/** The three streams of this process. */
export const processIo = (): Io => ({ stdin: input, stdout: output(1), stderr: output(2) });
