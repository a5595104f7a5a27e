import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/** How a program of a test ended. */
export interface Ended {
  /** Null: it hung, and was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How one ended that was typed at. */
export interface Typed extends Ended {
  /** How much of stdout had been shown when each key was typed. */
  readonly typedAt: readonly number[];
}

interface Around {
  /** Left out: there is none, as under `</dev/null`. */
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder somebody new works in, with the built program first in the path and a clock that stands still. */
export interface Home {
  readonly folder: string;
  readonly register: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs a script by a shell. */
  shell(shell: string, script: string, around?: Around): Promise<Ended>;
  /** Runs a script by bash on a terminal of its own, 80 columns wide unless said otherwise, and types as `keys` says. */
  terminal(script: string, keys?: readonly Key[], size?: TerminalSize): Promise<Typed>;
  remove(): void;
}

interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
  /** How long after what is awaited a key is typed, in milliseconds: a program that reads lines draws its question before it listens. */
  readonly pause?: number;
}

/** What is typed, once what is awaited has been shown since the last key. */
export interface Key {
  readonly after: string;
  /** A function: what is done then instead. */
  readonly type: string | (() => void);
}

/** Tuesday, 09:41:05 in Jakarta. */
export const TUESDAY = "2026-11-24T02:41:05Z";
/** A busy machine may be slow; what hangs, hangs for good. */
const PATIENCE_MS = 60_000;

export const isInstalled = (program: string): boolean => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

/** Only util-linux's knows how to give a command a terminal and hand on its exit code. */
export const hasTerminals = (): boolean => spawnSync("script", ["--version"]).stdout?.toString().includes("util-linux") === true;

export function makeHome(): Home {
  if (!existsSync(join(ROOT, "dist/all.cjs"))) throw new Error("the program is not built: npm run build");
  const folder = mkdtempSync(join(tmpdir(), "itsm-home-"));
  mkdirSync(join(folder, "bin"));
  symlinkSync(join(ROOT, "bin/itsm.js"), join(folder, "bin/itsm"));
  const env = {
    HOME: folder,
    PATH: `${join(folder, "bin")}:${process.env.PATH ?? ""}`,
    LANG: "C.UTF-8",
    TERM: "xterm",
    NO_COLOR: "1",
    ITSM_NOW: TUESDAY,
    ITSM_USER: "ayu",
    ITSM_TZ: "Asia/Jakarta",
  };
  return {
    folder,
    register: join(folder, ".local/share/itsm/itsm.db"),
    env,
    shell: (shell, script, around = {}) =>
      ended(shell, [...(shell === "bash" ? ["--norc"] : []), "-c", script], { ...env, ...around.env }, folder, around.stdin),
    terminal(script, keys = [], { columns, rows, pause = 150 } = { columns: 80, rows: 200 }) {
      const command = `stty cols ${columns} rows ${rows}; ${script}`;
      return ended("script", ["-qec", command, "/dev/null"], { ...env, SHELL: "/bin/bash" }, folder, undefined, keys, pause);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The same with a copy of a register that a test has made. */
export function homeWith(register: string): Home {
  const home = makeHome();
  mkdirSync(join(home.register, ".."), { recursive: true });
  copyFileSync(register, home.register);
  return home;
}

function ended(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  folder: string,
  stdin?: string,
  keys?: readonly Key[],
  pause?: number,
): Promise<Typed> {
  return new Promise((done, failed) => {
    const child = spawn(program, words, {
      cwd: folder,
      env: { ...env },
      stdio: [stdin === undefined && keys === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      detached: true,
    });
    const shown = { stdout: "", stderr: "" };
    const left = [...(keys ?? [])];
    const typedAt: number[] = [];
    let seen = 0;
    const type = (): void => {
      const [next] = left;
      if (next === undefined) return;
      const at = shown.stdout.indexOf(next.after, seen);
      if (at === -1) return;
      seen = at + next.after.length;
      left.shift();
      setTimeout(() => {
        typedAt.push(shown.stdout.length);
        if (typeof next.type === "string") child.stdin?.write(next.type);
        else next.type();
      }, pause);
    };
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      shown.stdout += text;
      type();
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      shown.stderr += text;
    });
    // What does not read its input is no fault of the test's.
    child.stdin?.on("error", () => undefined);
    if (stdin !== undefined) child.stdin?.end(stdin);
    let hung = false;
    const alarm = setTimeout(() => {
      hung = true;
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, PATIENCE_MS);
    child.once("error", failed);
    child.once("close", (code) => {
      clearTimeout(alarm);
      done({ code: hung ? null : code, ...shown, ...(keys !== undefined && { typedAt }) } as Typed);
    });
  });
}
