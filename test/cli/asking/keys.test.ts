import { describe, expect, it } from "vitest";
import { type Key, Keys } from "../../../src/cli/asking/keys.ts";

const named = (keys: readonly Key[]): readonly string[] => keys.map((key) => ("text" in key ? `${key.name}:${key.text}` : key.name));
const fed = (...pieces: readonly string[]): readonly string[] => {
  const keys = new Keys();
  return named(pieces.flatMap((piece) => keys.feed(piece)));
};

describe("keys", () => {
  it.each([
    ["a", ["text:a"]],
    ["bud\r", ["text:bud", "enter"]],
    ["\n", ["enter"]],
    ["日本", ["text:日本"]],
    ["\u001b[A\u001b[B\u001bOC", ["up", "down", "right"]],
    ["\u001b[3~\u001b[1~\u001b[F", ["delete", "home", "end"]],
    ["\u001b[1;5C", ["right"]],
    ["\u001bf", ["other"]],
    ["\u0003\u0004\u001a", ["interrupt", "end-of-input", "suspend"]],
    ["\u001b]0;owned\u0007x", ["other", "text:x"]],
    ["\u001b[?62;c", ["other"]],
  ])("reads %j", (text, wanted) => expect(fed(text)).toEqual(wanted));

  it("takes what is pasted between brackets as one text, whatever is in it", () => {
    expect(fed("\u001b[200~one\rtwo\u001b[31m\u0003\u001b[201~\r")).toEqual(["paste:one\rtwo\u001b[31m\u0003", "enter"]);
  });

  it("finds the brackets however they are cut in pieces", () => {
    const text = "\u001b[200~one\rtwo\u001b[201~x";
    for (let at = 1; at < text.length; at += 1) expect(fed(text.slice(0, at), text.slice(at)), `${at}`).toEqual(["paste:one\rtwo", "text:x"]);
  });

  it("takes lines that come in one instant for pasted", () => {
    expect(fed("one\rtwo\r")).toEqual(["paste:one\rtwo"]);
    expect(fed("1\r2\r3\r")).toEqual(["paste:1\r2\r3"]);
    expect(fed("\r\r")).toEqual(["enter", "enter"]);
  });

  it("tells a lone escape from the beginning of a sequence by what follows", () => {
    const keys = new Keys();
    expect(named(keys.feed("\u001b"))).toEqual([]);
    expect(keys.waits).toBe(true);
    expect(named(keys.settle())).toEqual(["escape"]);
    expect(keys.waits).toBe(false);
    expect([...named(keys.feed("\u001b")), ...named(keys.feed("[A"))]).toEqual(["up"]);
  });

  it("lets go of a paste that is too long for any answer, and goes on behind it", () => {
    const keys = new Keys();
    const chunk = "x".repeat(65_536);
    keys.feed("\u001b[200~");
    for (let i = 0; i < 100; i += 1) expect(keys.feed(chunk)).toEqual([]);
    const [paste, enter] = keys.feed("\u001b[201~\r");
    expect(paste?.name === "paste" && paste.text.length).toBe(262_144);
    expect(enter?.name).toBe("enter");
  });
});
