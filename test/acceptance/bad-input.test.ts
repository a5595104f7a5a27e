import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCHEMAS } from "../../src/render/schema.ts";
import { type Raw, rawOf } from "../raw.ts";
import { makeWorld, TUESDAY, type World, wordsOf } from "../world.ts";
import { DATES } from "./bad/dates.ts";
import { CONFIG_PATH, CONFIGS, FLAGS } from "./bad/flags.ts";
import { NUMBERS } from "./bad/numbers.ts";
import { QUERIES } from "./bad/queries.ts";
import { type Bad, DESK, WORK } from "./bad/row.ts";
import { STATES } from "./bad/states.ts";
import { TEXTS } from "./bad/texts.ts";

const MONTH = 30 * 86_400;

let world: World;
let watching: Raw;
let validators: Readonly<Record<string, ValidateFunction>>;

beforeAll(async () => {
  world = makeWorld(TUESDAY - MONTH);
  for (const line of [...DESK, ...WORK]) await world.ok(line);
  world.now = TUESDAY;
  watching = await rawOf(world.register);
  const ajv = new Ajv2020({ strict: false, formats: { "date-time": true } });
  validators = Object.fromEntries(["error", "result"].map((name) => [`itsm.${name}/1`, ajv.compile(SCHEMAS[name]!())]));
});
afterAll(async () => {
  await watching.close();
  world.remove();
});

/** Changes with everything that is recorded. */
const commits = (): Promise<unknown> => watching.rows("select operations, numbers, swept_at, (select count(*) from event) as events from register");

const nameOf = (line: Bad[0]): string => {
  const text = typeof line === "string" ? line : line.map((word) => (/^[\w.,:@/=+-]+$/.test(word) ? word : JSON.stringify(word))).join(" ");
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
};

async function refuses([line, code, says, setting]: Bad): Promise<void> {
  const before = await commits();
  const plain = await world.itsm(line, setting);
  expect(plain.stderr).toContain(says);
  const words = typeof line === "string" ? wordsOf(line) : line;
  expect({ code: plain.code, stdout: words.includes("--json") ? "" : plain.stdout }).toEqual({ code, stdout: "" });
  expect(plain.stderr.match(/^error: /gm)).toHaveLength(1);
  expect(plain.stderr).not.toMatch(/^ +at .*:\d+:\d+|undefined|\[object|(?<!:)\bnull\b/m);
  expect(plain.stderr.length).toBeLessThan(5000);

  const spoken = ["--json", "--jsonl", "-q", "--csv", "--tsv", "--format", "--markdown"].some((form) => words.includes(form));
  const end = words.indexOf("--");
  const asJson = await world.itsm(spoken ? words : end === -1 ? [...words, "--json"] : [...words.slice(0, end), "--json", ...words.slice(end)], setting);
  expect(asJson.stderr.match(/^error: /gm)).toHaveLength(1);
  if (!spoken || words.includes("--json")) {
    const document = JSON.parse(asJson.stdout);
    const valid = validators[document.schema]!;
    expect({ errors: valid(document) ? null : valid.errors, code: asJson.code, exit: document.exit }).toEqual({
      errors: null,
      code: document.exit,
      exit: document.exit,
    });
  }
  expect(await commits()).toEqual(before);
}

describe.each([
  ["numbers", NUMBERS],
  ["dates", DATES],
  ["queries", QUERIES],
  ["texts", TEXTS],
  ["flags and surroundings", FLAGS],
  ["what a ticket's state forbids", STATES],
] as const)("bad input: %s", (_, rows) => {
  it.each(rows.map((row): [string, Bad] => [nameOf(row[0]), row]))("%s", (_name, row) => refuses(row));
});

it("a program flag without its value, at the end of the line", async () => {
  for (const flag of ["--db", "--as", "--tz", "--lang", "--color"])
    expect(await world.itsm([flag])).toMatchObject({ code: 2, stdout: "", stderr: `error: ${flag} needs a value.\n` });
});

describe("a config.json that cannot be used", () => {
  it.each(CONFIGS)("%j", async (content, says) => {
    const path = join(world.folder, CONFIG_PATH);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    try {
      await refuses(["list", 2, says, { env: { ITSM_TZ: undefined, ITSM_USER: undefined } }]);
    } finally {
      rmSync(path);
    }
  });
});
