import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockOf } from "../../raw.ts";
import { makeWorld, type Ran, type Setting, type World } from "../../world.ts";

type Answers = NonNullable<Setting["answers"]>;
const PHONE = ["Sari's printer", "Sari", "4711", "", "", "low", "high", "it\nsmokes", "", ""] as const;

/** A file stands where the folder of drafts would be, as good as a full disk. */
describe("answers that no draft can keep", () => {
  let world: World;
  let drafts: string;
  beforeEach(async () => {
    world = makeWorld();
    drafts = join(world.folder, "state/itsm");
    await world.ok("log first");
  });
  afterEach(() => world.remove());

  const talk = (line: string | readonly string[], answers: Answers, more: Setting = {}): Promise<Ran> =>
    world.itsm(line, { terminal: ["stdin", "stderr"], answers, ...more });
  const inTheWay = (): void => {
    rmSync(drafts, { recursive: true, force: true });
    writeFileSync(drafts, "in the way");
  };
  const locking = (): { readonly lock: () => Promise<string>; readonly unlock: () => Promise<void> } => {
    let release = async (): Promise<void> => undefined;
    return {
      lock: async () => {
        release = await lockOf(world.register);
        return "";
      },
      unlock: () => release(),
    };
  };
  const repeated = async (stderr: string): Promise<Ran> => {
    const command = stderr.slice(stderr.lastIndexOf("\nitsm log") + 1);
    const { stdout } = spawnSync("sh", ["-c", `itsm() { printf '%s\\0' "$@"; }; ${command}`], { encoding: "utf8" });
    return world.itsm(stdout.split("\0").slice(0, -1));
  };

  it("are asked for all the same, and it is said once, even where the run is quiet", async () => {
    inTheWay();
    const { code, stdout, stderr } = await talk("log -q", PHONE);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "INC-2\n" });
    expect(stderr.match(/cannot be kept/g)).toHaveLength(1);
    expect(stderr).not.toContain("itsm log");
  });

  it("are given as a command where the register is locked", async () => {
    inTheWay();
    const { lock, unlock } = locking();
    const { code, stderr } = await talk("log --timeout 0s", [...PHONE.slice(0, -1), lock]);
    await unlock();
    expect(code).toBe(6);
    expect(stderr).not.toContain("The answers are kept");
    expect((await repeated(stderr)).code).toBe(0);
    expect((await world.json("show 2")).items[0]).toMatchObject({ title: "Sari's printer", contact: "4711", urgency: "high", description: "it\nsmokes" });
  });

  it("are asked for while the register is locked", async () => {
    const { lock, unlock } = locking();
    await world.ok("hold 1 --reason scheduled --until 'in 1h' --note later");
    world.pass(2 * 3600);
    const open = async (): Promise<string> => {
      await unlock();
      return "";
    };
    const title = async (): Promise<string> => {
      await lock();
      return "Printer jams";
    };
    expect(await talk("log --timeout 0s", [title, ...PHONE.slice(1, -1), open])).toMatchObject({ code: 0, stdout: "INC-2\n" });
  });

  it("are given as a command where the input ends, those after the last draft too", async () => {
    const fillUp = async (): Promise<string> => {
      inTheWay();
      return "high";
    };
    const { code, stderr } = await talk("log", [...PHONE.slice(0, 5), fillUp, null]);
    expect(code).toBe(7);
    expect(stderr.match(/cannot be kept/g)).toHaveLength(1);
    expect(stderr).toMatch(/This command repeats them:\nitsm log "Sari's printer" --impact high .*--requester Sari --contact 4711/);
  });

  it("are kept again once there is room", async () => {
    inTheWay();
    const clear = async (): Promise<string> => {
      rmSync(drafts);
      return "high";
    };
    const { stderr } = await talk("log", [...PHONE.slice(0, 5), clear, null]);
    expect(stderr).toContain("itsm log --resume goes on.");
    expect(stderr).not.toContain("This command");
    expect(readdirSync(drafts)).toHaveLength(1);
  });

  it("name the person who was to be added to a ticket", async () => {
    inTheWay();
    const { lock, unlock } = locking();
    await world.ok("log 'VPN drops every hour'");
    const contact = async (): Promise<string> => {
      await lock();
      return "4712";
    };
    const { code, stderr } = await talk(["log", "--timeout", "0s", "--db", world.register], ["VPN drops", "2", "Budi", contact, "alone"]);
    await unlock();
    expect(code).toBe(6);
    expect(stderr).toMatch(/\nitsm affected 2 --add Budi --contact 4712 --db \S+ --timeout 0s\n/);
  });

  it("are logged where there is no home at all", async () => {
    const env = { HOME: undefined, XDG_STATE_HOME: undefined, XDG_DATA_HOME: undefined, XDG_CONFIG_HOME: undefined };
    expect(await talk(["log", "--db", world.register], PHONE, { env })).toMatchObject({ code: 0, stdout: "INC-2\n" });
    expect(existsSync(drafts)).toBe(false);
  });
});

describe("a draft", () => {
  it("goes away once its ticket is logged, and says that it is there until then", async () => {
    const world = makeWorld();
    const talk = (line: string, answers: Answers): Promise<Ran> => world.itsm(line, { terminal: ["stdin", "stderr"], answers });
    await talk("log", [...PHONE.slice(0, -1), null]);
    expect((await talk("log --resume", [null])).stderr).toContain("The answers are kept");
    expect((await talk("log --resume", [""])).code).toBe(0);
    expect(readdirSync(join(world.folder, "state/itsm"))).toEqual([]);
    world.remove();
  });

  it("holds what a file said, which may be gone when it is resumed", async () => {
    const world = makeWorld();
    const file = join(world.folder, "details");
    writeFileSync(file, "it smokes\n");
    const talk = (line: readonly string[], answers: Answers): Promise<Ran> => world.itsm(line, { terminal: ["stdin", "stderr"], answers });
    await talk(["log", "--description-file", file], [...PHONE.slice(0, 4), null]);
    rmSync(file);
    expect((await talk(["log", "--resume"], ["", "low", "low", "", ""])).code).toBe(0);
    expect((await world.json("show 1")).items[0]).toMatchObject({ description: "it smokes" });
    world.remove();
  });
});

describe("a line of the review that is changed", () => {
  const SOLVED = [...PHONE.slice(0, -2), "resolve", "fixed", "Nwe toner."] as const;
  it.each([
    ["how to reach them", ["requester", "", "4712", ""], { contact: "4712", requester: "Sari" }],
    ["what was done", ["handover", "resolve", "", "New toner.", ""], { resolutionNote: "New toner.", resolutionCode: "fixed" }],
    ["that it is not solved after all", ["handover", "me", ""], { status: "in_progress", resolutionCode: null }],
  ] as const)("can be %s", async (_, answers, expected) => {
    const world = makeWorld();
    const { code } = await world.itsm("log", { terminal: ["stdin", "stderr"], answers: [...SOLVED, ...answers] });
    expect(code).toBe(0);
    expect((await world.json("show 1")).items[0]).toMatchObject(expected);
    world.remove();
  });
});
