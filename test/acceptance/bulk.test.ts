import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
const file = (name: string): string => join(world.folder, name);

/** So many more resolved tickets, from 11 on. */
async function more(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await world.ok(`log "Ticket ${i}" --impact low --urgency low --category other --resolve --code fixed --note Done.`);
}

describe("which tickets", () => {
  it("are dropped when named twice, and keep their order", async () => {
    const { items, counts } = await world.json("close - --yes", { stdin: "3\nINC-1\n3\t x\n# comment\n#2\n\n1\n" });
    expect(items.map(({ number }: { number: number }) => number)).toEqual([3, 1, 2]);
    expect(counts.requested).toBe(3);
  });
  it("can come as a header with TSV, CSV or JSONL behind it", async () => {
    for (const stdin of [
      "id\ttitle\nINC-1\tPrinter\n",
      "number,title\n1,Printer\n",
      '"id","title"\n"INC-1","Printer, red"\n',
      '{"id":"INC-1"}\n',
      '{"number":1}\r\n',
    ])
      expect(await world.ok("close - -n --yes", { stdin })).toMatch(/^INC-1\tchanged/);
  });
  it("are what a list prints in every form of one record a line", async () => {
    for (const form of ["", "-q", "--csv", "--tsv", "--jsonl"]) {
      const stdin = await world.ok(`ls status:resolved id:1..3 ${form}`);
      expect((await world.json("close - -n --yes", { stdin })).counts.changed).toBe(3);
    }
  });
  it("come from --ids-from as from standard input", async () => {
    writeFileSync(file("ids"), "1\n2\n");
    expect(await world.ok(`close --ids-from ${file("ids")} --yes`)).toBe(
      "INC-1\tchanged\tclosed: fixed, confirmed by agent\nINC-2\tchanged\tclosed: fixed, confirmed by agent\n",
    );
    expect(await state()).toEqual({ operations: 13, closed: [1, 2, 6, 7] });
  });
  it("come from --where, chosen where they are written", async () => {
    const { counts, exit } = await world.json("close --where 'status:resolved id:1..3' --yes");
    expect({ changed: counts.changed, exit }).toEqual({ changed: 3, exit: 0 });
    expect(await state()).toEqual({ operations: 13, closed: [1, 2, 3, 6, 7] });
  });
  it("may be none that a query finds, which is said", async () => {
    const { code, stdout, stderr } = await world.itsm("close --where 'title:nonsense' --yes");
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "no tickets\n" });
    expect(await state()).toEqual(BEFORE);
  });
  it("are no more than --max", async () => {
    const { code, stdout, stderr } = await world.itsm("close --where status:resolved --max 2 --yes");
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toBe("error: 5 tickets match and --max is 2.\n  look at them first, then raise it: --max 5\n");
    expect((await world.itsm("close --where 'status:resolved id:1..3' --max 3 --yes")).code).toBe(0);
  });
  it("are never all of them by an empty query", async () => {
    const { code, stderr } = await world.itsm(["close", "--where", "", "--yes"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "error: --where is empty, and would mean every ticket.\n  --where 'is:open' or any other query\n" });
  });
  it("leave majors alone that a query chose, also with --keep-going", async () => {
    const { items, exit } = await world.json("close --where 'status:resolved id:3,9' -k --review Learnt. --yes");
    expect(items.map(({ number, outcome, rule }: Record<string, unknown>) => [number, outcome, rule])).toEqual(
      expect.arrayContaining([
        [3, "changed", null],
        [9, "refused", "major_by_query"],
      ]),
    );
    expect(exit).toBe(5);
    expect((await world.itsm("close 9 --review Learnt.")).code).toBe(0);
  });
});

