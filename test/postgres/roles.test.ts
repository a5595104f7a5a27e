import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientOf } from "../postgres.ts";
import { makeWorld, type World } from "../world.ts";

/** Each statement is refused for whom it names: what was recorded is nobody's to change but the owner's. */
const FORBIDDEN: readonly (readonly [who: string, statement: string])[] = [
  ["agent", "update event set data = '{}' where number = 1"],
  ["agent", "update event set texts = null"],
  ["agent", "update event set hash = hash"],
  ["agent", "delete from event"],
  ["agent", "truncate event"],
  ["agent", "update operation set actor = 'eve'"],
  ["agent", "update operation set via = 'eve'"],
  ["agent", "update operation set recorded_at = 0"],
  ["agent", "delete from operation"],
  ["agent", "truncate operation"],
  ["agent", "insert into operation values (99, 'log', 1, 'eve', null, 0, 1, null, null, null, '')"],
  ["agent", "insert into operation values (99, 'log', 1, 'eve', 'somebody', 0, 1, null, null, null, '')"],
  ["agent", "update policy set compiled = '{}'"],
  ["agent", "insert into policy values (2, 1, '', '{}')"],
  ["agent", "delete from policy"],
  ["agent", "truncate policy"],
  ["agent", "delete from ticket"],
  ["agent", "truncate ticket"],
  ["agent", "delete from register"],
  ["agent", "update register set name = 'mine'"],
  ["agent", "update register set policy = 2"],
  ["agent", "update register set created_at = 0"],
  ["agent", "delete from person"],
  ["agent", "delete from known_error"],
  ["agent", "update known_error set title = 'x'"],
  ["agent", "delete from migration"],
  ["agent", "insert into migration values ('9999')"],
  ["agent", "alter table event add column x text"],
  ["agent", "alter table operation disable row level security"],
  ["agent", "drop policy itsm_read on operation"],
  ["agent", "drop table event"],
  ["agent", "create table mine (x text)"],
  ["agent", "create rule nothing as on insert to event do instead nothing"],
  ["agent", "create trigger t before insert on event execute function suppress_redundant_updates_trigger()"],
  ["agent", "grant itsm_test_owner to test_agent"],
  ["agent", "set session authorization postgres"],
  ["agent", "set role itsm_test_owner"],
  ["reader", "insert into ticket_mark values ('a', 'b', 1)"],
  ["reader", "update ticket set title = 'x'"],
  ["reader", "update register set operations = 0"],
  ["reader", "select 1 from register for update"],
  ["mailer", "update ticket set title = 'x'"],
  ["mailer", "insert into operation select * from operation"],
  ["mailer", "select * from known_error"],
];

let world: World;
const clients: Record<string, pg.Client> = {};

beforeAll(async () => {
  world = makeWorld();
  await world.ok('log "Printer offline"');
  writeFileSync(join(world.folder, "desk.yaml"), (await world.ok("policy show")).replace(/^name: .*$/m, "name: Other desk"));
  const admin = await clientOf(world.register);
  for (const who of ["owner", "agent", "reader", "mailer"]) await admin.query(`create role test_${who} login`);
  await admin.query("create role test_stranger login");
  const names = ["owner", "agent", "reader", "mailer"].map((role) => `--role ${role}=itsm_test_${role}`).join(" ");
  await world.ok(`db grant --apply ${names}`);
  // What was granted can be granted again.
  await world.ok(`db grant --apply ${names}`);
  for (const who of ["owner", "agent", "reader", "mailer"]) {
    await admin.query(`grant itsm_test_${who} to test_${who}`);
    clients[who] = await clientOf(world.register, `test_${who}`);
  }
  await admin.end();
});
afterAll(async () => {
  for (const client of Object.values(clients)) await client.end();
  world.remove();
});

const as = (who: string): { readonly env: Record<string, string> } => ({
  env: { ITSM_DB: world.register.replace("os-user@", `test_${who}@`), ITSM_USER: "ayu" },
});

describe("what is forbidden", () => {
  it.each(FORBIDDEN)("%s: %s", async (who, statement) => {
    const client = clients[who] as pg.Client;
    await client.query("begin");
    try {
      await expect(client.query(statement)).rejects.toMatchObject({ code: "42501" });
    } finally {
      await client.query("rollback");
    }
  });
});

