import { BELL, ENTER, LEAVE, repaint } from "../../render/watch/repaint.ts";
import type { Output } from "../io.ts";
import { isTerminalGone } from "../process-io.ts";
import { type Key, keysIn } from "./keys.ts";
import type { Happening, Screen } from "./screen.ts";

/** After so long a lone Escape is the key, and no sequence that a slow line has cut in two. */
const ESCAPE_MILLISECONDS = 50;
/** A hang-up closes the input and comes as a signal, which is what a run ends by. */
const SIGNAL_MILLISECONDS = 300;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Of a longer paste the middle is dropped; no line takes as much. */
const LONGEST_PASTE = 100_000;

type Without<T> = T extends unknown ? Omit<T, "passed"> : never;

/**
 * Takes this process's terminal over. `taken` is told how to give it back, for a signal that ends the run. Ctrl-C and
 * Ctrl-Z do here what they do anywhere; a stopped program gives the terminal back, and takes it again when it goes on.
 */
export function takeTerminal(output: Output, taken: Set<() => void>): Screen {
  const { stdin } = process;
  let shown: readonly string[] | null = null;
  let here = false;
  let over = false;
  let ended = false;
  let rest = "";
  let loneEscape: NodeJS.Timeout | undefined;
  const waiting: Without<Happening>[] = [];
  let wake: (() => void) | null = null;

  const happened = (happening: Without<Happening>): void => {
    waiting.push(happening);
    wake?.();
  };

  /** What a terminal that has gone cannot take is lost; its end is told by the input. */
  const send = (text: string): void => {
    try {
      output.write(text);
      output.flush();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EIO") throw error;
      ended = true;
      happened({ kind: "end" });
    }
  };

  const setRaw = (raw: boolean): void => {
    try {
      stdin.setRawMode(raw);
    } catch {
      // The terminal has gone.
    }
  };

  function enter(): void {
    if (over) return;
    // Whoever had the terminal meanwhile may have set it otherwise, which is not seen from here.
    setRaw(false);
    setRaw(true);
    here = true;
    shown = null;
    send(ENTER);
    happened({ kind: "size" });
  }

  function giveBack(): void {
    if (!here) return;
    here = false;
    send(LEAVE);
    setRaw(false);
  }

  function stop(): void {
    giveBack();
    process.off("SIGTSTP", stop);
    process.kill(0, "SIGTSTP");
    // Where nobody could let it go on, the system does not stop it.
    setTimeout(goOn, 100);
  }

  function goOn(): void {
    if (over) return;
    process.off("SIGTSTP", stop);
    process.on("SIGTSTP", stop);
    if (!here) enter();
  }

  /** Somebody stopped it without asking, and the terminal was used by others. */
  function continued(): void {
    if (here) giveBack();
    goOn();
  }

  function leave(): void {
    if (over) return;
    over = true;
    clearTimeout(loneEscape);
    giveBack();
    taken.delete(leave);
    process.off("exit", leave);
    process.off("SIGTSTP", stop);
    process.off("SIGCONT", continued);
    process.stdout.off("resize", resized);
    stdin.off("data", read);
    stdin.off("end", end);
    stdin.off("error", end);
    stdin.pause();
    stdin.unref();
  }

  function resized(): void {
    shown = null;
    happened({ kind: "size" });
  }

  function end(): void {
    ended = true;
    happened({ kind: "end" });
  }

  /** The keys that concern the terminal are dealt with here. */
  function isOurs(key: Key): boolean {
    if (key.kind !== "ctrl") return false;
    if (key.letter === "c") process.kill(process.pid, "SIGINT");
    else if (key.letter === "z") stop();
    else if (key.letter === "l") resized();
    else return false;
    return true;
  }

  function take(text: string, whole: boolean): void {
    const found = keysIn(text, whole);
    rest = found.rest;
    const keys = found.keys.filter((key) => !isOurs(key));
    if (keys.length > 0) happened({ kind: "keys", keys });
  }

  function read(text: string): void {
    clearTimeout(loneEscape);
    // Ctrl-C is heard also where a paste never comes to its end.
    if (text === "\u0003") rest = "";
    take(rest + text, false);
    if (rest.length > LONGEST_PASTE) rest = rest.slice(0, LONGEST_PASTE) + rest.slice(-8);
    if (rest !== "" && rest.length < 4) loneEscape = setTimeout(() => take(rest, true), ESCAPE_MILLISECONDS);
  }

  stdin.setEncoding("utf8");
  stdin.on("data", read);
  stdin.on("end", end);
  stdin.on("error", end);
  process.on("exit", leave);
  process.on("SIGTSTP", stop);
  process.on("SIGCONT", continued);
  process.stdout.on("resize", resized);
  taken.add(leave);
  enter();
  stdin.resume();

  return {
    get columns() {
      return output.columns;
    },
    get rows() {
      return output.rows;
    },
    show(lines, cursor) {
      if (!here || ended) return;
      const text = repaint(shown, lines, cursor);
      shown = lines;
      send(text);
    },
    ring: () => {
      if (here && !ended) send(BELL);
    },
    async next(milliseconds) {
      const since = performance.now();
      if (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          const alarm = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(alarm);
            resolve();
          };
        });
        wake = null;
      }
      const happening = waiting.shift() ?? { kind: "time" as const };
      if (happening.kind === "end") {
        await pause(SIGNAL_MILLISECONDS);
        if (isTerminalGone()) {
          process.kill(process.pid, "SIGHUP");
          await pause(SIGNAL_MILLISECONDS);
        }
      }
      return { ...happening, passed: performance.now() - since } as Happening;
    },
    leave,
  };
}
