import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { World } from "../world.ts";
import { type BulkDesk, bulkDesk, rowsOf } from "./bulk-desk.ts";

let desk: BulkDesk;
beforeAll(async () => {
  desk = await bulkDesk();
});
afterAll(() => desk.remove());

type Counts = readonly [requested: number, changed: number, unchanged: number, refused: number, notFound: number, skipped: number];

interface Cell {
  readonly exit: number;
  /** Numbers whose lines `id changed …` or `id unchanged` stand on stdout; of the others nothing does. */
  readonly changed?: readonly number[];
  readonly unchanged?: readonly number[];
  readonly refused?: readonly number[];
  readonly stderr: string;
  readonly counts: Counts;
}

const CLOSED = "closed: fixed, confirmed by agent";
const DRY = "dry run: nothing was written\n";
const CHILD = "INC-4  has an open child INC-5  close it first, or use --with-children\n";
const NEW = "is new and cannot be closed without a resolution";
const OTHERS = "Run again with --keep-going to close the other 2.\n";

const none = (text: string): string => `error: nothing was closed: ${text}`;
const MISSING = `${none("1 of 3 tickets cannot be closed.")}\n  99  no such ticket\n`;
const REFUSED = `${none("1 of 3 tickets cannot be closed.")}\n  ${CHILD}`;
const ALL_REFUSED =
  `${none("2 of 2 tickets cannot be closed.")}\n` +
  "  INC-4  has an open child INC-5                           close it first, or use --with-children\n" +
  `  INC-8  ${NEW}  --code fixed --note "…", or first: start, resolve\n`;

const SETS: Readonly<Record<string, { readonly stdin: string; readonly cells: Readonly<Record<"default" | "--keep-going" | "--dry-run", Cell>> }>> = {
  "all good": {
    stdin: "1\n2\n3\n",
    cells: {
      default: { exit: 0, changed: [1, 2, 3], stderr: "", counts: [3, 3, 0, 0, 0, 0] },
      "--keep-going": { exit: 0, changed: [1, 2, 3], stderr: "", counts: [3, 3, 0, 0, 0, 0] },
      "--dry-run": { exit: 0, changed: [1, 2, 3], stderr: DRY, counts: [3, 3, 0, 0, 0, 0] },
    },
  },
  "one missing": {
    stdin: "1\n99\n2\n",
    cells: {
      default: { exit: 4, stderr: MISSING + OTHERS, counts: [3, 0, 0, 0, 1, 2] },
      "--keep-going": { exit: 5, changed: [1, 2], stderr: "error: 1 of 3 tickets could not be closed.\n  99  no such ticket\n", counts: [3, 2, 0, 0, 1, 0] },
      "--dry-run": { exit: 4, stderr: DRY + MISSING + OTHERS, counts: [3, 0, 0, 0, 1, 2] },
    },
  },
  "one refused": {
    stdin: "1\n4\n2\n",
    cells: {
      default: { exit: 3, stderr: REFUSED + OTHERS, counts: [3, 0, 0, 1, 0, 2] },
      "--keep-going": { exit: 5, changed: [1, 2], refused: [4], stderr: `error: 1 of 3 tickets could not be closed.\n  ${CHILD}`, counts: [3, 2, 0, 1, 0, 0] },
      "--dry-run": { exit: 3, stderr: DRY + REFUSED + OTHERS, counts: [3, 0, 0, 1, 0, 2] },
    },
  },
  "all refused": {
    stdin: "4\n8\n",
    cells: {
      default: { exit: 3, stderr: ALL_REFUSED, counts: [2, 0, 0, 2, 0, 0] },
      "--keep-going": { exit: 3, stderr: ALL_REFUSED, counts: [2, 0, 0, 2, 0, 0] },
      "--dry-run": { exit: 3, stderr: DRY + ALL_REFUSED, counts: [2, 0, 0, 2, 0, 0] },
    },
  },
  "already closed": {
    stdin: "6\n7\n",
    cells: {
      default: { exit: 0, unchanged: [6, 7], stderr: "", counts: [2, 0, 2, 0, 0, 0] },
      "--keep-going": { exit: 0, unchanged: [6, 7], stderr: "", counts: [2, 0, 2, 0, 0, 0] },
      "--dry-run": { exit: 0, unchanged: [6, 7], stderr: DRY, counts: [2, 0, 2, 0, 0, 0] },
    },
  },
  empty: {
    stdin: "",
    cells: {
      default: { exit: 0, stderr: "0 tickets given\n", counts: [0, 0, 0, 0, 0, 0] },
      "--keep-going": { exit: 0, stderr: "0 tickets given\n", counts: [0, 0, 0, 0, 0, 0] },
      "--dry-run": { exit: 0, stderr: `0 tickets given\n${DRY}`, counts: [0, 0, 0, 0, 0, 0] },
    },
  },
};

