import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { builtProgram } from "../built-program.ts";
import { postgresPlace } from "../postgres.ts";
import { rawOf } from "../raw.ts";
import { makeWorld, type World } from "../world.ts";

/** The program as it is built: pg is in a file of its own there, and lacks the parts that are not used. */
let world: World;
beforeAll(async () => {
  world = makeWorld();
  await world.ready();
});
afterAll(() => world.remove());

function itsm(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
  const around = { PATH: process.env.PATH, HOME: world.folder, ITSM_DB: world.register, ITSM_USER: "ayu", CI: "true", ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "../../bin/itsm.js"), ...words], { env: around, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

it("records, reads, completes and proves over a connection", () => {
  expect(itsm(["log", "Printer offline", "--impact", "low", "--urgency", "low"])).toEqual({ code: 0, stdout: "INC-1\n", stderr: expect.any(String) });
  expect(itsm(["list", "printer"]).stdout).toContain("INC-1");
  expect(itsm(["__complete", "fish", "1", "show"]).stdout).toBe("words\n1\tPrinter offline\n");
  expect(itsm(["audit", "verify"]).code).toBe(0);
  expect(itsm(["db", "grant", "--role", "reader"]).stdout).toContain("grant select on");
});

it("logs in with a password, and says where one is missing", () => {
  const there = `postgres://locked@${postgresPlace()}/desk?sslmode=disable`;
  expect(itsm(["list"], { ITSM_DB: there, PGPASSWORD: "open sesame" })).toMatchObject({ code: 6, stderr: expect.stringContaining("There is no register") });
  expect(itsm(["list"], { ITSM_DB: there, PGPASSWORD: "close sesame" })).toMatchObject({ code: 6, stderr: expect.stringContaining("does not let locked in") });
  expect(itsm(["list"], { ITSM_DB: there })).toMatchObject({ code: 6, stderr: expect.stringContaining("~/.pgpass") });
});

it("ends although what a refused call asked last waits for a lock that somebody keeps", async () => {
  const raw = await rawOf(world.register);
  await raw.exec("begin; lock table ticket in access exclusive mode");
  const run = builtProgram(world.folder, { ITSM_DB: world.register });
  const { code, stderr } = await run(["note", "1", "hello", "--timeout", "0s"], { end: { signal: "SIGKILL", after: 20_000 } });
  await raw.exec("rollback");
  await raw.close();
  expect({ code, stderr }).toEqual({ code: 6, stderr: expect.stringContaining("Nothing was written") });
});
