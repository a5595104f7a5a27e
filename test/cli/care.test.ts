import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeOnFiles, itOnFiles, onPostgres } from "../postgres.ts";
import { changeRaw } from "../raw.ts";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeEach(async () => {
  world = makeWorld();
  await world.ok('log "VPN drops" --impact high --urgency high --requester "Budi Santoso" --contact 4711 --channel phone');
  await world.ok('log "Mail is slow" --category other');
});
afterEach(() => world.remove());

const at = (name: string): string => join(world.folder, name);
const head = async (db = world.register): Promise<string> => world.ok(["audit", "head", "--db", db]);
const mode = (path: string): number => statSync(path).mode & 0o777;
const parts = (): readonly string[] => readdirSync(world.folder).filter((name) => name.includes(".part-"));

/** Changes a register behind the program's back; a statement in SQLite's words is put in the server's. */
const meddle = (place: string, statement: string): Promise<void> =>
  changeRaw(
    place,
    onPostgres
      ? statement
          .replace("create table extra (x)", "create table extra (x text)")
          .replace("zeroblob(32)", "decode(repeat('00', 32), 'hex')")
          .replace("rowid", "number")
          .replace(/insert or replace into ticket_text .*/, "update ticket_text set doc = 'other:1'::tsvector where number = 1")
      : statement,
  );

describeOnFiles("a backup", () => {
  it("is one file for its owner alone, and holds what the register holds", async () => {
    const umask = process.umask(0);
    try {
      await world.ok(["db", "backup", at("b.db")]);
    } finally {
      process.umask(umask);
    }
    expect(mode(at("b.db"))).toBe(0o600);
    expect(await head(at("b.db"))).toBe(await head());
    expect((await world.json(["db", "check", "--full", "--db", at("b.db")])).ok).toBe(true);
    expect(parts()).toEqual([]);
  });

  it("replaces a backup only where that is agreed to, and no other file at all", async () => {
    await world.ok(["db", "backup", at("b.db")]);
    expect(await world.itsm(["db", "backup", at("b.db")])).toMatchObject({ code: 2, stderr: expect.stringContaining("--yes replaces it") });
    expect((await world.itsm(["db", "backup", at("b.db")], { terminal: "all", answers: [false] })).code).toBe(7);
    expect((await world.itsm(["db", "backup", at("b.db")], { terminal: "all", answers: [true] })).code).toBe(0);
    writeFileSync(at("notes.txt"), "mine");
    expect(await world.itsm(["db", "backup", at("notes.txt"), "--yes"])).toMatchObject({ code: 2, stderr: expect.stringContaining("no backup") });
    expect(readFileSync(at("notes.txt"), "utf8")).toBe("mine");
    for (const own of [world.register, `${world.register}-wal`]) expect((await world.itsm(["db", "backup", own, "--yes"])).code).toBe(2);
  });

  it.each([
    ["-", 2],
    ["data", 2],
    ["none/b.db", 6],
  ])("cannot be %s", async (name, code) => {
    expect(await world.itsm(["db", "backup", name === "-" ? name : at(name)])).toMatchObject({ code, stdout: "", stderr: expect.stringMatching(/^error: /) });
    expect(parts()).toEqual([]);
  });

  it("of a register whose rows or pages are damaged is not kept", async () => {
    await meddle(world.register, "update operation set verb = 'nothing' where seq = 2");
    expect(await world.itsm(["db", "backup", at("b.db")])).toMatchObject({ code: 1, stderr: expect.stringContaining("Operation op-2 was altered") });
    expect([existsSync(at("b.db")), parts()]).toEqual([false, []]);
  });

  it("takes away what a run that was killed has left", async () => {
    writeFileSync(at("b.db.part-999999999"), "half");
    await world.ok(["db", "backup", at("b.db")]);
    expect(parts()).toEqual([]);
  });
});

