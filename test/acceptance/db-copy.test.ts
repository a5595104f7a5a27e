import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generate } from "../bench/generate.ts";
import { builtProgram, type Ended } from "../built-program.ts";
import { freshAddress, makeSchema, onPostgres } from "../postgres.ts";

const ROOT = join(import.meta.dirname, "../..");
const SECRET = "qzxjwvpassphrase";
const folder = mkdtempSync(join(tmpdir(), "itsm-copy-"));
const source = join(folder, "source.db");

const run = builtProgram(folder, { ITSM_DB: source });
/** Runs the built program; kills it once it has been at work for so many milliseconds. */
const itsm = (words: readonly string[], after: number | null = null): Promise<Ended> => run(words, after === null ? {} : { end: { signal: "SIGKILL", after } });

const headOf = async (db: string): Promise<string> => (await itsm(["audit", "head", "--db", db])).stdout.trim();

beforeAll(async () => {
  await generate(source, { tickets: 1500, open: 500, high: 40 }, { migrations: join(ROOT, "migrations") });
  await itsm(["note", "7", SECRET]);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TRIES = 60;
/** How much of the time that a whole copy takes is left to each try; the order jumps about, for no two copies take as long. */
const shareOf = (tries: number): number => 0.2 + 0.7 * ((tries * 0.382) % 1);

/** A copy that was killed on its way, somewhere in the time that a whole one takes. */
async function begun(to: () => Promise<string>): Promise<string> {
  const { took } = await itsm(["db", "copy", "--to", await to()]);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const place = await to();
    await itsm(["db", "copy", "--to", place], took * shareOf(tries));
    if ((await itsm(["list", "--db", place])).stderr.includes("not finished")) return place;
  }
  throw new Error("no copy could be killed on its way");
}

let made = 0;
async function place(): Promise<string> {
  made += 1;
  if (!onPostgres) return join(folder, `copy-${made}.db`);
  const address = freshAddress();
  await makeSchema(address);
  return address;
}

it("goes on where it was killed, as often as it is, and is the same register in the end", async () => {
  const to = await begun(place);
  expect((await itsm(["log", "x", "--db", to])).code).toBe(6);
  let ended: Ended = { code: null, signal: null, stdout: "", stderr: "", took: 0 };
  for (let after = 250; ended.code !== 0; after *= 1.3) ended = await itsm(["db", "copy", "--to", to, "--json"], after);
  // One that was killed between its end and saying so is there already.
  const { resumed, already, tickets } = JSON.parse(ended.stdout);
  expect({ goneOn: resumed || already, tickets }).toEqual({ goneOn: true, tickets: 1500 });
  expect(await headOf(to)).toBe(await headOf(source));
  expect((await itsm(["db", "check", "--full", "--db", to])).code).toBe(0);
}, 120_000);

it("says, where Ctrl-C ends it on its way, that the same call goes on", async () => {
  const { took } = await itsm(["db", "copy", "--to", await place()]);
  let ended: Ended | null = null;
  for (let tries = 0; tries < TRIES && ended?.stderr.includes("goes on") !== true; tries += 1)
    ended = await run(["db", "copy", "--to", await place()], { end: { signal: "SIGINT", after: took * shareOf(tries) } });
  expect(ended).toMatchObject({ code: 130, stdout: "", stderr: expect.stringMatching(/^stopped: .*the same call goes on with it\n$/) });
}, 120_000);

it("takes in what was recorded since it was killed, and nothing that was redacted since", async () => {
  const to = await begun(place);
  await itsm(["note", "9", "since then"]);
  await itsm(["edit", "3", "--title", "Another title"]);
  const { name } = JSON.parse((await itsm(["db", "info", "--json"])).stdout);
  expect((await itsm(["redact", "7", "--field", "note", "--reason", "asked", "--confirm", name])).code).toBe(0);
  const { code, stderr } = await itsm(["db", "copy", "--to", to]);
  expect({ code, stderr: stderr.includes("error") }).toEqual({ code: 0, stderr: false });
  expect(await headOf(to)).toBe(await headOf(source));
  expect((await itsm(["db", "check", "--full", "--db", to])).code).toBe(0);
  const exported = join(folder, "all.jsonl");
  expect((await itsm(["export", "--bundle", exported, "--yes", "--db", to])).code).toBe(0);
  expect(existsSync(exported) && readFileSync(exported, "utf8").includes(SECRET)).toBe(false);
}, 120_000);
