import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TOPICS } from "../../src/cli/find-verb.ts";
import { MANIFEST } from "../../src/cli/manifest.ts";
import { SCHEMAS } from "../../src/render/schema.ts";
import { makeWorld, type World } from "../world.ts";
import { type Home, makeHome } from "./home.ts";

const GOLDEN = join(import.meta.dirname, "../golden");
const UPDATE = process.env.UPDATE_GOLDEN === "1";
/** What every terminal has. */
const COLUMNS = 80;

/** Each file of test/golden, and the command line that prints it. */
const PAGES: readonly (readonly [file: string, words: readonly string[]])[] = [
  ["help/bare.txt", []],
  ["help/overview.txt", ["help"]],
  ...["db", "op", "audit", "policy"].map((noun) => [`help/${noun}.txt`, ["help", noun]] as const),
  ...MANIFEST.map(({ name }) => [`help/verb-${name.replace(" ", "-")}.txt`, ["help", ...name.split(" ")]] as const),
  ...TOPICS.map((topic) => [`help/topic-${topic}.txt`, ["help", topic]] as const),
  ["schemas/policy.json", ["help", "schema", "policy"]],
  ...Object.keys(SCHEMAS).map((name) => [`schemas/${name}.json`, ["help", "schema", `itsm.${name}/1`]] as const),
];

describe("what help prints", () => {
  let world: World;
  let home: Home;
  beforeAll(() => {
    world = makeWorld();
    home = makeHome();
  });
  afterAll(() => {
    world.remove();
    home.remove();
  });

  it.each(PAGES)("is %s", async (file, words) => {
    const path = join(GOLDEN, file);
    const printed = await world.ok(words);
    if (UPDATE) {
      mkdirSync(join(path, ".."), { recursive: true });
      writeFileSync(path, printed);
    }
    expect(printed).toBe(existsSync(path) ? readFileSync(path, "utf8") : "");
  });

  it("has no page that is kept and no longer printed", () => {
    const kept = ["help", "schemas"].flatMap((folder) => readdirSync(join(GOLDEN, folder)).map((file) => `${folder}/${file}`));
    const gone = kept.filter((file) => !PAGES.some(([page]) => page === file));
    if (UPDATE) for (const file of gone) rmSync(join(GOLDEN, file));
    else expect(gone).toEqual([]);
  });

  it.each(PAGES.filter(([file]) => file.startsWith("help/")))("fits a terminal: %s", async (_, words) => {
    const printed = await world.ok(words);
    expect(printed.split("\n").filter((line) => [...line].length > COLUMNS)).toEqual([]);
  });

  it("is the same by --help", async () => {
    for (const { name } of MANIFEST) expect(await world.ok([...name.split(" "), "--help"]), name).toBe(await world.ok(["help", ...name.split(" ")]));
  });

  it("lists every verb and every topic, and gives each verb's page, as it is built", async () => {
    const { code, stdout } = await home.shell("bash", "itsm help; itsm close --help; itsm help close; itsm clos; itsm help clos");
    const overview = readFileSync(join(GOLDEN, "help/overview.txt"), "utf8");
    const close = readFileSync(join(GOLDEN, "help/verb-close.txt"), "utf8");
    expect(code).toBe(2);
    expect(stdout).toBe(overview + close + close);
  });
});
