import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanLine, cleanLines } from "../../src/render/clean.ts";
import { colours } from "../../src/render/colour.ts";
import { clockWords, localInstant, relative, span, spanToPlan } from "../../src/render/due.ts";
import { pick } from "../../src/render/field.ts";
import { TICKET_FIELDS } from "../../src/render/fields/ticket.ts";
import { PLAIN } from "../../src/render/paint.ts";
import { fieldLines, ticketLines } from "../../src/render/ticket-table.ts";
import { cut, padEnd, padStart, widthOf, wrap } from "../../src/render/width.ts";
import { HOUR, LOOK, MORNING, NOW, row } from "./sample.ts";

const DANGEROUS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe("a text of a ticket", () => {
  it.each([
    ["\u001b[31mred\u001b[0m", "red"],
    ["\u001b]0;title\u0007x", "x"],
    ["\u001b]8;;http://e\u001b\\link\u001b]8;;\u001b\\", "link"],
    ["\u009b31mred", "red"],
    ["\u001bPq#0\u001b\\x", "x"],
    ["\u001b]never ended", "never ended"],
    ["\u001b(Bx\u001bcy", "xy"],
    ["a\u202eb\u2066c\u200fd\u061ce", "abcde"],
    ["a\u2028b\r\nc\rd", "a b c d"],
    ["a\tb", "a b"],
    ["bell\u0007 del\u007f nel\u0085", "bell del nel"],
    ["Zoë 👩🏽‍💻 日本", "Zoë 👩🏽‍💻 日本"],
  ])("%j becomes %j in a cell", (text, cell) => {
    expect(cleanLine(text)).toBe(cell);
  });

  it("keeps its lines and tabs on a page", () => {
    expect(cleanLines("a\r\n\tb\u001b[2J\n")).toBe("a\n\tb\n");
  });

  it("never steers a terminal, whatever it is", () => {
    const nasty = fc
      .array(fc.constantFrom("\u001b", "[", "]", "31m", "\u009b", "\u009d", "\u0007", "\u009c", "\\", "P", "\r", "\n", "\t", "x", "\u202e", "\u2028", "é"), {
        maxLength: 30,
      })
      .map((parts) => parts.join(""));
    fc.assert(fc.property(fc.oneof(nasty, fc.string({ unit: "binary" })), (text) => !DANGEROUS.test(cleanLines(text)) && !/[\t\n]/.test(cleanLine(text))));
  });

  it("of 64 KiB that only begins sequences is cleaned in no time", () => {
    for (const piece of ["\u001b]", "\u009d", "\u001b[", "\u001bP "]) {
      const before = performance.now();
      cleanLines(piece.repeat(32_768));
      expect(performance.now() - before).toBeLessThan(500);
    }
  });
});

