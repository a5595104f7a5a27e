import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TOPIC_PAGES } from "../../src/words/topics.en.ts";
import { makeWorld, type World, wordsOf } from "../world.ts";
import { type Home, isInstalled, makeHome } from "./home.ts";

const SHELLS = ["bash", "dash", "zsh", "fish"];
/** A developer may lack some; what builds a release may not lack the two everybody has. */
const NEEDED = process.env.CI === "true" ? ["bash", "dash"] : [];
const SPELLED = "printf '%s\\n' ";

/** The command lines of `itsm help query`. */
const topicLines = (TOPIC_PAGES.query ?? "").split("\n").flatMap((line) => (line.startsWith("  itsm ls ") ? [line.trim()] : []));

/** Lines as the contract and the pages of help write them, one for each kind of term. */
const LINES: readonly string[] = [
  ...topicLines,
  "itsm ls priority:high,medium tag!=vpn age:4h.. is:unassigned sort:sla",
  "itsm ls resolved:..7d status:resolved",
  "itsm ls due:..3d",
  "itsm ls due:+30m..",
  "itsm ls opened:2026-11-20..2026-11-24",
  "itsm ls opened:1d..",
  "itsm ls assignee:@me",
  "itsm ls assignee:none group!=any",
  "itsm ls id:1..3",
  "itsm ls category:network",
  "itsm ls sort:-opened",
  "itsm ls priority:low..high",
  "itsm ls @oncall",
  "itsm ls @triage",
  "itsm ls @recent",
  'itsm ls "cannot print"',
  "itsm ls 'cannot print' tag:set",
  "itsm ls ref:INC#4711",
  "itsm ls key:disk:/srv",
  "itsm ls -t vpn --since 2d",
  "itsm ls confirmed:requester",
  "itsm ls title:printer",
];

describe("a query in a shell", () => {
  let world: World;
  let home: Home;

  beforeAll(async () => {
    world = makeWorld();
    home = makeHome();
    world.pass(-3 * 86_400);
    await world.ok('log "Printer cannot print" -t set --category hardware/printer --impact low --urgency low');
    await world.ok('log "VPN drops" -t vpn --impact high --urgency high --category network/vpn');
    world.pass(2 * 86_400);
    await world.ok('log "VPN is slow" --impact high --urgency medium --assignee ayu --ref INC#4711 -t vpn');
    await world.ok('log "Disk almost full" --key disk:/srv --group second-line');
    await world.ok('log "Password forgotten" --category access/password --close --code user-guidance --note shown --confirmed requester');
    world.pass(86_400);
    await world.ok('log "Mail is down" --impact high --urgency high');
    mkdirSync(join(home.register, ".."), { recursive: true });
    copyFileSync(world.register, home.register);
  }, 30_000);
  afterAll(() => {
    world.remove();
    home.remove();
  });

  it("is shown by the page about queries", () => expect(topicLines.length).toBeGreaterThan(0));

  it.each(NEEDED)("%s is there", (shell) => expect(isInstalled(shell)).toBe(true));

  it.each(SHELLS.filter(isInstalled))("%s hands on the words as they are typed, and the same tickets come back", async (shell) => {
    const wanted: { words: readonly string[]; found: string }[] = [];
    for (const line of LINES) {
      const words = wordsOf(line).slice(1);
      wanted.push({ words, found: await world.ok([...words, "-q", "--all"]) });
    }
    const script = LINES.map((line, index) => `${line.replace(/^itsm /, SPELLED)} > words.${shell}.${index}\n${line} -q --all > found.${shell}.${index}`).join(
      "\n",
    );
    const { code, stderr } = await home.shell(shell, script);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const read = (name: string, index: number): string => readFileSync(join(home.folder, `${name}.${shell}.${index}`), "utf8");
    const got = LINES.map((_, index) => ({ words: read("words", index).trimEnd().split("\n"), found: read("found", index) }));
    expect(got).toEqual(wanted);
    expect(got.filter(({ found }) => found !== "").length, "most lines find something").toBeGreaterThan(LINES.length / 2);
  });
});
