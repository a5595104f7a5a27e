import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { widthOf } from "../../src/render/width.ts";
import { type Home, hasTerminals, type Key, makeHome, type Typed } from "./home.ts";
import { type Screen, screenOf } from "./screen.ts";

const README = join(import.meta.dirname, "../../README.md");
const TITLE = "VPN drops every hour";
/** What an agent on the phone types behind the title: the person is known, the category guessed. */
const CALL: readonly Key[] = [
  { after: "What is it about?", type: TITLE },
  { after: TITLE, type: "\r" },
  { after: "Is it one of these?", type: "\r" },
  { after: "Who reports it?", type: "b" },
  { after: "Budi Santoso", type: "u" },
  // Awaited by what is typed: the name is drawn more than once.
  { after: "Who reports it? bu", type: "d" },
  { after: "Budi Santoso", type: "\r" },
  { after: "How did it come in?", type: "\r" },
  { after: "What is it a matter of?", type: "\r" },
  { after: "Who is affected?", type: "2" },
  { after: "Can they work meanwhile?", type: "3" },
  { after: "More details?", type: "\r" },
  { after: "What happens with it now?", type: "\r" },
  { after: "Is that right?", type: "\r" },
];
/** Our questions listen before they are drawn. */
const SIZE = { columns: 80, rows: 24, pause: 30 };
/** The title, and Enter behind it. */
const OF_TITLE = 2;
const MOST_STROKES = 12;

const BEFORE = [
  "log 'Printer on floor 3 jams' --requester 'Budi Santoso' --contact 4711 --impact low --urgency low",
  "log 'VPN is slow' --requester Ratna --impact low --urgency medium",
  "log 'VPN drops at noon' --requester Sari --impact low --urgency high",
];

