import { closeSync, copyFileSync, fsyncSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cached, type RegisterSize, sizeOf } from "./generate.ts";
import type { Run } from "./measure.ts";
import { type BenchServer, startServer } from "./server-stage.ts";

const MIGRATIONS = "migrations";

/** What the rows are measured with: how large, how often, and where. */
export interface Stage {
  readonly quick: boolean;
  readonly folder: string;
  /** How many tickets the largest registers hold, and how many pairs of runs are taken. */
  readonly million: number;
  readonly huge: number;
  readonly starts: number;
  readonly works: number;
  /** The path of the register of a size; not to be written. */
  register(size: number | RegisterSize): Promise<string>;
  /** A path of that name whose file is a fresh copy of a register each time `renew` is called. */
  copy(register: string, name: string): { readonly path: string; readonly renew: () => void };
  /** A PostgreSQL server for this run; null: this machine has none. */
  server(): Promise<BenchServer | null>;
  itsm(words: readonly string[], more?: Omit<Run, "command">): Run;
  /** The floor under every start: an empty Node, in the same environment. */
  readonly empty: Run;
}

const remove = (path: string): void => {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
};

export function stageOf({ quick, large }: { readonly quick: boolean; readonly large: boolean }): Stage & { readonly end: () => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), "itsm-bench-run-"));
  // No settings of the person who runs this; what belongs to the terminal and the machine stays, Node's own among it:
  // what they cost (certificates to be read, a module to be loaded first) is part of the floor of every program here.
  const ofNode = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("NODE_")));
  const env = { ...ofNode, PATH: process.env.PATH, TERM: "xterm", HOME: folder, ITSM_USER: "bench", LANG: "C.UTF-8", TZ: process.env.TZ ?? "UTC" };
  const register: Stage["register"] = (size) => {
    const wanted = typeof size === "number" ? sizeOf(size) : size;
    const begun = performance.now();
    const tell = (done: number): void => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${wanted.tickets} tickets generated, ${Math.round((performance.now() - begun) / 1000)} s `);
    };
    return cached(wanted, { migrations: MIGRATIONS, tell });
  };
  let server: Promise<BenchServer | null> | null = null;
  return {
    quick,
    folder,
    million: quick ? 10_000 : 1_000_000,
    huge: large ? 5_000_000 : quick ? 10_000 : 100_000,
    starts: quick ? 9 : 31,
    works: quick ? 3 : 7,
    register,
    server() {
      server ??= startServer(register);
      return server;
    },
    copy(register, name) {
      const path = join(folder, `${name}.db`);
      return {
        path,
        renew() {
          remove(path);
          copyFileSync(register, path);
          // On disk before any time begins.
          const file = openSync(path, "r+");
          fsyncSync(file);
          closeSync(file);
        },
      };
    },
    itsm: (words, more = {}) => ({ command: [process.execPath, "bin/itsm.js", ...words], env: { ...env, ...more.env }, ...more }),
    empty: { command: [process.execPath, "-e", "0"], env },
    async end() {
      await (await server)?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
