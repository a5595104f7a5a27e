import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientOf, onPostgres } from "../postgres.ts";
import { rawOf } from "../raw.ts";
import { makeWorld, type World } from "../world.ts";

/** Words that begin like no other, so that no index keeps them without their ends. */
const SECRET = "qzxjwvpassphrase";
const NAME = "Wqxzilda Zjqmoore";
const CONTACT = "jqzw-4711-8866";
const CONFIRMED = ["--confirm", "desk"];

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

/** The bytes of the files that the register's tables are kept in on a server, and its rows as text. */
async function onServer(): Promise<readonly string[]> {
  const client = await clientOf(world.register, "postgres");
  try {
    await client.query("checkpoint");
    const { rows } = await client.query<{ path: string }>(
      `select current_setting('data_directory') || '/' || pg_relation_filepath(oid) as path from pg_class
        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'i')
        union all select current_setting('data_directory') || '/' || pg_relation_filepath(reltoastrelid) from pg_class
        where relnamespace = current_schema()::regnamespace and reltoastrelid <> 0`,
    );
    const dumped = await client.query<{ row: string }>(
      `select query_to_xml(format('select * from %s', oid::regclass), true, false, '')::text as row from pg_class
        where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
    );
    return [...rows.filter(({ path }) => existsSync(path)).map(({ path }) => readFileSync(path, "latin1")), ...dumped.rows.map(({ row }) => row)];
  } finally {
    await client.end();
  }
}

/** Which of the words stand in the files of the register, as they are or as parts that an index of words may leave of them. */
async function found(...words: readonly string[]): Promise<readonly string[]> {
  const folder = dirname(world.register);
  const files = onPostgres ? await onServer() : readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
  const bytes = files.map((text) => text.toLowerCase());
  const parts = (word: string): readonly string[] => [word, ...word.split(/[ -]/), word.slice(3)].filter((part) => part.length > 3);
  return words.filter((word) => parts(word.toLowerCase()).some((part) => bytes.some((text) => text.includes(part))));
}

async function rowsOf<Row>(statement: string): Promise<readonly Row[]> {
  const raw = await rawOf(world.register);
  try {
    return await raw.rows<Row>(statement);
  } finally {
    await raw.close();
  }
}

/** On a server the tests of another run may be reading. */
const redact = (...words: readonly string[]) =>
  world.itsm([
    "redact",
    ...words,
    "--reason",
    "asked to be forgotten",
    ...(words.includes("--timeout") || onPostgres ? [] : ["--timeout", "1s"]),
    ...CONFIRMED,
  ]);

async function filled(): Promise<void> {
  await world.ok(["log", "VPN drops", "--requester", NAME, "--contact", CONTACT, "--category", "network/vpn"]);
  await world.ok(["note", "1", `The password is ${SECRET}.`]);
  await world.ok(["note", "1", "Nothing of it."]);
  await world.ok("log Printer --requester Budi --contact 5522");
}

describe("redact", () => {
  it("takes every value of a field out of all files, and the proof holds", async () => {
    await filled();
    const head = (await world.ok("audit head")).trim();
    expect(await found(SECRET, NAME, CONTACT)).toEqual([SECRET, NAME, CONTACT]);
    const ran = await redact("1", "--field", "note");
    expect(ran).toMatchObject({ code: 0, stdout: "INC-1\tchanged\tnew\n" });
    expect(await found(SECRET, NAME, CONTACT)).toEqual([NAME, CONTACT]);
    await redact("1", "--field", "requester");
    await redact("1", "--field", "contact");
    expect(await found(SECRET, NAME, CONTACT)).toEqual([]);
    expect((await world.itsm(["audit", "verify", "--against", head])).code).toBe(0);
    expect((await world.itsm("sla verify")).code).toBe(0);
    const [shown] = (await world.json("show 1")).items;
    expect(shown).toMatchObject({ requester: "[redacted]", contact: "[redacted]", title: "VPN drops" });
    expect(shown.notes.map(({ text }: { readonly text: string }) => text)).toEqual(["[redacted]", "[redacted]"]);
    expect(await world.ok(["search", SECRET])).toBe("");
    expect((await world.ok(["search", "vpn", "-q"])).trim()).toBe("INC-1");
  });

  it("leaves a trace: who, when, why, and which", async () => {
    await filled();
    await redact("1", "--field", "note", "--event", "2");
    const history = (await world.json("show 1")).items[0].history;
    expect(history.at(-1)).toMatchObject({
      type: "redacted",
      by: "ayu",
      at: "2026-11-24T02:41:05Z",
      data: { version: 2, field: "note" },
      texts: { reason: "asked to be forgotten" },
    });
    expect(history[1].texts).toEqual({ note: null });
    expect(history[2].texts).toEqual({ note: "Nothing of it." });
    expect(await world.ok("audit show 1", { terminal: "all", columns: 100 })).toContain("ayu redacted the note of event 2: asked to be forgotten");
    expect((await world.ok("op list -L 1")).split("\t")).toContain("redact");
  });

  it.each([
    ["title", ["log", `Title ${SECRET}`]],
    ["description", ["log", "x", "--description", SECRET]],
    ["requester", ["log", "x", "--requester", SECRET]],
    ["contact", ["log", "x", "--requester", "Budi", "--contact", SECRET]],
    ["affected", ["affected", "1", "--add", SECRET, "--contact", SECRET]],
    ["note", ["note", "1", SECRET]],
    ["note", ["hold", "1", "--reason", "awaiting-vendor", "--note", SECRET]],
    ["note", ["escalate", "1", "--to", "second-line", "--reason", "r", "--note", SECRET]],
    ["workaround", ["workaround", "1", SECRET]],
    ["resolution", ["resolve", "1", "--code", "fixed", "--note", SECRET]],
    ["reason", ["cancel", "1", "--reason", SECRET]],
    ["reason", ["edit", "1", "-p", "high", "--priority-reason", SECRET]],
    ["reason", ["escalate", "1", "--up", "--reason", SECRET]],
    ["review", ["close", "1", "--code", "fixed", "--note", "n", "--category", "other", "--review", SECRET]],
    ["note", ["close", "1", "--code", "fixed", "--note", SECRET, "--category", "other"]],
  ])("redacts %s of %j", async (field, line) => {
    await world.ok("log first");
    const logs = line[0] === "log";
    await world.ok(line);
    const spec = logs ? "2" : "1";
    expect(await found(SECRET)).toEqual([SECRET]);
    const fields = line[0] === "close" && field === "note" ? ["note", "resolution"] : [field];
    for (const one of fields) await redact(spec, "--field", one);
    expect(await found(SECRET)).toEqual([]);
    expect((await world.itsm("audit verify")).code).toBe(0);
    expect(await world.ok(["show", spec, "--json"])).toMatch(/\[redacted\]|"(?:note|reason)":null/);
  });

  it("reaches what was changed since, and what was undone", async () => {
    await world.ok("log first");
    await world.ok(["edit", "1", "--description", `one ${SECRET}`]);
    await world.ok(["edit", "1", "--description", "two"]);
    await world.ok(["edit", "1", "--description", `three ${SECRET}`]);
    await world.ok("undo");
    await redact("1", "--field", "description");
    expect(await found(SECRET)).toEqual([]);
    expect((await world.json("show 1")).items[0].description).toBe("[redacted]");
    expect((await world.itsm("audit verify")).code).toBe(0);
  });

  it("reaches a ticket whose log was undone", async () => {
    await world.ok(["log", "x", "--requester", NAME]);
    await world.ok("undo");
    await redact("1", "--field", "requester");
    expect(await found(NAME)).toEqual([]);
    expect((await world.itsm("audit verify")).code).toBe(0);
  });

  it("unlearns the words of a text, and learns anew what is left", async () => {
    for (let i = 0; i < 4; i += 1)
      await world.ok(["log", `Tunnel ${i === 0 ? SECRET : "tunnel"} drops`, "--close", "--code", "fixed", "--note", "n", "--category", "network/vpn"]);
    await world.ok("suggest --text tunnel");
    const lessons = () => rowsOf("select word, counts from lesson order by word");
    expect(JSON.stringify(await lessons())).toContain(SECRET.slice(0, 8));
    await redact("1", "--field", "title");
    expect(await found(SECRET)).toEqual([]);
    await world.ok("suggest --text tunnel");
    const bitByBit = await lessons();
    await world.ok("suggest --relearn --text tunnel");
    expect(await lessons()).toEqual(bitByBit);
  });

  it("forgets a person whom no ticket names any more, and keeps one whom another does", async () => {
    await filled();
    await world.ok(["log", "again", "--requester", NAME.toUpperCase(), "--contact", CONTACT]);
    const people = () => rowsOf("select name, contact from person order by folded");
    await redact("1", "--field", "requester");
    expect(await people()).toHaveLength(2);
    await redact("1", "--field", "contact");
    expect(await people()).toContainEqual({ name: NAME.toUpperCase(), contact: CONTACT });
    await redact("3", "--field", "contact");
    expect(await people()).toContainEqual({ name: NAME.toUpperCase(), contact: null });
    await redact("3", "--field", "requester");
    expect(await people()).toEqual([{ name: "Budi", contact: "5522" }]);
  });

  it("cannot be undone, and stands in the way of no other undo", async () => {
    await filled();
    await world.ok("start 1");
    await redact("1", "--field", "note");
    const undo = await world.itsm("undo");
    expect(undo.code).toBe(3);
    expect(undo.stderr).toContain("INC-1 had a text redacted by op-6, and what was redacted is gone.");
    await world.ok("undo op-5");
    expect((await world.itsm("audit verify")).code).toBe(0);
  });

  it("changes nothing twice, and takes no idle time away", async () => {
    await filled();
    world.pass(86_400);
    await redact("1", "--field", "note");
    expect((await world.json("show 1")).items[0].updatedAt).toBe("2026-11-24T02:41:05Z");
    expect(await redact("1", "--field", "note")).toMatchObject({ code: 0, stdout: "INC-1\tunchanged\t\n" });
    expect((await redact("1", "--field", "workaround")).stdout).toBe("INC-1\tunchanged\t\n");
    expect(await world.itsm(["redact", "1", "--field", "note", "--reason", "r", "--strict", ...CONFIRMED])).toMatchObject({ code: 3 });
  });

  it("shows in a dry run what would go, and asks for nothing", async () => {
    await filled();
    const ran = await world.itsm("redact 1 --field note --reason r --dry-run");
    expect(ran).toMatchObject({ code: 0, stdout: "INC-1\tchanged\tnew\n" });
    expect(ran.stderr).toContain(`INC-1 event 2, ayu 2026-11-24 09:41, note: The password is ${SECRET}.`);
    expect(await found(SECRET)).toEqual([SECRET]);
  });

  it("wants the name of the register typed", async () => {
    await filled();
    const line = "redact 1 --field note --event 2 --reason r";
    const no = await world.itsm(line, { terminal: "all", answers: ["yes"] });
    expect(no.code).toBe(7);
    expect(no.asked).toEqual(["1 text of 1 ticket will be gone for good; it cannot be undone. Type the name of the register, desk, to go on"]);
    expect(no.stderr).toContain(SECRET);
    expect((await world.itsm(line, { terminal: "all", answers: ["desk"] })).code).toBe(0);
    expect(await found(SECRET)).toEqual([]);
  });

  it.each([
    [["1", "--field", "note", "--reason", "r"], 2, "A redaction cannot be undone, and there is nobody to ask."],
    [["1", "--field", "note", "--reason", "r", "--yes"], 2, "--confirm desk"],
    [["1", "--field", "note", "--reason", "r", "--confirm", "other"], 2, '--confirm says "other", and this register is called "desk".'],
    [["1", "--field", "ci", "--reason", "r", ...CONFIRMED], 2, '"ci" is not a free text that can be redacted.'],
    [["1", "--field", "note"], 2, "redact needs --reason."],
    [["1"], 2, "redact needs --field and --reason."],
    [["1", "--field", "note", "--reason", " ", ...CONFIRMED], 2, "--reason"],
    [["9", "--field", "note", "--reason", "r", ...CONFIRMED], 4, "No ticket 9."],
    [["1", "--field", "note", "--event", "99", "--reason", "r", ...CONFIRMED], 3, "INC-1 has no event 99."],
    [["1", "--field", "note", "--event", "1", "--reason", "r", ...CONFIRMED], 3, "INC-1 has no note in event 1, which is logged."],
  ])("refuses %j", async (words, code, message) => {
    await filled();
    const head = await world.ok("audit head");
    const ran = await world.itsm(["redact", ...words]);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain(message);
    expect(await world.ok("audit head")).toBe(head);
  });

  it("says what else may hold the text: known errors, and what others read meanwhile", async () => {
    await filled();
    await world.ok("kb add --from 1 --workaround w --symptom s");
    const reader = await rawOf(world.register);
    await reader.exec("begin");
    await reader.rows("select count(*) from ticket");
    const ran = await redact("1", "--field", "note", "--timeout", "1s");
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain("K-1: written down from these tickets");
    expect(ran.stderr).toContain("backups, exports and copies made before still hold it");
    expect(ran.stderr).toContain(`others are reading ${world.register}`);
    await reader.close();
    await redact("1", "--field", "note");
    expect(await found(SECRET)).toEqual([]);
  });

  it("leaves nothing in pages that were split, moved and freed long before", async () => {
    const lines = Array.from({ length: 120 }, (_, i) => `title ${i}`);
    await world.ok("db init");
    for (const [i, title] of lines.entries()) {
      await world.ok(["log", title, "--description", `${i % 4 === 0 ? SECRET : "plain"} ${"x".repeat((i * 37) % 3000)}`]);
      if (i % 8 === 0) await world.ok(["edit", `${i + 1}`, "--description", `${SECRET} ${"y".repeat((i * 91) % 9000)}`]);
    }
    expect(await found(SECRET)).toEqual([SECRET]);
    expect((await redact("1..120", "--field", "description")).code).toBe(0);
    expect(await found(SECRET)).toEqual([]);
    if (onPostgres) return;
    expect(existsSync(`${world.register}-wal`) ? readFileSync(`${world.register}-wal`).length : 0).toBe(0);
  });
});
