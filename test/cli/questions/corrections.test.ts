import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type Ran, type Setting, type World } from "../../world.ts";

type Answers = NonNullable<Setting["answers"]>;
/** Up to the review, for a caller the desk knows. */
const KNOWN = ["Screen flickers", "ratna", "", "", "low", "high", "", ""] as const;

describe("what was answered wrongly", () => {
  let world: World;
  beforeEach(async () => {
    world = makeWorld();
    await world.ok("log 'Badge lost' --requester 'Ratna Dewi' --contact 4");
    await world.ok("log 'Mouse lost' --requester 'Budi Santoso' --contact 4711");
  });
  afterEach(() => world.remove());

  const talk = (answers: Answers, more: Setting = {}, line = "log"): Promise<Ran> => world.itsm(line, { terminal: ["stdin", "stderr"], answers, ...more });
  const ticket = async (number = 3): Promise<Record<string, unknown>> => (await world.json(`show ${number}`)).items[0];
  const CONTACT = "How can they be reached?";

  it.each([
    ["of the same person", ["requester", "", "ext 4711"], { requester: "Ratna Dewi", contact: "ext 4711" }],
    ["of a known person, named again", ["requester", "ratna", "ext 4711"], { requester: "Ratna Dewi", contact: "ext 4711" }],
    ["of another one, whose own is kept by Enter", ["requester", "budi", ""], { requester: "Budi Santoso", contact: "4711" }],
    ["of another one", ["requester", "budi", "12"], { requester: "Budi Santoso", contact: "12" }],
  ] as const)("at the review is the contact too, %s", async (_, answers, expected) => {
    const { code, asked } = await talk([...KNOWN, ...answers, ""]);
    expect({ code, contacts: asked.filter((question) => question === CONTACT).length }).toEqual({ code: 0, contacts: 1 });
    expect(await ticket()).toMatchObject(expected);
  });

  it("at the review is a service that no list has", async () => {
    const { asked } = await talk([...KNOWN, "service", "payroll", ""]);
    expect(asked).toContain("Which service is hit?");
    expect(await ticket()).toMatchObject({ service: "payroll" });
    const back = await talk(["Fan is loud", ...KNOWN.slice(1), "service", "<", ""]);
    expect(back.code).toBe(0);
  });

  it("is whoever gets it: back from there is to whether anybody does", async () => {
    const { asked, code } = await talk([...KNOWN.slice(0, -1), "colleague", "<", "me", ""]);
    expect(code).toBe(0);
    expect(asked.slice(-4).map((question) => question.split("\n").at(-1))).toEqual([
      "What happens with it now?",
      "Who?",
      "What happens with it now?",
      "Is that right?",
    ]);
    expect(await ticket()).toMatchObject({ assignee: "ayu" });
  });

  it("cannot be a body that this terminal would have to end with", async () => {
    for (const line of ["log --description-file -", "log --close --note-file -"]) {
      const { code, stderr, asked } = await talk([], {}, line);
      expect({ code, asked }).toEqual({ code: 2, asked: [] });
      expect(stderr).toContain(`${line.split(" ").at(-2)} - would read this terminal to its end`);
    }
  });

  it("is said to hold no longer where one goes back", async () => {
    const { stderr } = await talk(["Screen flickers", "ratna", "<", null]);
    expect(stderr).toContain('Back: "Requester" is asked again.\n');
  });

  it("is refused in words, not by the name of a flag", async () => {
    const { stderr } = await talk([...KNOWN.slice(0, -1), "close", "fixed", " ", null]);
    expect(stderr).not.toContain("--note");
  });

  it("of the details is changed where it stands, in the editor, or taken away", async () => {
    const editor = join(world.folder, "editor");
    writeFileSync(editor, '#!/bin/sh\nprintf " and more" >> "$1"\n', { mode: 0o755 });
    const env = { ITSM_EDITOR: editor };
    await talk([...KNOWN.slice(0, 6), "one\ntwo", "", "description", "\t", ""], { env });
    expect(await ticket()).toMatchObject({ description: "one\ntwo\n and more" });
    await talk(["Fan is loud", ...KNOWN.slice(1, 6), "e", "", "description", "", ""]);
    expect(await ticket(4)).toMatchObject({ description: "e" });
    await talk(["Cup is broken", ...KNOWN.slice(1, 6), "begun\t", "", ""], { env });
    expect((await ticket(5)).description).toMatch(/^begun\n? and more$/);
  });
});
