import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fail } from "../../app/failure.ts";
import { idOf } from "../../domain/ticket/number.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import { cleanLine } from "../../render/clean.ts";
import type { Look } from "../../render/field.ts";
import { TICKET_FIELDS } from "../../render/fields/ticket.ts";
import { objectWriter } from "../../render/json.ts";
import { WATCH_WORDS } from "../../words/watch.en.ts";
import type { Environment } from "../program.ts";

const AT_ONCE = 4;
const WAITING = 100;
const LONGEST_SECONDS = 30;
/** How long a run that ends waits for those it has started. */
const FAREWELL_MILLISECONDS = 2000;

/** Runs a program for tickets that are new. */
export interface Callouts {
  /** Soon, or not at all where too many wait. */
  call(rows: readonly TicketRow[], look: Look): void;
  /** Lets those that run come to their end for a moment, then ends them. */
  end(): Promise<void>;
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The file of a program, as a shell finds it; a `usage` failure where there is none. */
export function programFile(name: string, env: Environment): string {
  const places = name.includes("/") ? [name] : (env.PATH ?? "").split(delimiter).map((folder) => join(folder || ".", name));
  const file = name.trim() === "" ? undefined : places.find(isRunnable);
  if (file === undefined) throw fail("usage", "on_new_missing", { program: name });
  return file;
}

/** `tell` hears of each that fails, in a sentence. */
export function calloutsOf(name: string, file: string, env: Environment, tell: (said: string) => void): Callouts {
  const write = objectWriter(TICKET_FIELDS);
  const waiting: { readonly id: string; readonly ticket: string }[] = [];
  /** How each that runs is ended. */
  const running = new Map<string, () => void>();
  let idle: (() => void) | null = null;
  const words = WATCH_WORDS.programs;

  function start({ id, ticket }: (typeof waiting)[number]): void {
    // A group of its own has no terminal to write to, and what it starts can be ended with it.
    const child = spawn(file, [id], { stdio: ["pipe", "ignore", "ignore"], detached: true, env: { ...env } });
    let late = false;
    const kill = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended meanwhile.
      }
    };
    const alarm = setTimeout(() => {
      late = true;
      kill();
    }, LONGEST_SECONDS * 1000);
    const over = (how: string | null): void => {
      clearTimeout(alarm);
      if (!running.delete(id)) return;
      if (how !== null) tell(cleanLine(words.failed(id, name, how)));
      const next = waiting.shift();
      if (next !== undefined) start(next);
      else if (running.size === 0) idle?.();
    };
    running.set(id, kill);
    child.once("error", (error: NodeJS.ErrnoException) => over(error.code ?? error.message));
    child.once("exit", (code, signal) =>
      over(late ? words.late(LONGEST_SECONDS) : signal !== null ? words.killed(signal) : code === 0 ? null : words.ended(code ?? 1)),
    );
    child.stdin.once("error", () => undefined);
    child.stdin.end(`${ticket}\n`);
  }

  const killAll = (): void => {
    waiting.length = 0;
    for (const kill of running.values()) kill();
  };
  process.once("exit", killAll);

  return {
    call(rows, look) {
      let left = 0;
      for (const row of rows) {
        const one = { id: idOf(row), ticket: write(row, look) };
        if (running.has(one.id)) continue;
        if (running.size < AT_ONCE) start(one);
        else if (waiting.length < WAITING) waiting.push(one);
        else left += 1;
      }
      if (left > 0) tell(cleanLine(words.many(left, name)));
    },
    async end() {
      if (running.size > 0)
        await Promise.race([
          new Promise<void>((resolve) => {
            idle = resolve;
          }),
          new Promise<void>((resolve) => setTimeout(resolve, FAREWELL_MILLISECONDS).unref()),
        ]);
      killAll();
      process.off("exit", killAll);
    },
  };
}
