import { afterAll, beforeAll, expect, it } from "vitest";
import { chanceOf } from "../bench/words.ts";
import { type Done, work } from "../simulate/agent.ts";
import { type Distance, distant } from "../simulate/distance.ts";
import { figuresOf } from "../simulate/figures.ts";
import { sessionIn } from "../simulate/session.ts";
import { makeWorld, type World } from "../world.ts";

const MIGRATIONS = `${import.meta.dirname}/../../migrations`;
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

let world: World;
let way: Distance;
beforeAll(async () => {
  world = makeWorld();
  for (let i = 0; i < 3; i += 1) await world.ok('log "Printer offline" --impact low --urgency low --requester Sari');
  way = await distant(Number(/:(\d+)\//.exec(world.register)?.[1]), 40);
});
afterAll(async () => {
  await way.close();
  world.remove();
});

it("six agents at a desk's mix: no error, no number twice, and a history that is whole", async () => {
  const done: Done[] = [];
  const until = performance.now() + 2500;
  const agents = Array.from({ length: 6 }, (_, i) => {
    const session = sessionIn(world.register, `agent-${i}`, MIGRATIONS);
    return work({ session, chance: chanceOf(i + 1), tickets: 3, thinkSeconds: 0.05, pause }, until, (one) => done.push(one));
  });
  await Promise.all(agents);
  const { deeds, errors, p50, p99 } = figuresOf(done, 2.5);
  expect(errors).toEqual([]);
  expect(deeds).toBeGreaterThan(20);
  expect(p99).toBeGreaterThanOrEqual(p50);
  const logged = done.filter(({ deed }) => deed === "log").length;
  expect((await world.ok("list --all --fields id")).trim().split("\n")).toHaveLength(3 + logged);
  expect(await world.ok("audit verify")).toContain("all whole");
});

it("a command waits for few answers, however far away the server is", async () => {
  const address = world.register.replace(/:\d+\//, `:${way.port}/`);
  const session = sessionIn(address, "far", MIGRATIONS);
  const turnsOf = async (words: readonly string[]): Promise<number> => {
    // The farewell of the one before has been heard.
    await pause(100);
    way.turns();
    const { code, stderr } = await session(words);
    expect(stderr.replace(/^INC.*\n/, "")).toBe("");
    expect(code).toBe(0);
    return way.turns();
  };
  // Login, a look at the register, what has ended by itself, the rules, the rows; nobody waits for the farewell.
  expect(await turnsOf(["list", "--open"])).toBeLessThanOrEqual(6);
  // Login, a look, the rules, the lock, what has ended by itself, all that is written with its commit.
  expect(await turnsOf(["log", "Mail is slow", "--impact", "low", "--urgency", "low"])).toBeLessThanOrEqual(7);
});
