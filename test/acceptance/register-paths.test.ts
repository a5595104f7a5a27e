import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../bench/generate.ts";
import { type Ended, type Home, makeHome } from "./home.ts";

let home: Home;
beforeAll(async () => {
  home = makeHome();
  expect((await itsm('log "VPN drops" --impact high --urgency high --db good.db')).code).toBe(0);
});
afterAll(() => home.remove());

const at = (name: string): string => join(home.folder, name);
const itsm = (line: string, stdin?: string): Promise<Ended> => home.shell("bash", `itsm ${line}`, stdin === undefined ? {} : { stdin });

/** Runs a line and how long it took, in milliseconds. */
async function timed(script: string): Promise<Ended & { readonly took: number }> {
  const begun = performance.now();
  const ended = await home.shell("bash", script);
  return { ...ended, took: performance.now() - begun };
}

interface Place {
  readonly make?: (path: string) => void;
  /** Exit codes of a read and of a write, where they differ. */
  readonly exits: readonly [read: number, write: number];
  readonly says: string;
}

const PLACES: Readonly<Record<string, Place>> = {
  "a folder": { make: (path) => mkdirSync(path), exits: [2, 2], says: "it is a folder" },
  "a pipe": { make: (path) => void execFileSync("mkfifo", [path]), exits: [2, 2], says: "it is a pipe" },
  "a text file": { make: (path) => writeFileSync(path, "id,title\n".repeat(100)), exits: [2, 2], says: "it is a file of another kind" },
  "another program's database": {
    make: (path) => void new Database(path).exec("create table songs (title)").close(),
    exits: [2, 2],
    says: "it is another program's database",
  },
  "a newer schema": {
    make(path) {
      writeFileSync(path, readFileSync(at("good.db")));
      new Database(path).exec("pragma user_version = 999").close();
    },
    exits: [6, 6],
    says: "was written by a newer version",
  },
  "a file cut off": {
    make(path) {
      writeFileSync(path, readFileSync(at("good.db")));
      truncateSync(path, 8192);
    },
    exits: [1, 1],
    says: "was cut off",
  },
  "a file with pages overwritten": {
    make(path) {
      const bytes = readFileSync(at("good.db"));
      bytes.fill(0xa5, 100, bytes.length);
      writeFileSync(path, bytes);
    },
    exits: [1, 1],
    says: "is damaged",
  },
  "a link that leads nowhere": { make: (path) => symlinkSync("nowhere", path), exits: [2, 2], says: "is a link that leads nowhere" },
  "a link to itself": { make: (path) => symlinkSync(basename(path), path), exits: [2, 2], says: "leads back to itself" },
  "a file that is not there": { exits: [6, 0], says: "There is no register at" },
  "an empty file": { make: (path) => writeFileSync(path, ""), exits: [6, 0], says: "is an empty file" },
};

describe("a register path that is", () => {
  it.each(Object.entries(PLACES))("%s", async (name, { make, exits, says }) => {
    const path = at(name.replaceAll(" ", "-").replaceAll("'", ""));
    make?.(path);
    const before = make === undefined || !lstatSync(path).isFile() ? null : readFileSync(path);
    for (const [line, exit] of [
      ["list --json", exits[0]],
      ['log "Another" --impact low --urgency low', exits[1]],
    ] as const) {
      const { code, stdout, stderr, took } = await timed(`itsm ${line} --db '${path}'`);
      expect({ line, code, stderr }).toMatchObject({ line, code: exit });
      expect(took).toBeLessThan(5000);
      if (exit === 0) continue;
      expect(stderr).toContain(says);
      expect(stderr.match(/^error: /gm)).toHaveLength(1);
      if (line.includes("--json")) expect(JSON.parse(stdout)).toMatchObject({ schema: "itsm.error/1", exit });
      else expect(stdout).toBe("");
      if (before !== null) expect(readFileSync(path).equals(before)).toBe(true);
    }
  });
  it("in a folder that is not there", async () => {
    for (const line of ["list", 'log "x"', "close 1", "db info", "audit verify", "undo"]) {
      const { code, stdout, stderr } = await itsm(`${line} --db nowhere/desk.db`);
      expect({ line, code, stdout }).toEqual({ line, code: 6, stdout: "" });
      expect(stderr).toMatch(/^error: There is no folder for "nowhere\/desk.db"/);
    }
  });
  it("empty", async () => {
    for (const line of ["list --db ''", "list --db=", "--db '' list"])
      expect(await itsm(line)).toMatchObject({ code: 2, stdout: "", stderr: "error: --db has an empty value.\n" });
  });
  it("read-only: it can be listed, and not written to", async () => {
    const path = at("still.db");
    writeFileSync(path, readFileSync(at("good.db")));
    chmodSync(path, 0o444);
    expect((await itsm(`ls -q --db ${path}`)).stdout).toBe("INC-1\n");
    const { code, stderr } = await itsm(`log "x" --db ${path}`);
    expect(code).toBe(6);
    expect(stderr).toContain("can be read but not written to");
  });
  it("in a read-only folder: it can be listed, and not written to", async () => {
    const folder = at("still");
    mkdirSync(folder);
    writeFileSync(join(folder, "desk.db"), readFileSync(at("good.db")));
    chmodSync(folder, 0o555);
    try {
      expect((await itsm(`ls -q --db ${folder}/desk.db`)).stdout).toBe("INC-1\n");
      expect((await itsm(`log "x" --db ${folder}/desk.db`)).code).toBe(6);
    } finally {
      chmodSync(folder, 0o755);
    }
  });
});

