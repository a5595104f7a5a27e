import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keysIn } from "../../../src/cli/watch/keys.ts";
import { begun, emptyModel, type Model, pressed, scrolled, updated, type Wish, withPage } from "../../../src/cli/watch/model.ts";
import { room } from "../../../src/render/watch/frame.ts";
import type { Size } from "../../../src/render/watch/view.ts";
import { row } from "../../render/sample.ts";

const SIZE: Size = { columns: 80, rows: 24 };
const rows = (...numbers: readonly number[]) => numbers.map((number) => row({ number }));
const listed = (...numbers: readonly number[]): Pick<Model, "rows" | "total" | "query"> => ({
  rows: rows(...numbers),
  total: numbers.length,
  query: "is:open",
});
const start = (...numbers: readonly number[]): Model => begun(emptyModel, listed(...numbers));

/** The model after some keys, and what they wished for. */
function keyed(model: Model, sent: string, size: Size = SIZE): { readonly model: Model; readonly wishes: readonly Wish[] } {
  const wishes: Wish[] = [];
  let now = model;
  for (const key of keysIn(sent, true).keys) {
    const step = pressed(now, key, size);
    now = scrolled(step.model, size);
    if (step.wish !== null) wishes.push(step.wish);
  }
  return { model: now, wishes };
}

describe("the chosen ticket", () => {
  it("is the first at the start, and none of none", () => {
    expect(start(4, 5).chosen).toBe(4);
    expect(start().chosen).toBeNull();
    expect(keyed(start(), "jkG\u001b[A").model.chosen).toBeNull();
  });
  it.each([
    ["j", 5],
    ["\u001b[B", 5],
    ["jjjjjj", 7],
    ["jjk", 5],
    ["k", 4],
    ["G", 7],
    ["Gg", 4],
    ["\u001b[F\u001b[H", 4],
    ["\u001b[6~", 7],
  ])("moves by %j", (sent, number) => expect(keyed(start(4, 5, 6, 7), sent).model.chosen).toBe(number));
  it("stays the same ticket when others come before it", () => {
    const model = updated(keyed(start(4, 5), "j").model, listed(9, 8, 4, 5), []);
    expect(model).toMatchObject({ chosen: 5, at: 3 });
  });
  it("is none once it has left, so that no key meets another ticket", () => {
    const model = updated(keyed(start(4, 5, 6), "j").model, listed(4, 6), [{ kind: "left", row: row({ number: 5 }), before: null }]);
    expect(model.chosen).toBeNull();
    const { wishes, model: told } = keyed(model, "an\r");
    expect({ wishes, mode: told.mode.kind, status: told.status }).toEqual({ wishes: [], mode: "list", status: "no ticket is chosen: the arrows choose one" });
    expect(keyed(model, "j").model.chosen).toBe(6);
  });
  it("is the first that comes into an empty list", () => expect(updated(start(), listed(3), []).chosen).toBe(3));
  it("is always seen", () => {
    const size: Size = { columns: 80, rows: 12 };
    const many = start(...Array.from({ length: 50 }, (_, index) => index + 1));
    fc.assert(
      fc.property(fc.array(fc.constantFrom("j", "k", "G", "g", "\u001b[5~", "\u001b[6~"), { maxLength: 30 }), (sent) => {
        const { model } = keyed(many, sent.join(""), size);
        const index = model.rows.findIndex(({ number }) => number === model.chosen);
        expect(index).toBeGreaterThanOrEqual(model.top);
        expect(index).toBeLessThan(model.top + room(model, size).tickets);
      }),
    );
  });
  it("is seen when the screen becomes lower", () => {
    const model = keyed(start(...Array.from({ length: 50 }, (_, index) => index + 1)), "\u001b[6~").model;
    const low = scrolled(model, { columns: 80, rows: 8 });
    expect(low.top + room(low, { columns: 80, rows: 8 }).tickets).toBe((model.chosen ?? 0) as number);
  });
});

