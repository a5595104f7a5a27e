import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import type { Failure } from "../../src/app/failure.ts";
import { isFailure } from "../../src/app/failure.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { STORE } from "../../src/words/store.en.ts";
import { log, OPTIONS, READING, WAIT } from "./desk.ts";
import { folders } from "./folder.ts";

const folder = folders();

async function register(path: string, tickets = 1): Promise<string> {
  const made = await openSqlite(path, OPTIONS);
  for (let i = 0; i < tickets; i += 1) await made.write((tx) => log(tx), WAIT);
  await made.close();
  return path;
}

/** Code and key of what opening throws; both ways of opening must agree, and say something a person can read. */
async function refusal(path: string, options = OPTIONS): Promise<string> {
  const failure = await openSqlite(path, options).then(
    async (opened) => {
      await opened.close();
      throw new Error("it was opened");
    },
    (error: unknown) => error as Failure,
  );
  if (!isFailure(failure)) throw failure;
  const [problem] = failure.problems;
  expect(STORE[problem!.key]?.(problem!.with)).toMatch(/^[A-Z"].*\.$/);
  return `${failure.code} ${problem!.key}`;
}

describe("a path that leads to no register", () => {
  const make: Readonly<Record<string, readonly [expected: string, (at: string) => unknown]>> = {
    "an empty path": ["usage path_invalid", () => ""],
    "a NUL in the path": ["usage path_invalid", (at) => `${at}\0x`],
    "a folder": ["usage not_a_register", (at) => mkdirSync(at)],
    "a pipe": ["usage not_a_register", (at) => void execFileSync("mkfifo", [at])],
    "a device": ["usage not_a_register", () => "/dev/null"],
    "one byte": ["usage not_a_register", (at) => writeFileSync(at, "x")],
    "a text file": ["usage not_a_register", (at) => writeFileSync(at, "id,title\n".repeat(50))],
    "another program's database": ["usage not_a_register", (at) => void new Database(at).exec("create table songs (a)").close()],
    "another program's database with a number of its own": [
      "usage not_a_register",
      (at) => void new Database(at).exec("pragma application_id = 252006673; create table songs (a)").close(),
    ],
    "another program's database with a log": [
      "usage not_a_register",
      (at) => {
        const other = new Database(at);
        other.exec("pragma journal_mode = wal; create table songs (a)");
        const [file, wal] = [readFileSync(at), readFileSync(`${at}-wal`)];
        other.close();
        writeFileSync(at, file);
        writeFileSync(`${at}-wal`, wal);
      },
    ],
    "a name that ends in a space": ["usage path_space", (at) => `${at} `],
    "a link to nothing": ["usage path_dangling", (at) => symlinkSync(`${at}.gone`, at)],
    "a link to itself": ["usage path_loop", (at) => symlinkSync(at, at)],
    "a path through a file": [
      "usage path_through_file",
      (at) => {
        writeFileSync(at, "");
        return join(at, "itsm.db");
      },
    ],
    "a folder that does not exist": ["unavailable folder_missing", (at) => join(at, "itsm.db")],
    "a name too long": ["usage path_too_long", (at) => `${at}${"x".repeat(300)}`],
  };
  it.each(Object.entries(make))("%s is refused and stays as it is", async (_name, [expected, prepare]) => {
    const at = join(folder(), "itsm.db");
    const given = prepare(at);
    const path = typeof given === "string" ? given : at;
    const before = existsSync(path) && statSync(path).isFile() ? readFileSync(path) : null;
    expect(await refusal(path)).toBe(expected);
    expect(await refusal(path, READING)).toBe(expected);
    if (before !== null) expect(readFileSync(path)).toEqual(before);
  });

  it("missing: reading says so and makes nothing", async () => {
    const path = join(folder(), "itsm.db");
    expect(await refusal(path, READING)).toBe("unavailable register_missing");
    expect(existsSync(path)).toBe(false);
  });

  it("empty: reading says so, writing makes it a register", async () => {
    const path = join(folder(), "itsm.db");
    writeFileSync(path, "");
    expect(await refusal(path, READING)).toBe("unavailable register_empty");
    await register(path);
    await (await openSqlite(path, READING)).close();
  });

  it("creation cut short after the file was made: reading says empty, writing goes on", async () => {
    const path = join(folder(), "itsm.db");
    new Database(path).exec("pragma journal_mode = wal").close();
    expect(statSync(path).size).toBeGreaterThan(0);
    expect(await refusal(path, READING)).toBe("unavailable register_empty");
    await register(path);
  });
});

describe("a register that is not as it should be", () => {
  it("of a newer program is refused and stays as it is", async () => {
    const path = await register(join(folder(), "itsm.db"));
    new Database(path).exec("pragma user_version = 99").close();
    const before = readFileSync(path);
    expect(await refusal(path)).toBe("unavailable schema_newer");
    expect(readFileSync(path)).toEqual(before);
  });

  it("cut off is refused", async () => {
    const path = await register(join(folder(), "itsm.db"));
    truncateSync(path, 5000);
    expect(await refusal(path, READING)).toBe("failed register_truncated");
  });

  it("with its pages overwritten fails when read", async () => {
    const path = await register(join(folder(), "itsm.db"));
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 4096);
    writeFileSync(path, bytes);
    const failure = await openSqlite(path, READING)
      .then((opened) => opened.tickets([1]))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "failed", problems: [{ key: "register_corrupt" }] });
  });

  it("whose log was not yet copied into it is whole", async () => {
    const path = join(folder(), "itsm.db");
    const opened = await openSqlite(path, OPTIONS);
    await opened.write((tx) => log(tx), WAIT);
    const copy = join(folder(), "copy.db");
    writeFileSync(copy, readFileSync(path));
    writeFileSync(`${copy}-wal`, readFileSync(`${path}-wal`));
    await opened.close();
    const other = await openSqlite(copy, READING);
    expect(await other.tickets([1])).toHaveLength(1);
    await other.close();
  });
});

