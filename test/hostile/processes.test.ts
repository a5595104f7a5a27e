import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DATES } from "../acceptance/bad/dates.ts";
import { FLAGS } from "../acceptance/bad/flags.ts";
import { NUMBERS } from "../acceptance/bad/numbers.ts";
import { QUERIES } from "../acceptance/bad/queries.ts";
import { type Bad, DESK, WORK } from "../acceptance/bad/row.ts";
import { STATES } from "../acceptance/bad/states.ts";
import { TEXTS } from "../acceptance/bad/texts.ts";
import { type Home, homeWith } from "../acceptance/home.ts";
import { makeWorld, TUESDAY, wordsOf } from "../world.ts";

const TABLE: readonly Bad[] = [...NUMBERS, ...DATES, ...QUERIES, ...TEXTS, ...FLAGS, ...STATES];
const SAMPLE = 40;

/** Rows a process can be given: words that a shell can pass, and nothing said of its surroundings. */
const passable = ([line, , , setting]: Bad): boolean =>
  setting === undefined &&
  (typeof line === "string" ? wordsOf(line) : line).every((word) => word.isWellFormed() && !word.includes("\u0000") && word.length < 10_000);

const fit = TABLE.filter(passable);
const rows = Array.from({ length: SAMPLE }, (_, i) => fit[Math.floor((i * fit.length) / SAMPLE)] as Bad);
const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

let home: Home;
beforeAll(async () => {
  const world = makeWorld(TUESDAY - 30 * 86_400);
  for (const line of [...DESK, ...WORK]) await world.ok(line);
  home = homeWith(world.register);
  world.remove();
});
afterAll(() => home.remove());

it("has at least 500 bad inputs", () => expect(TABLE.length).toBeGreaterThanOrEqual(500));

it.each(rows.map((row): [string, Bad] => [JSON.stringify(row[0]).slice(0, 80), row]))("a process refuses %s", async (_name, [line, code, says]) => {
  const before = readFileSync(home.register);
  const words = typeof line === "string" ? wordsOf(line) : line;
  const ended = await home.shell("sh", `itsm ${words.map(quoted).join(" ")}`, { stdin: "" });
  expect({ code: ended.code, stdout: words.includes("--json") ? "" : ended.stdout }).toEqual({ code, stdout: "" });
  expect(ended.stderr).toContain(says);
  expect(ended.stderr.match(/^error: /gm)).toHaveLength(1);
  expect(ended.stderr).not.toMatch(/^ +at .*:\d+:\d+/m);
  expect(readFileSync(home.register).equals(before)).toBe(true);
});
