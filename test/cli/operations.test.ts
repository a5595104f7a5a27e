import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";

describe("bare undo", () => {
  let world: World;
  beforeEach(() => {
    world = makeWorld();
  });
  afterEach(() => world.remove());
  const bare = (answers: readonly string[] = [], line = "undo") => world.itsm(line, { terminal: "all", answers });

  it("says what it takes back, how long ago that was and on how many tickets", async () => {
    for (const title of ["one", "two"]) await world.ok(["log", title]);
    await world.ok("edit 1 2 --category other");
    world.pass(120);
    expect((await world.itsm("undo")).stderr).toBe("takes back op-3: edit by ayu, 2m ago, 2 tickets\n");
    expect((await world.itsm("undo op-2")).stderr).toBe("takes back op-2: log by ayu, 2m ago, 1 ticket\n");
    expect((await world.itsm("undo")).stderr).toBe("takes back op-5: undo by ayu, now, 1 ticket, so op-2 counts again\n");
  });

  it("asks about several tickets, and about what is long ago", async () => {
    for (const title of ["one", "two"]) await world.ok(["log", title]);
    await world.ok("edit 1 2 --category other");
    expect(await bare(["n"])).toMatchObject({ code: 7, asked: ["2 tickets will be undone:\n  INC-1  one\n  INC-2  two\nGo on?"] });
    expect((await bare([], "undo op-3 -n")).asked).toEqual([]);
    expect((await bare([], "undo --yes")).asked).toEqual([]);
    await world.ok("note 1 x");
    world.pass(901);
    expect(await bare(["y"])).toMatchObject({ code: 0, asked: ["1 ticket will be undone:\n  INC-1  one\nGo on?"] });
    await world.ok("note 1 x");
    world.pass(901);
    expect((await bare([], "undo op-6")).asked).toEqual([]);
    expect((await world.itsm("undo --no-input")).code).toBe(0);
  });
});

describe("what undid an operation", () => {
  let world: World | null = null;
  afterEach(() => world?.remove());

  it("is the latest undo that was not undone itself, in the list and alone", async () => {
    const desk = makeWorld();
    world = desk;
    await desk.ok('log "Printer offline" --impact low --urgency low');
    await desk.ok("start 1");
    await desk.ok("undo op-2");
    await desk.ok("undo op-3");
    const undoers = async (line: string) =>
      ((await desk.json(line)) as { items: { op: string; undoneBy: string | null }[] }).items.map(({ op, undoneBy }) => [op, undoneBy]);
    expect(await undoers("op list")).toEqual([
      ["op-4", null],
      ["op-3", "op-4"],
      ["op-2", null],
      ["op-1", null],
    ]);
    await desk.ok("undo op-2");
    expect(await undoers("op show op-2")).toEqual([["op-2", "op-5"]]);
    expect(await undoers("op list -L 1")).toEqual([["op-5", null]]);
    expect((await desk.json("op list -L 1")).page).toEqual({ returned: 1, total: 5, truncated: true });
    expect((await desk.json("op list --mine -L 2 --as budi")).page).toEqual({ returned: 0, total: 0, truncated: false });
  });
});
