import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type Ran, type Setting, type World } from "../../world.ts";

type Answers = NonNullable<Setting["answers"]>;

describe("is it one of these?", () => {
  let world: World;
  beforeEach(async () => {
    world = makeWorld();
    await world.ok("log 'Printer on floor 3 jams' --requester 'Budi Santoso' --contact 4711");
    await world.ok(["log", "VPN fails at Surabaya office", "--requester", "Budi Santoso", "--description", "Agus cannot connect since this morning."]);
    await world.ok("log 'no channel test'");
  });
  afterEach(() => world.remove());

  const talk = (answers: Answers, line = "log"): Promise<Ran> => world.itsm(line, { terminal: ["stdin", "stderr"], answers });
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at the keys it is about.
  const ticket = async (number: number): Promise<any> => (await world.json(`show ${number}`)).items[0];

  it.each(["Password reset for Agus", "Toner empty, Budi's", "Test clear", "Monitor of Santoso dark"])(
    "is not asked where names or a chance word agree: %s",
    async (title) => {
      expect((await talk([title, null])).asked.at(-1)).toBe("Who reports it?");
    },
  );
  it.each(["VPN fails", "Printer jams again", "VPN Surabaya", "Printer"])("is asked where the titles tell of the same: %s", async (title) => {
    expect((await talk([title, null])).asked.at(-1)).toBe("Is it one of these?");
  });

  it("shows before it writes what becomes of the person and of their words", async () => {
    const { code, stdout, asked } = await talk(["VPN fails in the lobby", "2", "Sari", "4712", ""]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "INC-2\n" });
    expect(asked.at(-1)).toBe("Sari is added to INC-2: VPN fails at Surabaya office\nAdd them?");
    expect(await ticket(2)).toMatchObject({ affected: [{ name: "Sari", contact: "4712" }], notes: [{ text: "Sari reports it too: VPN fails in the lobby" }] });
    expect((await world.json("op list")).items).toHaveLength(4);
  });
  it("leaves the words out where they are not wanted", async () => {
    await talk(["VPN fails in the lobby", "2", "Sari", "", "alone"]);
    expect(await ticket(2)).toMatchObject({ affected: [{ name: "Sari" }], notes: [] });
  });
  it("adds no note that says what the title says", async () => {
    const { asked } = await talk(["vpn fails at surabaya office", "2", "Sari", "", ""]);
    expect(asked.at(-1)).toContain("Add them?");
    expect(await ticket(2)).toMatchObject({ notes: [] });
  });
  it("can be taken back: a ticket of its own, or the choice again", async () => {
    const own = await talk(["VPN fails in the lobby", "2", "Sari", "4712", "own", "", "", "low", "low", "", "", ""]);
    expect({ code: own.code, stdout: own.stdout }).toEqual({ code: 0, stdout: "INC-4\n" });
    expect(await ticket(4)).toMatchObject({ title: "VPN fails in the lobby", requester: "Sari", contact: "4712" });
    const back = await talk(["VPN fails upstairs", "2", "Sari", "<", "<", "none", "", "", "", "", "low", "low", "", "", ""]);
    expect({ code: back.code, stdout: back.stdout }).toEqual({ code: 0, stdout: "INC-5\n" });
    expect((await ticket(2)).affected).toEqual([]);
  });
  it("prints all of it as a command", async () => {
    const { stdout } = await talk(["VPN fails in the lobby", "2", "Sari", "", ""], "log --print-command --channel chat");
    expect(stdout).toBe('itsm affected 2 --add Sari && itsm note 2 "Sari reports it too (chat): VPN fails in the lobby"\n');
    expect(spawnSync("sh", ["-nc", stdout]).status).toBe(0);
  });
});
