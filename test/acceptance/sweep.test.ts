import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../bench/generate.ts";
import { builtProgram, type Ended } from "../built-program.ts";
import { changePolicy } from "../policy-of.ts";

const ROOT = join(import.meta.dirname, "../..");
const TICKETS = 2000;

const folder = mkdtempSync(join(tmpdir(), "itsm-sweep-"));
const open = join(folder, "open.db");
const resolved = join(folder, "resolved.db");

const run = builtProgram(folder);
/** Runs the built program, and ends it by a signal after so many milliseconds, counted from when it says that it goes on. */
const itsm = (words: readonly string[], end: readonly [signal: NodeJS.Signals, after: number] | null = null, stdin = ""): Promise<Ended> =>
  run(words, { stdin, ...(end !== null && { end: { signal: end[0], after: end[1], ...(words.includes("--every") && { saying: "sweeping" }) } }) });

const count = (path: string, question: string): number => {
  const register = new Database(path);
  try {
    return register.prepare(question).pluck().get() as number;
  } finally {
    register.close();
  }
};
const warned = (path: string): number => count(path, "select count(distinct number) from event where type = 'warned'");
const closed = (path: string): number => count(path, "select count(*) from ticket where status = 'closed' and closed_by = 'sweep'");
const twice = (path: string): number =>
  count(
    path,
    "select count(*) from (select 1 from event where type in ('warned', 'closed') group by number, type, json_extract(data, '$.clock') having count(*) > 1)",
  );

function fresh(source: string, name: string): string {
  const path = join(folder, name);
  for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
  copyFileSync(source, path);
  return path;
}

const whole = async (path: string): Promise<void> => expect(await itsm(["audit", "verify", "--db", path])).toMatchObject({ code: 0 });

beforeAll(async () => {
  await generate(open, { tickets: TICKETS, open: TICKETS, high: 40 }, { migrations: join(ROOT, "migrations") });
  copyFileSync(open, resolved);
  await changePolicy(resolved, { closure: { reopenDays: 14, autoAfter: { seconds: 60, calendar: null } } });
  const ids = (await itsm(["ls", "-q", "--db", resolved])).stdout;
  const at = new Date(Date.now() - 3600_000).toISOString();
  const done = await itsm(
    ["resolve", "-", "--yes", "-q", "--code", "fixed", "--note", "Done.", "--category", "other", "--at", at, "--at-reason", "late", "--db", resolved],
    null,
    ids,
  );
  expect(done).toMatchObject({ code: 0, stderr: expect.not.stringContaining("error") });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a sweep of 2,000 tickets", () => {
  it("killed at any moment leaves whole operations, and the next one goes on where it was", async () => {
    const path = fresh(open, "killed.db");
    const all = await itsm(["sweep", "--db", path]);
    expect(all).toMatchObject({ code: 0, stdout: expect.stringContaining(`${TICKETS} tickets: `) });
    for (const part of [0.5, 0.75]) {
      fresh(open, "killed.db");
      await itsm(["sweep", "--db", path], ["SIGKILL", all.took * part]);
      expect(warned(path) % 500).toBe(0);
      expect(await itsm(["sweep", "--db", path])).toMatchObject({ code: 0 });
      expect({ warned: warned(path), twice: twice(path) }).toEqual({ warned: TICKETS, twice: 0 });
    }
    await whole(path);
    const before = count(path, "select operations from register");
    expect((await itsm(["sweep", "--db", path])).stdout).toBe("nothing was due\n");
    expect(count(path, "select operations from register")).toBe(before);
  }, 90_000);

  it("from two places at once does everything once", async () => {
    const path = fresh(open, "both.db");
    const both = await Promise.all([itsm(["sweep", "--json", "--db", path]), itsm(["sweep", "--json", "--db", path])]);
    // Who waits long for the lock on a busy machine is told so.
    expect(both.map(({ code, stderr }) => ({ code, failed: stderr.includes("error:") }))).toEqual([
      { code: 0, failed: false },
      { code: 0, failed: false },
    ]);
    const tickets = both.map(({ stdout }) => JSON.parse(stdout).counts.tickets as number);
    expect(tickets[0]! + tickets[1]!).toBe(TICKETS);
    expect({ warned: warned(path), twice: twice(path) }).toEqual({ warned: TICKETS, twice: 0 });
    await whole(path);
  }, 60_000);
});

it("closing by silence run twice and killed half-way closes each ticket once", async () => {
  const path = fresh(resolved, "closing.db");
  const all = await itsm(["sweep", "--db", path]);
  const reference = closed(path);
  expect(all).toMatchObject({ code: 0 });
  expect(reference).toBeGreaterThan(TICKETS * 0.9);
  fresh(resolved, "closing.db");
  await itsm(["sweep", "--db", path], ["SIGKILL", all.took * 0.6]);
  expect(closed(path) % 500).toBe(0);
  expect(await itsm(["sweep", "--db", path])).toMatchObject({ code: 0 });
  expect((await itsm(["sweep", "--db", path])).stdout).toBe("nothing was due\n");
  expect({ closed: closed(path), twice: twice(path) }).toEqual({ closed: reference, twice: 0 });
  await whole(path);
}, 60_000);

it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "--every is ended by %s with %i",
  async (signal, code) => {
    const path = fresh(open, "every.db");
    await itsm(["sweep", "--db", path]);
    const ended = await itsm(["sweep", "--every", "1s", "--db", path], [signal, 1500]);
    expect(ended).toMatchObject({ code, stdout: "", stderr: "sweeping every 1s; Ctrl-C ends it\n" });
  },
  30_000,
);