describe.skipIf(process.platform !== "linux")("a home where no folder can be made", () => {
  it("is refused, not tried for ever", async () => {
    const ended = await home.shell("bash", "unset ITSM_DB; XDG_DATA_HOME=/proc/x timeout -s KILL 20 itsm log x");
    expect(ended).toMatchObject({ code: 6, stdout: "" });
    expect(ended.stderr).toContain("/proc/x/itsm/itsm.db");
  });
});

describe("a register that is locked by another program", () => {
  let other: Database.Database;
  beforeAll(() => {
    writeFileSync(at("locked.db"), readFileSync(at("good.db")));
    other = new Database(at("locked.db"));
    other.exec("begin immediate");
  });
  afterAll(() => other.close());

  it("can be read meanwhile", async () => {
    const { code, stdout, took } = await timed("itsm ls -q --db locked.db");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "INC-1\n" });
    expect(took).toBeLessThan(3000);
  });
  it("is waited for as long as --timeout says, then it is 6", async () => {
    for (const [timeout, least] of [
      ["0s", 0],
      ["1s", 900],
    ] as const) {
      const { code, stdout, stderr, took } = await timed(`itsm log "x" --db locked.db --timeout ${timeout}`);
      expect({ code, stdout }).toEqual({ code: 6, stdout: "" });
      expect(stderr).toMatch(/^error: "locked.db" is locked by another program/m);
      expect(took).toBeGreaterThan(least);
      expect(took).toBeLessThan(least + 4000);
    }
  });
  it("is said to be waited for after a second", async () => {
    const { code, stderr } = await timed('itsm log "x" --db locked.db --timeout 2s');
    expect(code).toBe(6);
    expect(stderr.split("\n")[0]).toMatch(/^waiting for locked.db/);
  });
  it("is written to once the other is done", async () => {
    const ended = timed('itsm log "Printer jams" --db locked.db');
    setTimeout(() => other.exec("commit"), 1500);
    expect(await ended).toMatchObject({ code: 0, stdout: "INC-2\n" });
  });
});

describe("standard input without an end", () => {
  it("is an error at its first line where it is no list", async () => {
    const { code, stdout, stderr, took } = await timed("yes | itsm close - --yes --db good.db");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: line 1: "y" is no ticket number/);
    expect(took).toBeLessThan(5000);
  });
  it("is an error before it fills the memory", async () => {
    for (const script of [
      "yes 1 | itsm close - --yes",
      "cat /dev/zero | itsm close - --yes",
      "cat /dev/zero | itsm note 1 --note-file -",
      "itsm show - </dev/zero",
    ]) {
      const { code, stdout, stderr, took } = await timed(`${script} --db good.db`);
      expect({ script, code, stdout }).toEqual({ script, code: 2, stdout: "" });
      expect(stderr.match(/^error: /gm)).toHaveLength(1);
      expect(took).toBeLessThan(10_000);
    }
  });
  it("is not waited for in a named pipe, and the pipe of a shell is read", async () => {
    execFileSync("mkfifo", [at("fifo")]);
    for (const line of ["note 1 --note-file fifo", "close --ids-from fifo --yes"]) {
      const { code, stderr } = await itsm(`${line} --db good.db`);
      expect({ line, code, stderr }).toEqual({ line, code: 2, stderr: expect.stringContaining("fifo is not a file to read from") });
    }
    expect((await itsm("edit --ids-from <(sleep 0.2; echo 1) --service mail --yes -n -q --db good.db")).stdout).toBe("INC-1\n");
  });
  it("is not read by a verb that has no use for it", async () => {
    expect(await timed("yes | itsm ls -q --db good.db")).toMatchObject({ code: 0, stdout: "INC-1\n" });
  });
});

describe("standard output", () => {
  beforeAll(() => generate(at("long.db"), { tickets: 20_000, open: 20, high: 2 }, { migrations: join(import.meta.dirname, "../../migrations") }), 60_000);

  it("that is read no further than a line ends quietly with 0", async () => {
    for (const form of ["", "-q", "--json"]) {
      const { code, stdout, stderr } = await home.shell("bash", `itsm ls --all ${form} --db long.db | head -1; echo "\${PIPESTATUS[0]}"`);
      expect({ form, code, stderr }).toEqual({ form, code: 0, stderr: "" });
      expect(stdout.slice(-3)).toBe("\n0\n");
    }
  });
  it("gets all 20,000 lines otherwise", async () => {
    expect((await home.shell("bash", "itsm ls --all -q --db long.db | wc -l")).stdout.trim()).toBe("20000");
  });
  it("that takes nothing is one line of error and 1", async () => {
    for (const line of ["ls --all", "ls --all --json", "show 1", "help query", "whoami", "--version"]) {
      const { code, stderr } = await home.shell("bash", `itsm ${line} --db long.db >/dev/full`.replace("--version --db long.db", "--version"));
      expect({ line, code, stderr }).toEqual({ line, code: 1, stderr: expect.stringMatching(/^error: The output could not be written: ENOSPC[^\n]*\n$/) });
    }
  });
  it("may be closed, and a write is done all the same", async () => {
    writeFileSync(at("closed.db"), readFileSync(at("good.db")));
    const { code, stderr } = await home.shell("bash", 'itsm log "x" --impact low --urgency low --db closed.db >&-');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).not.toBeNull();
    expect((await itsm("ls -q --db closed.db")).stdout).toContain("INC-2");
  });
});