describe("what each may do", () => {
  it("an agent records, and the server says as whom", async () => {
    expect(await world.ok('log "Mail is slow" --requester Budi --tag vpn', as("agent"))).toBe("INC-2\n");
    await world.ok("start 1 2", as("agent"));
    await world.ok("edit 1 --tag x", as("agent"));
    await world.ok("close 1 2 --category network/vpn --code fixed --note done", as("agent"));
    await world.ok("undo", as("agent"));
    await world.ok("sweep", as("agent"));
    await world.ok("suggest --relearn", as("agent"));
    await world.ok('kb add --title "Mail is slow" --symptom "mail hangs" --workaround "use the web"', as("agent"));
    await world.ok('kb retire K-1 --reason "mended"', as("agent"));
    const { items } = await world.json("op list", as("agent"));
    expect(items.filter(({ actor }: Record<string, unknown>) => actor === "ayu").map(({ via }: Record<string, unknown>) => via)).toContain("test_agent");
    expect((await world.itsm("audit verify", as("agent"))).code).toBe(0);
  });

  it("an agent who redacts where there is nothing is not told that files hold an old text; where there was one he is", async () => {
    await world.ok("log 'Scanner is slow'", as("agent"));
    const redact = ["redact", "1", "--field", "note", "--reason", "asked", "--confirm", "desk"];
    const { numbers } = await world.json("db info");
    const none = await world.itsm(redact.with(1, String(numbers)), as("agent"));
    expect({ code: none.code, stdout: none.stdout, stderr: none.stderr }).toEqual({ code: 0, stdout: expect.stringContaining("unchanged"), stderr: "" });
    await world.ok(`note ${numbers} 'call 4711'`, as("agent"));
    await world.ok(redact.with(1, String(numbers)));
    // The owner may have found others reading.
    expect(await world.itsm(redact.with(1, String(numbers)), as("agent"))).toMatchObject({
      stdout: expect.stringContaining("unchanged"),
      stderr: expect.stringContaining("their files hold the old text"),
    });
  });

  it("an agent changes no rules: that is said, and nothing is written", async () => {
    const before = await world.ok("audit head");
    const { code, stderr } = await world.itsm(`policy apply ${join(world.folder, "desk.yaml")}`, as("agent"));
    expect(code).toBe(3);
    expect(stderr).toContain("The server does not let you do this");
    expect(await world.ok("audit head")).toBe(before);
  });

  it("a reader and a mailer read, and are refused to write", async () => {
    for (const who of ["reader", "mailer"]) {
      expect(await world.ok("list --all", as(who))).toContain("INC-1");
      const { code, stderr } = await world.itsm("note 1 hello", as(who));
      expect([code, stderr]).toEqual([3, expect.stringContaining("does not let you do this")]);
    }
    expect((await world.itsm("audit verify", as("reader"))).code).toBe(0);
  });

  it("whoami tells the login that the history will have, without asking the server", async () => {
    expect(await world.json("whoami", as("agent"))).toMatchObject({ name: "ayu", via: "test_agent" });
    const env = { ITSM_DB: "postgres://127.0.0.1:1/desk", PGUSER: "budi" };
    expect(await world.json("whoami", { env })).toMatchObject({ via: "budi" });
    expect(await world.json("whoami", { env: { ...env, PGUSER: undefined } })).toMatchObject({ via: "os-user" });
  });

  it("the owner applies rules; a stranger sees nothing, and is told which right is missing", async () => {
    await world.ok(`policy apply ${join(world.folder, "desk.yaml")}`, as("owner"));
    // As in the schema public, which everybody may look into.
    const admin = await clientOf(world.register);
    const { rows } = await admin.query("select current_schema() as schema");
    await admin.query(`grant usage on schema ${rows[0].schema} to test_stranger`);
    await admin.end();
    const { code, stderr } = await world.itsm("list", as("stranger"));
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringMatching(/^error: test_stranger has no rights on the tables of the register/) });
    expect(stderr).toContain("grant itsm_agent to test_stranger");
    expect(stderr).not.toContain("may not connect");
  });
});

describe("a login without the right to look into the schema of the register", () => {
  const setTo = (path: string) => ({
    env: { ITSM_USER: "ayu", ITSM_DB: world.register.replace("os-user@", "test_outsider@").replace(/search_path%3D\w+/, `search_path%3D${path}`) },
  });
  let schema = "";
  beforeAll(async () => {
    const admin = await clientOf(world.register);
    schema = (await admin.query("select current_schema() as schema")).rows[0].schema;
    await admin.query('create role test_outsider login; create schema "Of another"; grant usage, create on schema public to test_outsider');
    await admin.end();
  });

  it.each([
    ["alone", (its: string) => its],
    ["in capitals", (its: string) => its.toUpperCase()],
    // Whoever looks there would make a second register, or find none.
    ["before one that is open to all", (its: string) => `${its},public`],
    ["behind one that is nowhere", (its: string) => `no_such,${its}`],
  ])("is told so, and what its owner grants: %s", async (_, pathOf) => {
    for (const line of ["list", "log x", "db init --name mine"]) {
      const { code, stdout, stderr } = await world.itsm(line, setTo(pathOf(schema)));
      expect({ code, stdout }, line).toEqual({ code: 3, stdout: "" });
      expect(stderr).toMatch(new RegExp(`^error: test_outsider has no right to look into the schema ${schema} of the register`));
      expect(stderr).toContain("grant itsm_agent to test_outsider");
    }
  });

  it("is told what a schema without a register wants", async () => {
    const { code, stderr } = await world.itsm("list", setTo("%22Of%5C%20another%22"));
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('grant usage, create on schema "Of another" to test_outsider') });
  });

  it("is told as before of schemas that do not exist, and of one that holds no register", async () => {
    expect(await world.itsm("list", setTo("no_such"))).toMatchObject({ code: 6, stderr: expect.stringContaining("None of the schemas") });
    expect(await world.itsm("list", setTo("public,%22Of%5C%20another%22"))).toMatchObject({
      code: 6,
      stderr: expect.stringContaining("There is no register at"),
    });
  });
});

describe("db grant", () => {
  it("prints the same as SQL, and asks nothing of a server for it", async () => {
    const printed = await world.ok("db grant --role agent --db /nowhere.db");
    expect(printed).toContain("grant insert on operation, event, ticket");
    expect(printed).not.toMatch(/(update|delete) on [^;]*\b(event|operation|policy)\b/);
    expect((await world.itsm("db grant --role boss")).code).toBe(2);
    expect((await world.itsm("db grant --apply --db /nowhere.db")).code).toBe(2);
  });
});
