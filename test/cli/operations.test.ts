import { afterEach, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";

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
