import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itOnFiles } from "../postgres.ts";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeAll(() => {
  world = makeWorld();
});
afterAll(() => world.remove());

const usage = async (line: string | readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await world.itsm(line);
  expect({ line, code, stdout }).toEqual({ line, code: 2, stdout: "" });
  return stderr;
};

describe("a command line without a verb", () => {
  it("prints twelve lines of help at most and ends with 0", async () => {
    const { code, stdout, stderr } = await world.itsm("");
    expect(code).toBe(0);
    expect(stderr).toBe("");
    expect(stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(12);
  });
  it("prints the version", async () => {
    expect(await world.ok("--version")).toMatch(/^itsm \d+\.\d+\.\d+\n$/);
    expect(await world.ok("-V")).toMatch(/^itsm /);
  });
  it("lists the verbs of a bare noun and ends with 2", async () => {
    expect(await usage("db")).toContain("itsm db info");
    expect(await usage("op")).toContain("itsm op list");
  });
  it("asks what done means", async () => {
    const said = await usage("done 41");
    expect(said).toContain("itsm resolve 41");
    expect(said).toContain("itsm close 41");
  });
  it("proposes the verb that was meant", async () => {
    expect(await usage("lst")).toContain("Did you mean list?");
    expect(await usage("op lst")).toContain("Did you mean op list?");
    expect(await usage("intake mail -")).not.toContain("undefined");
  });
});

describe("flags", () => {
  it("may stand before the verb if they concern the whole program", async () => {
    expect(JSON.parse(await world.ok("--as budi whoami --json"))).toMatchObject({ name: "budi", source: "flag", via: "os-user" });
    expect(JSON.parse(await world.ok("--as=budi whoami --json")).name).toBe("budi");
    expect(await usage("--quiet list")).toContain("--quiet cannot stand before the verb");
  });
  it("are refused when given twice, unless they repeat", async () => {
    expect(await usage("list --priority high -p low")).toContain("--priority is given twice");
    expect(await usage("--as budi whoami --as ayu")).toContain("--as is given twice");
    expect((await world.itsm("list -t vpn -t wifi")).code).toBe(0);
  });
  it("are not abbreviated, and a slip is answered with the flag that was meant", async () => {
    expect(await usage("list --prio high")).toContain("Did you mean --priority?");
    expect(await usage("list --jsno")).toContain("Did you mean --json?");
  });
  it("need their values", async () => {
    expect(await usage("list --priority")).toContain("--priority needs a value");
    expect(await usage(["list", "--priority="])).toContain("--priority has an empty value");
    expect(await usage(["resolve", "41", "--code", "fixed", "--note", "--public"])).toContain("--note needs a value");
  });
  it("check whole numbers and choices", async () => {
    for (const value of ["-1", "1.5", "x", "1e3", "01", "99999999999999999999"])
      expect(await usage(["list", `--limit=${value}`])).toContain("--limit is a whole number from 0");
    expect(await usage("close 1 --satisfaction 6")).toContain("from 1 to 5");
    expect(await usage("close 1 --confirmed requestr")).toContain("Did you mean requester?");
  });
  it("end at two dashes", async () => {
    expect((await world.itsm(["search", "--", "--json"])).code).toBe(0);
  });
  it("name one form of output", async () => {
    expect(await usage("list --csv --tsv")).toContain("--csv and --tsv are two forms");
    expect(await usage("list -q --jsonl")).toContain("two forms");
    expect(await usage("list --excel")).toContain("--excel is a kind of --csv");
  });
  it("with -h anywhere print the page of the verb", async () => {
    for (const line of ["close --help", "close 41 -h", "-h close", "help close", "close -qh"])
      expect((await world.ok(line)).split("\n")[0]).toBe("itsm close: confirmed and final");
  });
});

describe("operands", () => {
  it("are counted", async () => {
    expect(await usage("whoami me")).toContain('has no use for "me"');
    expect(await usage("show")).toContain("itsm show SPEC");
    expect(await usage("note 41 two words")).toContain("in quotes");
  });
});

describe("the environment", () => {
  it("holds the clock with ITSM_NOW, and refuses what is no instant", async () => {
    const at = async (value: string): Promise<string> => (await world.json("list", { env: { ITSM_NOW: value } })).asOf;
    expect(await at("2026-11-24T02:41:05.999Z")).toBe("2026-11-24T02:41:05Z");
    expect(await at("2026-11-24T09:41+07:00")).toBe("2026-11-24T02:41:00Z");
    expect(await at("1790000000")).toBe("2026-09-21T14:13:20Z");
    for (const value of ["tomorrow", "2026-02-30T00:00:00Z", "2026-11-24T25:00:00Z", "-1", "1e9"])
      expect((await world.itsm("list", { env: { ITSM_NOW: value } })).code).toBe(2);
  });
  it("gives who acts: flag, ITSM_USER, the system", async () => {
    expect(await world.ok("whoami -q")).toBe("ayu\n");
    expect(await world.ok("whoami -q", { env: { ITSM_USER: undefined } })).toBe("os-user\n");
    expect((await world.itsm(["whoami", "--as", "a\nb"])).code).toBe(2);
  });
  it("refuses an unknown zone", async () => {
    expect((await world.itsm("list --tz Mars/Olympus")).code).toBe(2);
    expect((await world.itsm("list", { env: { ITSM_TZ: "Mars/Olympus" } })).code).toBe(2);
  });
  itOnFiles("needs a HOME only where nothing names the register", async () => {
    const nowhere = { HOME: undefined, XDG_DATA_HOME: undefined, XDG_CONFIG_HOME: undefined };
    expect((await world.itsm("list", { env: nowhere })).code).toBe(2);
    expect((await world.itsm("help query", { env: nowhere })).code).toBe(0);
  });
});

describe("failures", () => {
  it("are a document on stdout with --json, and a line on stderr too", async () => {
    const { code, stdout, stderr } = await world.itsm("list --nope --json");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: list has no flag --nope/);
    expect(JSON.parse(stdout)).toMatchObject({ schema: "itsm.error/1", error: { code: "usage" }, exit: 2 });
  });
  it("name every fault of a query with its column", async () => {
    const said = await usage("list prioriti:high statu:new");
    expect(said).toContain("column 1:");
    expect(said).toContain("column 15:");
  });
  it("never show a stack unless ITSM_DEBUG=1", async () => {
    expect((await world.itsm("list nope:x")).stderr).not.toMatch(/\n\s+at /);
    expect((await world.itsm("list nope:x", { env: { ITSM_DEBUG: "1" } })).stderr).toMatch(/\n\s+at /);
  });
});

describe("a register that is not there", () => {
  itOnFiles("is listed as empty if it is the default one, and said to be missing", async () => {
    const { code, stdout, stderr } = await world.itsm("list");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toContain("There is no register at");
    expect((await world.itsm("list -q")).stderr).toBe("");
  });
  it("is unavailable if somebody named it", async () => {
    expect((await world.itsm(["list", "--db", `${world.folder}/none.db`])).code).toBe(6);
    expect((await world.itsm(["list", "--db", "postgres://desk/itsm"])).code).toBe(6);
  });
});
