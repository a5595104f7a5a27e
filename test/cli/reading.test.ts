import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCHEMAS } from "../../src/render/schema.ts";
import { makeWorld, type World } from "../world.ts";

let world: World;
const ajv = new Ajv({ strict: false, formats: { "date-time": true } });
const valid = (document: { schema: string }): boolean => {
  const check = ajv.compile(SCHEMAS[document.schema.slice("itsm.".length, -"/1".length)]!());
  return check(document) || Promise.reject(new Error(JSON.stringify(check.errors))) === null;
};

beforeAll(async () => {
  world = makeWorld();
  await world.ok(["log", "VPN drops every hour", "--impact", "high", "--urgency", "high", "--category", "network/vpn"]);
  await world.ok(["log", "Printer \u202eis red", "-p", "low", "--priority-reason", "spare one", "--requester", "\u001b[31mRatna"]);
  await world.ok(["log", "New mouse", "--type", "request", "--assignee", "@me"]);
});
afterAll(() => world.remove());

describe("a word with spaces that finds nothing", () => {
  it("is told as it was read, with how two terms are written", async () => {
    const world = makeWorld();
    try {
      await world.ok('log "Old mouse" --requester "Ratna Dewi"');
      const said = '"tag:none mouse" was read as one term, tag:"none mouse"; two terms are two words: itsm list tag:none mouse\n';
      expect(await world.itsm(["ls", "tag:none mouse"])).toMatchObject({ code: 0, stdout: "", stderr: said });
      expect((await world.itsm(["ls", "tag:none mouse"], { terminal: "all", columns: 200 })).stderr).toContain(said);
      expect((await world.itsm(["ls", "-q", "tag:none mouse"])).stderr).toBe("");
      for (const words of [["requester:Ratna Dewi"], ["tag:none", "mouse"], ["is:unassigned priority:medium"]])
        expect(await world.itsm(["ls", ...words]), words.join()).toMatchObject({ stdout: expect.stringContaining("INC-1"), stderr: "" });
      for (const words of [["no such words"], ['tag:"none mouse"'], ["is:unassigned priority:low"]])
        expect((await world.itsm(["ls", ...words])).stderr, words.join()).toBe("");
    } finally {
      world.remove();
    }
  });
});

describe("list", () => {
  it("gives a pipe one record a line, id first, the most urgent first", async () => {
    const lines = (await world.ok("list")).trimEnd().split("\n");
    expect(lines.map((line) => line.split("\t")[0])).toEqual(["INC-1", "REQ-3", "INC-2"]);
  });
  it("takes a query, flags, or both", async () => {
    expect(await world.ok("list -q priority:high")).toBe("INC-1\n");
    expect(await world.ok("ls -q --mine")).toBe("REQ-3\n");
    expect(await world.ok("ls -q -p high,medium type:request")).toBe("REQ-3\n");
    expect(await world.ok("ls -q -L 1")).toBe("INC-1\n");
  });
  it("gives one valid document as JSON, whose counts are right when it is cut", async () => {
    const all = await world.json("list");
    expect(valid(all)).toBe(true);
    expect(all.page).toEqual({ returned: 3, total: 3, truncated: false });
    expect(all.query).toBe("is:open");
    const cut = await world.json("list -L 2");
    expect(cut.page).toEqual({ returned: 2, total: 3, truncated: true });
    expect(cut.items.map((item: { id: string }) => item.id)).toEqual(["INC-1", "REQ-3"]);
    expect((await world.json("list priority:high -L 0")).query).toBe("priority:high is:open");
  });
  it("has every other form", async () => {
    expect(
      (await world.ok("list --jsonl"))
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).number),
    ).toEqual([1, 3, 2]);
    expect(await world.ok("list --csv -o id,priority")).toBe("id,priority\r\nINC-1,high\r\nREQ-3,medium\r\nINC-2,low\r\n");
    expect(await world.ok("list --markdown -o id")).toBe("| id |\n| --- |\n| INC-1 |\n| REQ-3 |\n| INC-2 |\n");
    expect(await world.ok(["list", "--format", "{id} {title|trunc:5}"])).toContain("REQ-3 New…\n");
    expect(await world.ok("list -o help")).toContain("resolution");
  });
  it("draws a table with a count on a terminal, and no escape of a ticket reaches it", async () => {
    const drawn = await world.ok("list --color never", { terminal: ["stdout"], columns: 100 });
    expect(drawn).toContain("ASSIGNEE");
    expect(drawn).toContain("3 tickets\n");
    expect(drawn).not.toContain("\u001b");
    expect(drawn).not.toContain("\u202e");
    expect(await world.ok("list --color always", { terminal: ["stdout"], columns: 100 })).toContain("\u001b[");
    for (const line of ["list -o id,requester", "show 2", "list --tsv -o requester"])
      expect(await world.ok(`${line} --color never`, { terminal: ["stdout"] })).not.toMatch(/[\u001b\u202e]/);
    expect(await world.ok("list -L 1", { terminal: ["stdout"] })).toContain("showing 1 of 3");
  });
  it("explains a query in words", async () => {
    expect(await world.ok("list priority:high --explain")).toMatch(/^priority:high is:open\n.*high/);
  });
  it("ends with 2 for a field or a template that does not exist", async () => {
    expect((await world.itsm("list -o id,nope")).stderr).toContain('no field "nope"');
    expect((await world.itsm(["list", "--format", "{nope}"])).stderr).toContain('no field "nope"');
  });
});