describe("families", () => {
  it("close in one call, children before parents, whatever the order", async () => {
    const { items } = await world.json('close 4 5 --code fixed --note "Done."');
    expect(items.map(({ number, outcome }: Record<string, unknown>) => [number, outcome])).toEqual([
      [4, "changed"],
      [5, "changed"],
    ]);
    const [{ events }] = (await world.json("op show op-13")).items;
    expect(events.map(({ number, type }: Record<string, unknown>) => `${number} ${type}`)).toEqual(["4 closed", "5 resolved", "5 closed"]);
  });
  it("keep a parent open whose child cannot close", async () => {
    const { items, exit } = await world.json("close 4 5 -k");
    expect(items.map(({ number, rule }: Record<string, unknown>) => [number, rule])).toEqual([
      [4, "open_child"],
      [5, "resolution_missing"],
    ]);
    expect(exit).toBe(3);
  });
  it("close with --with-children, which the children's lacks are filled for", async () => {
    const { items, counts } = await world.json("close 4 --with-children");
    expect(items.map(({ number, ticket }: { number: number; ticket: { resolutionCode: string } | null }) => [number, ticket?.resolutionCode])).toEqual([
      [4, "fixed"],
      [5, "fixed"],
    ]);
    expect(counts).toMatchObject({ requested: 2, changed: 2 });
  });
  it("do not close a child twice that is named and taken along", async () => {
    expect((await world.json("close 5 4 --with-children -n")).counts).toMatchObject({ requested: 2, changed: 2 });
  });
});

describe("how much is said", () => {
  it("is with -q the ids of those that changed, and only errors on stderr", async () => {
    const good = await world.itsm("close - --yes -q", { stdin: "1\n6\n2\n" });
    expect(good).toMatchObject({ code: 0, stdout: "INC-1\nINC-2\n", stderr: "" });
    const bad = await world.itsm("close - --yes -q", { stdin: "3\n4\n" });
    expect(bad).toMatchObject({ code: 3, stdout: "" });
    expect(bad.stderr).toMatch(/^error: nothing was closed/);
    expect(await world.itsm("close - --yes -q", { stdin: "" })).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });
  it("is on a terminal each ticket up to ten, then a sum; with -v each", async () => {
    await more(8);
    const terminal: Setting = { terminal: ["stdout", "stderr"], stdin: "1\n2\n3\n6\n" };
    expect((await world.itsm("close - --yes -n", terminal)).stdout).toBe(
      "INC-1 would be closed: Printer is out of toner\nINC-2 would be closed: Mail is slow\nINC-3 would be closed: No sound\nINC-6 unchanged: Password forgotten\n",
    );
    expect((await world.itsm("close 1..3,6,11..18 --yes -n", terminal)).stdout).toBe("11 of 12 tickets would be closed: 1 unchanged.\n");
    expect((await world.itsm("close 1..3,6,11..18 --yes -n -v", terminal)).stdout.trimEnd().split("\n")).toHaveLength(13);
    const bad = await world.itsm("close 1..3,4,11..18 --yes", terminal);
    expect(bad).toMatchObject({ code: 3, stdout: "" });
    expect(bad.stderr).toBe(
      "error: nothing was closed: 1 of 12 tickets cannot be closed.\n  INC-4  has an open child INC-5  close it first, or use --with-children\nRun again with --keep-going to close the other 11.\n",
    );
  });
  it("is above ten on a terminal each reason once, with the tickets behind it; in a pipe and with -v each ticket", async () => {
    for (let i = 0; i < 25; i += 1) await world.ok(`log "Ticket ${i}"`);
    const line = "close 4,11..35 --yes --code fixed --note Done.";
    const { code, stderr } = await world.itsm(line, { terminal: ["stdout", "stderr"] });
    expect(code).toBe(3);
    expect(stderr).toMatchInlineSnapshot(`
      "error: nothing was closed: 26 of 26 tickets cannot be closed.
        INC-4  has an open child INC-5  close it first, or use --with-children
        has no category yet  --category PATH
          INC-11, INC-12, INC-13, INC-14, INC-15, INC-16, INC-17, INC-18, INC-19,
          INC-20, INC-21, INC-22, INC-23, INC-24, INC-25, INC-26, INC-27, INC-28,
          INC-29, INC-30, INC-31, INC-32, INC-33, INC-34, INC-35
      "
    `);
    const each = (ran: { readonly stderr: string }): number => ran.stderr.split("\n").filter((said) => /^ {2}INC-\d+ /.test(said)).length;
    expect(each(await world.itsm(line))).toBe(26);
    expect(each(await world.itsm(`${line} -v`, { terminal: ["stdout", "stderr"], columns: 200 }))).toBe(26);
    const heard = await world.itsm(line, { terminal: ["stdout", "stderr"], env: { ITSM_ACCESSIBLE: "1" } });
    expect(heard.stderr).toContain("has no category yet, --category PATH: INC-11, INC-12,");
  });
  it("is on a terminal one word where there are none", async () => {
    expect(await world.itsm("close - --yes", { terminal: ["stdout", "stderr"] })).toMatchObject({ stdout: "", stderr: "0 tickets given\n" });
  });
  it("is one item a line with --jsonl", async () => {
    const lines = (await world.itsm("close - --yes -k --jsonl", { stdin: "1\n99\n" })).stdout.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line)).map(({ id, outcome }) => [id, outcome])).toEqual([
      ["INC-1", "changed"],
      ["99", "not_found"],
    ]);
  });
});

