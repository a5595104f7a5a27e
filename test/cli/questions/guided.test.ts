import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import type { Policy } from "../../../src/domain/policy/policy.ts";
import { changePolicy } from "../../policy-of.ts";
import { lockOf } from "../../raw.ts";
import { makeWorld, type Ran, type Setting, type World } from "../../world.ts";

type Answers = NonNullable<Setting["answers"]>;
/** Everything that is asked of a first call about a printer, with nobody known. */
const PHONE = ["Printer jams", "Sari", "4711", "", "", "low", "high", "", "", ""] as const;

describe("log at a terminal", () => {
  let world: World;
  beforeEach(() => {
    world = makeWorld();
  });
  afterEach(() => world.remove());

  const drafts = (): readonly string[] => {
    try {
      return readdirSync(join(world.folder, "state/itsm"));
    } catch {
      return [];
    }
  };
  const draftPath = (): string => join(world.folder, "state/itsm", drafts()[0] ?? "none");
  const talk = (line: string | readonly string[], answers: Answers, more: Setting = {}): Promise<Ran> =>
    world.itsm(line, { terminal: ["stdin", "stderr"], answers, ...more });
  const logged = async (number = 1): Promise<Record<string, unknown>> => (await world.json(`show ${number}`)).items[0];

  /** The register's policy with these parts, as one that was applied would leave it. */
  const applied = (parts: Partial<Policy>): Promise<void> => changePolicy(world.register, { ...DEFAULT_POLICY, ...parts });

  it("asks what the desk needs, says what it comes to before it is saved, and prints the id", async () => {
    const { code, stdout, stderr, asked } = await talk("log", PHONE);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "INC-1\n" });
    expect(asked.map((question) => question.split("\n").at(-1))).toEqual([
      "What is it about?",
      "Who reports it?",
      "How can they be reached?",
      "How did it come in?",
      "What is it a matter of?",
      "Who is affected?",
      "Can they work meanwhile?",
      "More details?",
      "What happens with it now?",
      "Is that right?",
    ]);
    expect(stderr.indexOf("Priority: medium; response met, resolution due 2026-11-25")).toBeLessThan(stderr.indexOf("INC-1 logged"));
    expect(await logged()).toMatchObject({
      title: "Printer jams",
      requester: "Sari",
      contact: "4711",
      channel: "phone",
      category: "hardware/printer",
      impact: "low",
      urgency: "high",
      status: "new",
    });
    expect(drafts()).toEqual([]);
  });

  it("asks nothing where there is a title, nobody to ask, or asking is forbidden", async () => {
    expect(await talk("log Printer", [])).toMatchObject({ code: 0, asked: [] });
    expect(await talk("log --title Printer", [])).toMatchObject({ code: 0, asked: [] });
    expect(await world.itsm("log")).toMatchObject({ code: 2, asked: [] });
    expect(await talk("log --no-input", [])).toMatchObject({ code: 2, asked: [] });
    expect(await talk("log", [], { env: { CI: "true" } })).toMatchObject({ code: 2, asked: [] });
    expect(await talk("log --resume", [], { env: { CI: "true" } })).toMatchObject({ code: 2, asked: [] });
  });

  it("does not ask what flags say", async () => {
    const { code, asked } = await talk("log --impact high --urgency high --requester Budi --contact 1 --channel chat --category other --group second-line", [
      "Mail is down",
      "",
      "",
    ]);
    expect({ code, asked: asked.length }).toEqual({ code: 0, asked: 3 });
    expect(await logged()).toMatchObject({ priority: "high", group: "second-line", channel: "chat" });
  });

  it("remembers how people are reached", async () => {
    await talk("log", PHONE);
    const { asked } = await talk("log", ["Screen flickers", "sar", "", "", "low", "low", "", "", ""]);
    expect(asked).not.toContain("How can they be reached?");
    expect(await logged(2)).toMatchObject({ requester: "Sari", contact: "4711" });
  });

  it("adds the person to a ticket that is open already", async () => {
    await world.ok("log 'VPN drops every hour' --impact high --urgency high --requester Ratna");
    const { code, stdout, stderr, asked } = await talk("log", ["VPN drops", "1", "Budi", "4712", ""]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "INC-1\n" });
    expect(stderr).toContain("Budi added to the affected of INC-1, with a note: VPN drops every hour");
    expect(asked).toContain("Who is hit by it, too?");
    expect((await logged()).affected).toMatchObject([{ name: "Budi", contact: "4712" }]);
    expect((await world.json("op list")).items[0]).toMatchObject({ verb: "affected", actor: "ayu" });
    expect(await talk("log", ["VPN drops", "1", "budi", "alone"])).toMatchObject({ code: 0, stdout: "INC-1\n" });
    expect((await world.json("op list")).items).toHaveLength(2);
    expect(drafts()).toEqual([]);
  });

  it("ends it at once where it is solved, in one operation", async () => {
    const { code } = await talk("log", [
      "Password forgotten",
      "Sari",
      "",
      "",
      "access/password",
      "low",
      "high",
      "",
      "close",
      "user-guidance",
      "Showed the page.",
      "",
    ]);
    expect(code).toBe(0);
    expect(await logged()).toMatchObject({
      status: "closed",
      resolutionCode: "user-guidance",
      resolutionNote: "Showed the page.",
      category: "access/password",
    });
    expect((await world.json("op list")).items).toHaveLength(1);
  });

  it("asks for what a rule wants, and for nothing else", async () => {
    const { code, asked } = await talk("log", ["Odd noise", "", "", "", "low", "low", "", "close", "fixed", "Switched off and on.", "other", ""]);
    expect(code).toBe(0);
    expect(asked.slice(-2).map((question) => question.split("\n").at(-1))).toEqual(["What is it a matter of?", "Is that right?"]);
    expect(await logged()).toMatchObject({ status: "closed", category: "other" });
  });

  it("goes back, with the answers as they were", async () => {
    const { code } = await talk("log", ["Printer jams", "Sari", "<", "Budi", "4711", "", "", "low", "<", "high", "high", "", "", ""]);
    expect(code).toBe(0);
    expect(await logged()).toMatchObject({ requester: "Budi", impact: "high" });
  });

  it("changes one line of the review, and comes back to it", async () => {
    const { code, asked } = await talk("log", [...PHONE.slice(0, -1), "impact", "high", "title", "<", "requester", "Budi", "4713", ""]);
    expect(code).toBe(0);
    expect(asked.filter((question) => question.endsWith("Is that right?"))).toHaveLength(4);
    expect(await logged()).toMatchObject({ title: "Printer jams", impact: "high", requester: "Budi", contact: "4713" });
  });

  it("keeps the answers when the input ends, and goes on with them", async () => {
    const broken = await talk("log", PHONE.slice(0, 6));
    expect(broken).toMatchObject({ code: 7, stdout: "" });
    expect(broken.stderr).toContain("itsm log --resume");
    expect(statSync(draftPath()).mode & 0o777).toBe(0o600);
    expect(statSync(join(world.folder, "state/itsm")).mode & 0o777).toBe(0o700);
    expect(readFileSync(draftPath(), "utf8")).toContain("Printer jams");
    world.pass(3600);
    const resumed = await talk("log --resume", PHONE.slice(6));
    expect(resumed).toMatchObject({ code: 0, stdout: "INC-1\n" });
    expect(resumed.stderr).toContain("Going on with your answers of 2026-11-24 09:41 (+07:00): Printer jams");
    expect(resumed.asked[0]).toBe("Can they work meanwhile?");
    expect(await logged()).toMatchObject({ impact: "low", urgency: "high", requester: "Sari", openedAt: "2026-11-24T03:41:05Z" });
    expect(drafts()).toEqual([]);
  });

  it("keeps a draft of each of two terminals, goes on with my latest, and leaves what is somebody's or another register's", async () => {
    await talk("log", ["First", null]);
    await talk("log", ["Second", null]);
    await talk("log --as sari", ["Not mine", null]);
    await talk(["log", "--db", join(world.folder, "other.db")], ["Elsewhere", null]);
    expect(drafts()).toHaveLength(4);
    expect((await talk("log --resume", ["", null])).stderr).toContain(": Second");
    expect(drafts()).toHaveLength(4);
    expect((await talk("log --resume --as sari", [null])).stderr).toContain("Not mine");
    expect(await talk("log --resume --as nobody", [])).toMatchObject({ code: 4 });
  });

  it("leaves a draft alone that another terminal is at work on", async () => {
    await talk("log", ["First", null]);
    const taken = join(world.folder, "state/itsm", `draft-${world.now}-${process.ppid}.json`);
    spawnSync("mv", [draftPath(), taken]);
    const { code, stderr } = await talk("log --resume", []);
    expect(code).toBe(4);
    expect(stderr).toContain("another terminal is at work on");
  });

  it.each([
    "",
    "{",
    "[]",
    '{"schema":"itsm.draft/1"}',
    '{"schema":"itsm.draft/1","me":"ayu","place":"x","at":1,"given":{"title":7},"answers":{},"done":[],"asked":[]}',
  ])("says that a draft is damaged: %j", async (text) => {
    mkdirSync(join(world.folder, "state/itsm"));
    writeFileSync(join(world.folder, "state/itsm/draft-1-999999999.json"), text);
    const { code, stderr, asked } = await talk("log --resume", []);
    expect({ code, asked }).toEqual({ code: 2, asked: [] });
    expect(stderr).toMatch(/^error: [\s\S]*\n {2}rm /);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it("keeps the answers when a rule refuses them, and says which", async () => {
    const { code, stderr } = await talk("log --parent 99", ["Printer jams"]);
    expect(code).toBe(3);
    expect(stderr).toContain("99");
    expect(drafts()).toHaveLength(1);
  });

  it("goes on asking where the answers cannot be kept", async () => {
    writeFileSync(join(world.folder, "state/itsm"), "in the way");
    const { code, stderr } = await talk("log", PHONE);
    expect(code).toBe(0);
    expect(stderr.match(/cannot be kept/g)).toHaveLength(1);
  });

  it("keeps the answers when the register is locked", async () => {
    await world.ok("log first");
    let release = async (): Promise<void> => undefined;
    const lock = async (): Promise<string> => {
      release = await lockOf(world.register);
      return "";
    };
    const { code, stderr } = await talk("log --timeout 0s", [...PHONE.slice(0, -1), lock]);
    await release();
    expect(code).toBe(6);
    expect(stderr).toContain("itsm log --resume");
    expect(await talk("log --resume", [""])).toMatchObject({ code: 0, stdout: "INC-2\n" });
  });

  it("takes details from the editor, and asks again where that fails", async () => {
    const editor = join(world.folder, "editor");
    const env = { ITSM_EDITOR: editor };
    const write = (script: string) => async (): Promise<string> => {
      writeFileSync(editor, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return "\t";
    };
    const answers = [...PHONE.slice(0, 7), write("exit 3"), write(`printf 'one\\ntwo\\n' > "$1"`), ...PHONE.slice(8)];
    expect(await talk("log", answers, { env })).toMatchObject({ code: 0 });
    expect(await logged()).toMatchObject({ description: "one\ntwo" });
  });

  it("keeps of the flags what is about the ticket", async () => {
    await talk("log --dry-run --json --tag vpn --at '2h ago'", ["First", null]);
    expect(JSON.parse(readFileSync(draftPath(), "utf8")).given).toEqual({ tag: ["vpn"], at: "2h ago" });
  });

  it("writes nothing in a dry run, and keeps the answers", async () => {
    expect(await talk("log --dry-run", PHONE)).toMatchObject({ code: 0 });
    expect(drafts()).toHaveLength(1);
    expect(await world.ok("list -q")).toBe("");
  });

  it("asks by the names of a desk that has its own", async () => {
    await world.ok("log first --impact low --urgency low");
    await applied({ impacts: ["site", "floor"], urgencies: ["now", "today", "soon", "later"], matrix: { site: { now: "high" }, floor: {} } });
    const { code, asked } = await talk("log", ["Lights out", "", "", "", "site", "now", "", "", ""]);
    expect(code).toBe(0);
    expect(asked).toEqual(expect.arrayContaining(["What is the impact?", "How urgent is it?"]));
    expect(await logged(2)).toMatchObject({ impact: "site", urgency: "now", priority: "high" });
  });

  describe("--print-command", () => {
    it("prints what repeats the answers, and logs nothing", async () => {
      const { code, stdout } = await talk("log --print-command --tag x", ["Sari's printer", "Sari", "4711", "", "", "low", "high", "it\nsmokes", "me", ""]);
      expect(code).toBe(0);
      expect(await world.ok("list -q")).toBe("");
      expect(drafts()).toEqual([]);
      const words = spawnSync("sh", ["-c", `itsm() { printf '%s\\0' "$@"; }; ${stdout}`], { encoding: "utf8" })
        .stdout.split("\0")
        .slice(0, -1);
      expect((await world.itsm(words)).code).toBe(0);
      expect(await logged()).toMatchObject({
        title: "Sari's printer",
        requester: "Sari",
        contact: "4711",
        description: "it\nsmokes",
        assignee: "ayu",
        tags: ["x"],
      });
    });
    it("prints what adds the person to a ticket there is", async () => {
      await world.ok("log 'VPN drops every hour' --requester Ratna");
      expect((await talk("log --print-command", ["VPN drops", "1", "Budi S", "", "alone"])).stdout).toBe('itsm affected 1 --add "Budi S"\n');
      expect((await world.json("op list")).items).toHaveLength(1);
    });
    it("prints what flags say, without a terminal", async () => {
      expect(await world.ok("log 'VPN drops' --impact low --print-command")).toBe('itsm log "VPN drops" --impact low\n');
      expect(await world.itsm("log --print-command")).toMatchObject({ code: 2 });
    });
  });

  describe("--template", () => {
    const template = (name: string, text: string): void => {
      mkdirSync(join(world.folder, "config/itsm/templates"), { recursive: true });
      writeFileSync(join(world.folder, "config/itsm/templates", `${name}.json`), text);
    };
    const LAPTOP = JSON.stringify({
      title: "New laptop for ",
      type: "request",
      category: "hardware/laptop",
      impact: "low",
      urgency: "low",
      tag: ["stock"],
      group: "second-line",
    });

    it("fills in what flags do not say", async () => {
      template("laptop", LAPTOP);
      await world.ok("log 'New laptop for Ratna' --template laptop --urgency high");
      expect(await logged()).toMatchObject({
        id: "REQ-1",
        category: "hardware/laptop",
        impact: "low",
        urgency: "high",
        tags: ["stock"],
        title: "New laptop for Ratna",
      });
      await world.ok("log --template laptop");
      expect(await logged(2)).toMatchObject({ title: "New laptop for " });
    });
    it("is the desk's own, where nobody has one of that name", async () => {
      await world.ok("log first");
      await applied({ templates: { laptop: { category: "hardware/laptop" }, odd: { tile: "x" } } });
      await world.ok("log 'New laptop' --template laptop");
      expect(await logged(2)).toMatchObject({ category: "hardware/laptop" });
      template("laptop", LAPTOP);
      await world.ok("log 'New laptop' --template laptop");
      expect(await logged(3)).toMatchObject({ type: "request" });
      expect((await world.itsm("log x --template odd")).stderr).toContain("Did you mean title?");
    });
    it("leaves only the rest to be asked, its title to be gone on with", async () => {
      template("laptop", LAPTOP);
      const { code, asked } = await talk("log --template laptop", ["New laptop for Ratna", "Ratna", "", "", "", ""]);
      expect({ code, asked: asked.length }).toEqual({ code: 0, asked: 6 });
      expect(await logged()).toMatchObject({ id: "REQ-1", requester: "Ratna", group: "second-line", tags: ["stock"] });
    });
    const RESET = JSON.stringify({
      title: "Password reset",
      type: "request",
      category: "access/password",
      impact: "low",
      urgency: "low",
      close: true,
      code: "user-guidance",
      note: "Showed the page.",
    });
    it("with a whole title leaves only who calls to be asked, and may end the ticket at once", async () => {
      template("pw", RESET);
      const { code, stdout, asked } = await talk("log --template pw", ["Sari", "4711", ""]);
      expect({ code, stdout, asked: asked.length }).toEqual({ code: 0, stdout: "REQ-1\n", asked: 3 });
      expect(await logged()).toMatchObject({ status: "closed", resolutionCode: "user-guidance", requester: "Sari", channel: "phone", title: "Password reset" });
      expect((await talk("log --template pw", ["sari", "title", "Password reset, twice", "handover", "waits", ""])).code).toBe(0);
      expect(await logged(2)).toMatchObject({ status: "new", title: "Password reset, twice" });
    });
    it("ends nothing where the call says otherwise", async () => {
      template("pw", RESET);
      await world.ok("log --template pw");
      expect(await logged()).toMatchObject({ status: "closed" });
      await world.ok("log --template pw --resolve");
      expect(await logged(2)).toMatchObject({ status: "resolved" });
      await world.ok("log --template pw --start");
      expect(await logged(3)).toMatchObject({ status: "in_progress", resolutionNote: null });
    });
    it("may hold how such a ticket ends, for a call that ends it", async () => {
      template("pw", JSON.stringify({ category: "access/password", code: "fixed", note: "Set anew." }));
      await world.ok("log Password --template pw");
      expect(await logged()).toMatchObject({ status: "new", category: "access/password" });
      await world.ok("log Password --template pw --close");
      expect(await logged(2)).toMatchObject({ status: "closed", resolutionNote: "Set anew." });
    });
    it("is known by name", async () => {
      template("laptop", LAPTOP);
      const { code, stderr } = await world.itsm("log x --template labtop");
      expect(code).toBe(2);
      expect(stderr).toContain("Did you mean laptop?");
      expect(stderr).toContain("templates: laptop");
      for (const name of ["../templates/laptop", ".laptop", "a/b", "constructor", "__proto__"])
        expect(await world.itsm(["log", "x", "--template", name]), name).toMatchObject({ code: 2 });
    });
    it.each(["", "[]", '{"tile":"x"}', '{"title":7}', '{"type":"incidental"}', '{"tag":[1]}', '{"major":"yes"}', '{"impact":""}', '{"__proto__":"x"}'])(
      "is one clear error where it is wrong: %s",
      async (text) => {
        template("odd", text);
        const { code, stderr, stdout } = await world.itsm("log x --template odd");
        expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
        expect(stderr).toMatch(/^error: /);
        expect(stderr.match(/^error|^ {2}and/gm)).toHaveLength(1);
      },
    );
  });
});
