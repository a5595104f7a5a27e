import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Ended } from "../built-program.ts";
import { makeWorld, type World } from "../world.ts";

export const ROOT = resolve(import.meta.dirname, "../..");
/** A busy machine may be slow; what hangs, hangs for good. */
const PATIENCE_MS = 120_000;
/** Many hands on one register take their turns. */
const HANDS_PATIENCE_MS = 900_000;

interface Around {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Killed by SIGKILL after so many milliseconds. */
  readonly killAfter?: number;
}

/** A program that is running. */
export interface Running {
  readonly pid: number;
  /** The whole lines it has written. */
  said(): readonly string[];
  /** When the first line is there, or it has ended. */
  readonly begun: Promise<unknown>;
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

/** Where a case does its harm: a folder of its own, and what is to be taken back when it is over. */
export interface Ground {
  readonly folder: string;
  /** A desk in this process, for looking and for making ready. */
  readonly world: World;
  /** Starts the built program. */
  program(words: readonly string[], around?: Around): Running;
  /** Runs the built program to its end. */
  itsm(words: readonly string[], around?: Around): Promise<Ended>;
  /** Starts `hand.ts`, which works by the program's verbs in one process. */
  hand(words: readonly string[], env?: Readonly<Record<string, string>>): Running;
  /** A path in the folder where nothing is. */
  fresh(name: string): string;
  /** The same with a copy of a register that nobody has open. */
  copy(register: string, name: string): string;
  /** Remembers how to take something back; the latest first. */
  atEnd(undo: () => void): void;
}

const SUFFIXES = ["", "-wal", "-shm"];

function running(child: ChildProcess, stdin: string | undefined, killAfter = PATIENCE_MS): Running {
  const since = performance.now();
  const said = { stdout: "", stderr: "" };
  let begin: (value?: unknown) => void = () => undefined;
  const begun = new Promise((done) => {
    begin = done;
  });
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    said.stdout += text;
    if (said.stdout.includes("\n")) begin();
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said.stderr += text;
  });
  // One that was killed reads no input.
  child.stdin?.on("error", () => undefined).end(stdin ?? "");
  const ended = new Promise<Ended>((done, failed) => {
    const alarm = setTimeout(() => child.kill("SIGKILL"), killAfter);
    child.once("error", failed);
    child.once("close", (code, signal) => {
      clearTimeout(alarm);
      begin();
      done({ code, signal, ...said, took: performance.now() - since });
    });
  });
  return { pid: child.pid ?? 0, said: () => said.stdout.split("\n").slice(0, -1), begun, ended, kill: (signal) => child.kill(signal) };
}

/** Makes a ground; `end` ends what was started there and takes everything back, also after a failure. */
export function makeGround(): Ground & { readonly end: () => Promise<void> } {
  if (!existsSync(join(ROOT, "dist/all.cjs"))) throw new Error("the program is not built: npm run build");
  const folder = mkdtempSync(join(tmpdir(), "itsm-torture-"));
  // Below node_modules, so that the packages it leaves out are found from there.
  const below = join(ROOT, "node_modules/.cache/itsm-torture", `${process.pid}-${folder.split("-").at(-1)}`);
  const started = new Set<Running>();
  const undoes: (() => void)[] = [];
  const world = makeWorld();
  const env = { PATH: process.env.PATH ?? "", HOME: folder, TMPDIR: folder, ITSM_USER: "ayu", ITSM_TZ: "Asia/Jakarta", LANG: "C.UTF-8" };
  let bundled: string | null = null;

  const start = (words: readonly string[], { stdin, env: more, killAfter }: Around): Running => {
    const child = running(spawn(process.execPath, words, { cwd: folder, env: { ...env, ...more } }), stdin, killAfter);
    started.add(child);
    child.ended.then(
      () => started.delete(child),
      () => started.delete(child),
    );
    return child;
  };
  const bundle = (): string => {
    mkdirSync(below, { recursive: true });
    const outfile = join(below, "hand.mjs");
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, "test/torture/bundle.mjs"), "hand.ts", outfile], { encoding: "utf8" });
    if (status !== 0) throw new Error(`hand.ts could not be bundled:\n${stderr}`);
    return outfile;
  };
  const fresh = (name: string): string => {
    const path = join(folder, name);
    for (const suffix of SUFFIXES) rmSync(path + suffix, { force: true });
    return path;
  };
  const program = (words: readonly string[], around: Around = {}): Running => start([join(ROOT, "bin/itsm.js"), ...words], around);
  return {
    folder,
    world,
    program,
    itsm: (words, around) => program(words, around).ended,
    hand(words, more = {}) {
      bundled ??= bundle();
      return start([bundled, ...words], { env: more, killAfter: HANDS_PATIENCE_MS });
    },
    fresh,
    copy(register, name) {
      const path = fresh(name);
      copyFileSync(register, path);
      return path;
    },
    atEnd: (undo) => void undoes.push(undo),
    async end() {
      for (const child of started) child.kill("SIGKILL");
      await Promise.allSettled([...started].map(({ ended }) => ended));
      for (const undo of undoes.reverse()) undo();
      world.remove();
      for (const place of [folder, below]) rmSync(place, { recursive: true, force: true });
    },
  };
}