describe.runIf(hasTerminals() || process.env.CI === "true")("log at a terminal", () => {
  let home: Home;
  beforeEach(() => {
    home = makeHome();
  });
  afterEach(() => home.remove());

  const ready = async (): Promise<void> => {
    await home.shell("bash", BEFORE.map((line) => `itsm ${line}`).join("\n"));
  };
  const drafts = (): readonly string[] => (existsSync(join(home.folder, ".local/state/itsm")) ? readdirSync(join(home.folder, ".local/state/itsm")) : []);
  /** The screen as it stood when a key was about to be typed, or at the end. */
  const screenAt = (ended: Typed, key: number | null, columns = 80): Screen =>
    screenOf(key === null ? ended.stdout : ended.stdout.slice(0, ended.typedAt[key]), columns);

  it("takes a call in twelve strokes behind the title, and README shows it", async () => {
    expect(CALL.length - OF_TITLE).toBeLessThanOrEqual(MOST_STROKES);
    expect(CALL.slice(1).every(({ type }) => type.length === 1)).toBe(true);
    await ready();
    const ended = await home.terminal("itsm log", CALL, SIZE);
    expect(ended.code).toBe(0);
    const { stdout } = await home.shell("bash", "itsm show 4 --json");
    expect(JSON.parse(stdout).items[0]).toMatchObject({
      title: TITLE,
      requester: "Budi Santoso",
      contact: "4711",
      category: "network/vpn",
      priority: "high",
      channel: "phone",
    });
    const at = (question: string): number => CALL.findIndex(({ after }) => after === question);
    const shown = [at("Is it one of these?"), at("Who reports it? bu"), at("Can they work meanwhile?"), at("Is that right?"), null].map((key) =>
      screenAt(ended, key),
    );
    compareWithReadme(
      [shown[0]!, shown[1]!, shown[3]!, shown[4]!].map(({ lines }, index) =>
        index === 0 ? lines : lines.slice(index === 3 ? -1 : sameBegin(shown[0]!.lines, lines)),
      ),
    );
  });

  it("reads as lines alone with ITSM_ACCESSIBLE=1 and on a dumb terminal", async () => {
    await ready();
    const keys = CALL.filter(({ type }) => type !== "u" && type !== "d").map(({ after, type }) => ({
      after: after === TITLE ? TITLE : after,
      type: type === TITLE ? TITLE : type === "b" ? "budi santoso" : type === "2" || type === "3" ? `${type}\r` : type,
    }));
    const plainly = keys.map((key) => (key.after === "Budi Santoso" ? { ...key, after: "budi santoso" } : key));
    for (const setting of ["ITSM_ACCESSIBLE=1", "TERM=dumb"]) {
      const ended = await home.terminal(`${setting} itsm log`, plainly, SIZE);
      expect(ended.code, setting).toBe(0);
      expect(ended.stdout).not.toMatch(/[\u001b\b]/);
      expect(ended.stdout.replaceAll("\r\n", "\n")).not.toContain("\r");
      expect(ended.stdout).toContain("1. just this person: low");
      expect(ended.stdout).toContain("Impact: medium: a team");
    }
  });

  it("keeps, empties and opens in the editor a text on a plain line", async () => {
    const editor = join(home.folder, "editor");
    writeFileSync(editor, '#!/bin/sh\nprintf "more" >> "$1"\n', { mode: 0o755 });
    const answers = ["Lamp dark", "", "", "", "1", "1", "abc \t"].map((type, at) => ({
      after: at === 0 ? "What is it about?" : at === 1 ? "Who reports it?" : at === 6 ? "More details?" : "Number:",
      type: `${type}\r`,
    }));
    const keys: readonly Key[] = [
      ...answers,
      { after: "What happens", type: "\r" },
      { after: "8. Details: abc (2 lines)", type: "8\r" },
      { after: "Enter: abc …", type: "-\r" },
      { after: "8. Details: -", type: "\r" },
    ];
    const ended = await home.terminal(`ITSM_EDITOR=${editor} ITSM_ACCESSIBLE=1 itsm log`, keys, SIZE);
    expect(ended.code).toBe(0);
    expect(JSON.parse((await home.shell("bash", "itsm show 1 --json")).stdout).items[0]).toMatchObject({ description: null });
  });

  it.each([
    [40, ""],
    [200, "NO_COLOR="],
    [80, "TERM=xterm-256color NO_COLOR="],
  ])("fits %i columns, with wide and combining characters (%s)", async (columns, setting) => {
    const title = "日本語のプリンターが動かない、とても長いタイトルé̂ 👨‍👩‍👧 end";
    const keys: readonly Key[] = [
      { after: "What is it about?", type: title },
      { after: "end", type: "\u001b[D" },
      { after: "", type: "\u007f" },
      { after: "", type: "\r" },
      { after: "Who reports it?", type: "山田 太郎\r" },
      { after: "How can they be reached?", type: "内線 4711\r" },
      { after: "How did it come in?", type: "4" },
      { after: "What is it a matter of?", type: "prin" },
      { after: "hardware/printer", type: "\r" },
      { after: "Who is affected?", type: "\u001b[B" },
      { after: "Enter: just", type: "\r" },
      { after: "Can they work meanwhile?", type: "1" },
      { after: "More details?", type: "\u001b[200~一行目\r二行目\u001b[31m\u001b[201~" },
      { after: "二行目", type: "\r" },
      { after: "What happens with it now?", type: "2" },
      { after: "Is that right?", type: "\r" },
    ];
    const ended = await home.terminal(`${setting} itsm log`, keys, { ...SIZE, columns, rows: 30 });
    expect(ended.code).toBe(0);
    for (let key = 0; key < keys.length; key += 1) {
      const { lines, column } = screenAt(ended, key, columns);
      for (const line of lines) expect(widthOf(line.replace(/\u001b\[[\d;]*m/g, "")), line).toBeLessThanOrEqual(columns);
      expect(column).toBeLessThan(columns);
    }
    const { lines } = screenAt(ended, keys.length - 1, columns);
    expect(lines.filter((line) => /^ {2}\d {2}/.test(line))).toHaveLength(10);
    expect(lines.join("\n")).toContain("(2 lines)");
    const shown = JSON.parse((await home.shell("bash", "itsm show 1 --json")).stdout).items[0];
    expect(shown).toMatchObject({
      title: title.replace("nd", "d").replace(" ed", " ed"),
      requester: "山田 太郎",
      contact: "内線 4711",
      channel: "walk-in",
      assignee: "ayu",
    });
    expect(shown.description).toBe("一行目\n二行目");
  });

  it.each([40, 80])("keeps the question in sight on a terminal of ten rows and %i columns", async (columns) => {
    await ready();
    const rows = 10;
    const ended = await home.terminal("itsm log", CALL, { ...SIZE, columns, rows });
    expect(ended.code).toBe(0);
    for (const [key, { after }] of CALL.entries()) {
      const { lines, row } = screenAt(ended, key, columns);
      const first = Math.max(0, lines.length - rows);
      expect(row, after).toBeGreaterThanOrEqual(first);
      expect(lines.slice(first).join("\n"), after).toContain(after);
    }
  });

  it("goes back by Esc", async () => {
    const keys: readonly Key[] = [
      { after: "What is it about?", type: "Mail\r" },
      { after: "Who reports it?", type: "\r" },
      { after: "How did it come in?", type: "\u001b" },
      { after: "Who reports it?", type: "\u001b" },
      { after: "What is it about?", type: " is down\r" },
      { after: "Who reports it?", type: "\u0003" },
    ];
    const ended = await home.terminal("itsm log; echo [$?]", keys, SIZE);
    expect(ended.stdout).toContain("[130]");
    expect(readFileSync(join(home.folder, ".local/state/itsm", drafts()[0]!), "utf8")).toContain("Mail is down");
  });

  it("logs nothing by words meant for another question, and opens the editor with what was typed", async () => {
    const editor = join(home.folder, "editor");
    writeFileSync(editor, '#!/bin/sh\nprintf " at noon" >> "$1"\n', { mode: 0o755 });
    const keys: readonly Key[] = [
      { after: "What is it about?", type: "Mail is down\r" },
      { after: "Who reports it?", type: "Sari\r" },
      { after: "How can they be reached?", type: "4\r" },
      { after: "How did it come in?", type: "\r" },
      { after: "What is it a matter of?", type: "\r" },
      { after: "Who is affected?", type: "1" },
      { after: "Can they work meanwhile?", type: "1" },
      { after: "More details?", type: "since " },
      { after: "since", type: "\t" },
      { after: "What happens with it now?", type: "\r" },
      // Each awaited by itself: what comes with a line break is pasted, and answers nothing.
      ...["e", "x", "t", "7", "\r"].map((type, i) => ({ after: `Is that right? ${"ext7".slice(0, i)}`.trimEnd(), type })),
      { after: "Enter: log it", type: "2" },
      { after: "Who reports it?", type: "\r" },
      { after: "How can they be reached?", type: "\u0015ext 4711\r" },
      { after: "Enter: log it", type: "\r" },
    ];
    const ended = await home.terminal(`ITSM_EDITOR=${editor} itsm log`, keys, SIZE);
    expect(ended.code).toBe(0);
    const shown = JSON.parse((await home.shell("bash", "itsm show 1 --json")).stdout).items[0];
    expect(shown).toMatchObject({ contact: "ext 4711", requester: "Sari", urgency: "low" });
    expect(shown.description).toMatch(/^since\s+at noon$/);
  });

  it("answers no question by what is pasted, and none by what came with an answer", async () => {
    const keys: readonly Key[] = [
      { after: "What is it about?", type: "\u001b[200~one\rtwo\rthree\u001b[201~" },
      { after: "three", type: "\r" },
      { after: "Who reports it?", type: "Sari\r\r\r\r" },
      { after: "How can they be reached?", type: "a\rb\rc\r" },
      { after: "a b c", type: "\r" },
      { after: "How did it come in?", type: "\u001b[200~1\r2\u001b[201~" },
      { after: "", type: "53" },
      { after: "Answer with 1 to 8.", type: "5" },
      { after: "What is it a matter of?", type: "\u0004" },
    ];
    const ended = await home.terminal("itsm log; echo [$?]", keys, SIZE);
    expect(ended.stdout).toContain("[7]");
    const draft = JSON.parse(readFileSync(join(home.folder, ".local/state/itsm", drafts()[0]!), "utf8"));
    expect(draft.answers).toEqual({ title: "one two three", requester: "Sari", contact: "a b c", channel: "chat" });
  });

  const STATE = "stty -a | grep -qw -- -icanon && echo raw || echo cooked";
  it.each([
    ["", "\u0003", 130],
    ["", "\u0004", 7],
    ["TERM=dumb", "\u0003", 130],
    ["TERM=dumb", "\u0004", 7],
  ])("keeps the answers and gives the terminal back: %s %j", async (setting, key, code) => {
    const keys = [
      { after: "What is it about?", type: "Mail is down\r" },
      { after: "Who reports it?", type: key },
    ];
    const ended = await home.terminal(`${setting} itsm log; echo "[$?]"; ${STATE}`, keys, SIZE);
    expect(ended.stdout).toContain(`[${code}]`);
    expect(ended.stdout).toContain("cooked");
    expect(ended.stdout).toContain("itsm log --resume");
    expect(drafts()).toHaveLength(1);
    if (setting === "") expect(ended.stdout.lastIndexOf("\u001b[?2004l")).toBeGreaterThan(ended.stdout.lastIndexOf("\u001b[?2004h"));
    const resumed = await home.terminal(`${setting} itsm log --resume; echo "[$?]"`, [{ after: "Who reports it?", type: "\u0003" }], SIZE);
    expect(resumed.stdout).toContain("Mail is down");
  });

  it.each([
    ["TERM", "", 143],
    ["HUP", "", 129],
    ["INT", "", 130],
    ["TERM", "TERM=dumb", 143],
  ])("gives the terminal back on SIG%s (%s)", async (signal, setting, code) => {
    const waiting = `until ls .local/state/itsm/draft-* >/dev/null 2>&1; do sleep 0.05; done; sleep 0.4; kill -${signal} $(cat pid)`;
    const script = `(${waiting}) & ${setting} sh -c 'echo $$ > pid; exec itsm log'; echo "[$?]"; ${STATE}`;
    const ended = await home.terminal(script, [{ after: "What is it about?", type: "Mail is down\r" }], SIZE);
    expect(ended.stdout).toContain(`[${code}]`);
    expect(ended.stdout).toContain("cooked");
    expect(ended.stdout).toContain("itsm log --resume");
    expect(drafts()).toHaveLength(1);
  });

  it("ends with its terminal, and keeps the answers", async () => {
    const script = `(until [ -f pid ]; do sleep 0.05; done; sleep 1; printf 'Mail is down\\r'; sleep 3) | script -qec "sh -c 'echo \\$\\$ > pid; exec itsm log'" /dev/null >/dev/null &
      terminal=$!
      until ls .local/state/itsm/draft-* >/dev/null 2>&1; do sleep 0.05; done
      kill -9 $terminal
      for _ in $(seq 100); do kill -0 $(cat pid) 2>/dev/null || { echo gone; break; }; sleep 0.05; done`;
    const { stdout } = await home.shell("bash", script);
    expect(stdout).toContain("gone");
    expect(readFileSync(join(home.folder, ".local/state/itsm", drafts()[0]!), "utf8")).toContain("Mail is down");
  });

  function compareWithReadme(screens: readonly (readonly string[])[]): void {
    const page = readFileSync(README, "utf8");
    const section = /^## At a terminal$[\s\S]*?(?=^## )/m.exec(page)?.[0] ?? "";
    let index = 0;
    const written = section.replace(/^```text\n[\s\S]*?^```$/gm, () => ["```text", ...(screens[index++] ?? []), "```"].join("\n"));
    if (process.env.UPDATE_GOLDEN === "1")
      writeFileSync(
        README,
        page.replace(section, () => written),
      );
    else expect(section).toBe(written);
    expect(index).toBe(screens.length);
  }
});

/** How many lines two screens begin with in common. */
function sameBegin(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((line, index) => line !== other[index]);
  return at === -1 ? one.length : at;
}
