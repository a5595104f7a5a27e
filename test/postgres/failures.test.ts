import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientOf, postgresPlace } from "../postgres.ts";
import { changeRaw, lockOf, rawOf } from "../raw.ts";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

const at = (rest: string): string => `postgres://${rest.replace("HERE", postgresPlace())}`;

describe("an address that leads nowhere", () => {
  it.each([
    ["locked@HERE/desk?sslmode=disable", {}, "wants a password of locked"],
    ["locked@HERE/desk?sslmode=disable", { PGPASSWORD: "wrong" }, "does not let locked in"],
    // A server without TLS is asked both ways, and its own reason is told.
    ["locked@HERE/desk", {}, "wants a password of locked"],
    ["locked@HERE/desk", { PGPASSWORD: "wrong" }, "does not let locked in"],
    ["os-user@HERE/no-such", {}, "There is no database no-such"],
    ["os-user@HERE/no-ssl", {}, "There is no database no-ssl"],
    ["os-user@HERE/desk?options=-cno_such%3D1", {}, "no_such"],
    ["locked@HERE/desk?sslmode=allow", { PGPASSWORD: "wrong" }, "does not let locked in"],
    ["os-user@HERE/no-ssl?sslmode=allow", {}, "There is no database no-ssl"],
    ["nobody-here@HERE/desk?sslmode=disable", {}, "does not let nobody-here in"],
    ["os-user@HERE/no-such?sslmode=disable", {}, "There is no database no-such"],
    ["os-user@127.0.0.1:1/desk", {}, "No server answers at 127.0.0.1:1"],
    ["os-user@no-such-host.invalid/desk", {}, "no-such-host.invalid"],
    ["os-user@%2Fnowhere/desk", {}, "No server answers at /nowhere"],
    ["os-user@HERE/desk?sslmode=require", {}, "speaks no TLS"],
    ["os-user@HERE/postgres?sslmode=disable", {}, "There is no register at"],
    ["os-user@HERE/desk?sslmode=disable&options=-csearch_path%3Dno_such", {}, "None of the schemas"],
  ])("%s %j", async (address, env, says) => {
    const { code, stdout, stderr } = await world.itsm("list", { env: { ITSM_DB: at(address), ...env } });
    expect({ code, stdout }).toEqual({ code: 6, stdout: "" });
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/ {4}at |wrong|sesame/);
  });

  it.each([
    ["os-user@HERE/desk?connect_timeout=abc", 'connect_timeout cannot be "abc"'],
    ["os-user@HERE/desk?sslmode=disable&sslmode=require", "has sslmode twice"],
    ["os-user@HERE/desk?dbname=other", "has dbname twice"],
    ["os-user@HERE/desk/extra", "desk%2Fextra"],
  ])("is refused where it can be misread: %s", async (address, says) => {
    const { code, stdout, stderr } = await world.itsm("list", { env: { ITSM_DB: at(address) } });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(says) });
  });

  it("is answered with the password of the file, and tells nobody of it", async () => {
    const path = join(world.folder, ".pgpass");
    writeFileSync(path, "127.0.0.1:*:desk:locked:open sesame\n");
    const env = { ITSM_DB: at("locked@HERE/desk?sslmode=disable") };
    chmodSync(path, 0o644);
    expect((await world.itsm("list", { env })).stderr).toContain("chmod 600");
    chmodSync(path, 0o600);
    expect((await world.itsm("list", { env })).stderr).toContain("There is no register at");
  });
});

