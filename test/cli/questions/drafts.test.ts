import { spawn } from "node:child_process";
import { readdirSync, readFileSync, renameSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { elapsedIn } from "../../../src/cli/questions/at-work.ts";
import { makeWorld, type Ran, type Setting, type World } from "../../world.ts";

type Answers = NonNullable<Setting["answers"]>;

describe("several drafts", () => {
  let world: World;
  beforeEach(async () => {
    world = makeWorld();
    for (const title of ["First", "Second", "Third"]) {
      await talk("log", [title, "Sari", null]);
      world.pass(60);
    }
  });
  afterEach(() => world.remove());

  const talk = (line: string, answers: Answers): Promise<Ran> => world.itsm(line, { terminal: ["stdin", "stderr"], answers });
  const folder = (): string => join(world.folder, "state/itsm");
  const titles = (): readonly string[] =>
    readdirSync(folder())
      .map((name) => JSON.parse(readFileSync(join(folder(), name), "utf8")).answers.title)
      .sort();
  const WHICH = "Which one is to be gone on with?";

  it("are chosen from, the latest first, and go on with their answers told", async () => {
    const { asked, stderr } = await talk("log --resume", ["First", null]);
    expect(asked).toEqual([WHICH, "How can they be reached?"]);
    expect(stderr).toContain("Going on with your answers of 2026-11-24 09:41 (+07:00): First\nTitle: First\nRequester: Sari\n");
    expect((await talk("log --resume", ["", null])).stderr).toContain(": Third\n");
    expect(titles()).toEqual(["First", "Second", "Third"]);
  });
  it("can be thrown away", async () => {
    const { asked } = await talk("log --resume", ["discard", "Second", "discard", "<", "Third", null]);
    expect(asked.slice(0, -1)).toEqual([WHICH, "Which one is thrown away?", WHICH, "Which one is thrown away?", WHICH]);
    expect(titles()).toEqual(["First", "Third"]);
  });
  it("are mentioned where a ticket is begun, in one line", async () => {
    expect((await talk("log", [null])).stderr).toContain("3 drafts of yours wait: itsm log --resume\n");
    expect((await talk("log --resume", ["discard", "Third", "discard", "Second", "discard", "First"])).code).toBe(4);
    expect((await talk("log", [null])).stderr).not.toContain("draft");
  });
  it("are there after their process was killed, ended or not, and where another has its number", async () => {
    const [newest = ""] = readdirSync(folder()).sort().reverse();
    const child = spawn("sh", ["-c", "sleep 30 & echo; wait"], { stdio: ["ignore", "pipe", "ignore"], detached: true });
    await new Promise((done) => child.stdout.once("data", done));
    const taken = join(folder(), `draft-${world.now}-${child.pid}.json`);
    renameSync(join(folder(), newest), taken);
    expect((await talk("log --resume", ["", null])).stderr).toContain(": Second\n");
    utimesSync(taken, 1, 1);
    expect((await talk("log --resume", ["Third", null])).stderr).toContain(": Third\n");
    process.kill(-(child.pid as number), "SIGKILL");
  });
});

describe("a draft that waited", () => {
  it("is asked anew about what came meanwhile", async () => {
    const world = makeWorld();
    const talk = (line: string, answers: Answers): Promise<Ran> => world.itsm(line, { terminal: ["stdin", "stderr"], answers });
    await world.ok("log 'VPN drops'");
    world.pass(3600);
    await talk("log", ["VPN drops hourly", "none", null]);
    world.pass(60);
    expect((await talk("log --resume", [null])).asked).toEqual(["Who reports it?"]);
    await world.ok("log 'VPN drops again hourly'");
    expect((await talk("log --resume", [null])).asked).toEqual(["Is it one of these?"]);
    world.remove();
  });
});

it.each([
  ["00:07", 7],
  ["01:00:07", 3607],
  ["2-00:00:01", 172_801],
  ["", null],
  ["?", null],
])("the age of a process is read: %s", (said, seconds) => expect(elapsedIn(said)).toBe(seconds));
