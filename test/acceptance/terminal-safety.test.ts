import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";

/** What a text may bring along: each would move, colour, retitle, reverse or break what a terminal shows. */
const ATTACKS: Readonly<Record<string, string>> = {
  ESC: "\u001bc",
  CSI: "\u001b[31m\u001b[2J",
  OSC: "\u001b]0;owned\u0007\u001b]8;;http://evil\u001b\\",
  C1: "\u009b31m\u009d0;owned\u009c\u0085",
  DEL: "\u007f\b\u0007",
  bidi: "\u202e\u2066\u200f\u061c",
  separators: "\u2028\u2029",
};
const NASTY = Object.values(ATTACKS)
  .map((attack, index) => `${index}${attack}`)
  .join("");
/** No byte of these may reach a terminal; line feeds are the page's own. */
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const IN_TITLE = "ab\u202e\u2066c\u2028d";

describe("a terminal", () => {
  let world: World;
  /** Whether the title may hold what reverses and breaks lines; if not, other texts are all there is. */
  let title: string;

  beforeAll(async () => {
    world = makeWorld();
    const odd = await world.itsm(["log", IN_TITLE, "--impact", "high", "--urgency", "high"]);
    title = odd.code === 0 ? IN_TITLE : "plain";
    if (odd.code !== 0) await world.ok("log plain --impact high --urgency high");
    const lines = [
      ["edit", "1", "--requester", NASTY, "--contact", NASTY, "--description", NASTY],
      ["note", "1", NASTY, "--public"],
      ["note", "1", `${NASTY}\n${NASTY}`],
      ["workaround", "1", NASTY],
      ["affected", "1", "--add", `${NASTY}b`, "--contact", NASTY],
      ["edit", "1", "-p", "low", "--priority-reason", NASTY],
      ["hold", "1", "--reason", "awaiting-approval", "--note", NASTY],
      ["resume", "1", "--note", NASTY],
      ["escalate", "1", "--up", "--reason", NASTY],
      ["resolve", "1", "--code", "fixed", "--note", NASTY],
      ["reopen", "1", "--reason", NASTY],
    ];
    for (const line of lines) {
      world.pass(60);
      await world.ok(line);
    }
    await world.ok(["log", "second", "--follows", "1"]);
    // A name may be refused; one that is taken is shown by all that follows.
    for (const name of Object.values(ATTACKS)) await world.itsm(["note", "1", "by somebody odd", "--as", `a${name}b`]);
  });
  afterAll(() => world.remove());

  it.each([
    ["list"],
    ["list", "-o", "id,title,requester,contact,overrideReason,holdNote,workaround,resolutionNote"],
    ["list", "--csv"],
    ["list", "--tsv"],
    ["list", "--tsv", "-o", "requester,contact,workaround"],
    ["list", "--markdown", "-o", "requester,title"],
    ["list", "--format", "{title} {requester} {contact} {workaround}"],
    ["list", "--json"],
    ["list", "--jsonl"],
    ["show", "1"],
    ["show", "1", "--json"],
    ["show", "1", "--jsonl"],
    ["search", "plain", "second", "ab"],
    ["search", "owned"],
    ["sla"],
    ["sla", "explain", "1"],
    ["sla", "explain", "1", "--json"],
    ["op", "list"],
    ["op", "show", "2"],
    ["op", "show", "3"],
    ["op", "show", "8", "--json"],
    ["op", "show", "14"],
    ["op", "show", "15"],
    ["watch", "--for", "0s"],
    ["watch", "--for", "0s", "--jsonl"],
    ["watch", "--for", "0s", NASTY],
    ["watch", `priority:${NASTY}`],
    ["watch", "--on-new", NASTY],
    ["whoami", "--as", "a\u202eb"],
    ["audit", "show"],
    ["audit", "show", "1"],
    ["audit", "show", "1", "--jsonl"],
    ["show", NASTY],
    ["ls", `priority:${NASTY}`],
    ["ls", NASTY],
    ["ls", NASTY, "--explain"],
    ["ls", "--explain", `requester:${NASTY}`],
    ["ls", `--${NASTY}`],
    ["ls", "-o", NASTY],
    ["ls", "--format", `{${NASTY}}`],
    [NASTY],
    ["help", NASTY],
    ["op", "show", NASTY],
    ["op", NASTY],
    ["log", "x", "--at", NASTY],
    ["log", NASTY],
    ["log", "x", "--type", NASTY],
    ["log", "x", "--impact", NASTY],
    ["log", "x", "--follows", NASTY],
    ["resolve", "1", "--code", NASTY, "--note", "x"],
    ["hold", "1", "--reason", NASTY],
    ["affected", "1", "--remove", `${NASTY}x`],
    ["start", "1", "--steal", "--as", "other", "--once", NASTY],
    ["undo", NASTY],
    ["list", "--db", `/nowhere/${NASTY}`],
    ["list", "--tz", NASTY],
    ["note", "1", "--note-file", `/nowhere/${NASTY}`],
    ["close", `key:${NASTY}`],
    ["edit", "--where", `title:${NASTY}`, "-t", "x"],
    ["edit", "--ids-from", `/nowhere/${NASTY}`, "-t", "x"],
  ])("is told nothing it would obey: %j", async (...words) => {
    const { stdout, stderr } = await world.itsm(words, { terminal: "all", answers: [false], env: { NO_COLOR: "1", ITSM_PAGER: "cat" } });
    // Between records and cells some forms have a return or a tab of their own.
    const shown = (stdout + stderr).replaceAll(words.includes("--csv") ? "\r\n" : words.includes("--tsv") || words.includes("--format") ? "\t" : "\0\0", "\n");
    expect(JSON.stringify(shown.match(new RegExp(`.{0,40}${STEERING.source}.{0,10}`, "s"))?.[0] ?? null)).toBe("null");
  });

  it("is not told what a question would show it", async () => {
    const { asked } = await world.itsm(["edit", "--where", "is:open", "-t", "x"], { terminal: "all", answers: [false] });
    expect(asked.join("\n")).not.toMatch(STEERING);
    expect(asked).toHaveLength(1);
  });

  it("sees the letters around what was taken out", async () => {
    const page = await world.ok("show 1", { terminal: "all", env: { ITSM_PAGER: "cat" } });
    expect(page).toContain("0123456");
    expect(page).not.toContain("owned");
  });

  it("is no reason to change what a program gets", async () => {
    const [shown] = (await world.json("show 1")).items;
    expect(shown).toMatchObject({ title, requester: NASTY, contact: NASTY, description: NASTY, workaround: NASTY });
    expect(shown.affected[0]).toMatchObject({ name: `${NASTY}b`, contact: NASTY });
    expect(shown.notes.map((note: { readonly text: string }) => note.text)).toContain(`${NASTY}\n${NASTY}`);
  });

  it("does not share its lines with a pipe's: one record is one line", async () => {
    const tickets = (await world.ok("list --all -q")).split("\n").length;
    expect((await world.ok("list --all -o id,title,requester,workaround")).split("\n")).toHaveLength(tickets);
    expect((await world.ok("note 1 again")).split("\n")).toHaveLength(2);
  });
});
