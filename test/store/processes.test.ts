import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../src/app/failure.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { log, MIGRATIONS, OPTIONS, READING, refold, WAIT } from "./desk.ts";
import { folders } from "./folder.ts";

const folder = folders();
let place = "";

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), "itsm-writer-"));
  await build({
    entryPoints: [`${import.meta.dirname}/writer.ts`],
    outfile: join(place, "writer.cjs"),
    bundle: true,
    platform: "node",
    external: ["better-sqlite3"],
    logLevel: "silent",
    define: { "import.meta.dirname": '""' },
  });
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  readonly out: () => readonly number[];
  readonly done: Promise<{ readonly code: number | null; readonly err: string }>;
}

function writer(path: string, many: number): Run {
  const child = spawn(process.execPath, [join(place, "writer.cjs"), path, MIGRATIONS, `${many}`], {
    env: { ...process.env, NODE_PATH: `${import.meta.dirname}/../../node_modules` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout?.on("data", (data: Buffer) => (out += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (err += data.toString()));
  const done = new Promise<{ code: number | null; err: string }>((resolve) => child.on("close", (code) => resolve({ code, err })));
  return { child, out: () => out.split("\n").slice(0, -1).map(Number), done };
}

async function faults(path: string): Promise<{ readonly faults: readonly Problem[]; readonly tickets: number }> {
  const register = await openSqlite(path, READING);
  const found: Problem[] = [];
  const { tickets } = await register.verify({ refold, against: null, progress: () => undefined }, (fault) => found.push(fault));
  await register.close();
  return { faults: found, tickets };
}

describe("several processes on one file", () => {
  it("all make it at once, and each gets its own numbers", async () => {
    const path = join(folder(), "itsm.db");
    const writers = Array.from({ length: 8 }, () => writer(path, 15));
    for (const { done } of writers) expect(await done).toEqual({ code: 0, err: "" });
    const numbers = writers.flatMap(({ out }) => out()).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
    expect(await faults(path)).toEqual({ faults: [], tickets: 120 });
  });

  it("killed at any moment, none loses what it said was done", async () => {
    const path = join(folder(), "itsm.db");
    const said: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      const { child, out, done } = writer(path, 10_000);
      await new Promise((resolve) => setTimeout(resolve, 60 + Math.random() * 250));
      child.kill("SIGKILL");
      await done;
      said.push(...out());
    }
    const last = await writer(path, 1).done;
    expect(last).toEqual({ code: 0, err: "" });
    const { faults: found, tickets } = await faults(path);
    expect(found).toEqual([]);
    expect(new Set(said).size).toBe(said.length);
    expect(tickets).toBeGreaterThanOrEqual(said.length + 1);
  });

  it("a writer waits for another one, says so after a second, and gives up in time", async () => {
    const path = join(folder(), "itsm.db");
    const one = await openSqlite(path, OPTIONS);
    const other = await openSqlite(path, OPTIONS);
    let told = 0;
    let release: () => void = () => undefined;
    const held = one.write(
      (tx) =>
        new Promise<number>((resolve) => {
          release = () => resolve(log(tx));
        }),
      WAIT,
    );
    const started = performance.now();
    await expect(other.write((tx) => log(tx), { timeoutSeconds: 0, onWait: () => undefined })).rejects.toMatchObject({
      code: "unavailable",
      problems: [{ key: "register_locked" }],
    });
    expect(performance.now() - started).toBeLessThan(500);
    await expect(other.write((tx) => log(tx), { timeoutSeconds: 1.5, onWait: () => (told += 1) })).rejects.toMatchObject({ code: "unavailable" });
    expect(told).toBe(1);
    const waiting = other.write((tx) => log(tx), WAIT);
    setTimeout(() => release(), 300);
    expect(await held).toBe(1);
    expect(await waiting).toBe(2);
    await one.close();
    await other.close();
  });

  it("a read needs no lock while somebody writes", async () => {
    const path = join(folder(), "itsm.db");
    const one = await openSqlite(path, OPTIONS);
    await one.write(async (tx) => {
      await log(tx);
      const other = await openSqlite(path, READING);
      expect(await other.tickets([1])).toEqual([]);
      await other.close();
    }, WAIT);
    await one.close();
    expect(statSync(path).size).toBeGreaterThan(4096);
  });
});
