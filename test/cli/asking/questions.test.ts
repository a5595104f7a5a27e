import { describe, expect, it } from "vitest";
import type { Choice, Sought } from "../../../src/cli/ask.ts";
import { Keys } from "../../../src/cli/asking/keys.ts";
import type { Machine } from "../../../src/cli/asking/machine.ts";
import { menuQuestion } from "../../../src/cli/asking/menu.ts";
import { searchQuestion } from "../../../src/cli/asking/search.ts";
import { textQuestion } from "../../../src/cli/asking/text.ts";
import { PLAIN } from "../../../src/render/paint.ts";
import { widthOf } from "../../../src/render/width.ts";

interface Came<Value> {
  readonly answer?: Value;
  readonly back?: true;
  readonly screen: readonly string[];
}

/** What typing comes to: the answer, or the screen it leaves. */
async function typing<State, Value>(machine: Machine<State, Value>, typed: string | readonly string[], columns = 80, rows = 24): Promise<Came<Value>> {
  let state = machine.start;
  const screen = (): readonly string[] => {
    const { above, before, after, below } = machine.view(state, { columns, rows }, PLAIN);
    return [...above, `${before}|${after}`, ...below];
  };
  const keys = new Keys();
  for (const key of [...[typed].flat().flatMap((piece) => keys.feed(piece)), ...keys.settle()]) {
    const pressed = machine.press(state, key, { columns, rows });
    if ("answer" in pressed) return { answer: pressed.answer, screen: screen() };
    if ("back" in pressed) return { back: true, screen: screen() };
    state = pressed.state;
    state = (await machine.look?.(state)) ?? state;
  }
  return { screen: screen() };
}

const choices = (labels: readonly string[]): readonly Choice<string>[] => labels.map((label) => ({ value: label, label }));
const FEW = choices(["red", "green", "blue"]);
const MANY = choices([
  "hardware",
  "hardware/laptop",
  "hardware/printer",
  "software",
  "software/mail",
  "network",
  "network/vpn",
  "network/wifi",
  "access",
  "other",
]);

describe("a choice of few", () => {
  const menu = menuQuestion("Colour?", FEW, { suggested: "green", back: true });
  it("is made by a digit alone, by Enter, or by the arrows", async () => {
    expect((await typing(menu, "3")).answer).toBe("blue");
    expect((await typing(menu, "\r")).answer).toBe("green");
    expect((await typing(menu, "\u001b[B\r")).answer).toBe("blue");
    expect((await typing(menu, "\u001b[B\u001b[B\r")).answer).toBe("red");
  });
  it("is not made by Enter where nothing is suggested, nor by what is pasted", async () => {
    const open = menuQuestion("Colour?", FEW, {});
    expect((await typing(open, "\r")).screen).toContain("Answer with 1 to 3.");
    expect((await typing(menu, "\u001b[200~3\u001b[201~")).answer).toBeUndefined();
    expect((await typing(menu, "9")).answer).toBeUndefined();
  });
  it("is not made by words meant for another question, nor by the Enter behind them", async () => {
    const stray = await typing(menu, ["e", "x", "t", " ", "3", "\r"]);
    expect(stray.answer).toBeUndefined();
    expect(stray.screen).toEqual(["Colour? |", "  1  red", "> 2  green", "  3  blue", "Enter: green; Esc: back"]);
    expect((await typing(menu, ["e", "3"])).screen).toEqual([
      "Colour? e3|",
      "  1  red",
      "> 2  green",
      "  3  blue",
      "Answer with 1 to 3. Enter takes away what was typed.",
      "Esc: back",
    ]);
    expect((await typing(menu, ["e", "3", "\r", "\r"])).answer).toBe("green");
    expect((await typing(menu, ["e", "\u007f", "3"])).answer).toBe("blue");
    expect((await typing(menu, ["x", "\u001b[B\r"])).answer).toBe("blue");
    for (const wrong of ["9", "\u001b[200~3\u001b[201~"]) {
      expect((await typing(menu, [wrong, "\r"])).answer).toBeUndefined();
      expect((await typing(menu, [wrong, "\r", "\r"])).answer).toBe("green");
      expect((await typing(menu, [wrong, "3"])).answer).toBe("blue");
    }
  });
  it("has a digit for each of ten", async () => {
    const ten = menuQuestion("Category?", MANY, {});
    expect((await typing(ten, "0")).answer).toBe("other");
    expect((await typing(ten, "")).screen.at(10)).toBe("  0  other");
    expect((await typing(ten, "vpn\r")).answer).toBe("network/vpn");
    expect((await typing(ten, "\r")).screen).toContain("Answer with 1 to 9 or 0.");
  });
  it("goes back by Esc and by <, where it may", async () => {
    expect((await typing(menu, "\u001b")).back).toBe(true);
    expect((await typing(menu, "<")).back).toBe(true);
    expect((await typing(menuQuestion("Colour?", FEW, {}), "\u001b")).back).toBeUndefined();
  });
  it("says all it takes", async () => {
    expect((await typing(menu, "")).screen).toEqual(["Colour? |", "  1  red", "> 2  green", "  3  blue", "Enter: green; Esc: back"]);
  });
});