describe("a database that is no register", () => {
  it("is another program's, of a newer version, or of an older one", async () => {
    const client = await clientOf(world.register);
    await world.ok("log one");
    // Who is connected already has looked.
    const afresh = (): Promise<unknown> => world.itsm("list", { env: {} });
    await client.query("insert into migration values ('9999_later.sql')");
    expect(await afresh()).toMatchObject({ code: 6, stderr: expect.stringContaining("newer version") });
    await client.query("delete from migration where name >= '0004'");
    expect(await afresh()).toMatchObject({ code: 6, stderr: expect.stringContaining("itsm db migrate") });
    await client.query("drop table register");
    expect(await afresh()).toMatchObject({ code: 2, stderr: expect.stringContaining("another program's database") });
    await client.end();
  });

  it("is set to read-only: it can be read, and a write is told why not", async () => {
    await world.ok("log one");
    const env = { ITSM_DB: `${world.register}%20-cdefault_transaction_read_only%3Don` };
    expect((await world.itsm("list", { env })).code).toBe(0);
    const { items } = await world.json("doctor", { env });
    const found = items.find(({ check }: Record<string, string>) => check === "register");
    expect(found).toMatchObject({ state: "wrong", cure: expect.stringContaining("default_transaction_read_only") });
    expect(found.cure).not.toContain("chmod");
    expect(await world.itsm("note 1 hello", { env })).toMatchObject({ code: 6, stderr: expect.stringContaining("can be read but not written to") });
  });
});

it("db info names no journal of SQLite's", async () => {
  expect(await world.ok("db info", { terminal: "all" })).not.toContain("Journal");
  expect(await world.json("db info")).toHaveProperty("journalMode", null);
});

describe("several hosts", () => {
  it("are tried until one can be written to", async () => {
    await world.ok("log one");
    const env = { ITSM_DB: world.register.replace("@", "@127.0.0.1:1,") };
    expect((await world.itsm("note 1 hello", { env })).code).toBe(0);
  });
});

describe("a lock", () => {
  it("is waited for as long as is allowed, and the wait is told after a second", async () => {
    await world.ok("log one");
    const release = await lockOf(world.register);
    const { code, stderr } = await world.itsm("note 1 hello --timeout 2s");
    expect(code).toBe(6);
    expect(stderr).toMatch(/waiting|another/);
    setTimeout(() => void release(), 300);
    expect((await world.itsm("note 1 hello")).code).toBe(0);
  });

  /** Holds a table against everybody until what it resolves to is called. */
  async function tableHeld(table: string): Promise<() => Promise<void>> {
    const raw = await rawOf(world.register);
    await raw.exec(`begin; lock table ${table} in access exclusive mode`);
    return async () => {
      await raw.exec("rollback");
      await raw.close();
    };
  }

  const WAITING = /waiting for .*, which another program has locked/g;

  it.each(["event", "ticket"])("of the table %s is told after a second, once, and waited for", async (table) => {
    await world.ok("log one");
    const release = await tableHeld(table);
    setTimeout(() => void release(), 1600);
    const { code, stderr } = await world.itsm("note 1 hello");
    expect(code).toBe(0);
    expect(stderr.match(WAITING)).toHaveLength(1);
    const { items } = await world.json("show 1");
    expect(items[0].notes).toMatchObject([{ text: "hello" }]);
  });

  it.each([
    ["event", "2s", 1],
    ["ticket", "0s", 0],
  ])("of the table %s ends a call when the time allowed for waiting is over: %s", async (table, timeout, told) => {
    await world.ok("log one");
    const release = await tableHeld(table);
    try {
      // On a connection of its own: what it leaves there waits for the lock.
      const { code, stderr } = await world.itsm(`note 1 hello --timeout ${timeout}`, { env: {} });
      expect({ code, stderr }).toEqual({ code: 6, stderr: expect.stringContaining("the time allowed for waiting is over. Nothing was written.") });
      expect(stderr.match(WAITING) ?? []).toHaveLength(told);
    } finally {
      await release();
    }
  });

  it("is not what a call waits for whose work takes long", async () => {
    await world.ok("log one");
    await changeRaw(
      world.register,
      `create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(1.3); return new; end $$;
       create trigger slow before insert on event execute function slow()`,
    );
    expect(await world.itsm("note 1 hello")).toMatchObject({ code: 0, stderr: "" });
  });
});
