import { afterAll, beforeAll, expect, it } from "vitest";
import { type Cutter, cutterTo } from "../torture/cutter.ts";
import { addressOn, makePairs, type Pair } from "../torture/pair.ts";
import { makeWorld, type World } from "../world.ts";

/** A primary behind a connection that can be cut, and its standby. */
let pair: Pair;
let cutter: Cutter;
let world: World;
const undoes: (() => void)[] = [];

beforeAll(async () => {
  world = makeWorld();
  pair = await (await makePairs({ world, atEnd: (undo) => void undoes.push(undo) }))(true);
  cutter = await cutterTo(pair.primary.port);
});
afterAll(async () => {
  await cutter?.end();
  await pair?.remove();
  for (const undo of undoes) undo();
  world.remove();
});

const itsm = (words: readonly string[]) => world.itsm([...words, "--db", addressOn([cutter.port, pair.standby.port])]);

it("a connection to the primary that breaks as it is made does not leave a write with the standby", async () => {
  cutter.arm({ at: 1, heard: false, back: true });
  const { code, stdout } = await itsm(["log", "Mail is down", "-q"]);
  expect(cutter.fired()).toBe(true);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "INC-1\n" });
});

it("a doctor notes a standby and names what a register wants there, not the rights of a file", async () => {
  // What the primary waits for is that the standby has it, not that it shows it.
  await expect.poll(() => world.itsm(["list", "-q", "--db", addressOn([pair.standby.port])])).toMatchObject({ code: 0 });
  const { items } = await world.json(["doctor", "--db", addressOn([pair.standby.port])]);
  const found = items.find(({ check }: Record<string, string>) => check === "register");
  expect(found).toMatchObject({ state: "note", message: expect.stringContaining("standby"), cure: expect.stringContaining("primary") });
});

it("a write that is not to wait is told at once that there is only a standby", async () => {
  cutter.arm({ at: 1, heard: false, back: false });
  const { code, stderr } = await itsm(["log", "Mail is slow", "-q", "--timeout", "0s"]);
  expect(code).toBe(6);
  expect(stderr).toMatch(/the server is a standby .*Nothing was written/);
});

it("a connection that breaks as a write locks does not end it with the standby either", async () => {
  cutter.arm({ at: "for update", heard: false, back: false });
  const { code, stderr } = await itsm(["log", "Mail is slow", "--timeout", "2s"]);
  expect(cutter.fired()).toBe(true);
  expect(code).toBe(6);
  expect(stderr).toContain("waiting for a server");
});

it("what is read is read from the standby; a write waits until it takes the primary's place, and says so", async () => {
  cutter.arm({ at: 1, heard: false, back: false });
  // What the primary waits for is that the standby has it, not that it shows it.
  await expect.poll(() => itsm(["list", "-q"])).toMatchObject({ code: 0, stdout: "INC-1\n" });
  await pair.primary.kill();
  const promoted = new Promise((done) => setTimeout(done, 1500)).then(() => pair.promote());
  const { code, stdout, stderr } = await itsm(["log", "Mail is gone"]);
  await promoted;
  expect({ code, stdout }).toEqual({ code: 0, stdout: "INC-2\n" });
  expect(stderr).toContain("waiting for a server");
});
