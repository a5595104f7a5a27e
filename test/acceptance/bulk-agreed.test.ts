import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Setting, World } from "../world.ts";
import { type BulkDesk, bulkDesk, rowsOf } from "./bulk-desk.ts";

let desk: BulkDesk;
let world: World;
beforeAll(async () => {
  desk = await bulkDesk();
});
beforeEach(() => {
  world = desk.fresh();
});
afterAll(() => desk.remove());

const BEFORE = { operations: 12, closed: [6, 7] };
const state = async (): Promise<{ operations: number; closed: readonly number[] }> => {
  const { operations, closed } = await rowsOf(world);
  return { operations, closed };
};

/** So many more resolved tickets, from 11 on. */
async function more(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await world.ok(`log "Ticket ${i}" --impact low --urgency low --category other --resolve --code fixed --note Done.`);
}

describe("the question", () => {
  const terminal: Setting = { terminal: "all" };
  it("is not asked for up to ten tickets that were named", async () => {
    expect((await world.itsm("close 1 2 3", terminal)).asked).toEqual([]);
  });
  it("is asked once for the whole set", async () => {
    const { code, asked } = await world.itsm("close --where 'status:resolved id:1..3'", { ...terminal, answers: ["y"] });
    expect(code).toBe(0);
    expect(asked).toEqual(["3 tickets will be closed:\n  INC-1  Printer is out of toner\n  INC-2  Mail is slow\n  INC-3  No sound\nGo on?"]);
    expect(await state()).toEqual({ operations: 13, closed: [1, 2, 3, 6, 7] });
  });
  it.each([["n"], [""], [false]])("answered with %j changes nothing and ends with 7", async (answer) => {
    const { code, stdout, stderr } = await world.itsm("close --where 'id:1..3'", { ...terminal, answers: [answer] });
    expect({ code, stdout, stderr }).toEqual({ code: 7, stdout: "", stderr: "error: Nothing was changed.\n" });
    expect(await state()).toEqual(BEFORE);
  });
  it("whose input has ended changes nothing and ends with 7", async () => {
    const { code, stderr } = await world.itsm("close --where 'id:1..3'", { ...terminal, answers: [null] });
    expect({ code, stderr }).toEqual({ code: 7, stderr: "error: The input ended before the answer; nothing was changed.\n" });
    expect(await state()).toEqual(BEFORE);
  });
  it("needs somebody to ask, or --yes", async () => {
    await more(8);
    for (const [line, stdin] of [
      ["close 1..3,11..18", ""],
      ["close -", "1\n"],
      ["close --where id:1", ""],
    ] as const) {
      const { code, stdout, stderr } = await world.itsm(line, { stdin });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain("--yes");
    }
    expect((await world.itsm("close 1..3,11..18 --yes")).code).toBe(0);
  });
  it("is not asked in a dry run, nor where nothing would change", async () => {
    expect(await world.itsm("close --where 'id:1..3' -n", { ...terminal })).toMatchObject({ code: 0, asked: [] });
    expect(await world.itsm("close --where id:6,7", { ...terminal })).toMatchObject({ code: 0, asked: [] });
    expect(await world.itsm("close --where id:4,8 -k", { ...terminal })).toMatchObject({ code: 3, asked: [] });
  });
  it("keeps to the set that was shown: who no longer matches is refused, who is new is left out", async () => {
    const answers = [
      async () => {
        await world.ok("reopen 2 --as budi --reason again");
        await more(1);
        return "y";
      },
    ];
    const { code, stdout, stderr } = await world.itsm("close --where 'status:resolved id:1..3,11' -k", { ...terminal, answers });
    expect({ code, stdout }).toEqual({ code: 5, stdout: "INC-1 closed: Printer is out of toner\nINC-3 closed: No sound\n" });
    expect(stderr).toBe("error: 1 of 3 tickets could not be closed.\n  INC-2  changed while you were asked  look again and repeat\n");
    expect((await state()).closed).toEqual([1, 3, 6, 7]);
  });
  it("refuses the whole set without --keep-going where one changed meanwhile", async () => {
    const answers = [() => world.ok("reopen 2 --as budi --reason again").then(() => "y")];
    const { code, stderr } = await world.itsm("close --where 'status:resolved id:1..3'", { ...terminal, answers });
    expect(code).toBe(3);
    expect(stderr).toContain("INC-2  changed while you were asked");
    expect((await state()).closed).toEqual([6, 7]);
  });
});

describe("--once", () => {
  it("gives a repeated call the first result and writes nothing", async () => {
    const first = await world.json("close 1 6 2 --once night-1");
    world.pass(60);
    const again = await world.json("close 1 6 2 --once night-1");
    expect(first).toMatchObject({ repeated: false, operation: "op-13" });
    expect(again.repeated).toBe(true);
    expect(again).toMatchObject({ counts: first.counts, exit: first.exit });
    expect(again.items.map(({ number, outcome }: Record<string, unknown>) => [number, outcome])).toEqual(
      first.items.map(({ number, outcome }: Record<string, unknown>) => [number, outcome]),
    );
    expect((await state()).operations).toBe(13);
  });
  it("refuses the same token with another verb or other numbers", async () => {
    await world.ok("close 1 2 --once night-2");
    for (const line of [
      "close 1 3 --once night-2",
      "close 1 --once night-2",
      'reopen 1 2 --reason "fails again" --once night-2',
      'log "Other" --once night-2',
    ]) {
      const { code, stdout, stderr } = await world.itsm(line);
      expect({ line, code, stdout }).toEqual({ line, code: 3, stdout: "" });
      expect(stderr).toContain('The token "night-2" belongs to');
    }
    expect((await state()).operations).toBe(13);
  });
  it("repeats a partial result with its exit code", async () => {
    const first = await world.itsm("close 1 4 -k --once night-3");
    expect(first.code).toBe(5);
    const again = await world.itsm("close 1 4 -k --once night-3");
    expect({ code: again.code, stdout: again.stdout }).toEqual({ code: 5, stdout: first.stdout });
  });
  it("is not used up by a call that wrote nothing", async () => {
    expect((await world.itsm("close 1 4 --once night-4")).code).toBe(3);
    expect((await world.itsm("close 1 --once night-4 -n")).code).toBe(0);
    expect((await world.itsm("close 1 --once night-4")).code).toBe(0);
  });
});
