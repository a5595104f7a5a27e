import { copyFileSync, existsSync, statSync } from "node:fs";
import type { Case, Control, Findings } from "./case.ts";
import { count } from "./case.ts";
import type { Ground } from "./ground.ts";
import { faultsIn, halvesIn, one, Told } from "./look.ts";
import { makeOldRegister } from "./old-register.ts";

const TOGETHER = 8;
/** A new register every so many kills, so that making one is killed as well. */
const KILLS_A_REGISTER = 20;
const JOBS = ["desk", "desk", "sweep", "desk", "migrate"] as const;
/** Milliseconds from the first acknowledgement. */
const WITHIN = 300;
const NEXT_START_MS = 1500;

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Kills a hand at a random moment: behind its first word, or, every fourth, at any moment of its life. */
async function killed(ground: Ground, words: readonly string[], turn: number, env: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const hand = ground.hand(words, env);
  if (turn % 4 === 3) await pause(Math.random() * 400);
  else {
    await hand.begun;
    await pause(Math.random() * WITHIN);
  }
  hand.kill("SIGKILL");
  const { stderr } = await hand.ended;
  if (stderr !== "") throw new Error(`a hand said ${stderr}`);
  return hand.said();
}

const SUFFIXES = ["", "-wal", "-shm"];

/** The next start of the program after a kill. A machine that is busy is slow to start anything, so a slow one is tried again on the same files. */
async function nextStart({ itsm, fresh }: Ground, path: string): Promise<{ readonly took: number; readonly faults: readonly string[] }> {
  const left = fresh("left.db");
  for (const suffix of SUFFIXES) if (existsSync(path + suffix)) copyFileSync(path + suffix, left + suffix);
  const made = existsSync(path) && statSync(path).size > 0;
  // Killed so early that there is no register yet: the next start makes it.
  const start = (on: string) => itsm(made ? ["ls", "-q", "-L", "1", "--db", on] : ["db", "init", "-q", "--db", on]);
  const { code, stderr, took } = await start(path);
  const faults = code === 0 ? [] : [`the next start ended with ${code}: ${stderr.trim()}`];
  let least = took;
  for (let tries = 0; tries < 3 && least > NEXT_START_MS; tries += 1) {
    const again = fresh("again.db");
    for (const suffix of SUFFIXES) if (existsSync(left + suffix)) copyFileSync(left + suffix, again + suffix);
    least = Math.min(least, (await start(again)).took);
  }
  return { took: least, faults: least > NEXT_START_MS ? [...faults, `the next start took ${Math.round(least)} ms`] : faults };
}

async function control(ground: Ground): Promise<Control> {
  const what = "a program that answers before it commits";
  let acknowledged = 0;
  for (let kills = 1; kills <= 60; kills += 1) {
    const path = ground.fresh("early.db");
    const told = new Told();
    told.hear(await killed(ground, ["writer", path, "1000"], 0, { TORTURE_WRONG: "early" }));
    acknowledged += told.tickets.size;
    const lost = told.lostIn(path);
    if (lost > 0) return { what, found: `lost ${lost} of ${acknowledged} in ${kills} kills` };
  }
  return { what, found: null };
}

async function kill(ground: Ground, size: number): Promise<Findings> {
  const old = await makeOldRegister(ground, 40);
  const faults: string[] = [];
  let told = new Told();
  let path = "";
  const sum = { acknowledged: 0, lost: 0, twice: 0, half: 0, slowest: 0 };
  const kills: Record<string, number> = { desk: 0, sweep: 0, migrate: 0 };
  for (let turn = 0; turn < size; turn += 1) {
    if (turn % KILLS_A_REGISTER === 0) {
      path = ground.fresh("desk.db");
      told = new Told();
    }
    const job = JOBS[turn % JOBS.length] as (typeof JOBS)[number];
    const place = job === "migrate" ? ground.copy(old, "old.db") : path;
    const before = { tickets: told.tickets.size, twice: told.twice };
    const words = await killed(ground, job === "migrate" ? ["open", place] : [job, place, `${TOGETHER}`], job === "migrate" ? 3 : turn);
    if (job !== "migrate") told.hear(words);
    kills[job] = (kills[job] ?? 0) + 1;
    sum.acknowledged += told.tickets.size - before.tickets;
    sum.twice += told.twice - before.twice;
    // The program comes first: what a dead one left beside the file is its to clean up.
    const next = await nextStart(ground, place);
    sum.slowest = Math.max(sum.slowest, next.took);
    faults.push(...next.faults, ...(await faultsIn(ground.world, place, job === "migrate" ? null : told.head)));
    if (job === "migrate") {
      if (one<number>(place, "select count(*) from ticket") !== 40) faults.push(`turn ${turn}: an older register lost tickets`);
      continue;
    }
    sum.lost += told.lostIn(path);
    sum.half += halvesIn(path, TOGETHER);
  }
  return {
    done: `${count(size)} kills (${kills.desk} logging and closing, ${kills.sweep} sweeping, ${kills.migrate} migrating)`,
    ...sum,
    faults,
    beside: [`slowest next start ${Math.round(sum.slowest)} ms`],
    control: await control(ground),
  };
}

export const KILL: Case = {
  name: "kill",
  store: "sqlite",
  of: "kills",
  sizes: { ci: 15, usual: 100, full: 1000 },
  missing: () => null,
  run: kill,
};