describe("search", () => {
  it("finds words of the text, open or not", async () => {
    expect(await world.ok("search -q vpn")).toBe("INC-1\n");
    expect(await world.ok("search -q printer mouse")).toBe("");
  });
});

describe("show", () => {
  it("gives a page, ids, or a valid document", async () => {
    expect(await world.ok("show 1")).toContain("INC-1  VPN drops every hour");
    expect(await world.ok("show 2 1 -q")).toBe("INC-2\nINC-1\n");
    const shown = await world.json("show 1..2");
    expect(valid(shown)).toBe(true);
    expect(shown.items.map((item: { id: string }) => item.id)).toEqual(["INC-1", "INC-2"]);
  });
  it("names every number that does not exist, and shows nothing", async () => {
    const { code, stdout, stderr } = await world.itsm("show 1 98 99 --json");
    expect(code).toBe(4);
    const document = JSON.parse(stdout);
    expect(valid(document)).toBe(true);
    expect(document.error).toMatchObject({ code: "not_found", ids: ["98", "99"] });
    expect(stderr).toContain("98, 99");
  });
  it("takes @last, says which ticket that is, and other people have another", async () => {
    const { stdout, stderr } = await world.itsm("show @last -q", { terminal: [] });
    expect(stdout).toBe("REQ-3\n");
    expect(stderr).toBe("");
    expect((await world.itsm("show @last")).stderr).toContain("@last is REQ-3: New mouse");
    expect((await world.itsm("show @last --as budi")).code).toBe(4);
  });
});

describe("tickets from standard input", () => {
  it("are the first field of each line", async () => {
    expect(await world.ok("show -q -", { stdin: "id\ttitle\nINC-1\tx\n\n# note\n#3\n1\n" })).toBe("INC-1\nREQ-3\n");
    expect(await world.ok("show -q -", { stdin: '{"id":"INC-2"}\n{"number":1}\n' })).toBe("INC-2\nINC-1\n");
  });
  it("are read only where a dash is written", async () => {
    expect((await world.itsm("show", { stdin: "1\n" })).code).toBe(2);
  });
  it("may be none", async () => {
    const { code, stdout, stderr } = await world.itsm("show -", { stdin: "" });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toContain("0 tickets given");
  });
  it("are refused by line", async () => {
    const { code, stderr } = await world.itsm("show -", { stdin: "1\nnot a number\n" });
    expect(code).toBe(2);
    expect(stderr).toContain("line 2:");
    expect((await world.itsm("show -", { stdin: '{"schema":"itsm.list/1"}' })).stderr).toContain("--jsonl");
    expect((await world.itsm("show -", { stdin: Buffer.from([0xff, 0xfe, 0x31]) })).stderr).toContain("UTF-8");
  });
  it("come from one source", async () => {
    expect((await world.itsm("close 1 -")).code).toBe(2);
    expect((await world.itsm(["close", "1", "--where", "is:open"])).code).toBe(2);
    expect((await world.itsm(["close", "--where", ""])).code).toBe(2);
    const { code, stderr } = await world.itsm("resolve - --code fixed --note-file -", { stdin: "1\n" });
    expect(code).toBe(2);
    expect(stderr).toContain("can be read once");
  });
  it("do not fill the memory if they never end", async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      const piece = new Uint8Array(8 * 1024 * 1024).fill(0x31);
      for (;;) yield piece;
    }
    expect((await world.itsm("show -", { stdin: endless() })).code).toBe(2);
  });
});

