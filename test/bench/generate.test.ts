import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Register } from "../../src/app/ports.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { MIGRATIONS, READING, refold } from "../store/desk.ts";
import { generate, sizeOf } from "./generate.ts";

const SIZE = { tickets: 300, open: 60, high: 10 };
const folder = mkdtempSync(join(tmpdir(), "itsm-generate-"));
const path = join(folder, "register.db");
let register: Register;

beforeAll(async () => {
  await generate(path, SIZE, { migrations: MIGRATIONS });
  register = await openSqlite(path, READING);
});
afterAll(async () => {
  await register.close();
  rmSync(folder, { recursive: true });
});

const numbers = Array.from({ length: SIZE.tickets }, (_, i) => i + 1);

test("every row of a generated register is the fold of its history", async () => {
  const histories = await register.histories(numbers);
  const rows = await register.tickets(numbers);
  expect(rows).toHaveLength(SIZE.tickets);
  for (const row of rows) expect(refold(histories.get(row.number) ?? [])).toEqual(row);
});

test("a generated register passes the audit", async () => {
  const faults: unknown[] = [];
  const { tickets } = await register.verify({ refold, against: null, progress: () => undefined }, (fault) => faults.push(fault));
  expect({ tickets, faults }).toEqual({ tickets: SIZE.tickets, faults: [] });
});

test("it holds as many open tickets, and high ones among them, as were asked for", async () => {
  const open = (await register.tickets(numbers)).filter(({ status }) => status === "new" || status === "in_progress" || status === "on_hold");
  expect(open).toHaveLength(SIZE.open);
  expect(open.filter(({ priority }) => priority === "high")).toHaveLength(SIZE.high);
});

test("a register of a size holds 2,000 open tickets, however small it is", () => {
  expect([sizeOf(1000), sizeOf(1_000_000)]).toEqual([
    { tickets: 3000, open: 2000, high: 40 },
    { tickets: 1_000_000, open: 2000, high: 40 },
  ]);
});
