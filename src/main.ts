import type { Register } from "./app/ports.ts";
import { type Interrupt, SIGNALS } from "./cli/interrupt.ts";
import { isTerminalGone, processIo, restoreTerminal } from "./cli/process-io.ts";
import type { Surroundings } from "./cli/program.ts";
import { run, type Verbs } from "./cli/run.ts";
import { openSqlite } from "./store/sqlite.ts";
import { isMissing } from "./store/sqlite-open.ts";

/** Where a build lies: the folder of the SQL files, and the native part of better-sqlite3 if it is not beside it. */
export interface Installation {
  readonly migrations: string;
  readonly nativeBinding?: string | undefined;
}

function osUser(): string {
  const { userInfo } = process.getBuiltinModule("node:os");
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the system's list, as in some containers.
    return `uid-${process.getuid?.() ?? 0}`;
  }
}

/** Node sets its terminals back when it exits, and aborts where one has gone; ended by the signal itself it does not. Shells count both the same. */
function endBy(signal: keyof typeof SIGNALS): void {
  // What is to be ended with this run hears of it by this.
  process.emit("exit", SIGNALS[signal]);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/** Runs the command line of this process and ends it. */
export async function main(verbs: Verbs, installation: () => Installation): Promise<void> {
  const io = processIo();
  const open = new Set<Register>();
  const taken = new Set<() => void>();
  for (const signal of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) {
    // Listened to more than once, or inquirer, which listens as well, would take itself for the only one and end the process its way.
    process.on(signal, () => {
      for (const leave of taken) leave();
      restoreTerminal();
      // What was not committed is rolled back by closing; the exit code says which signal it was.
      void Promise.allSettled([...open].map((register) => register.close())).then(() => {
        if (isTerminalGone()) endBy(signal);
        process.exit(SIGNALS[signal] satisfies Interrupt["exit"]);
      });
    });
  }
  const around: Surroundings = {
    argv: process.argv.slice(2),
    env: process.env,
    io,
    milliseconds: Date.now,
    osUser,
    doors: {
      openSqlite: (path, options) => openSqlite(path, { ...installation(), ...options }),
      openServer: async (url, options) =>
        (await import("./store/postgres.ts")).openPostgres(url, { migrations: installation().migrations, env: process.env, osUser: osUser(), ...options }),
      serverLogin: async (url) => (await import("./store/postgres-login.ts")).loginOf(url, { env: process.env, osUser: osUser() }),
      grant: async (url, names) => (await import("./store/postgres-grant.ts")).grant(url, names, { env: process.env, osUser: osUser() }),
      isMissing: async (path, create) => isMissing(path, create),
      alertFormats: async () => (await import("./exchange/alerts/alert-formats.ts")).ALERT_FORMATS,
      readPolicy: async () => (await import("./exchange/policy/read-policy.ts")).readPolicy,
      inlineFiles: async () => (await import("./exchange/policy/inline-files.ts")).inlineFiles,
      writePolicy: async () => (await import("./exchange/policy/write-policy.ts")).writePolicy,
      care: async () => (await import("./care-door.ts")).careDoor(installation().nativeBinding),
      screen: async () => (await import("./cli/watch/terminal-screen.ts")).takeTerminal(io.stdout, taken),
      pause: (milliseconds) => {
        const since = performance.now();
        return new Promise((resolve) => setTimeout(() => resolve(performance.now() - since), milliseconds));
      },
      ask: async (look) => (await import("./cli/ask-inquirer.ts")).askOnTerminal(look),
    },
    opened: (register) => open.add(register),
  };
  process.exitCode = await run(around, verbs);
}
