import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TOPICS } from "../../src/cli/find-verb.ts";
import { MANIFEST } from "../../src/cli/manifest.ts";
import { makeWorld, type World, wordsOf } from "../world.ts";

const WIDTHS = [40, 60, 80, 120, 200];

/** What terminals are bad at: wide, combined, joined and reversed writing, long words, and many. */
const ODD = "日本語の障害 Cafe\u0301 👩🏽‍💻🇮🇩👍🏿 שלום\u202e مرحبا ➡️ ①";
const LONG = `${ODD} ${"x".repeat(130)} ${ODD} and so on until the line is full of it, ${ODD}`;
const TITLE = `${ODD} ${"long title ".repeat(8)}end`.slice(0, 190);

let world: World;

beforeAll(async () => {
  world = makeWorld();
  const fields = ["--requester", ODD, "--contact", ODD, "--assignee", `担当者 ${"e\u0301".repeat(20)}`, "--service", ODD, "--site", ODD, "--ci", ODD];
  await world.ok([
    "log",
    TITLE,
    "--impact",
    "high",
    "--urgency",
    "high",
    "--description",
    LONG,
    "--ref",
    "日本-4711",
    "-t",
    "日本語",
    "--key",
    `k:${ODD}`,
    ...fields,
  ]);
  await world.ok(["log", "plain", "--impact", "low", "--urgency", "low"]);
  await world.ok(["log", ODD, "--parent", "1", "--impact", "medium", "--urgency", "low", "--group", "second-line"]);
  world.pass(60);
  await world.ok(["note", "1", LONG, "--public", "--as", ODD.replace("\u202e", "")]);
  await world.ok(["workaround", "1", `${LONG}\n\n${LONG}`]);
  await world.ok(["affected", "1", "--add", ODD, "--contact", ODD]);
  await world.ok(["edit", "1", "-p", "low", "--priority-reason", LONG]);
  await world.ok(["link", "2", "duplicates", "1"]);
  await world.ok(["hold", "1", "--reason", "awaiting-approval", "--note", LONG]);
  world.pass(3600);
  await world.ok(["resume", "1", "--note", LONG]);
  await world.ok(["resolve", "1", "--code", "fixed", "--note", LONG]);
  await world.ok(["reopen", "1", "--reason", LONG]);
  world.pass(86_400);
});
afterAll(() => world.remove());

/** Columns counted in another way than the program counts them: by what is drawn as one, and its script. */
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const WIDE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/u;
function columnsOf(line: string): number {
  let columns = 0;
  for (const { segment } of graphemes.segment(line)) columns += WIDE.test(segment) || /\p{Emoji_Presentation}|\ufe0f/u.test(segment) ? 2 : 1;
  return columns;
}

/** The same of a terminal that joins nothing: each character takes what it would take alone. */
function columnsApart(line: string): number {
  let columns = 0;
  for (const char of line) if (!UNDRAWN.test(char)) columns += WIDE.test(char) || (/\p{Emoji_Presentation}/u.test(char) && !FLAG_LETTER.test(char)) ? 2 : 1;
  return columns;
}
const UNDRAWN = /\p{Mn}|\p{Me}|\p{Cf}/u;
const FLAG_LETTER = /\p{Regional_Indicator}/u;

