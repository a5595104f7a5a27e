import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";

let world: World;
let before = process.cwd();
beforeEach(() => {
  world = makeWorld();
  before = process.cwd();
  process.chdir(world.folder);
});
afterEach(() => {
  process.chdir(before);
  world.remove();
});

const MISTYPED = [
  "host=127.0.0.1 port=25432 dbname=itsm",
  "dbname = itsm user=ayu",
  "postgres:itsm",
  "postgresql:itsm",
  "postgres:/127.0.0.1/itsm",
  "postgre://127.0.0.1/itsm",
  "POSTGRES://127.0.0.1/itsm",
  "mysql://ayu:opensesame@127.0.0.1/itsm",
];

it.each(MISTYPED)("%s does not become a file, wherever it is written", async (address) => {
  const refused = { code: 2, stdout: "", stderr: expect.stringMatching(/^error: .* looks like the address of a server .*\n {2}postgres:\/\/.*\n$/) };
  const log = ["log", "Mail is slow", "--impact", "low", "--urgency", "low"];
  const files = readdirSync(world.folder);
  const ran = await world.itsm(log, { env: { ITSM_DB: address } });
  expect(ran).toMatchObject(refused);
  expect(ran.stderr).not.toContain("opensesame");
  expect(await world.itsm([...log, "--db", address])).toMatchObject(refused);
  expect(await world.itsm(["db", "copy", "--to", address])).toMatchObject(refused);
  mkdirSync(join(world.folder, "config/itsm"));
  writeFileSync(join(world.folder, "config/itsm/config.json"), JSON.stringify({ db: address }));
  expect(await world.itsm(log, { env: { ITSM_DB: undefined } })).toMatchObject(refused);
  expect(readdirSync(world.folder)).toEqual(files);
});

it.each(["./postgres:x", "C:x.db", "host.db", "a=b.db", "mail: desk.db"])("a file can still be named %s", async (name) => {
  expect((await world.itsm(["log", "Mail is slow", "--impact", "low", "--urgency", "low", "--db", name])).code).toBe(0);
  expect(existsSync(name)).toBe(true);
});
