import { writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { builtProgram } from "../built-program.ts";
import { type Call, DESK, LATER, READS, WRITES } from "../torture/calls.ts";
import { makeWorld, type World, wordsOf } from "../world.ts";

/** Ways to call a verb that go another way through the parts that are loaded late. */
const FURTHER: readonly Call[] = [
  "list vpn",
  "list --query 'vpn category:network sort:relevance'",
  "report sla vpn",
  "report volume vpn category:network",
  "report backlog vpn",
  "report aging vpn",
  "report volume vpn --evidence",
  "export vpn --csv",
  "search vpn drops",
].map((line) => ({ words: wordsOf(line) }));

const calls: readonly Call[] = [
  ...DESK.map((line): Call => ({ words: wordsOf(line), now: "2026-11-24T02:41:05Z" })),
  ...[...Object.values(READS), ...FURTHER, ...Object.values(WRITES)].filter(({ on, words }) => on === undefined && words[0] !== "watch"),
];

let sources: World;
let built: World;
beforeAll(async () => {
  [sources, built] = [makeWorld(), makeWorld()];
  await built.ready();
  for (const world of [sources, built])
    writeFileSync(join(world.folder, "rules.yaml"), (await world.ok("policy show")).replaceAll("resolution: 8h", "resolution: 6h"));
});
afterAll(() => {
  for (const world of [sources, built]) world?.remove();
});

/** Without what is another's in each register: where it lies, and what its salts make of it. */
const shared = (text: string, { folder, register }: World): string =>
  text
    .replaceAll(register, "REGISTER")
    .replaceAll(folder, "FOLDER")
    .replace(new RegExp(`\\b${userInfo().username}\\b`, "g"), "os-user")
    .replace(/[0-9a-f]{6,}/g, "#");

it("answers each call as its sources do, in whatever part of it that lies", { timeout: 180_000 }, async () => {
  for (const { words, stdin = "", now = LATER } of calls) {
    const said = words.join(" ");
    const given = (world: World): readonly string[] => words.map((word) => word.replace("FOLDER", world.folder));
    const wanted = await sources.itsm(given(sources), { stdin, env: { ITSM_NOW: now } });
    const { code, stdout, stderr } = await builtProgram(built.folder, { ...(built.env as Record<string, string>), ITSM_NOW: now })(given(built), { stdin });
    expect({ said, code, stdout: shared(stdout, built), stderr: shared(stderr, built) }).toEqual({
      said,
      code: wanted.code,
      stdout: shared(wanted.stdout, sources),
      stderr: shared(wanted.stderr, sources),
    });
  }
});