describeOnFiles("a restore", () => {
  const kept = (): readonly string[] => readdirSync(join(world.register, "..")).filter((name) => name.includes(".replaced-"));

  beforeEach(async () => {
    await world.ok(["db", "backup", at("b.db")]);
    await world.ok("log Later");
  });

  it("wants the name, typed or by a flag, and keeps what it replaces", async () => {
    const [before, after] = [await head(at("b.db")), await head()];
    expect(await world.itsm(["db", "restore", at("b.db")])).toMatchObject({ code: 2, stderr: expect.stringContaining('--confirm "desk"') });
    expect((await world.itsm(["db", "restore", at("b.db"), "--confirm", "other"])).code).toBe(2);
    const declined = await world.itsm(["db", "restore", at("b.db")], { terminal: "all", answers: ["dsk"] });
    expect(declined).toMatchObject({ code: 7, stderr: expect.stringContaining("nothing was replaced") });
    expect((await world.itsm(["db", "restore", at("b.db"), "--dry-run"])).code).toBe(0);
    expect([await head(), kept()]).toEqual([after, []]);
    expect((await world.itsm(["db", "restore", at("b.db")], { terminal: "all", answers: ["desk"] })).code).toBe(0);
    expect(kept()).toEqual(["itsm.db.replaced-20261124T024105Z"]);
    expect(await head()).toBe(before);
    expect(await head(join(world.register, "..", kept()[0] as string))).toBe(after);
    await world.ok("log 'After that'");
    await world.ok(["db", "restore", at("b.db"), "--confirm", "desk"]);
    expect(kept()).toHaveLength(2);
    expect(mode(world.register)).toBe(0o600);
  });

  it("leaves a register alone that somebody else has open", async () => {
    const other = new Database(world.register);
    other.pragma("user_version");
    const after = await head();
    expect(await world.itsm(["db", "restore", at("b.db"), "--confirm", "desk", "--timeout", "0s"])).toMatchObject({
      code: 6,
      stderr: expect.stringContaining("open in another program"),
    });
    other.close();
    expect([await head(), kept()]).toEqual([after, []]);
  });

  it("lets nobody write to the old register who opened it before", async () => {
    const late = new Database(world.register);
    await world.ok(["db", "backup", at("c.db")]);
    // It has looked at nothing yet, so it holds nothing.
    await world.ok(["db", "restore", at("b.db"), "--confirm", "desk"]);
    expect(() => late.exec("begin immediate; update register set name = 'lost'; commit")).toThrow(/readonly/);
    late.close();
    expect((await world.json("db check --full")).ok).toBe(true);
  });

  it("takes the place of a damaged register, whose log goes with it", async () => {
    const bytes = readFileSync(world.register);
    // No page has that size.
    bytes.writeUInt16BE(3, 16);
    writeFileSync(world.register, bytes);
    writeFileSync(`${world.register}-wal`, "what a dead program left");
    await world.ok(["db", "restore", at("b.db"), "--confirm", "desk"]);
    expect([...kept()].sort()).toEqual(["itsm.db.replaced-20261124T024105Z", "itsm.db.replaced-20261124T024105Z-wal"]);
    expect((await world.json("db check --full")).ok).toBe(true);
  });

  it("makes a register where there is none, and asks nothing for it", async () => {
    await world.ok(["db", "restore", at("b.db"), "--db", at("new.db")]);
    expect(await head(at("new.db"))).toBe(await head(at("b.db")));
  });

  it.each([
    ["a text", "notes.txt", 2],
    ["nothing", "none.db", 6],
    ["the register itself", "", 2],
  ])("refuses %s as a backup", async (_, name, code) => {
    writeFileSync(at("notes.txt"), "mine");
    const after = await head();
    expect((await world.itsm(["db", "restore", name === "" ? world.register : at(name), "--confirm", "desk"])).code).toBe(code);
    expect([await head(), kept()]).toEqual([after, []]);
  });

  it("refuses a backup that was altered", async () => {
    await meddle(at("b.db"), "update operation set actor = 'nobody' where seq = 2");
    expect((await world.itsm(["db", "restore", at("b.db"), "--confirm", "desk"])).code).toBe(1);
    expect(kept()).toEqual([]);
  });
});

it.runIf(onPostgres)("of a register on a server is not made or restored, and what does that is said", async () => {
  expect(await world.itsm(["db", "backup", at("b.db")])).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("itsm export --bundle FILE") });
  expect(await world.itsm(["db", "restore", at("b.db"), "--confirm", "desk"])).toMatchObject({ code: 2, stderr: expect.stringContaining("import --bundle") });
  expect(parts()).toEqual([]);
});

