import { existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Case, Control, Findings } from "./case.ts";
import { count } from "./case.ts";
import { cannotCompile, compileFaults } from "./faults.ts";
import type { Ground } from "./ground.ts";
import { faultsIn, halvesIn, Told } from "./look.ts";
import { afterCut, layOut, readRecord } from "./recorded.ts";

const TOGETHER = 8;
/** How long a hand is watched, behind its first word. */
const WATCHED_MS = 1500;
const WATCHED_LONG_MS = 6000;
const FEW = 100;
const MOST_OF_CONTROL = 200;

type Steps = ReturnType<typeof readRecord>;

/** What a hand does to a register, and says, in its order. */
async function watched(ground: Ground, library: string, name: string, milliseconds: number, wrong: Readonly<Record<string, string>> = {}): Promise<Steps> {
  const path = ground.fresh(`${name}.db`);
  const record = join(ground.folder, `${name}.record`);
  rmSync(record, { force: true });
  const hand = ground.hand(["desk", path, `${TOGETHER}`], { LD_PRELOAD: library, TORTURE_PATH: path, TORTURE_RECORD: record, ...wrong });
  await hand.begun;
  // As long as somebody else has it open nothing is copied from the log into the file, so that only a commit syncs.
  const holder = ground.hand(["hold", path]);
  await holder.begun;
  await new Promise((done) => setTimeout(done, milliseconds));
  hand.kill("SIGKILL");
  const { stderr } = await hand.ended;
  holder.kill("SIGKILL");
  await holder.ended;
  if (stderr !== "") throw new Error(`a hand said ${stderr}`);
  return readRecord(record);
}

/** What was said within so many steps. */
function toldIn(steps: Steps): Told {
  const told = new Told();
  const said = steps.filter(({ what }) => what === "said").map(({ bytes }) => bytes.toString());
  told.hear(said.join("").split("\n"));
  return told;
}

async function control(ground: Ground, library: string): Promise<Control> {
  const what = "synchronous=NORMAL";
  const steps = await watched(ground, library, "control", WATCHED_MS, { TORTURE_WRONG: "unsynced" });
  const path = ground.fresh("control-cut.db");
  for (let cuts = 1; cuts <= MOST_OF_CONTROL; cuts += 1) {
    const until = steps.slice(0, 1 + Math.floor(Math.random() * steps.length));
    const told = toldIn(until);
    if (told.tickets.size === 0) continue;
    layOut(path, afterCut(until, Math.random));
    const lost = told.lostIn(path);
    if (lost > 0) return { what, found: `lost ${lost} of ${told.tickets.size}, in cut ${cuts}` };
  }
  return { what, found: null };
}

async function unsynced(ground: Ground, size: number): Promise<Findings> {
  const library = compileFaults(ground);
  const steps = await watched(ground, library, "watched", size > FEW ? WATCHED_LONG_MS : WATCHED_MS);
  const path = ground.fresh("cut.db");
  const faults: string[] = [];
  const sum = { lost: 0, half: 0 };
  for (let turn = 0; turn < size; turn += 1) {
    const at = 1 + Math.floor((turn * steps.length) / size);
    const until = steps.slice(0, at);
    layOut(path, afterCut(until, Math.random));
    const told = toldIn(until);
    const made = existsSync(path) && statSync(path).size > 0;
    const next = await ground.world.itsm(made ? `ls -q -L 1 --db ${path}` : `db init --db ${path}`);
    // A register whose making was cut short is made by the next write.
    const empty = told.tickets.size === 0 && next.code === 6 && (await ground.world.itsm(`db init --db ${path}`)).code === 0;
    if (next.code !== 0 && !empty) {
      faults.push(`cut at step ${at} of ${steps.length}: the next start ended with ${next.code}: ${next.stderr.trim()}`);
      continue;
    }
    faults.push(...(await faultsIn(ground.world, path)).map((fault) => `cut at step ${at}: ${fault}`));
    sum.lost += told.lostIn(path);
    sum.half += halvesIn(path, TOGETHER);
  }
  return {
    done: `${count(size)} cuts of a record of ${count(steps.length)} writes and syncs, any part of what was not synced gone`,
    acknowledged: toldIn(steps).tickets.size,
    ...sum,
    faults,
    control: await control(ground, library),
  };
}

export const UNSYNCED: Case = {
  name: "unsynced",
  store: "sqlite",
  of: "cuts",
  sizes: { ci: 25, usual: 200, full: 2000 },
  missing: cannotCompile,
  run: unsynced,
};