const KEYS = ["requested", "changed", "unchanged", "refused", "notFound", "skipped"] as const;
const rows = Object.entries(SETS).flatMap(([name, { stdin, cells }]) => Object.entries(cells).map(([way, cell]) => ({ name, way, stdin, cell })));

/** The closed tickets and the operations there are after a run, against what there was. */
async function expectRows(world: World, way: string, cell: Cell): Promise<void> {
  const before = { operations: 12, closed: [6, 7] };
  const writes = way !== "--dry-run" && cell.changed !== undefined;
  const { operations, closed } = await rowsOf(world);
  expect({ operations, closed }).toEqual(
    writes ? { operations: before.operations + 1, closed: [...before.closed, ...(cell.changed ?? [])].toSorted((a, b) => a - b) } : before,
  );
}

describe("close - --yes", () => {
  it.each(rows)("$name, $way", async ({ way, stdin, cell }) => {
    const flags = way === "default" ? "" : way;
    const plain = desk.fresh();
    const ran = await plain.itsm(`close - --yes ${flags}`, { stdin });
    expect(ran.code).toBe(cell.exit);
    expect(ran.stderr).toBe(cell.stderr);
    const given = stdin.split("\n").filter((line) => line !== "");
    const outcome = (number: number): string | null => {
      if (cell.changed?.includes(number)) return `INC-${number}\tchanged\t${CLOSED}`;
      if (cell.unchanged?.includes(number)) return `INC-${number}\tunchanged\t`;
      if (cell.changed === undefined) return null;
      return cell.refused?.includes(number) ? `INC-${number}\trefused\thas an open child INC-5` : `${number}\tnot_found\tdoes not exist`;
    };
    const lines = given.map(Number).map(outcome);
    expect(ran.stdout).toBe(lines.map((line) => (line === null ? "" : `${line}\n`)).join(""));
    await expectRows(plain, way, cell);

    const spoken = desk.fresh();
    const json = await spoken.json(`close - --yes ${flags}`, { stdin });
    const written = way !== "--dry-run" && cell.changed !== undefined;
    expect(json).toMatchObject({
      schema: "itsm.result/1",
      operation: written ? "op-13" : null,
      verb: "close",
      dryRun: way === "--dry-run",
      repeated: false,
      mode: way === "--keep-going" ? "keep_going" : "all_or_nothing",
      exit: cell.exit,
    });
    expect(KEYS.map((key) => json.counts[key])).toEqual(cell.counts);
    expect(json.counts.repeated).toBe(0);
    expect(json.items.map(({ number }: { number: number }) => number)).toEqual(given.map(Number));
    for (const item of json.items) expect(item.ticket?.status ?? null).toBe(item.outcome === "changed" ? "closed" : null);
    await expectRows(spoken, way, cell);
  });

  it("gives with --dry-run --keep-going the lines and the code that the run would", async () => {
    const world = desk.fresh();
    const before = await rowsOf(world);
    const dry = await world.itsm("close - --yes -k --dry-run", { stdin: "1\n4\n2\n" });
    expect(await rowsOf(world)).toEqual(before);
    const run = await world.itsm("close - --yes -k", { stdin: "1\n4\n2\n" });
    expect(dry.code).toBe(5);
    expect({ code: dry.code, stdout: dry.stdout }).toEqual({ code: run.code, stdout: run.stdout });
  });
});