describe("texts", () => {
  it("come from a file without its last newline", async () => {
    const path = join(world.folder, "note.txt");
    writeFileSync(path, "first\nsecond\n");
    await world.ok(["note", "1", "--note-file", path]);
    expect((await world.json("show 1")).items[0].notes.at(-1).text).toBe("first\nsecond");
    await world.ok("note 1 --note-file -", { stdin: "from a pipe" });
    expect((await world.json("show 1")).items[0].notes.at(-1).text).toBe("from a pipe");
    await world.ok(["note", "1", "-"]);
    expect((await world.json("show 1")).items[0].notes.at(-1).text).toBe("-");
  });
  it("are refused when too long, empty, or with a NUL", async () => {
    for (const stdin of ["x".repeat(65_537), " \n", "a\u0000b"]) expect((await world.itsm("note 1 --note-file -", { stdin })).code).toBe(2);
    expect((await world.itsm(["note", "1", "text", "--note-file", "-"])).code).toBe(2);
    expect((await world.itsm("note 1 --note-file /")).code).toBe(2);
    expect((await world.itsm("note 1 --note-file /dev/zero")).code).toBe(2);
    expect((await world.itsm("note 1")).code).toBe(2);
  });
});

describe("operations", () => {
  it("are listed newest first, and shown with their events", async () => {
    const listed = await world.json("op list");
    expect(valid(listed)).toBe(true);
    expect(listed.items[0].seq).toBe(listed.page.total);
    expect(listed.items.at(-1)).toMatchObject({ op: "op-1", verb: "log", tickets: 1 });
    const shown = await world.json("op show op-1");
    expect(valid(shown)).toBe(true);
    expect(shown.items[0].events[0]).toMatchObject({ number: 1, type: "logged" });
    expect(await world.ok("op show 1")).toContain("INC-1");
    expect((await world.itsm("op show op-999")).code).toBe(4);
    expect((await world.itsm("op show x")).code).toBe(2);
  });
});

describe("db info, whoami", () => {
  it("are valid documents", async () => {
    const info = await world.json("db info");
    expect(valid(info)).toBe(true);
    expect(info.numbers).toBe(3);
    expect(valid(await world.json("whoami"))).toBe(true);
  });
});

describe("sla", () => {
  it("lists by what is due, and checks", async () => {
    expect((await world.ok("sla -q")).split("\n")[0]).toBe("INC-1");
    expect(await world.ok("sla -q --within 10m")).toBe("");
    expect((await world.itsm("sla --check")).code).toBe(0);
    expect((await world.itsm("sla --check --within 5h")).code).toBe(1);
  });
});

describe("help", () => {
  it.each([
    "",
    "topics",
    "query",
    "dates",
    "output",
    "exit-codes",
    "environment",
    "bulk",
    "accessibility",
    "log",
    "db",
    "op list",
    "sla",
    "schema",
    "schema itsm.list/1",
  ])("prints %s", async (topic) => {
    expect(await world.ok(`help ${topic}`)).not.toContain("undefined");
  });
  it("fits 80 columns in topics", async () => {
    for (const topic of ["query", "dates", "output", "exit-codes", "environment", "bulk", "accessibility"]) {
      for (const line of (await world.ok(`help ${topic}`)).split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    }
  });
  it("ends with 2 about what does not exist", async () => {
    expect((await world.itsm("help qery")).stderr).toContain("Did you mean query?");
    expect((await world.itsm("help schema nope")).code).toBe(2);
  });
});

describe("the settings", () => {
  it("are read from config.json, and refused when they are not understood", async () => {
    const { mkdirSync } = await import("node:fs");
    const home = join(world.folder, "other-config");
    mkdirSync(join(home, "itsm"), { recursive: true });
    const set = (text: string): void => writeFileSync(join(home, "itsm/config.json"), text);
    const env = { XDG_CONFIG_HOME: home, ITSM_USER: undefined };
    set('{"user":"Budi"}');
    expect(await world.ok("whoami -q", { env })).toBe("Budi\n");
    expect(await world.ok("whoami -q", { env: { ...env, ITSM_USER: "ayu" } })).toBe("ayu\n");
    for (const text of ['{"usr":"Budi"}', "[]", "{", '{"color":"pink"}']) {
      set(text);
      expect((await world.itsm("whoami", { env })).code).toBe(2);
    }
    expect((await world.itsm("help", { env })).code).toBe(0);
  });
});
