import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanLine, cleanLines } from "../../src/render/clean.ts";
import { makeWorld, type World } from "../world.ts";
import { NASTY, STEERING, STRINGS } from "./strings.ts";

/** All strings that a line can hold, in one text; the register keeps it as it is. */
const ALL = STRINGS.filter((text) => text.isWellFormed() && !text.includes("\u0000")).join("\n");

const near = (shown: string): string | null => {
  const at = STEERING.exec(shown)?.index;
  return at === undefined ? null : JSON.stringify(shown.slice(Math.max(0, at - 30), at + 20));
};

describe("every naughty string", () => {
  let world: World;
  /** The strings that became tickets, and their numbers. */
  const kept: { readonly number: number; readonly text: string }[] = [];

  beforeAll(async () => {
    world = makeWorld();
    await world.ok("log first --impact high --urgency high");
    const lines = [
      ["edit", "1", "--requester", ALL, "--contact", ALL, "--description", ALL],
      ["note", "1", ALL, "--public"],
      ["note", "1", ALL, "--from", "requester"],
      ["workaround", "1", ALL],
      ["affected", "1", "--add", `${ALL}b`, "--contact", ALL],
      ["edit", "1", "-p", "low", "--priority-reason", ALL],
      ["hold", "1", "--reason", "awaiting-approval", "--note", ALL],
      ["resume", "1", "--note", ALL],
      ["escalate", "1", "--to", "second-line", "--reason", ALL, "--note", ALL],
      ["escalate", "1", "--up", "--reason", ALL],
      ["resolve", "1", "--code", "fixed", "--note", ALL],
      ["close", "1", "--category", "other", "--review", ALL, "--note", ALL],
      ["reopen", "1", "--reason", ALL],
      ["start", "1"],
      ["log", "second"],
      ["cancel", "2", "--reason", ALL],
      ["kb", "add", "--from", "1", "--title", "known", "--symptom", ALL, "--cause", ALL, "--workaround", ALL],
    ];
    for (const line of lines) {
      world.pass(60);
      await world.ok(line);
    }
    // One ticket a string, in the fields that take one line: what is refused there is refused as a value.
    const payload = STRINGS.filter((text) => text.isWellFormed()).map((text, i) => ({
      key: `k${i}`,
      title: text,
      requester: text,
      description: text,
      ci: text,
      tags: [text],
      refs: [text],
    }));
    const stdin = JSON.stringify(payload);
    const ran = await world.itsm(["intake", "json", "-", "--keep-going", "--json"], { stdin });
    const items = JSON.parse(ran.stdout).items as readonly {
      readonly outcome: string;
      readonly ticket: { readonly number: number; readonly key: string } | null;
    }[];
    for (const { outcome, ticket } of items)
      if (outcome === "changed" && ticket !== null) kept.push({ number: ticket.number, text: payload[Number(ticket.key.slice(1))]?.title ?? "" });
  });
  afterAll(() => world.remove());

  it("is cleaned, and what is clean stays as it is", () => {
    for (const text of STRINGS) {
      expect([text, near(cleanLines(text)), near(cleanLine(text))]).toEqual([text, null, null]);
      expect(cleanLine(text)).not.toMatch(/[\n\t]/.test(text) && !STEERING.test(text) ? /(?!)/ : /\n/);
      expect(cleanLines(cleanLines(text))).toBe(cleanLines(text));
      if (!STEERING.test(text)) expect(cleanLines(text)).toBe(text);
    }
  });

  it("becomes a ticket that gives it back unchanged, where a line can hold it", async () => {
    expect(kept.length).toBeGreaterThan(STRINGS.length * 0.8);
    const shown = (await world.json(["show", ...kept.map(({ number }) => String(number))])).items as readonly {
      readonly number: number;
      readonly description: string | null;
      readonly title: string;
    }[];
    const byNumber = new Map(shown.map((ticket) => [ticket.number, ticket]));
    // White space alone describes nothing, and a title too long for its line goes on in the description.
    for (const { number, text } of kept)
      expect([text, byNumber.get(number)?.description]).toEqual([text, text.trim() === "" ? null : [...text].length > 200 ? `${text}\n\n${text}` : text]);
  });

  it("comes back unchanged from every text of a ticket", async () => {
    const [one] = (await world.json("show 1")).items;
    const last = { requester: ALL, contact: ALL, description: ALL, workaround: ALL };
    expect(one).toMatchObject(last);
    expect(one.affected[0]).toMatchObject({ name: `${ALL}b`, contact: ALL });
    expect(one.notes.map(({ text }: { readonly text: string }) => text)).toEqual([ALL, ALL]);
    const texts = one.history.flatMap((event: { readonly texts: Readonly<Record<string, string>> }) => Object.entries(event.texts));
    for (const [field, text] of texts) if (text.length > 1000) expect([field, text === ALL || text === `${ALL}b`]).toEqual([field, true]);
    expect((await world.json("show 2")).items[0].cancelReason).toBe(ALL);
    expect((await world.json("kb show K-1")).items[0]).toMatchObject({ symptom: ALL, cause: ALL, workaround: ALL });
  });

  const WIDE = { terminal: "all", columns: 300, rows: 5000 } as const;
  it.each([
    ["list", "--all"],
    ["list", "--all", "-o", "id,title,requester,contact,ci,tags,refs,key,overrideReason,holdNote,workaround,resolutionNote,closureNote,review,cancelReason"],
    ["list", "--all", "--markdown", "-o", "id,title,requester"],
    ["list", "--all", "--format", "{id} {title} {requester} {contact} {ci}"],
    ["list", "--all", "--json"],
    ["list", "--all", "--jsonl"],
    ["show", "1", "2"],
    ["show", "3..300"],
    ["show", "1", "--json"],
    ["audit", "show"],
    ["audit", "show", "1"],
    ["op", "list"],
    ["op", "show", "2"],
    ["op", "show", "17"],
    ["op", "show", "18"],
    ["search", "first"],
    ["sla", "--all"],
    ["sla", "explain", "1"],
    ["next"],
    ["brief"],
    ["brief", "--markdown"],
    ["similar", "1"],
    ["similar", "--text", ALL],
    ["suggest", "--text", ALL],
    ["kb", "list"],
    ["kb", "list", "known"],
    ["kb", "show", "K-1"],
    ["report", "volume", "--by", "assignee"],
    ["report", "volume", "--evidence", "opened"],
    ["watch", "--for", "0s"],
    ["redact", "1", "--field", "note", "--reason", ALL, "--dry-run"],
    ["redact", "1..5", "--field", "affected", "--reason", "r", "--dry-run"],
    ["undo", "--dry-run"],
  ])("reaches no terminal in what it says: %j", async (...words) => {
    for (const env of [{}, { ITSM_ACCESSIBLE: "1" }]) {
      for (const columns of [300, 50]) {
        const { stdout, stderr, code } = await world.itsm(words, { ...WIDE, columns, env: { NO_COLOR: "1", ITSM_PAGER: "cat", ...env } });
        expect([code, near(stdout + stderr)]).toEqual([code, null]);
        if (code === 2) throw new Error(stderr.slice(0, 300));
      }
    }
  });

  it("is one record a line in a pipe", async () => {
    const count = (await world.ok("list --all -q")).split("\n").length;
    for (const form of [["--tsv"], ["-o", "id,title,requester,contact,workaround,ci,tags,cancelReason"]])
      expect((await world.ok(["list", "--all", ...form])).split("\n")).toHaveLength(count);
  });

  it("is asked about by a question that steers nothing", async () => {
    const { asked } = await world.itsm(["edit", "3..15", "--tag", "x"], { terminal: "all", answers: [false] });
    expect(asked).toHaveLength(1);
    expect(near(asked.join("\n"))).toBeNull();
    const again = await world.itsm(["redact", "1", "--field", "note", "--reason", "r"], { terminal: "all", answers: ["no"] });
    expect([again.code, near(again.asked.join("\n") + again.stderr)]).toEqual([7, null]);
  });

  it("leaves the register whole", async () => {
    expect((await world.itsm("audit verify")).code).toBe(0);
    expect((await world.itsm(["search", NASTY], { terminal: "all" })).stderr).not.toMatch(STEERING);
  });
});