describe("a check", () => {
  const rules = async (flags = ""): Promise<readonly string[]> =>
    (await world.json(`db check ${flags}`)).findings.map(({ rule }: { readonly rule: string }) => rule);

  it.each([
    ["drop index ticket_wake", "", ["schema_part_missing"]],
    ["create table extra (x)", "", ["schema_part_strange"]],
    ["update operation set policy = 7 where seq = 2", "", ["operation_altered"]],
    ["update register set head = zeroblob(32)", "", ["head_differs"]],
    ["update register set numbers = 9", "", ["numbers_differ"]],
    ["delete from ticket_text where rowid = 1", "", ["index_count"]],
    ["insert or replace into ticket_text (rowid, title, body) values (1, 'VPN drops', 'other words')", "--full", ["index_differs"]],
    ["delete from ticket_text where rowid = 1", "--full", ["index_differs"]],
    ["delete from ticket_mark where number = 1", "--full", ["mark_missing"]],
    ["update ticket set title = 'x' where number = 1", "--full", ["row_differs"]],
  ])("finds: %s (%s)", async (statement, flags, expected) => {
    expect(await rules(flags)).toEqual([]);
    await meddle(world.register, statement);
    expect(await rules(flags)).toEqual(expected);
    const { code, stdout, stderr } = await world.itsm(`db check ${flags}`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "error: 1 finding: the register is not whole\n" });
    expect(stdout.split("\n")[1]).toMatch(/^ {2}itsm |^ {2}another/);
  });

  itOnFiles("finds damaged pages", async () => {
    const connection = new Database(world.register);
    connection.pragma("journal_mode = delete");
    const page = connection
      .prepare("select rootpage from sqlite_schema where name = 'ticket_wake' or name = 'ticket_mark' order by name")
      .pluck()
      .get() as number;
    connection.close();
    const bytes = readFileSync(world.register);
    bytes.fill(7, (page - 1) * 8192, page * 8192);
    writeFileSync(world.register, bytes);

    expect(await rules()).toContain("pages_damaged");
  });
});

describe("an export", () => {
  it("has every ticket that is not void, and adds nothing to a query", async () => {
    await world.ok("cancel 2 --reason mistake");
    const items = (await world.json("list --all sort:number")).items;
    const lines = (await world.ok("export")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(items);
    expect((await world.ok("export status:cancelled -o id")).trim()).toBe('{"id":"INC-2"}');
    expect((await world.ok("export --csv -o id,title,status")).split("\r\n")).toEqual([
      "id,title,status",
      "INC-1,VPN drops,new",
      "INC-2,Mail is slow,cancelled",
      "",
    ]);
  });

  it("has their events, which are those of the audit", async () => {
    await world.ok("note 1 Looking.");
    const lines = (await world.ok("export 'id:1' --events")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual((await world.json("audit show 1")).items);
  });

  it("guards formulas for a spreadsheet", async () => {
    await world.ok(["log", "=1+1"]);
    expect(await world.ok("export id:3 --csv --excel -o title")).toBe("\ufefftitle\r\n'=1+1\r\n");
  });

  it("goes into a file for its owner alone, which is replaced only by --yes", async () => {
    const umask = process.umask(0);
    const { stderr } = await world.itsm(["export", "--out", at("t.jsonl")]);
    process.umask(umask);
    expect([stderr, mode(at("t.jsonl"))]).toEqual([`2 tickets in ${at("t.jsonl")}\n`, 0o600]);
    expect(readFileSync(at("t.jsonl"), "utf8")).toBe(await world.ok("export"));
    expect((await world.itsm(["export", "--out", at("t.jsonl")])).code).toBe(2);
    expect(await world.json(["export", "--csv", "--events", "--out", at("t.jsonl"), "--yes"])).toMatchObject({ format: "csv", of: "events", count: 2 });
    expect(parts()).toEqual([]);
  });

  it.each(["--json", "--csv --jsonl", "--excel", "--out -", "--bundle - --json", "--bundle x --csv", "--bundle x is:open", "prioriti:high", "-o nothing"])(
    "refuses %s",
    async (flags) => expect(await world.itsm(`export ${flags}`)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^error: /) }),
  );

  it("leaves nothing where it cannot be written", async () => {
    mkdirSync(at("full"));
    chmodSync(at("full"), 0o500);
    const { code } = await world.itsm(["export", "--out", join(at("full"), "none", "t.jsonl")]);
    expect(code).toBe(6);
    expect((await world.itsm(["export", "--out", at("full")])).code).toBe(2);
  });
});