describe("columns", () => {
  it.each([
    ["abc", 3],
    ["é", 1],
    ["e\u0301", 1],
    ["日本", 4],
    ["👍", 2],
    ["👩🏽‍💻", 2],
    ["🇮🇩🇯🇵", 4],
    ["❤️", 2],
    ["ｱ", 1],
    ["한글", 4],
    ["a\u200bb", 2],
    ["", 0],
  ])("%j takes %i", (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it("a text is cut between what is drawn as one", () => {
    expect(cut("abcdef", 4)).toBe("abc…");
    expect(cut("abcd", 4)).toBe("abcd");
    expect(cut("日本語", 4)).toBe("日…");
    expect(cut("👩🏽‍💻👩🏽‍💻", 3)).toBe("👩🏽‍💻…");
    expect(cut("abc", 0)).toBe("");
    expect(padEnd("日", 4)).toBe("日  ");
    expect(padStart("x", 3)).toBe("  x");
  });

  it("nothing that fits or wraps is wider than asked", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 40 }), (text, columns) => {
        const clean = cleanLine(text);
        expect(widthOf(cut(clean, columns))).toBeLessThanOrEqual(columns);
        for (const line of wrap(clean, columns)) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it("lines break between words and keep their indent", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrap("  $ ping 10.0.0.1", 12)).toEqual(["  $ ping", "10.0.0.1"]);
    expect(wrap("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
    expect(wrap("", 10)).toEqual([""]);
  });
});

describe("times for people", () => {
  it.each([
    [0, "0s"],
    [59, "59s"],
    [60, "1m"],
    [3599, "59m"],
    [7199, "1h"],
    [47 * HOUR, "47h"],
    [48 * HOUR, "2d"],
  ])("%i seconds are %s", (seconds, words) => {
    expect(span(seconds)).toBe(words);
  });

  it("are to the minute where somebody plans with them", () => {
    expect([spanToPlan(7199), spanToPlan(7200), spanToPlan(11 * HOUR)]).toEqual(["1h59m", "2h", "11h"]);
    expect([relative(NOW, NOW), relative(NOW + 2100, NOW), relative(NOW - 2 * HOUR, NOW)]).toEqual(["now", "in 35m", "2h ago"]);
  });

  it("name their zone", () => {
    expect(localInstant(LOOK.zone, NOW)).toBe("2026-11-24 09:41 (+07:00)");
  });

  it("a clock says a word and a distance", () => {
    expect(clockWords("breached", NOW - 2 * HOUR, null, NOW)).toBe("breached 2h ago");
    expect(clockWords("at_risk", NOW + 720, null, NOW)).toBe("at risk 12m");
    expect(clockWords("running", NOW + 2100, null, NOW)).toBe("due in 35m");
    expect(clockWords("paused", null, null, NOW)).toBe("paused");
    expect(clockWords("none", null, null, NOW)).toBe("-");
  });
});

describe("a list on a terminal", () => {
  const draw = (width: number): string => `\n${ticketLines(MORNING, LOOK, { width, paint: PLAIN }).join("\n")}\n`;

  it("has every column where there is room", () => {
    expect(draw(120)).toMatchInlineSnapshot(`
      "
      ID        PRIO    STATUS       TITLE                                 ASSIGNEE              SLA                   AGE
      INC-12    HIGH*   in_progress  MAJOR Mail is down everywhere         ratna                 breached 2h ago        6h
      INC-41    HIGH    in_progress  VPN down in the Bandung office        budi                  due in 35m             1h
      INC-140   MEDIUM  new          Printer on the third floor prints e…  (service-desk)        response at risk 12m  30m
      REQ-1041  LOW     new          新しいノートパソコンの申請 für Zoë…   christopher.longname  due in 30h             3d
      REQ-77    MEDIUM  on_hold      Reset my password  please             -                     paused                 1h
      INC-3     LOW*    resolved     Keyboard                              -                     met                    1h
      "
    `);
  });

  it("leaves out what matters least where there is not", () => {
    expect(draw(80)).toMatchInlineSnapshot(`
      "
      ID        PRIO    STATUS       TITLE                        SLA
      INC-12    HIGH*   in_progress  MAJOR Mail is down everywh…  breached 2h ago
      INC-41    HIGH    in_progress  VPN down in the Bandung of…  due in 35m
      INC-140   MEDIUM  new          Printer on the third floor…  response at risk 12m
      REQ-1041  LOW     new          新しいノートパソコンの申請…  due in 30h
      REQ-77    MEDIUM  on_hold      Reset my password  please    paused
      INC-3     LOW*    resolved     Keyboard                     met
      "
    `);
    expect(draw(60)).toMatchInlineSnapshot(`
      "
      ID        PRIO    TITLE                 SLA
      INC-12    HIGH*   MAJOR Mail is down…   breached 2h ago
      INC-41    HIGH    VPN down in the Ban…  due in 35m
      INC-140   MEDIUM  Printer on the thir…  response at risk 12m
      REQ-1041  LOW     新しいノートパソコ…   due in 30h
      REQ-77    MEDIUM  Reset my password…    paused
      INC-3     LOW*    Keyboard              met
      "
    `);
  });

  it("has two lines a ticket below 60 columns", () => {
    expect(draw(40)).toMatchInlineSnapshot(`
      "
      INC-12  HIGH*  breached 2h ago
        MAJOR Mail is down everywhere
      INC-41  HIGH  due in 35m  in_progress
        VPN down in the Bandung office
      INC-140  MEDIUM  response at risk 12m
        Printer on the third floor prints eve…
      REQ-1041  LOW  due in 30h  new
        新しいノートパソコンの申請 für Zo…
      REQ-77  MEDIUM  paused  on_hold
        Reset my password  please
      INC-3  LOW*  met  resolved
        Keyboard
      "
    `);
  });

  it("is never wider than the terminal", () => {
    for (let width = 20; width <= 220; width += 1)
      for (const line of ticketLines(MORNING, LOOK, { width, paint: PLAIN })) expect(widthOf(line)).toBeLessThanOrEqual(width);
  });

  it("says in words whatever it says in colour", () => {
    const bare = ticketLines(MORNING, LOOK, { width: 100, paint: PLAIN }).join("\n");
    const coloured = ticketLines(MORNING, LOOK, { width: 100, paint: colours() }).join("\n");
    expect(coloured).toContain("\u001b[31m");
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(bare);
  });

  it("lets no character of a ticket steer the terminal", () => {
    expect(ticketLines([row({ title: "\u001b[2J\u202eevil", assignee: "\u009b31mx" })], LOOK, { width: 120, paint: PLAIN }).join("")).not.toMatch(DANGEROUS);
  });

  it("puts chosen fields below each other where they do not fit side by side", () => {
    const fields = pick(TICKET_FIELDS, ["id", "title", "sla.resolution.state", "openedAt", "category"]);
    const few = MORNING.slice(1, 3);
    expect(`\n${fieldLines(fields, few, LOOK, { width: 100, paint: PLAIN }).join("\n")}\n`).toMatchInlineSnapshot(`
      "
      id       title                                   sla.resolution.state  openedAt          category
      INC-41   VPN down in the Bandung office          due in 35m            2026-11-24 08:41  network/vpn
      INC-140  Printer on the third floor prints eve…  due in 3h             2026-11-24 09:11  network/vpn
      "
    `);
    expect(`\n${fieldLines(fields, few, LOOK, { width: 50, paint: PLAIN }).join("\n")}\n`).toMatchInlineSnapshot(`
      "
      id                    INC-41
      title                 VPN down in the Bandung off…
      sla.resolution.state  due in 35m
      openedAt              2026-11-24 08:41
      category              network/vpn

      id                    INC-140
      title                 Printer on the third floor…
      sla.resolution.state  due in 3h
      openedAt              2026-11-24 09:11
      category              network/vpn
      "
    `);
  });
});