describe("a choice of many", () => {
  const menu = menuQuestion("Category?", MANY, { suggested: "other" });
  it("is narrowed by what is typed, the beginnings of words first", async () => {
    expect((await typing(menu, "vpn\r")).answer).toBe("network/vpn");
    expect((await typing(menu, "ware mail\r")).answer).toBe("software/mail");
    expect((await typing(menu, "ha")).screen.slice(1, 4)).toEqual(["> 1  hardware", "  2  hardware/laptop", "  3  hardware/printer"]);
  });
  it("is made by the digit of what is in sight", async () => {
    expect((await typing(menu, ["net", "2"])).answer).toBe("network/vpn");
  });
  it("says how many are out of sight, and that none is meant", async () => {
    const eleven = menuQuestion("Category?", [...MANY, ...choices(["site"])], { suggested: "other" });
    expect((await typing(eleven, "")).screen.join("\n")).toContain("… 1 more; type to find one");
    expect((await typing(menu, "xyz")).screen.join("\n")).toContain("none has that");
    expect((await typing(menu, "xyz\r")).answer).toBeUndefined();
  });
  it("keeps what the arrows point at in sight", async () => {
    const { screen } = await typing(menuQuestion("Category?", [...MANY, ...choices(["site"])], {}), "\u001b[A");
    expect(screen.find((line) => line.startsWith(">"))).toContain("site");
  });
});

describe("a line of text", () => {
  const needed = (text: string): string | null => (text.trim() === "" ? "Say something." : null);
  it("is what was typed, what was suggested, or wanted again", async () => {
    expect((await typing(textQuestion("Name?", needed, {}, null), "Sari\r")).answer).toBe("Sari");
    expect((await typing(textQuestion("Name?", needed, { suggested: "Budi" }, "Budi"), "\r")).answer).toBe("Budi");
    expect((await typing(textQuestion("Name?", needed, { begun: "Bu" }, null), "di\r")).answer).toBe("Budi");
    const again = await typing(textQuestion("Name?", needed, {}, null), " \r");
    expect(again.answer).toBeUndefined();
    expect(again.screen).toContain("Say something.");
  });
  it("goes to the editor with what was typed, and says what Enter takes only while nothing is", async () => {
    const details = textQuestion("Details?", undefined, { begun: "one", editor: true, optional: true }, null);
    expect((await typing(details, " two\t")).answer).toBe("one two\t");
    expect((await typing(details, "\u0015\r")).answer).toBe("");
    expect((await typing(textQuestion("Name?", undefined, {}, null), "a\t\r")).answer).toBe("a");
    const empty = textQuestion("Contact?", undefined, { suggested: "" }, "nothing");
    expect((await typing(empty, "")).screen).toContain("Enter: nothing");
    expect((await typing(empty, "4711")).screen).not.toContain("Enter: nothing");
  });
  it("is not ended by a pasted line break", async () => {
    expect((await typing(textQuestion("Name?", needed, {}, null), "one\rtwo\r")).answer).toBeUndefined();
    expect((await typing(textQuestion("Name?", needed, {}, null), "\u001b[200~one\rtwo\r\u001b[201~\r")).answer).toBe("one two ");
    expect((await typing(textQuestion("Name?", needed, { lines: true }, null), "\u001b[200~one\rtwo\u001b[201~\r")).answer).toBe("one\ntwo");
  });
});