describe("a bundle", () => {
  it("fills an empty register with the same numbers, rows, head and search, compressed or not", async () => {
    await world.ok("kb add --from 1 --symptom 'vpn drops' --workaround 'Reconnect.'");
    await world.ok("kb use K-1 1");
    await world.ok(["export", "--bundle", at("d.jsonl")]);
    await world.ok(["export", "--bundle", at("d.jsonl.gz")]);
    expect(gunzipSync(readFileSync(at("d.jsonl.gz"))).toString()).toBe(readFileSync(at("d.jsonl"), "utf8"));
    expect([mode(at("d.jsonl")), mode(at("d.jsonl.gz"))]).toEqual([0o600, 0o600]);
    await world.ok(["import", "--bundle", at("d.jsonl"), "--db", at("n.db")]);
    await world.ok(["import", "--bundle", "-", "--db", at("m.db")], { stdin: readFileSync(at("d.jsonl.gz")) });
    for (const db of [at("n.db"), at("m.db")]) {
      expect(await head(db)).toBe(await head());
      expect((await world.json(["db", "check", "--full", "--db", db])).findings).toEqual([]);
      for (const line of ["list --all", "kb list", "policy log", "op list", "db info -q"]) {
        const words = line.split(" ");
        if (line === "db info -q") continue;
        expect((await world.json([...words, "--db", db])).items, line).toEqual((await world.json(words)).items);
      }
      expect(await world.ok(["kb", "list", "reconnect", "-q", "--db", db])).toBe(await world.ok("kb list reconnect -q"));
    }
    expect(await world.itsm(["import", "--bundle", at("d.jsonl"), "--db", at("n.db")])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("empty register"),
    });
  });

  it("goes through a pipe, and to no terminal", async () => {
    const stdin = await world.ok("export --bundle -");
    await world.ok(["import", "--bundle", "-", "--db", at("n.db")], { stdin });
    expect(await head(at("n.db"))).toBe(await head());
    const cut = stdin.slice(0, stdin.trimEnd().lastIndexOf("\n") + 1);
    expect(await world.itsm(["import", "--bundle", "-", "--db", at("m.db")], { stdin: cut })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("cut off"),
    });
    expect(await world.itsm("export --bundle -", { terminal: "all" })).toMatchObject({ code: 2, stdout: "" });
  });

  it("is refused with the line where it is damaged, and nothing is imported", async () => {
    await world.ok("note 1 Looking.");
    await world.ok(["export", "--bundle", at("d.jsonl")]);
    const lines = readFileSync(at("d.jsonl"), "utf8").trimEnd().split("\n");
    const swap = (index: number, change: (line: string) => string): string => lines.map((line, i) => (i === index ? change(line) : line)).join("\n");
    const event = lines.findIndex((line) => line.includes("Looking."));
    const last = lines.length - 1;
    const cases: readonly (readonly [text: string, line: number])[] = [
      ["", 1],
      ["hello\n", 1],
      [swap(0, (line) => line.replace("bundle/1", "bundle/2")), 1],
      [swap(event, (line) => line.replace("Looking.", "Looked.")), event + 1],
      [swap(event, (line) => line.slice(0, -5)), event + 1],
      [swap(event, (line) => line.replace('"number":1', '"number":"1"')), event + 1],
      [lines.filter((_, i) => i !== event).join("\n"), event],
      [swap(event - 1, (line) => line.replace('"actor":"ayu"', '"actor":"eve"')), event],
      [
        swap(
          lines.findIndex((line) => line.startsWith('{"kind":"person"')),
          (line) => line.replace("4711", "4712"),
        ),
        last + 1,
      ],
      [lines.slice(0, -1).join("\n"), last],
      [[...lines, lines[last]].join("\n"), last + 2],
      [swap(last, (line) => line.replace(/"events":\d+/, '"events":99')), last + 1],
    ];
    for (const [index, [text, line]] of cases.entries()) {
      writeFileSync(at("bad.jsonl"), text);
      const db = at(`bad-${index}.db`);
      const { code, stderr } = await world.itsm(["import", "--bundle", at("bad.jsonl"), "--db", db]);
      expect({ index, code, stderr }).toEqual({ index, code: 2, stderr: expect.stringContaining(`Line ${line} of the bundle: `) });
      if (existsSync(db)) expect(await world.json(["db", "info", "--db", db])).toMatchObject({ operations: 0, numbers: 0 });
    }
    writeFileSync(at("bad.gz"), readFileSync(at("d.jsonl")).subarray(0, 40));
    copyFileSync(at("d.jsonl"), at("bad.gz"));
    expect((await world.itsm("import")).code).toBe(2);
    expect((await world.itsm(["import", "--bundle", at("none")])).code).toBe(2);
  });

  it("of a register with a redacted text keeps its hash, and the digest in its place", async () => {
    await world.ok("note 1 'My password is hunter2'");
    await world.ok("redact 1 --field note --reason 'a password' --confirm desk");
    await world.ok(["export", "--bundle", at("d.jsonl")]);
    expect(readFileSync(at("d.jsonl"), "utf8")).not.toContain("hunter2");
    await world.ok(["import", "--bundle", at("d.jsonl"), "--db", at("n.db")]);
    expect(await head(at("n.db"))).toBe(await head());
  });
});