describe("a register nobody may write", () => {
  const closed: string[] = [];
  afterEach(() => {
    for (const path of closed.splice(0)) chmodSync(path, 0o700);
  });
  it.each([
    ["file", (path: string, _at: string) => path, 0o444],
    ["folder", (_path: string, at: string) => at, 0o555],
  ])("by the rights of the %s can be read, and says why it cannot be written", async (_name, which, mode) => {
    const at = folder();
    const path = await register(join(at, "itsm.db"));
    closed.push(which(path, at));
    chmodSync(which(path, at), mode);
    const opened = await openSqlite(path, READING);
    expect(opened.readOnly).toBe(true);
    expect(await opened.tickets([1])).toHaveLength(1);
    await expect(opened.write((tx) => log(tx), WAIT)).rejects.toMatchObject({ code: "unavailable", problems: [{ key: "register_read_only" }] });
    await opened.close();
  });
});

describe("rights and names", () => {
  it("only the owner may read what is made, under any umask", async () => {
    for (const umask of [0o000, 0o022, 0o077, 0o777]) {
      const before = process.umask(umask);
      const at = join(tmp(), "new", "itsm.db");
      try {
        const opened = await openSqlite(at, { ...OPTIONS, create: "folders" }).finally(() => process.umask(before));
        await opened.write((tx) => log(tx), WAIT);
        for (const suffix of ["", "-wal", "-shm"]) expect(statSync(at + suffix).mode & 0o777).toBe(0o600);
        await opened.close();
      } finally {
        process.umask(before);
      }
    }
    function tmp(): string {
      const before = process.umask(0o022);
      const made = folder();
      process.umask(before);
      return made;
    }
  });

  it("makes missing folders for their owner only where asked", async () => {
    const at = join(folder(), "a", "b", "itsm.db");
    await (await openSqlite(at, { ...OPTIONS, create: "folders" })).close();
    expect(statSync(join(at, "..")).mode & 0o777).toBe(0o700);
  });

  it("takes names that look like an address, and links", async () => {
    const at = folder();
    for (const name of ["itsm.db", "file:itsm.db", "a?b=c#d%20.db", ":memory:"]) {
      await register(join(at, name));
      expect(statSync(join(at, name)).size).toBeGreaterThan(0);
    }
    symlinkSync(join(at, "itsm.db"), join(at, "link.db"));
    const opened = await openSqlite(join(at, "link.db"), READING);
    expect(await opened.tickets([1])).toHaveLength(1);
    await opened.close();
    rmSync(join(at, "link.db"));
  });
});
