import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type FakeScreen, fakeScreen } from "../cli/watch/fake-screen.ts";
import { type Cluster, freePort, initCluster, makeYard, startCluster, type Yard } from "../postgres-cluster.ts";
import { makeWorld, type World } from "../world.ts";

/** A server that a test may stop and start again, on the same port. */
let yard: Yard;
let port: number;
let cluster: Cluster | null = null;
let world: World;
let env: Readonly<Record<string, string>>;

const start = async (): Promise<void> => {
  cluster = await startCluster(yard, "data", port, ["fsync=off"]);
};
const stop = async (): Promise<void> => {
  await cluster?.stop();
  cluster = null;
};

beforeAll(async () => {
  const made = makeYard();
  if (made === null) throw new Error("no PostgreSQL");
  yard = made;
  port = await freePort();
  initCluster(yard, "data");
  world = makeWorld();
  env = { ITSM_DB: `postgres://postgres@127.0.0.1:${port}/postgres?sslmode=disable` };
  await start();
  await world.ok("db init --name desk", { env });
});
beforeEach(async () => {
  if (cluster === null) await start();
});
afterAll(async () => {
  await stop();
  yard?.remove();
  world?.remove();
});

const log = (title: string) => (): Promise<string> => world.ok(["log", title, "-q"], { env });

it("a stream says that the server is gone and that it is back, and goes on with the news", async () => {
  await log("VPN drops")();
  const ran = await world.itsm("watch --jsonl --for 9s", { env, meanwhile: [stop, () => undefined, start, log("Mail is down")] });
  const lines = ran.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ change, message }) => message ?? change)).toEqual([
    "listed",
    "ready",
    expect.stringContaining(`No server answers at 127.0.0.1:${port}`),
    expect.stringContaining("can be read again"),
    expect.stringMatching(/^INC-\d+ new, .*Mail is down$/),
  ]);
  expect(ran).toMatchObject({ code: 0, stderr: "" });
});

it("a stream gets over a server that is killed", async () => {
  const ran = await world.itsm("watch --jsonl --for 9s", { env, meanwhile: [() => cluster?.kill(), start, log("Fax is down")] });
  const changes = ran.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).change);
  expect(changes.filter((change) => change !== "listed")).toEqual(["ready", "stale", "back", "new"]);
  expect(ran.code).toBe(0);
});

it("a screen says that what it shows is stale, and shows what was logged after the restart", async () => {
  const screens: string[] = [];
  const screen: FakeScreen = fakeScreen(
    [
      stop,
      () => void screens.push(screen.text()),
      start,
      () => void screens.push(screen.text()),
      log("Scanner is slow"),
      () => void screens.push(screen.text()),
      "q",
    ],
    [160, 24],
  );
  const { code } = await world.itsm("watch", { env: { ...env, TERM: "xterm", NO_COLOR: "1" }, terminal: "all", screen });
  expect(screens[0]).toMatch(new RegExp(`^STALE since \\d\\d:\\d\\d:\\d\\d: No server answers at 127.0.0.1:${port}`, "m"));
  expect(screens[1]).not.toContain("STALE");
  expect(screens[1]).toContain("the register can be read again");
  expect(screens[2]).toMatch(/^.\+ INC-\d+ .*Scanner is slow/m);
  expect(code).toBe(0);
});
