import { describe, expect, it } from "vitest";
import { cleanLine } from "../../../src/render/clean.ts";
import { colours } from "../../../src/render/colour.ts";
import { PLAIN } from "../../../src/render/paint.ts";
import { frameOf } from "../../../src/render/watch/frame.ts";
import { repaint } from "../../../src/render/watch/repaint.ts";
import type { Mode, WatchView } from "../../../src/render/watch/view.ts";
import { widthOf } from "../../../src/render/width.ts";
import { LOOK, MORNING, NOW, row } from "../sample.ts";

const VIEW: WatchView = {
  query: "is:open",
  total: MORNING.length,
  rows: MORNING,
  marks: new Map([
    [MORNING[1]!.number, "new"],
    [MORNING[2]!.number, "changed"],
  ]),
  chosen: MORNING[1]!.number,
  top: 0,
  mode: { kind: "list" },
  status: null,
  stale: null,
};
const look = { ...LOOK, live: true as const };
const text = (view: WatchView, columns = 80, rows = 16): string => frameOf(view, { columns, rows }, look, PLAIN).lines.join("\n");

const ODD = [
  "日本語のとても長いタイトルがここにあります、そしてまだ続きます",
  "😀👩🏽‍💻🇮🇩 emoji everywhere 😀😀😀😀😀😀",
  "e\u0301\u0301\u0301 combining",
  "\u001b[2J\u202eevil\u2028\u0007 title",
  "",
].map((title, index) => row({ number: index + 1, title }));
const MODES: readonly Mode[] = [
  { kind: "list" },
  { kind: "line", of: "note", number: 1, text: "日本".repeat(100) },
  { kind: "line", of: "filter", number: null, text: "x" },
  { kind: "page", number: 1, lines: Array.from({ length: 40 }, (_, index) => `line ${index}`), top: 7 },
  { kind: "keys" },
];

describe("the screen", () => {
  it("shows the list with its signs, the counts and the keys", () => {
    expect(text(VIEW)).toMatchInlineSnapshot(`
      "is:open                                    6 tickets, 1 new, 1 changed  09:41:05
         ID        PRIO    TITLE                 ASSIGNEE      SLA
         INC-12    HIGH*   MAJOR Mail is down…   ratna         breached 2h ago
      >+ INC-41    HIGH    VPN down in the Ban…  budi          due in 35m00s
       ~ INC-140   MEDIUM  Printer on the thir…  (service-de…  response at risk 12m00s
         REQ-1041  LOW     新しいノートパソコ…   christopher…  due in 30h
         REQ-77    MEDIUM  Reset my password…    -             paused
         INC-3     LOW*    Keyboard              -             met







      a take  n note  Enter show  / filter  space seen  ? keys  q leave"
    `);
  });
  it("gives a ticket two lines where it is narrow", () => {
    expect(text(VIEW, 40, 12)).toMatchInlineSnapshot(`
      "is:open                         09:41:05
      6 tickets, 1 new, 1 changed
         INC-12  HIGH*  breached 2h ago
           MAJOR Mail is down everywhere
      >+ INC-41  HIGH  due in 35m00s
           VPN down in the Bandung office
       ~ INC-140  MEDIUM  new
           Printer on the third floor prints…
         3 more below


      a take  n note  ? keys  q leave"
    `);
  });
  it("says since when it is stale, and why", () => {
    const lines = text({ ...VIEW, stale: { since: NOW - 61, why: "There is no register." } }).split("\n");
    expect(lines[1]).toMatch(/^STALE since \d\d:\d\d:\d\d: There is no register\.$/);
  });
  it("says how many more there are", () => {
    const rows = Array.from({ length: 300 }, (_, index) => row({ number: index + 1, title: `ticket ${index + 1}` }));
    const shown = text({ ...VIEW, rows, total: 5000, top: 100, chosen: 105, marks: new Map() }, 100, 24);
    expect(shown).toContain("300 of 5000 tickets");
    expect(shown).toMatch(/^ {3}100 more above, 181 more below$/m);
    expect(shown).toMatch(/^> {2}INC-105 /m);
  });
  it("says that there is none", () => expect(text({ ...VIEW, rows: [], total: 0, marks: new Map(), chosen: null })).toContain("no tickets"));
  it("means nothing by colour alone", () => {
    const painted = frameOf(VIEW, { columns: 80, rows: 16 }, look, colours())
      .lines.map((line) => cleanLine(line))
      .join("\n");
    expect(painted).toBe(text(VIEW));
  });
  it.each([1, 10, 20, 39, 40, 59, 60, 61, 80, 120, 200])("is never wider than %s columns nor higher than it is", (columns) => {
    for (const rows of [1, 2, 3, 5, 9, 10, 24])
      for (const mode of MODES) {
        const view: WatchView = { ...VIEW, rows: ODD, total: 5, mode, chosen: 2, status: "日本語".repeat(40), stale: { since: NOW, why: "why ".repeat(80) } };
        const { lines, cursor } = frameOf(view, { columns, rows }, look, PLAIN);
        expect(lines.length).toBeLessThanOrEqual(rows);
        if (columns >= 40) for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
        for (const line of lines) expect(line).toBe(cleanLine(line));
        if (cursor !== null) expect(cursor.column).toBeLessThan(Math.max(columns, 1));
      }
  });
  it("keeps its columns straight beside wide and combining characters", () => {
    const lines = text({ ...VIEW, rows: ODD, total: 5 }, 100)
      .split("\n")
      .slice(1, 7);
    const [heading = "", ...body] = lines;
    const at = widthOf(heading.slice(0, heading.indexOf("SLA")));
    for (const line of body.slice(0, 5)) {
      let width = 0;
      const begins = [...line].findIndex((char, index, all) => {
        width = widthOf(all.slice(0, index).join(""));
        return width >= at && char !== " ";
      });
      expect({ line, width: begins === -1 ? -1 : width }).toEqual({ line, width: at });
    }
  });
});

describe("repainting", () => {
  it("draws only the lines that differ", () => {
    expect(repaint(["a", "b", "c"], ["a", "x", "c"], null)).toBe("\u001b[2;1H\u001b[2Kx\u001b[?25l");
    expect(repaint(["a"], ["a"], null)).toBe("\u001b[?25l");
    expect(repaint(["a", "b"], ["a"], null)).toBe("\u001b[2;1H\u001b[2K\u001b[?25l");
  });
  it("draws all where nobody knows what is there", () => expect(repaint(null, ["a", ""], null)).toBe("\u001b[2J\u001b[1;1H\u001b[2Ka\u001b[?25l"));
  it("shows the cursor where something is typed", () => expect(repaint([], [], { row: 3, column: 7 })).toBe("\u001b[4;8H\u001b[?25h"));
});
