import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chunkOf } from "../../src/cli/find-verb.ts";
import { MANIFEST } from "../../src/cli/manifest.ts";

const root = join(import.meta.dirname, "../..");
const bin = join(root, "bin/itsm.js");
const dist = join(root, "dist");
const folder = mkdtempSync(join(tmpdir(), "itsm-built-"));
const env = { PATH: process.env.PATH, HOME: folder, ITSM_USER: "ayu", TZ: "Asia/Jakarta" };
const itsm = (args: readonly string[], input = "") => spawnSync(process.execPath, [bin, ...args], { env, input, encoding: "utf8", cwd: folder });

/** Two builds at the same time, of which each has to stand. */
let builds: readonly { readonly status: number | null; readonly stdout: string }[] = [];
const build = (): Promise<(typeof builds)[number]> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, ".build/chunks.mjs")], { stdio: ["ignore", "pipe", "inherit"] });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.on("close", (status) => resolve({ status, stdout }));
  });

beforeAll(async () => {
  builds = await Promise.all([build(), build()]);
  const logged = itsm(["log", "VPN drops", "--impact", "high", "--urgency", "high"]);
  expect(logged).toMatchObject({ status: 0, stdout: "INC-1\n" });
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the build", () => {
  it("has one chunk for every verb and alias", () => {
    for (const row of MANIFEST) for (const name of [chunkOf(row), ...(row.aliases ?? [])]) expect(readdirSync(dist)).toContain(`${name}.cjs`);
  });
  it("leaves nothing of a second build at the same time", async () => {
    expect(builds).toEqual(Array.from({ length: 2 }, () => ({ status: 0, stdout: "" })));
    // A build that somebody else has begun meanwhile ends, too.
    await expect.poll(() => readdirSync(root).filter((name) => name.startsWith(".dist-")), { timeout: 30_000 }).toEqual([]);
    expect(itsm(["list", "-q"]).stdout).toBe("INC-1\n");
  }, 60_000);
  it("can be read by everybody", () => {
    expect(statSync(dist).mode & 0o755).toBe(0o755);
  });
  it("keeps what a list does not need out of its chunk", () => {
    const chunk = readFileSync(join(dist, "list.cjs"), "utf8");
    for (const absent of ["node:crypto", "node:child_process", "node:readline", "createPromptModule", "Segmenter", "localeCompare", "insert into event"])
      expect(chunk).not.toContain(absent);
  });
});

describe("the program", () => {
  it("is found through a link, from any folder, by every name of a verb", () => {
    const link = join(folder, "itsm");
    symlinkSync(bin, link);
    expect(spawnSync(process.execPath, [link, "ls", "-q"], { env, encoding: "utf8" }).stdout).toBe("INC-1\n");
    expect(itsm(["--as", "budi", "--no-input", "ls", "-q"]).stdout).toBe("INC-1\n");
    expect(JSON.parse(itsm(["op", "list", "--json"]).stdout).items).toHaveLength(1);
  });
  it("answers what names no verb", () => {
    expect(itsm([])).toMatchObject({ status: 0, stderr: "" });
    expect(itsm(["--version"]).stdout).toMatch(/^itsm \d/);
    for (const args of [["nope"], ["db"], ["late-help"], ["all"], ["op-list"], ["../x"], ["constructor"], ["--nope"], [""], ["done", "1"]]) {
      const { status, stderr } = itsm(args);
      expect({ args, status }).toEqual({ args, status: 2 });
      expect(stderr).toMatch(/^error: /);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
    expect(itsm(["list", "--help"]).stdout).toMatch(/^itsm list/);
  });
  it("has its late files: forms, pages, failures, settings", () => {
    expect(itsm(["list", "--markdown", "-o", "id"]).stdout).toContain("| INC-1 |");
    expect(itsm(["list", "--format", "{id}"]).stdout).toBe("INC-1\n");
    expect(itsm(["list", "--explain"]).stdout).toContain("open tickets");
    expect(itsm(["list", "-o", "help"]).status).toBe(0);
    expect(itsm(["help", "schema", "itsm.list/1"]).status).toBe(0);
    expect(itsm(["show", "1"]).stdout).toContain("VPN drops");
    expect(itsm(["list", "x:y"]).status).toBe(2);
  });
  it("reads standard input", () => {
    expect(itsm(["show", "-q", "-"], "1\n").stdout).toBe("INC-1\n");
    expect(spawnSync(process.execPath, [bin, "show", "-q", "-"], { env, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" })).toMatchObject({
      status: 0,
      stdout: "",
    });
  });
  it("ends quietly when the reader of its output has gone", () => {
    const { stderr, stdout } = spawnSync("sh", ["-c", `"${process.execPath}" "${bin}" help query; :`], { env, encoding: "utf8" });
    expect({ stderr, long: stdout.length > 500 }).toEqual({ stderr: "", long: true });
    const closed = spawnSync("bash", ["-c", `set -o pipefail; "${process.execPath}" "${bin}" list --json | true; echo "\${PIPESTATUS[0]}"`], {
      env,
      encoding: "utf8",
    });
    expect(closed).toMatchObject({ stdout: "0\n", stderr: "" });
  });
  it.skipIf(!existsSync("/dev/full"))("says so when its output cannot be written", () => {
    const { status, stderr } = spawnSync(process.execPath, [bin, "list"], { env, stdio: ["ignore", openSync("/dev/full", "w"), "pipe"], encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: The output could not be written: ENOSPC/);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
  it("writes all of a long output to a slow reader", () => {
    const text = "x".repeat(60_000);
    for (let i = 0; i < 40; i += 1) itsm(["note", "1", "--note-file", "-"], text);
    const { stdout } = spawnSync("bash", ["-c", `"${process.execPath}" "${bin}" show 1 --json | (sleep 0.5; wc -c)`], { env, encoding: "utf8" });
    expect(Number(stdout)).toBeGreaterThan(40 * 60_000);
  }, 60_000);
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("ends with its number on %s", async (signal, code) => {
    const child = spawn(process.execPath, [bin, "note", "-", "never written", "--yes"], { env, stdio: ["pipe", "pipe", "pipe"] });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill(signal);
    expect(await new Promise((resolve) => child.on("close", (status, by) => resolve(status ?? by)))).toBe(code);
    expect(itsm(["show", "1", "--json"]).stdout).not.toContain("never written");
  });
  it("keeps the register to its owner, in folders it makes", () => {
    const home = join(folder, "fresh");
    mkdirSync(home);
    spawnSync(process.execPath, [bin, "log", "first"], { env: { ...env, HOME: home }, encoding: "utf8" });
    expect(statSync(join(home, ".local/share/itsm/itsm.db")).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, ".local/share/itsm")).mode & 0o777).toBe(0o700);
  });
});
