import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generate } from "../bench/generate.ts";

const ROOT = join(import.meta.dirname, "../..");
const BIN = join(ROOT, "bin/itsm.js");
const CLOSING = 2000;

const folder = mkdtempSync(join(tmpdir(), "itsm-kill-"));
const whole = join(folder, "whole.db");
let ids = "";
beforeAll(async () => {
  await generate(whole, { tickets: CLOSING, open: CLOSING, high: 40 }, { migrations: join(ROOT, "migrations") });
  ids = (await itsm(["ls", "-q", "--db", whole])).stdout;
  expect(ids.trimEnd().split("\n")).toHaveLength(CLOSING);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly took: number;
}

/** Runs the built program, and kills it after so many milliseconds. */
function itsm(words: readonly string[], stdin = "", killAfter: number | null = null): Promise<Ended> {
  return new Promise((done, failed) => {
    const begun = performance.now();
    const child = spawn(process.execPath, [BIN, ...words], { env: { PATH: process.env.PATH, HOME: folder, ITSM_USER: "ayu" }, cwd: folder });
    const said = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said.stderr += text;
    });
    child.stdin.on("error", () => undefined).end(stdin);
    const alarm = setTimeout(() => child.kill("SIGKILL"), killAfter ?? 30_000);
    child.once("error", failed);
    child.once("close", (code, signal) => {
      clearTimeout(alarm);
      done({ code, signal, ...said, took: performance.now() - begun });
    });
  });
}

/** How many tickets are not closed. */
const left = (path: string): number => {
  const register = new Database(path);
  try {
    return register.prepare("select count(*) from ticket where status <> 'closed'").pluck().get() as number;
  } finally {
    register.close();
  }
};

it("closes all or none when it is killed at any moment, and the register stays whole", async () => {
  const close = (path: string, killAfter: number | null = null): Promise<Ended> =>
    itsm(["close", "-", "--yes", "-q", "--code", "fixed", "--note", "Done.", "--category", "other", "--review", "Learnt.", "--db", path], ids, killAfter);
  const path = join(folder, "killed.db");
  copyFileSync(whole, path);
  const { code, took } = await close(path);
  expect({ code, left: left(path) }).toEqual({ code: 0, left: 0 });
  const outcomes = new Set<number>();
  for (let i = 0; i < 6; i += 1) {
    for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
    copyFileSync(whole, path);
    const killed = await close(path, took * (0.25 + 0.15 * (i + Math.random())));
    // Read by the program first: whatever the dead one left beside the file is its to clean up.
    const verified = await itsm(["audit", "verify", "--db", path]);
    expect(verified).toMatchObject({ code: 0 });
    const remaining = left(path);
    expect([0, CLOSING]).toContain(remaining);
    if (killed.signal === null) expect(remaining).toBe(0);
    outcomes.add(remaining);
    const again = await itsm(["note", ids.split("\n")[0]!, "Next.", "--db", path]);
    expect(again).toMatchObject({ code: 0 });
  }
  expect(outcomes).toContain(CLOSING);
}, 90_000);

it("applies a policy and has all open tickets adopt it, or none, when it is killed at any moment", async () => {
  const path = join(folder, "adopting.db");
  const policy = join(folder, "policy.yaml");
  writeFileSync(policy, (await itsm(["policy", "show", "--db", whole])).stdout.replaceAll("resolution: 8h", "resolution: 6h"));
  const apply = (killAfter: number | null = null): Promise<Ended> =>
    itsm(["policy", "apply", policy, "--open", "adopt", "--json", "--db", path], "", killAfter);
  copyFileSync(whole, path);
  const { took, stdout } = await apply();
  expect(JSON.parse(stdout)).toMatchObject({ version: 2, open: { adopted: CLOSING } });
  const outcomes = new Set<string>();
  for (let i = 0; i < 3; i += 1) {
    for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
    copyFileSync(whole, path);
    await apply(took * (0.3 + 0.25 * (i + Math.random())));
    expect(await itsm(["audit", "verify", "--db", path])).toMatchObject({ code: 0 });
    const versions = (await itsm(["policy", "log", "--db", path, "-o", "version,open"])).stdout;
    expect([`1\t${CLOSING}\n`, `2\t${CLOSING}\n1\t0\n`]).toContain(versions);
    outcomes.add(versions);
    // Trying again is safe.
    expect((await apply()).code).toBe(0);
    expect((await itsm(["policy", "log", "--db", path, "-o", "version,open"])).stdout).toBe(`2\t${CLOSING}\n1\t0\n`);
  }
  expect(outcomes.size).toBeGreaterThan(0);
}, 150_000);

it("gives two processes that apply at once a version each, and the same policy only one", async () => {
  const path = join(folder, "policies.db");
  expect((await itsm(["log", "One", "--db", path])).code).toBe(0);
  const text = (await itsm(["policy", "show", "--db", path])).stdout;
  const files = ["15m", "10m", "5m"].map((response, i) => {
    const file = join(folder, `policy-${i}.yaml`);
    writeFileSync(file, text.replace("response: 15m", `response: ${response}`).replace("name: default", `name: rules ${Math.min(i, 1)}`));
    return file;
  });
  const apply = (file: string): Promise<Ended> => itsm(["policy", "apply", file, "--open", "adopt", "--json", "--db", path]);
  const [one, other] = await Promise.all([apply(files[0]!), apply(files[1]!)]);
  expect([JSON.parse(one.stdout).version, JSON.parse(other.stdout).version].toSorted()).toEqual([2, 3]);
  const same = await Promise.all([apply(files[2]!), apply(files[2]!)]);
  expect(same.map(({ stdout }) => JSON.parse(stdout).outcome).toSorted()).toEqual(["changed", "unchanged"]);
  expect((await itsm(["policy", "log", "--db", path, "-o", "version,open"])).stdout).toBe("4\t1\n3\t0\n2\t0\n1\t0\n");
  expect((await itsm(["audit", "verify", "--db", path])).code).toBe(0);
}, 60_000);

it("gives two processes that write at once every number once", async () => {
  const path = join(folder, "shared.db");
  expect((await itsm(["db", "init", path])).code).toBe(0);
  const EACH = 30;
  const writer = async (name: string): Promise<readonly string[]> => {
    const numbers: string[] = [];
    for (let i = 0; i < EACH; i += 1) {
      const { code, stdout, stderr } = await itsm(["log", `Ticket ${i} of ${name}`, "--as", name, "-q", "--db", path]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      numbers.push(stdout.trim());
    }
    return numbers;
  };
  const numbers = (await Promise.all([writer("ayu"), writer("budi")])).flat().map((id) => Number(id.replace("INC-", "")));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2 * EACH }, (_, i) => i + 1));
  expect((await itsm(["audit", "verify", "--db", path])).code).toBe(0);
  expect(JSON.parse((await itsm(["op", "list", "--json", "--db", path])).stdout).page.total).toBe(2 * EACH);
}, 60_000);