describe("--strict", () => {
  it("refuses what would be unchanged", async () => {
    const { code, stdout, stderr } = await world.itsm("close - --yes --strict", { stdin: "1\n6\n" });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain("INC-6  would be unchanged");
    expect(await state()).toEqual(BEFORE);
    expect((await world.json("close - --yes --strict -k", { stdin: "1\n6\n" })).items[1]).toMatchObject({ outcome: "refused", rule: "unchanged" });
    expect((await state()).closed).toEqual([1, 6, 7]);
  });
});

describe("--failed-to", () => {
  it("lists what was refused, not found or skipped, and can be read back", async () => {
    const path = file("failed");
    expect((await world.itsm(`close - --yes --failed-to ${path}`, { stdin: "1\n4\n99\n6\n" })).code).toBe(3);
    expect(readFileSync(path, "utf8")).toBe("INC-1\tskipped\t\nINC-4\topen_child\thas an open child INC-5\n99\tnot_found\tdoes not exist\n");
    expect((await world.json(`close --ids-from ${path} --yes -k`)).counts).toMatchObject({ requested: 3, changed: 1, refused: 1, notFound: 1 });
  });
  it("is empty where all went well, and may be the file the ids came from", async () => {
    const path = file("ids");
    writeFileSync(path, "1\n4\n2\n");
    expect((await world.itsm(`close --ids-from ${path} --failed-to ${path} --yes -k`)).code).toBe(5);
    expect(readFileSync(path, "utf8")).toBe("INC-4\topen_child\thas an open child INC-5\n");
    await world.ok(`close 3 --failed-to ${path}`);
    expect(readFileSync(path, "utf8")).toBe("");
  });
});

describe("a dry run", () => {
  it("writes no row, makes no register and leaves no file", async () => {
    const before = await rowsOf(world);
    for (const line of [
      "close 1..3",
      "close 4 --with-children",
      'resolve 8 --code fixed --note "x"',
      'log "Another"',
      "undo",
      'note 1 "hello"',
      "edit 8 --impact high",
    ]) {
      const { code, stderr } = await world.itsm(`${line} -n`);
      expect({ line, code }).toEqual({ line, code: 0 });
      expect(stderr).toContain("dry run: nothing was written");
    }
    expect(await rowsOf(world)).toEqual(before);
  });
});

describe("one bulk call", () => {
  it("is one operation, and one undo takes it back", async () => {
    await world.ok("close 1 2 3");
    await world.ok("undo");
    expect(await state()).toEqual({ operations: 14, closed: [6, 7] });
    expect((await world.itsm("audit verify")).code).toBe(0);
  });
});
