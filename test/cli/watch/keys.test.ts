import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Key, keysIn } from "../../../src/cli/watch/keys.ts";

const said = (key: Key): string =>
  key.kind === "char" ? key.char : key.kind === "name" ? `<${key.name}>` : key.kind === "ctrl" ? `^${key.letter}` : `{${key.text}}`;
const keys = (sent: string, whole = true): string => keysIn(sent, whole).keys.map(said).join("");

describe("what a terminal sends", () => {
  it.each([
    ["abc", "abc"],
    ["日本😀é", "日本😀é"],
    ["\r", "<enter>"],
    ["\n", "<enter>"],
    ["\u007f\b", "<backspace><backspace>"],
    ["\u001b[A\u001b[B\u001bOA\u001bOB", "<up><down><up><down>"],
    ["\u001b[5~\u001b[6~\u001b[H\u001b[F\u001b[1~\u001b[4~", "<pageUp><pageDown><home><end><home><end>"],
    ["\u001b", "<escape>"],
    ["\u001b\u001b", "<escape><escape>"],
    ["\u0003\u001a\u0004\u000c\u0015", "^c^z^d^l^u"],
    ["\u0000", "<unknown>"],
    ["\u001b[1;5C\u001b[200;3R\u001b[<0;1;2M", "<unknown><unknown><unknown>"],
    ["x\u001b[200~a\r\nq\u001b[31m\u001b[201~y", "x{a\r\nq\u001b[31m}y"],
  ])("%j means %s", (sent, meant) => expect(keys(sent)).toBe(meant));

  it("keeps what has only begun for what is yet to come", () => {
    for (const begun of ["\u001b", "\u001b[", "\u001b[5", "\u001bO", "\u001b[200~a\rq"]) expect(keysIn(`x${begun}`, false)).toMatchObject({ rest: begun });
    expect(keysIn("x\u001b[5", false).keys).toHaveLength(1);
  });

  it("means the same, wherever a slow line cuts it in two", () => {
    const pieces = fc.array(fc.constantFrom("a", "日", "\r", "\u001b[A", "\u001bOB", "\u001b[5~", "\u001b[200~q\u001b[201~", "\u0003"), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, fc.nat(40), (sent, at) => {
        const text = sent.join("");
        const first = keysIn(text.slice(0, at), false);
        const second = keysIn(first.rest + text.slice(at), true);
        expect([...first.keys, ...second.keys]).toEqual(keysIn(text, true).keys);
      }),
    );
  });

  it("is read in no time, however long it is", () => {
    const before = performance.now();
    keysIn("\u001b[".repeat(50_000), true);
    keysIn(`\u001b[200~${"x".repeat(1_000_000)}`, false);
    keysIn("a".repeat(100_000), true);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
