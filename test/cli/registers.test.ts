import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { onPostgres } from "../postgres.ts";
import { changeRaw, rawOf } from "../raw.ts";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

/** Takes the last migration away, as a register of the version before would lack it. */
async function age(place: string): Promise<void> {
  await changeRaw(place, "drop index ticket_sweep; alter table ticket drop column sweep_at; alter table register drop column swept_at");
  await changeRaw(place, `delete from migration where name like '0004%'${onPostgres ? "" : "; pragma user_version = 3"}`);
}
async function versionOf(place: string): Promise<unknown> {
  const raw = await rawOf(place);
  const [row] = await raw.rows<{ n: number }>("select count(*) as n from migration");
  await raw.close();
  return row?.n;
}

describe("db init", () => {
  it("names the register it makes", async () => {
    world.remove();
    world = makeWorld(undefined, "unmade");
    await world.ok(["db", "init", "--name", "Bandung desk"]);
    expect((await world.json("db info")).name).toBe("Bandung desk");
  });
  it("says that one is there already, and leaves it as it is", async () => {
    await world.ok("log one");
    const { code, stderr } = await world.itsm("db init");
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("already") });
    expect((await world.json("db info")).numbers).toBe(1);
    expect((await world.itsm("db init --name desk")).code).toBe(0);
    expect(await world.itsm("db init --name other")).toMatchObject({ code: 3, stderr: expect.stringContaining("called desk") });
  });
  it("refuses a name that is none", async () => {
    expect((await world.itsm(["db", "init", "--name", "a\nb"])).code).toBe(2);
    expect((await world.itsm(["db", "init", "--name", "\u200b"])).code).toBe(2);
  });
});

describe("db migrate", () => {
  beforeEach(async () => {
    await world.ok("log one");
  });
  it("says that there is nothing to do", async () => {
    expect(await world.json("db migrate")).toMatchObject({ schemaVersion: 4, programVersion: 4, pending: [], applied: [] });
    expect((await world.itsm("db migrate")).stderr).toContain("up to date");
    expect(await world.ok("db migrate --dry-run", { terminal: "all" })).toContain("To be applied           none\n");
  });
  it("as a dry run says what is pending, and migrates nothing", async () => {
    await age(world.register);
    expect(await world.json("db migrate --dry-run")).toMatchObject({
      schemaVersion: 3,
      programVersion: 4,
      pending: ["0004_sweep.sql"],
      applied: [],
    });
    expect(await versionOf(world.register)).toBe(3);
  });
  it("says what it did", async () => {
    await age(world.register);
    expect(await world.json("db migrate")).toMatchObject({
      schemaVersion: 3,
      programVersion: 4,
      pending: [],
      applied: ["0004_sweep.sql"],
    });
    expect(await versionOf(world.register)).toBe(4);
    expect((await world.itsm("db migrate")).stderr).toContain("up to date");
  });
  it("makes no register", async () => {
    expect((await world.itsm(["db", "migrate", "--db", join(world.folder, "none.db")])).code).toBe(6);
  });
});

describe("db info", () => {
  it("tells its schema, size and journal, and names them in words on a terminal", async () => {
    await world.ok("log one");
    const info = await world.json("db info");
    expect(info).toMatchObject({ schemaVersion: 4, journalMode: onPostgres ? null : "wal" });
    expect(info.bytes).toBeGreaterThan(4096);
    const shown = await world.ok("db info", { terminal: "all" });
    expect(shown).toContain("Made            2026-11-24 09:41\n");
    expect(shown).not.toMatch(/schemaVersion|createdAt|journalMode/);
    expect(await world.ok("db info")).toContain("createdAt\t2026-11-24T02:41:05Z\n");
  });
});

describe("operations on a terminal", () => {
  it("have headings in words", async () => {
    await world.ok("log one");
    await world.ok("undo");
    expect((await world.ok("op list --color never", { terminal: "all", columns: 100 })).split("\n")[0]).toMatch(
      /^OPERATION +VERB +RECORDED +BY +TICKETS +UNDONE BY$/,
    );
    const shown = await world.ok("op show 1", { terminal: "all" });
    expect(shown).toMatch(/^Operation +op-1\n/);
    expect(shown).toMatch(/^Clock held +no\n/m);
    expect(shown).not.toMatch(/recordedAt|heldClock|undoneBy/);
  });
  it("are marked in the audit of the whole register where they were undone", async () => {
    await world.ok("log one");
    await world.ok("note 1 'a slip'");
    await world.ok("undo");
    const lines = (await world.ok("audit show")).trimEnd().split("\n");
    expect(lines.map((line) => /^op-(\d)/.exec(line)?.[1] + (/\(undone\)|undone$/.test(line) ? " undone" : ""))).toEqual(["1", "2 undone", "3"]);
  });
});
