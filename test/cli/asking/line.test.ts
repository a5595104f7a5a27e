import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Key } from "../../../src/cli/asking/keys.ts";
import { inSight, type Line, textIn, written } from "../../../src/cli/asking/line.ts";
import { widthOf } from "../../../src/render/width.ts";

const made = (keys: readonly Key[], lines = false): Line => keys.reduce<Line>((line, key) => written(line, key, lines) ?? line, { before: "", after: "" });
const text = (typed: string): Key => ({ name: "text", text: typed });
const FAMILY = "👨‍👩‍👧";

describe("a line that is written", () => {
  it("is edited by what is seen as one character", () => {
    expect(made([text(`é${FAMILY}`), { name: "backspace" }])).toEqual({ before: "é", after: "" });
    expect(made([text("山田é"), { name: "left" }, { name: "left" }, text("x")])).toEqual({ before: "山x", after: "田é" });
    expect(made([text("one two"), { name: "delete-word" }, { name: "home" }, { name: "delete" }])).toEqual({ before: "", after: "ne " });
    expect(made([text("ab"), { name: "left" }, { name: "delete-after" }, { name: "end" }])).toEqual({ before: "a", after: "" });
  });

  it("has line breaks only where an answer may have lines", () => {
    const paste: Key = { name: "paste", text: "one\r\ntwo\rthree\ttab" };
    expect(textIn(made([paste]))).toBe("one two three tab");
    expect(textIn(made([paste], true))).toBe("one\ntwo\nthree tab");
  });

  it("takes in nothing that a terminal would obey", () => {
    const paste: Key = { name: "paste", text: "a\u001b[31mb\u001b]0;owned\u0007c\u009b2Jd\u202ee\u0003" };
    for (const lines of [true, false]) expect(textIn(made([paste], lines))).toBe("abcde");
  });

  it("never takes a second row, wherever the cursor is", () => {
    const char = fc.constantFrom("a", "é", "日", "é̂̃", FAMILY, "🎉", "\n", " ");
    const written = fc.array(char, { maxLength: 120 }).map((chars) => chars.join(""));
    fc.assert(
      fc.property(written, written, fc.integer({ min: 6, max: 60 }), (before, rest, columns) => {
        const seen = inSight({ before, after: rest }, columns);
        const shown = seen.before + seen.after;
        expect(shown).not.toContain("\n");
        expect(widthOf(shown)).toBeLessThan(columns);
        expect(shown.length).toBeLessThan(columns);
      }),
    );
  });

  it("shows all of a line that fits, and otherwise what is around the cursor", () => {
    expect(inSight({ before: "abc", after: "def" }, 10)).toEqual({ before: "abc", after: "def" });
    expect(inSight({ before: "abcdefghijkl", after: "" }, 8)).toEqual({ before: "…ghijkl", after: "" });
  });
});
