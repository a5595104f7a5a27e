import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type Ran, type Setting, type World, wordsOf } from "../../world.ts";

type Answers = NonNullable<Setting["answers"]>;
const AROUND = "Reconnect with the old profile.";

describe("a known error while logging", () => {
  let world: World;
  beforeEach(async () => {
    world = makeWorld();
    await world.ok(["kb", "add", "--title", "Printer jams", "--symptom", "Paper stays in the tray", "--workaround", "Open the flap."]);
    await world.ok(["kb", "add", "--title", "VPN drops", "--symptom", "The tunnel falls every hour", "--cause", "Firmware 7.2", "--workaround", AROUND]);
    await world.ok(["kb", "add", "--title", "VPN refuses", "--symptom", "The password is not taken", "--workaround", "Use the token."]);
    for (const number of [1, 2]) {
      await world.ok(`log 'Tray stuck ${number}'`);
      await world.ok(`kb use K-1 ${number}`);
    }
    await world.ok("log 'Badge lost'");
    await world.ok("kb use K-3 3");
  });
  afterEach(() => world.remove());

  const talk = (line: string | readonly string[], answers: Answers, more: Setting = {}): Promise<Ran> =>
    world.itsm(line, { terminal: ["stdin", "stderr"], answers, ...more });
  const ticket = async (number: number): Promise<Record<string, unknown>> => (await world.json(`show ${number}`)).items[0];
  const helped = async (): Promise<readonly string[]> => (await world.ok("kb list -o id,helped")).trim().split("\n");

  /** Behind the title and the choice: requester, channel, category, impact, urgency, details, review. */
  const REST = ["", "", "network/vpn", "low", "high", "", ""] as const;

  it("that helps is the workaround of the ticket, solves it, and is counted as one that `kb use` gave", async () => {
    expect(await helped()).toEqual(["K-1\t2", "K-3\t1", "K-2\t0"]);
    const { code, stdout, stderr, asked } = await talk("log", ["The VPN drops", "K-2", "y", ...REST]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "INC-4\n" });
    expect(asked.slice(1, 3)).toEqual(["Is it one of these?", "Does that help?"]);
    expect(asked.at(-1)).toContain("known-error K-2");
    for (const line of ["Symptom: The tunnel falls every hour", "Cause: Firmware 7.2", `Workaround: ${AROUND}`]) expect(stderr).toContain(line);
    expect(await ticket(4)).toMatchObject({ status: "resolved", workaround: AROUND, resolutionCode: "known-error", resolutionNote: AROUND });
    expect((await world.json("op list -L 1")).items[0]).toMatchObject({ verb: "log" });
    expect(await helped()).toEqual(["K-1\t2", "K-3\t1", "K-2\t1"]);
    await talk("log", ["VPN drops again", "K-2", "y", ...REST]);
    await talk("log", ["VPN drops as ever", "K-2", "y", ...REST]);
    expect(await helped()).toEqual(["K-2\t3", "K-1\t2", "K-3\t1"]);
    await world.ok("audit verify");
    await world.ok("undo");
    expect((await helped()).find((line) => line.startsWith("K-2"))).toBe("K-2\t2");
  });

  it("is offered with the beginning of its workaround, and how often it helped", async () => {
    await world.ok(["kb", "add", "--title", "Scanner beeps", "--symptom", "three times", "--workaround", "Open the lid.\nWait."]);
    expect((await talk("log", ["Scanner beeps", "none", null])).offered).toContain("known error  Scanner beeps  Open the lid.");
    expect((await talk("log", ["Printer jams", "none", null])).offered).toContain("known error  Printer jams  Open the flap. (helped 2 times)");
  });

  it("that does not help leaves the question standing", async () => {
    await talk("log", ["The VPN drops", "K-2", "n", "none", ...REST.slice(0, -1), "", ""]);
    expect(await ticket(4)).toMatchObject({ status: "new", workaround: null });
    expect((await helped()).at(-1)).toBe("K-2\t0");
  });

  it("is taken back whole where another one, or none, is chosen afterwards", async () => {
    await talk("log", ["The VPN drops", "K-2", "y", "<", "none", ...REST.slice(0, -1), "", ""]);
    expect(await ticket(4)).toMatchObject({ status: "new", workaround: null });
    await talk("log", ["The VPN refuses and drops", "K-2", "y", "<", "K-3", "y", ...REST]);
    expect(await ticket(5)).toMatchObject({ status: "resolved", workaround: "Use the token." });
    expect((await helped()).find((line) => line.startsWith("K-2"))).toBe("K-2\t0");
  });

  it("helps a ticket too that is to be gone on with", async () => {
    const { code } = await talk("log", ["The VPN drops", "K-2", "y", ...REST.slice(0, -1), "handover", "me", ""]);
    expect(code).toBe(0);
    expect(await ticket(4)).toMatchObject({ status: "in_progress", workaround: AROUND, resolutionCode: null });
    expect((await helped()).find((line) => line.startsWith("K-2"))).toBe("K-2\t1");
  });

  it("closes where the call is to close", async () => {
    const { code } = await talk("log --close --confirmed requester", ["The VPN drops", "K-2", "y", ...REST]);
    expect(code).toBe(0);
    expect(await ticket(4)).toMatchObject({ status: "closed", workaround: AROUND });
  });

  it("is in the command that repeats the answers", async () => {
    const { stdout } = await talk("log --print-command", ["The VPN drops", "K-2", "y", ...REST]);
    const words = spawnSync("sh", ["-c", `itsm() { printf '%s\\0' "$@"; }; ${stdout}`], { encoding: "utf8" })
      .stdout.split("\0")
      .slice(0, -1);
    expect((await world.itsm(words)).code).toBe(0);
    expect(await ticket(4)).toMatchObject({ status: "resolved", workaround: AROUND });
    expect((await helped()).find((line) => line.startsWith("K-2"))).toBe("K-2\t1");
  });

  it("is asked again where it was taken out of use meanwhile", async () => {
    await talk("log", ["The VPN drops", "K-2", "y", ...REST.slice(0, 3), null]);
    await world.ok("kb retire K-2 --reason 'new firmware'");
    const { code, asked } = await talk("log --resume", ["none", "low", "high", "", "", ""]);
    expect({ code, first: asked[0] }).toEqual({ code: 0, first: "Is it one of these?" });
    expect(await ticket(4)).toMatchObject({ status: "new", workaround: null, resolutionCode: null });
  });

  describe("--known-error", () => {
    it("gives the workaround and counts, and not twice under the same token or key", async () => {
      await world.ok("log VPN --known-error k2 --once t --key vpn");
      await world.ok("log VPN --known-error k2 --once t --key vpn");
      expect(await world.itsm("log VPN --known-error k2 --key vpn")).toMatchObject({ code: 0, stderr: expect.stringContaining("--known-error") });
      expect(await ticket(4)).toMatchObject({ status: "new", workaround: AROUND });
      expect((await helped()).find((line) => line.startsWith("K-2"))).toBe("K-2\t1");
    });
    it.each([
      ["K-9", 4],
      ["vpn", 2],
      ["K-3", 3],
    ])("is refused where it is none in use: %s", async (word, code) => {
      await world.ok("kb retire K-3 --reason gone");
      expect(await world.itsm(wordsOf(`log VPN --known-error ${word}`))).toMatchObject({ code, stdout: "" });
      expect((await world.json("list --all")).items).toHaveLength(3);
    });
    it("is not counted for a dry run, nor for the ticket it follows", async () => {
      await world.ok("log Old --close --code fixed --note done --category other");
      await world.ok("log New --follows 4 --known-error K-2 --dry-run");
      expect((await helped()).find((line) => line.startsWith("K-2"))).toBe("K-2\t0");
      await world.ok("log New --follows 4 --known-error K-2");
      expect((await helped()).find((line) => line.startsWith("K-2"))).toBe("K-2\t1");
    });
  });
});

describe("what similar tickets and guesses are asked by", () => {
  it("is the title, and below it the description", async () => {
    const world = makeWorld();
    await world.ok("log 'Tunnel falls hourly'");
    await world.ok("log 'Certificate ran out' --category network/vpn --close --code fixed --note done");
    const { asked } = await world.itsm(["log", "--description", "the tunnel falls; certificate?"], {
      terminal: ["stdin", "stderr"],
      answers: ["It is broken", "none", "", "", "", "low", "low", "", ""],
    });
    expect(asked[1]).toBe("Is it one of these?");
    expect((await world.json("show 3")).items[0]).toMatchObject({ category: "network/vpn" });
    world.remove();
  });
});

describe("a ticket that was solved while it was logged", () => {
  it("is learnt from by whoever asks next, as one that `close` ended", async () => {
    const world = makeWorld();
    await world.itsm("log", {
      terminal: ["stdin", "stderr"],
      answers: ["Toner empty", "", "", "hardware/printer", "low", "low", "", "close", "fixed", "New toner.", ""],
    });
    expect((await world.json("suggest --text 'toner is empty'")).items[0]).toMatchObject({ value: "hardware/printer", from: ["INC-1"] });
    world.remove();
  });
});