describe("what keys wish for", () => {
  const two = start(4, 5);
  it.each<readonly [string, readonly Wish[]]>([
    ["q", [{ do: "leave" }]],
    ["\u0004", [{ do: "leave" }]],
    ["a", [{ do: "take", number: 4 }]],
    ["ja", [{ do: "take", number: 5 }]],
    ["\r", [{ do: "show", number: 4 }]],
    ["nhe called\r", [{ do: "note", number: 4, text: "he called" }]],
    ["n  \r", []],
    ["nhe\u001bq", [{ do: "leave" }]],
    ["nqaz\u007f\u007f\r", [{ do: "note", number: 4, text: "q" }]],
    ["none two\u0017three\r", [{ do: "note", number: 4, text: "one three" }]],
    ["nold\u0015new\r", [{ do: "note", number: 4, text: "new" }]],
    ["/is:new\r", [{ do: "filter", text: "is:new" }]],
    ["/\r", [{ do: "filter", text: "" }]],
    ["?q", []],
    ["\u001b[200~qqa\r\u001b[201~", []],
    ["xyz\t\u001b[1;5C", []],
  ])("%j", (sent, wishes) => expect(keyed(two, sent).wishes).toEqual(wishes));

  it("a pasted note is one clean line, whatever was in it", () => {
    expect(keyed(two, "n\u001b[200~one\r\ntwo\u001b[31m\u0000\tthree\u202e\u001b[201~\r").wishes).toEqual([{ do: "note", number: 4, text: "one two three" }]);
  });
  it("backspace takes a character with the marks that sit on it", () => {
    expect(keyed(two, "nxe\u0301\u007fy\r").wishes).toEqual([{ do: "note", number: 4, text: "xy" }]);
    expect(keyed(two, "nx日\u007f\u007f\u007f\r").wishes).toEqual([]);
  });
  it("a line that is too long says so", () => {
    const { model, wishes } = keyed(two, `n\u001b[200~${"x".repeat(5000)}\u001b[201~`);
    expect(wishes).toEqual([]);
    expect(model.status).toContain("4000");
    expect(model.mode).toMatchObject({ text: "x".repeat(4000) });
  });
});

describe("marks", () => {
  const change = (kind: "new" | "changed" | "clock" | "left", number: number) => ({ kind, row: row({ number }), before: null });
  it("stay until they are seen: one by showing or taking it, all by the space key", () => {
    let model = updated(start(1, 2), listed(1, 2, 3), [change("new", 3), change("changed", 1)]);
    expect([...model.marks]).toEqual([
      [3, "new"],
      [1, "changed"],
    ]);
    model = updated(model, listed(1, 2, 3), [change("changed", 3), change("clock", 2)]);
    expect(model.marks.get(3)).toBe("new");
    expect(model.marks.get(2)).toBe("changed");
    expect([...withPage(model, 3, []).marks.keys()]).toEqual([1, 2]);
    expect([...keyed(model, "a").model.marks.keys()]).toEqual([3, 2]);
    expect(keyed(model, " ").model.marks.size).toBe(0);
  });
  it("go with the ticket, and with a list that is asked for anew", () => {
    const model = updated(start(1, 2), listed(1, 2, 3), [change("new", 3)]);
    expect(updated(model, listed(1, 2), [change("left", 3)]).marks.size).toBe(0);
    expect(begun(model, listed(3)).marks.size).toBe(1);
  });
});

describe("a page", () => {
  const page = withPage(
    start(4),
    4,
    Array.from({ length: 60 }, (_, index) => `line ${index}`),
  );
  const top = (sent: string): number | null => {
    const { mode } = keyed(page, sent).model;
    return mode.kind === "page" ? mode.top : null;
  };
  it.each([
    ["", 0],
    ["j", 1],
    ["\u001b[B\u001b[B\u001b[A", 1],
    [" ", 23],
    ["G", 37],
    ["  \u001b[5~", 14],
    ["x", null],
    ["q", null],
    ["\r", null],
    ["\u001b", null],
  ])("after %j begins with line %s", (sent, line) => expect(top(sent)).toBe(line));
  it("keeps its place when it is read again", () => expect(withPage(keyed(page, " ").model, 4, ["a", "b"]).mode).toMatchObject({ top: 23 }));
});