const READING: readonly string[] = [
  "list --all",
  "list --all -o id,title,requester,contact,service,overrideReason",
  "list --all -o id,title",
  "list --all --explain title:x",
  "list -o help",
  "search long",
  "sla --all",
  "show 1",
  "show 1 2 3",
  "sla explain 1",
  "sla explain 1 --clock response",
  "op list",
  "op list -o op,verb,actor,tickets",
  "op show 4",
  "op show 7",
  "audit show",
  "audit show 1",
  "audit verify",
  "audit head",
  "db info",
  "whoami",
  "help",
  ...MANIFEST.map(({ name }) => `help ${name}`),
  ...TOPICS.map((topic) => `help ${topic}`),
  "help db",
];
const FAILING: readonly (string | readonly string[])[] = [
  "show 999",
  "list priorty:high",
  ["list", `requester:${ODD}`, `priority:${ODD}`],
  ["show", ODD],
  [ODD],
  "db",
  "done 1",
  "close 1 2 3",
  ["close", "1", "2", "3", "999", "--keep-going"],
  ["log", "x", "--type", LONG],
  ["note", "1", "x", "--note-file", `/nowhere/${LONG}`],
  "log x --at 03/04/2026",
  "help nothing",
  "hold 1",
  "resolve 1",
  ["list", "--db", `/nowhere/${ODD}/desk.db`],
];
const WRITING: readonly (readonly string[])[] = [
  ["edit", "1", "2", "3", "-t", "x", "--dry-run"],
  ["note", "1", "again", "--dry-run"],
  ["log", LONG.slice(0, 150), "--dry-run"],
  ["undo", "--dry-run"],
];

const on = (columns: number, env: Readonly<Record<string, string>> = {}) => ({
  terminal: "all" as const,
  columns,
  env: { ITSM_PAGER: "cat", NO_COLOR: "1", ...env },
});
const wordsIn = (line: string | readonly string[]): readonly string[] => (typeof line === "string" ? wordsOf(line) : line);
/** The head of the chain is one word, to be copied as it is. */
const HEAD = /^op-\d+:[0-9a-f]{64}$/;
const tooWide = (text: string, columns: number): readonly string[] =>
  text.split("\n").filter((line) => Math.max(columnsOf(line), columnsApart(line)) > columns && !HEAD.test(line));

describe.each(WIDTHS)("on a terminal of %i columns", (columns) => {
  it.each([...READING, ...FAILING, ...WRITING].map((line) => [wordsIn(line)] as const))("no line is wider: %j", async (words) => {
    const { stdout, stderr } = await world.itsm(words, on(columns));
    expect(tooWide(stdout + stderr, columns)).toEqual([]);
    expect(stdout + stderr).not.toBe("");
  });

  it("the columns of a list are straight", async () => {
    const lines = (await world.ok("list --all", on(columns))).trimEnd().split("\n");
    if (columns < 60) return;
    const heading = lines[0]!;
    const starts = [...heading.matchAll(/(?<= {2})\S/g)].map(({ index }) => index).slice(0, -1);
    for (const line of lines.slice(1, -1)) for (const start of starts) expect(cellsBefore(line, start), line).toBe(true);
  });
});

/** Whether at a column a cell begins: two blanks end right before it. */
function cellsBefore(line: string, column: number): boolean {
  let at = 0;
  let before = "";
  for (const { segment } of graphemes.segment(line)) {
    if (at === column) return before.endsWith("  ");
    if (at > column) return false;
    at += columnsOf(segment);
    before += segment;
  }
  return false;
}

describe("nothing is lost without a word", () => {
  it.each(WIDTHS)("a title is whole or ends in an ellipsis: %i columns", async (columns) => {
    for (const line of ["list --all", "list --all -o id,title,requester,category", "search long"]) {
      const text = (await world.ok(line, on(columns))).replace(/\s+/g, " ");
      const shown = TITLE.replace(/\u202e/g, "").replace(/\s+/g, " ");
      expect(text.includes(shown) || text.includes("…"), line).toBe(true);
    }
  });

  it.each(WIDTHS)("a page has the whole of every text: %i columns", async (columns) => {
    const letters = (text: string): string => text.replace(/[\s\u202e]/g, "");
    const page = letters(await world.ok("show 1", on(columns)));
    for (const text of [LONG, TITLE]) expect(page).toContain(letters(text));
    // Half a page of two columns breaks a value where the other goes on.
    if (columns < 100) expect(page).toContain(letters(ODD));
  });
});
