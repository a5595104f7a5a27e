import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SCHEMAS } from "../../src/render/schema.ts";
import { itOnFiles } from "../postgres.ts";
import { lockOf } from "../raw.ts";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeEach(async () => {
  world = makeWorld();
  for (const title of ["one", "two", "three"]) await world.ok(`log ${title}`);
});
afterEach(() => world.remove());

const valid = new Ajv2020({ strict: false, formats: { "date-time": true } }).compile(SCHEMAS.result!());

/** What a write prints that could not be carried out at all, checked against its schema. */
async function nothingDone(line: string, setting: Parameters<World["itsm"]>[1] = {}) {
  const { code, stdout, stderr } = await world.itsm(`${line} --json`, setting);
  const document = JSON.parse(stdout);
  expect(valid(document) ? null : valid.errors).toBeNull();
  expect({ exit: document.exit, operation: document.operation }).toEqual({ exit: code, operation: null });
  expect(stderr.match(/^error: /gm)).toHaveLength(1);
  const { requested, skipped } = document.counts;
  return {
    code,
    requested,
    skipped,
    items: document.items.map((item: { id: string; outcome: string }) => `${item.id} ${item.outcome}`),
    error: document.error,
  };
}

describe("a write that nothing came of says so as a result", () => {
  it("where a query finds more than --max", async () => {
    expect(await nothingDone("start --where is:open --max 2 --yes")).toMatchObject({
      code: 3,
      requested: 3,
      skipped: 3,
      items: [],
      error: { code: "refused" },
    });
  });

  it("where the token belongs to another call", async () => {
    await world.ok("start 1 --once t");
    expect(await nothingDone("close 1 --once t")).toMatchObject({ code: 3, requested: 1, skipped: 1, items: ["INC-1 skipped"], error: { code: "refused" } });
    expect((await nothingDone("close 1 --once t")).error.message).toContain("token");
  });

  it("where another program holds the lock", async () => {
    const release = await lockOf(world.register);
    try {
      for (const [line, requested] of [
        ["start 1 2 --timeout 0s", 2],
        ["undo --timeout 0s", 1],
        ["log four --timeout 0s", 1],
        ["start --where is:open --yes --timeout 0s", 0],
      ] as const) {
        expect(await nothingDone(line), line).toMatchObject({
          code: 6,
          requested,
          skipped: requested,
          error: { code: "unavailable", hint: "--timeout D waits longer" },
        });
      }
    } finally {
      await release();
    }
  });

  it("where somebody declines, or their input ends", async () => {
    const asked = { terminal: "all", answers: [false] } as const;
    expect(await nothingDone("start --where id:1..2", asked)).toMatchObject({
      code: 7,
      requested: 2,
      items: ["INC-1 skipped", "INC-2 skipped"],
      error: { code: "cancelled" },
    });
    expect(await nothingDone("start --where id:1", { terminal: "all", answers: [null] })).toMatchObject({
      code: 7,
      requested: 1,
      error: { code: "cancelled" },
    });
  });

  it("and says null where something was done, or a ticket speaks for itself", async () => {
    expect((await world.json("start 1")).error).toBeNull();
    expect((await world.json("close 1")).error).toBeNull();
  });

  it("while a mistake in the call stays an error", async () => {
    expect((await world.json("edit 1 --impact huge")).schema).toBe("itsm.error/1");
  });
});

describe("--failed-to", () => {
  it("lists what was skipped because nothing could be done", async () => {
    await world.ok("start 1 --once t");
    const path = join(world.folder, "failed");
    await world.itsm(["close", "1", "--once", "t", "--failed-to", path]);
    expect(readFileSync(path, "utf8")).toBe("INC-1\tskipped\t\n");
  });

  it("leaves the list as it was where the call is a mistake", async () => {
    const path = join(world.folder, "failed");
    writeFileSync(path, "1\n2\n");
    expect((await world.itsm(["edit", "--ids-from", path, "--yes", "--failed-to", path, "--impact", "huge"])).code).toBe(2);
    expect(readFileSync(path, "utf8")).toBe("1\n2\n");
    expect((await world.itsm(["resume", "--ids-from", path, "--yes", "--failed-to", path])).code).toBe(3);
    expect(readFileSync(path, "utf8")).toMatch(/^INC-1\tnot_allowed\t.*\nINC-2\tnot_allowed\t.*\n$/);
  });

  it("is refused at once for a pipe, a folder or a device, and takes what is open already", async () => {
    const pipe = join(world.folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    for (const path of [pipe, world.folder, "/dev/tty", "/dev/full"])
      expect(await world.itsm(["start", "1", "--failed-to", path]), path).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("is not a file to write to"),
      });
    expect((await world.itsm(["start", "1", "--failed-to", "/dev/null"])).code).toBe(0);
  });
});

describe("a config.json that is no file", () => {
  it.each(["pipe", "folder"])("is refused and not waited for: %s", async (kind) => {
    const path = join(world.folder, "config/itsm/config.json");
    mkdirSync(join(path, ".."));
    if (kind === "pipe") execFileSync("mkfifo", [path]);
    else mkdirSync(path);
    expect(await world.itsm("list")).toMatchObject({ code: 2, stderr: expect.stringContaining("is not a file to read from") });
  });
});

describe("a register that is not there yet", () => {
  let empty: World;
  beforeEach(() => {
    empty = makeWorld();
  });
  afterEach(() => empty.remove());

  it.each([
    ["log x --impact foo", 2],
    ["log x --at tomorrow", 2],
    ["log x --parent 7", 3],
    ["log x --dry-run", 0],
    ["close 1", 4],
    ["start --where 'nope:x' --yes", 2],
    ["undo", 4],
    ["db migrate", 0],
  ])("is not made by a call that writes nothing: %s", async (line, code) => {
    expect(await empty.itsm(line)).toMatchObject({ code });
    expect(existsSync(join(empty.register, ".."))).toBe(false);
    const named = join(empty.folder, "named.db");
    await empty.itsm(line, { env: { ITSM_DB: named } });
    expect(existsSync(named)).toBe(false);
  });

  it("leaves an empty file empty", async () => {
    const path = join(empty.folder, "named.db");
    writeFileSync(path, "");
    expect((await empty.itsm(["log", "x", "--impact", "foo", "--db", path])).code).toBe(2);
    expect(readFileSync(path)).toHaveLength(0);
    expect(await empty.ok(["log", "x", "--db", path])).toBe("INC-1\n");
  });

  it("is made by the first call that writes, and read back", async () => {
    expect(await empty.ok("log one --start")).toBe("INC-1\n");
    expect(await empty.ok("list -q")).toBe("INC-1\n");
    expect((await empty.json("db info")).name).toBe("desk");
  });

  itOnFiles("is told to be impossible before anything else is", async () => {
    expect(await empty.itsm(["log", "x", "--impact", "foo", "--db", "/nowhere/at/all.db"])).toMatchObject({
      code: 6,
      stderr: expect.stringContaining("/nowhere/at"),
    });
    expect(await empty.itsm(["log", "x", "--impact", "foo", "--db", empty.folder])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("is no register"),
    });
    writeFileSync(join(empty.folder, "file"), "x");
    const through = { env: { XDG_DATA_HOME: join(empty.folder, "file") } };
    expect(await empty.itsm("log x --impact foo", through)).toMatchObject({ code: 2, stderr: expect.stringContaining("leads through something") });
  });
});