describe("a search", () => {
  const people = ["Budi Santoso", "Budiman", "Sari"];
  const find = async (typed: string): Promise<readonly Choice<string>[]> =>
    choices(people.filter((name) => name.toLowerCase().startsWith(typed.toLowerCase())));
  const search: Machine<unknown, Sought> = searchQuestion("Who?", find, undefined, { suggested: "" }, "nothing") as Machine<unknown, Sought>;
  it("takes the first that is known, another by the arrows, or what was typed", async () => {
    expect((await typing(search, "bud\r")).answer).toEqual({ value: "Budi Santoso", known: true });
    expect((await typing(search, "bud\u001b[B\r")).answer).toEqual({ value: "Budiman", known: true });
    expect((await typing(search, "bud\u001b[A\r")).answer).toEqual({ value: "bud", known: false });
    expect((await typing(search, "Ratna\r")).answer).toEqual({ value: "Ratna", known: false });
    expect((await typing(search, "\r")).answer).toEqual({ value: "", known: false });
  });
});

describe("every question", () => {
  it.each([12, 40, 80, 200])("fits %i columns", async (columns) => {
    const long: readonly Choice<string>[] = [
      { value: "a", label: "日本語のプリンターが動かない、とても長いタイトル", hint: "新しい 2h ago" },
      { value: "b", label: "x".repeat(300), hint: "y".repeat(300) },
    ];
    const manner = { hint: "what helps to answer, at some length", back: true, suggested: "a" };
    const screens = [
      await typing(menuQuestion("Is it one of these, or is it none of them after all?", long, manner), "", columns),
      await typing(
        textQuestion("What is it about, in so many words that it takes two lines?", () => "That is no answer to such a question.", manner, "a"),
        "日".repeat(90),
        columns,
      ),
    ];
    for (const { screen } of screens) for (const line of screen) expect(widthOf(line.replace("|", "")), line).toBeLessThanOrEqual(columns);
  });
});

describe("a terminal of few rows", () => {
  const long = "The priority is high and both times are due today, which is to be told in more than one line of a narrow terminal.\nIs that right?";
  const people = choices(["Budi", "Budi S", "Budiman", "Budiono", "Budiarto", "Budi K"]);
  const keyed = choices(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "log"]).map((choice, place) => ({
    ...choice,
    key: place === 10 ? "l" : `${(place + 1) % 10}`,
  }));
  const manner = { hint: "a digit changes its line", back: true, suggested: "log" };
  const UP = "\u001b[A";

  it.each([7, 8, 10, 14, 18].flatMap((rows) => [40, 60, 80, 200].map((columns) => [columns, rows] as const)))(
    "shows the whole of a question in %i x %i",
    async (columns, rows) => {
      const seen = await Promise.all([
        ...["", UP, UP.repeat(5), UP.repeat(10)].map((typed) => typing(menuQuestion(long, keyed, manner), typed, columns, rows)),
        ...["", "\u001b[B".repeat(7), "network"].map((typed) =>
          typing(menuQuestion("What is it a matter of?", MANY, { ...manner, suggested: "other" }), typed, columns, rows),
        ),
        typing(
          searchQuestion("Who reports it?", async () => people, undefined, manner, null),
          "bud",
          columns,
          rows,
        ),
        typing(
          textQuestion(long, () => "That is no answer, and why it is none takes a line.", manner, null),
          "x\r",
          columns,
          rows,
        ),
      ]);
      for (const { screen } of seen) {
        expect(screen.length, screen.join("\n")).toBeLessThanOrEqual(rows);
        expect(screen.some((line) => line.includes("|"))).toBe(true);
      }
      for (const { screen } of seen.slice(0, 7)) expect(screen.filter((line) => line.startsWith(">") && !line.includes("|"))).toHaveLength(1);
    },
  );

  it("takes no digit for what is out of sight, but the key of a line that has one", async () => {
    const { screen, answer } = await typing(menuQuestion("Which?", MANY, {}), "9", 80, 8);
    expect(answer).toBeUndefined();
    expect(screen.filter((line) => /^ {2}\d/.test(line))).toEqual([]);
    expect((await typing(menuQuestion("Which?", MANY, {}), "", 80, 8)).screen.filter((line) => /^ {2}\d/.test(line))).toHaveLength(4);
    expect((await typing(menuQuestion(long, keyed, manner), "2", 40, 8)).answer).toBe("b");
  });
});