describe("a doctor", () => {
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at the keys it is about.
  const found = async (setting = {}): Promise<readonly any[]> => (await world.json("doctor", setting)).items;
  const wrong = async (setting = {}): Promise<readonly string[]> =>
    (await found(setting)).filter(({ state }) => state === "wrong").map(({ rule }: { readonly rule: string }) => rule);

  it("finds nothing wrong with a register that is well", async () => {
    expect(await wrong()).toEqual([]);
    expect((await world.itsm("doctor")).code).toBe(0);
  });

  itOnFiles("gives every finding its cure, and ends with 1", async () => {
    chmodSync(world.register, 0o644);
    linkSync(world.register, at("other.db"));
    chmodSync(join(world.register, ".."), 0o777);
    writeFileSync(at("config/itsm.json"), "");
    mkdirSync(at("config/itsm"));
    writeFileSync(at("config/itsm/config.json"), '{"dbx": 1}');
    world.pass(-7200);
    const setting = { env: { ITSM_EDITOR: "no-such-editor" } };
    expect(await wrong(setting)).toEqual(["settings_broken", "editor_missing", "clock_back", "rights_open", "folder_open", "hard_links"]);
    for (const { state, cure } of await found(setting)) if (state !== "ok") expect(cure).toBeTruthy();
    expect((await world.itsm("doctor", setting)).code).toBe(1);
  });

  it("says when nothing sweeps", async () => {
    world.pass(30 * 86_400);
    expect(await found()).toContainEqual(expect.objectContaining({ rule: "sweep_late", state: "wrong" }));
  });

  itOnFiles("says that a register is a link", async () => {
    symlinkSync(world.register, at("link.db"));
    expect((await world.json(["doctor", "--db", at("link.db")])).items).toContainEqual(expect.objectContaining({ rule: "symlink", state: "note" }));
  });

  it("looks at a terminal, at no register and at one that is none", async () => {
    expect(await found({ terminal: "all", columns: 40, env: { LANG: "C" } })).toEqual(
      expect.arrayContaining([expect.objectContaining({ rule: "terminal_narrow" }), expect.objectContaining({ rule: "utf8_missing" })]),
    );
    expect((await world.itsm(["doctor", "--db", at("none.db")])).code).toBe(0);
    writeFileSync(at("notes.txt"), "mine");
    expect((await world.itsm(["doctor", "--db", at("notes.txt")])).code).toBe(1);
    const { stdout } = await world.itsm("doctor", { terminal: "all", columns: 60, env: { ITSM_ACCESSIBLE: "1" } });
    expect(stdout).toContain("Check: program\nState: ok\nFinding: itsm");
  });
});
