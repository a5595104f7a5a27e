import { existsSync } from "node:fs";
import { migrationsIn } from "../../src/store/migrations.ts";
import { type Desk, makeDesk, READS, sample, WRITES } from "./calls.ts";
import type { Case, Control, Findings } from "./case.ts";
import { count } from "./case.ts";
import { type Ground, ROOT } from "./ground.ts";
import { altered, asked, digestOf, faultsIn, one } from "./look.ts";
import { makeOldRegister } from "./old-register.ts";

const TICKETS = 30;
const NEWEST = migrationsIn(`${ROOT}/migrations`, "sqlite").length;
const STARTERS = { few: 4, many: 16 };
const FEW = 40;
const NEVER = "1000000";

/** A migration: from what, and the job of a hand that brings it about. */
interface Step {
  readonly name: string;
  readonly job: string;
  readonly begin: (ground: Ground) => string;
}

/** All that a register holds but when it was made. */
const contents = (path: string): string =>
  JSON.stringify([
    asked(path, "select name from migration order by name"),
    asked(path, "select sql from sqlite_schema where sql is not null order by type, name"),
    asked(path, "select json_array(number, version, sweep_at, wake_at, rest) from ticket order by number"),
  ]);

/** The version of a file; 0: there is no register in it. */
const versionOf = (path: string): number => (existsSync(path) ? one<number>(path, "select user_version from pragma_user_version") : 0);

/** Runs a step that dies at the n-th statement; resolves to how many statements there were, null where it died. */
async function step(
  ground: Ground,
  { job, begin }: Step,
  at: string,
  wrong: Readonly<Record<string, string>> = {},
): Promise<readonly [path: string, number | null]> {
  const path = begin(ground);
  const hand = ground.hand([job, path], { TORTURE_DIE_AT: at, ...wrong });
  const { signal, code, stderr } = await hand.ended;
  if (signal === null && code !== 0 && wrong.TORTURE_WRONG === undefined) throw new Error(`${job} ended with ${code}: ${stderr}`);
  const statements = hand
    .said()
    .find((line) => line.startsWith("STATEMENTS"))
    ?.split(" ")[1];
  return [path, signal === null ? Number(statements ?? 0) : null];
}

/** What is wrong with a register after its migration was killed. */
async function wrongAfter(ground: Ground, { job }: Step, path: string, from: number, wanted: string): Promise<readonly string[]> {
  const next = await ground.world.itsm(job === "begin" ? `db init --db ${path}` : `op list -q --db ${path}`);
  if (next.code !== 0) return [`the next start ended with ${next.code}: ${next.stderr.trim()}`];
  if (from !== 0 && from !== 3 && from !== NEWEST) return [`it was left at version ${from}`];
  return contents(path) === wanted ? faultsIn(ground.world, path) : ["it is not what a migration in one go makes of it"];
}

async function killed(ground: Ground, steps: readonly Step[], kills: number, faults: string[]): Promise<number> {
  let done = 0;
  for (const each of steps) {
    const [whole, statements] = await step(ground, each, NEVER);
    const wanted = contents(whole);
    const many = Math.min(statements ?? 0, Math.ceil(kills / steps.length));
    for (let i = 0; i < many; i += 1) {
      const at = 1 + Math.floor((i * (statements ?? 0)) / many);
      const [path, ended] = await step(ground, each, `${at}`);
      if (ended !== null) faults.push(`${each.name}: there was no statement ${at}`);
      const version = versionOf(path);
      faults.push(...(await wrongAfter(ground, each, path, version, wanted)).map((fault) => `${each.name}, killed at statement ${at}: ${fault}`));
      done += 1;
    }
  }
  return done;
}

async function together(ground: Ground, old: string, starters: number, faults: string[]): Promise<void> {
  const path = ground.copy(old, "together.db");
  const made = ground.fresh("made-together.db");
  const openers = await Promise.all(Array.from({ length: starters }, () => ground.hand(["open", path]).ended));
  const writers = Array.from({ length: starters }, () => ground.hand(["writer", made, "1"]));
  const written = await Promise.all(writers.map(({ ended }) => ended));
  for (const { code, stderr } of [...openers, ...written])
    if (code !== 0 || stderr !== "") faults.push(`one of ${starters} starters ended with ${code}: ${stderr}`);
  const numbers = writers.flatMap((writer) => writer.said().map((line) => Number(line.split(" ")[1])));
  if (new Set(numbers).size !== starters || Math.max(...numbers) !== starters) faults.push(`${starters} starters got the numbers ${numbers.join(" ")}`);
  for (const each of [path, made]) faults.push(...(await faultsIn(ground.world, each)));
}

/** Calls on a register of a newer program: each refused, the file and its folder as they were. */
async function newer(ground: Ground, desk: Desk, size: number, faults: string[]): Promise<number> {
  const calls = [...sample(WRITES, size), ...sample(READS, size)];
  for (const [name, call] of calls) {
    const path = ground.copy(desk.place, "newer.db");
    altered(path, `pragma journal_mode = delete; pragma user_version = ${NEWEST + 1}`);
    const kept = digestOf(path);
    const { words, stdin, env } = desk.ready(call, path);
    const { code, stderr } = await ground.itsm(words, { stdin, env });
    const beside = ["-wal", "-shm"].filter((suffix) => existsSync(path + suffix));
    if (code !== 6 || digestOf(path) !== kept || beside.length > 0) faults.push(`${name} on a newer register ended with ${code}: ${stderr.trim()} ${beside}`);
  }
  return calls.length;
}

async function control(ground: Ground, from: Step): Promise<Control> {
  const what = "a migration in no transaction";
  const [whole, statements] = await step(ground, from, NEVER);
  const wanted = contents(whole);
  for (let at = Math.floor((statements ?? 0) / 2); at < (statements ?? 0); at += 3) {
    const [path] = await step(ground, from, `${at}`, { TORTURE_WRONG: "untransacted" });
    const wrong = await wrongAfter(ground, from, path, 0, wanted);
    if (wrong.length > 0) return { what, found: `killed at statement ${at}, ${wrong[0]?.split("\n")[0]}` };
  }
  return { what, found: null };
}

async function migration(ground: Ground, size: number): Promise<Findings> {
  const desk = await makeDesk(ground);
  const old = await makeOldRegister(ground, TICKETS);
  const fromOld: Step = { name: "from version 3", job: "open", begin: ({ copy }) => copy(old, "older-now.db") };
  const fromNothing: Step = { name: "from nothing", job: "begin", begin: ({ fresh }) => fresh("nothing.db") };
  const faults: string[] = [];
  const kills = await killed(ground, [fromOld, fromNothing], size, faults);
  const starters = size > FEW ? STARTERS.many : STARTERS.few;
  await together(ground, old, starters, faults);
  const refused = await newer(ground, desk, size > FEW ? 1000 : 2, faults);
  return {
    done: `${count(kills)} kills, each at another statement; ${starters} starters at once, twice; ${refused} calls on a newer register`,
    faults,
    control: await control(ground, fromNothing),
  };
}

export const MIGRATION: Case = {
  name: "migration",
  store: "sqlite",
  of: "statements",
  sizes: { ci: 10, usual: 40, full: 10_000 },
  missing: () => null,
  run: migration,
};
