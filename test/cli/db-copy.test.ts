import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshAddress, makeSchema, onPostgres } from "../postgres.ts";
import { changeRaw } from "../raw.ts";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeEach(async () => {
  world = makeWorld();
  await world.ok("log 'VPN drops' --impact high --urgency high --requester 'Budi Santoso' --contact 4711 -t vpn");
  await world.ok("log 'Mail is slow' --category other --close --code fixed --note 'New queue'");
  await world.ok("note 1 'Looking at the tunnel.'");
  await world.ok("redact 1 --field contact --reason asked --confirm desk");
  await world.ok("kb add --from 2 --symptom 'mail slow'");
  await world.ok("suggest --text mail");
});
afterEach(() => world.remove());

/** An empty place of each kind of database that this run has. */
async function places(): Promise<readonly string[]> {
  const file = join(world.folder, "copy.db");
  if (!onPostgres) return [file];
  const address = freshAddress();
  await makeSchema(address);
  return [file, address];
}

const LINES = ["list --all", "show 1 2", "audit show", "op list", "kb list", "policy log", "search tunnel", "report volume", "suggest --text mail"];

describe("a copy", () => {
  it("holds everything, proven, and goes back the same way", async () => {
    const head = await world.ok("audit head");
    for (const to of await places()) {
      expect(await world.json(["db", "copy", "--to", to])).toMatchObject({ name: "desk", tickets: 2, resumed: false, knownErrors: 1 });
      expect(await world.ok(["audit", "head", "--db", to])).toBe(head);
      expect((await world.json(["db", "check", "--full", "--db", to])).findings).toEqual([]);
      for (const line of LINES) expect(await world.json([...line.split(" "), "--db", to]), line).toEqual(await world.json(line));
      const back = join(world.folder, `back-${to.length}.db`);
      await world.ok(["db", "copy", "--db", to, "--to", back]);
      expect(await world.ok(["audit", "head", "--db", back])).toBe(head);
      expect(await world.ok(["log", "Next", "--db", back])).toBe("INC-3\n");
      expect((await world.itsm(["audit", "verify", "--against", head.trim(), "--db", back])).code).toBe(0);
    }
  });

  it("does not call the register it came from a backup", async () => {
    const [to = ""] = await places();
    const printed = await world.ok(["db", "copy", "--to", to], { terminal: "all" });
    expect(printed).toMatch(/^From +\S/m);
    expect(printed).not.toContain("Backup");
  });

  it("of an empty register is one", async () => {
    const [to = ""] = await places();
    const empty = join(world.folder, "empty.db");
    await world.ok(["db", "init", empty, "--name", "new"]);
    expect(await world.json(["db", "copy", "--db", empty, "--to", to])).toMatchObject({ name: "new", tickets: 0 });
    expect(await world.ok(["log", "First", "--db", to])).toBe("INC-1\n");
  });

  it("is refused by a register in use, and by itself", async () => {
    for (const to of await places()) {
      await world.ok(["log", "Mine", "--db", to]);
      const before = await world.ok(["audit", "head", "--db", to]);
      expect(await world.itsm(["db", "copy", "--to", to])).toMatchObject({ code: 3, stdout: "", stderr: expect.stringContaining("Nothing was copied") });
      expect(await world.ok(["audit", "head", "--db", to])).toBe(before);
    }
    expect((await world.itsm(["db", "copy", "--to", world.register])).code).toBe(2);
    expect((await world.itsm("db copy")).code).toBe(2);
    expect((await world.itsm(["db", "copy", "--to", join(world.folder, "none/copy.db")])).code).toBe(6);
  });

  it("that is whole and that nobody has written to is there already: the same call again changes nothing", async () => {
    for (const to of await places()) {
      expect(await world.json(["db", "copy", "--to", to])).toMatchObject({ already: false });
      const told = await world.json(["db", "copy", "--to", to]);
      expect(told).toMatchObject({ already: true, resumed: false, tickets: 2, knownErrors: 1, place: to });
      const { code, stderr } = await world.itsm(["db", "copy", "--to", to]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("is there already") });
      expect(stderr).not.toContain("written to");
      // What is learnt, and where a sweep has come to, is no part of the history.
      await world.ok(["suggest", "--text", "printer", "--relearn", "--db", to]);
      expect(await world.json(["db", "copy", "--to", to])).toMatchObject({ already: true });
      await changeRaw(to, "delete from person");
      expect(await world.itsm(["db", "copy", "--to", to])).toMatchObject({ code: 3, stderr: expect.stringContaining("is a register that") });
    }
  });

  it("that is whole is not gone on with: that the register has moved on since is said", async () => {
    for (const to of await places()) {
      await world.ok(["db", "copy", "--to", to]);
      const head = await world.ok(["audit", "head", "--db", to]);
      const { operations: last } = await world.json("db info");
      await world.ok("note 1 'Still looking.'");
      const refused = await world.itsm(["db", "copy", "--to", to]);
      expect(refused).toMatchObject({ code: 3, stdout: "", stderr: expect.stringContaining(`a whole copy of this register up to op-${last}`) });
      expect(refused.stderr).toContain(`op-${last + 1} was recorded since`);
      await world.ok("note 1 'And still.'");
      expect((await world.itsm(["db", "copy", "--to", to])).stderr).toContain(`op-${last + 1} to op-${last + 2} were recorded since`);
      expect(await world.ok(["audit", "head", "--db", to])).toBe(head);
    }
  });

  it("that somebody has written to is told from one of another register", async () => {
    for (const to of await places()) {
      await world.ok(["db", "copy", "--to", to]);
      const { operations: last } = await world.json("db info");
      await world.ok(["note", "1", "There alone.", "--db", to]);
      const { code, stderr } = await world.itsm(["db", "copy", "--to", to]);
      expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining(`op-${last + 1} was recorded there alone`) });
      await world.ok("note 1 'Here alone.'");
      expect(await world.itsm(["db", "copy", "--to", to])).toMatchObject({
        code: 3,
        stderr: expect.stringContaining("is a register that somebody has written to"),
      });
    }
  });

  it("of a damaged register is none", async () => {
    await changeRaw(world.register, "update ticket set title = 'other' where number = 1");
    for (const to of await places()) {
      expect(await world.itsm(["db", "copy", "--to", to])).toMatchObject({ code: 1, stderr: expect.stringContaining("so it is no register") });
      expect(await world.itsm(["list", "--db", to])).toMatchObject({ code: 6, stderr: expect.stringContaining("not finished") });
      for (const line of [
        ["db", "migrate"],
        ["db", "migrate", "--dry-run"],
      ])
        expect(await world.itsm([...line, "--db", to])).toMatchObject({ code: 6, stdout: "", stderr: expect.stringContaining("not finished") });
      expect(await world.itsm(["log", "x", "--db", to])).toMatchObject({ code: 6, stderr: expect.stringContaining("not finished") });
      await changeRaw(world.register, "update ticket set title = 'VPN drops' where number = 1");
      // Nothing was recorded meanwhile, so what was copied of the ticket stays as it was; a new operation copies rows anew.
      await world.ok("note 2 again");
      expect(await world.json(["db", "copy", "--to", to])).toMatchObject({ resumed: true });
      await changeRaw(world.register, "update ticket set title = 'other' where number = 1");
    }
  });

  it("is not gone on with by another register", async () => {
    const [to = ""] = await places();
    await changeRaw(world.register, "update ticket set title = 'other' where number = 1");
    await world.itsm(["db", "copy", "--to", to]);
    const other = join(world.folder, "other.db");
    await world.ok(["db", "init", other, "--name", "other"]);
    expect(await world.itsm(["db", "copy", "--db", other, "--to", to])).toMatchObject({ code: 3, stderr: expect.stringContaining("another register") });
  });
});
