import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generate } from "../bench/generate.ts";
import { builtProgram, type Ended } from "../built-program.ts";

const ROOT = join(import.meta.dirname, "../..");
const BIN = join(ROOT, "bin/itsm.js");

const folder = mkdtempSync(join(tmpdir(), "itsm-care-"));
const at = (name: string): string => join(folder, name);
const whole = at("whole.db");
let head = "";

const run = builtProgram(folder);
/** Runs the built program, and ends it by a signal after so many milliseconds. */
const itsm = (words: readonly string[], after: number | null = null, signal: NodeJS.Signals = "SIGKILL"): Promise<Ended> =>
  run(words, after === null ? {} : { end: { signal, after } });

const headOf = async (db: string): Promise<string> => (await itsm(["audit", "head", "--db", db])).stdout.trim();
const parts = (): readonly string[] => readdirSync(folder).filter((name) => name.includes(".part-"));

function copied(name: string): string {
  for (const file of readdirSync(folder)) if (file.startsWith(name)) rmSync(at(file));
  copyFileSync(whole, at(name));
  return at(name);
}

beforeAll(async () => {
  await generate(whole, { tickets: 1500, open: 500, high: 40 }, { migrations: join(ROOT, "migrations") });
  head = await headOf(whole);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("backs up under load: every backup is whole and holds what was acknowledged before it began", async () => {
  const db = copied("busy.db");
  const acknowledged: number[] = [];
  let over = false;
  const writer = async (name: string): Promise<void> => {
    while (!over) {
      const { code, stdout } = await itsm(["log", `Ticket of ${name}`, "-q", "--db", db]);
      expect(code).toBe(0);
      acknowledged.push(Number(stdout.trim().replace("INC-", "")));
    }
  };
  const writers = [writer("ayu"), writer("budi")];
  try {
    for (let i = 0; i < 4; i += 1) {
      const before = Math.max(0, ...acknowledged);
      const { code, stdout, stderr } = await itsm(["db", "backup", at(`busy-${i}.bak`), "--json", "--db", db]);
      expect({ code, stderr: stderr.includes("error") }).toEqual({ code: 0, stderr: false });
      expect(JSON.parse(stdout).tickets).toBeGreaterThanOrEqual(before);
      expect((await itsm(["db", "check", "--db", at(`busy-${i}.bak`)])).code).toBe(0);
    }
  } finally {
    over = true;
    await Promise.all(writers);
  }
  expect(acknowledged.length).toBeGreaterThan(2);
  expect((await itsm(["audit", "verify", "--db", at("busy-3.bak")])).code).toBe(0);
}, 120_000);

it("leaves no backup under its name, or a whole one, when it is killed at any moment", async () => {
  const { took } = await itsm(["db", "backup", at("k.bak"), "--db", whole]);
  for (let i = 0; i < 5; i += 1) {
    rmSync(at("k.bak"), { force: true });
    await itsm(["db", "backup", at("k.bak"), "--db", whole], took * (0.3 + 0.15 * (i + Math.random())));
    if (existsSync(at("k.bak"))) expect(await headOf(at("k.bak"))).toBe(head);
  }
  expect((await itsm(["db", "backup", at("k.bak"), "--yes", "--db", whole])).code).toBe(0);
  expect(parts()).toEqual([]);
  const stopped = await itsm(["db", "backup", at("t.bak"), "--db", whole], took * 0.7, "SIGTERM");
  // On a busy machine the signal may come before the program listens, and then ends it by itself.
  expect([0, 143, "SIGTERM"]).toContain(stopped.code ?? stopped.signal);
  expect(parts()).toEqual([]);
}, 60_000);

it("leaves the old register or the new one when a restore is killed at any moment", async () => {
  const db = copied("r.db");
  const backup = at("r.bak");
  expect((await itsm(["db", "backup", backup, "--yes", "--db", db])).code).toBe(0);
  expect((await itsm(["log", "Later", "--db", db])).code).toBe(0);
  const after = await headOf(db);
  const restore = (killAfter: number | null = null): Promise<Ended> => itsm(["db", "restore", backup, "--confirm", "bench", "--db", db], killAfter);
  const first = await restore();
  expect(first).toMatchObject({ code: 0 });
  expect(await headOf(db)).toBe(head);
  const seen = new Set<string>();
  for (let i = 0; i < 6; i += 1) {
    const newest = readdirSync(folder).find((name) => name.startsWith("r.db.replaced-") && !name.includes("-wal"));
    for (const file of readdirSync(folder)) if (file.startsWith("r.db") && file !== newest) rmSync(at(file));
    copyFileSync(at(newest as string), db);
    await restore(first.took * (0.35 + 0.13 * (i + Math.random())));
    const now = await headOf(db);
    expect([head, after]).toContain(now);
    seen.add(now);
    expect((await itsm(["db", "check", "--db", db])).code).toBe(0);
    for (const file of readdirSync(folder)) if (file.startsWith("r.db.replaced-") && file !== newest) rmSync(at(file));
  }
  expect(seen.size).toBeGreaterThan(0);
  expect((await itsm(["audit", "verify", "--db", db])).code).toBe(0);
}, 90_000);

it("imports a bundle whole or not at all when it is killed at any moment, and again after that", async () => {
  expect((await itsm(["export", "--bundle", at("b.jsonl"), "--db", whole])).code).toBe(0);
  const fill = (db: string, killAfter: number | null = null): Promise<Ended> => itsm(["import", "--bundle", at("b.jsonl"), "--db", db], killAfter);
  const { code, took } = await fill(at("i.db"));
  expect([code, await headOf(at("i.db"))]).toEqual([0, head]);
  for (let i = 0; i < 4; i += 1) {
    for (const suffix of ["", "-wal", "-shm"]) rmSync(at(`i.db${suffix}`), { force: true });
    await fill(at("i.db"), took * (0.3 + 0.2 * (i + Math.random())));
    if (existsSync(at("i.db")) && statSync(at("i.db")).size > 0) {
      const { operations } = JSON.parse((await itsm(["db", "info", "--json", "--db", at("i.db")])).stdout);
      expect([0, Number(/\d+/.exec(head)?.[0])]).toContain(operations);
    }
    if ((await headOf(at("i.db"))) !== head) expect((await fill(at("i.db"))).code).toBe(0);
    expect(await headOf(at("i.db"))).toBe(head);
  }
}, 90_000);

it("ends an export quietly when its reader has seen enough, under any umask", async () => {
  const script = `umask 000; node "$1" export --db "$2" | head -1; echo "\${PIPESTATUS[0]}"; node "$1" export --csv --db "$2" --out x.csv -q; stat -c %a x.csv`;
  const child = spawn("bash", ["-c", script, "bash", BIN, whole], { cwd: folder, env: { PATH: process.env.PATH, HOME: folder } });
  let [out, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  await new Promise((done) => child.once("close", done));
  expect(out.trimEnd().split("\n").slice(1)).toEqual(["0", at("x.csv"), "600"]);
  expect(errors).toBe("");
}, 30_000);
