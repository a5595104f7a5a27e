import { join } from "node:path";
import type { Case, Control, Findings } from "./case.ts";
import { count } from "./case.ts";
import type { Ground } from "./ground.ts";
import { faultsIn, halvesIn, Told } from "./look.ts";
import { cannotMount, type LoopDisk, loopDisk } from "./small-disk.ts";

const TOGETHER = 8;
/** A new disk every so many cuts. */
const CUTS_A_DISK = 10;
const WITHIN = 700;
const MOST_OF_CONTROL = 40;

/** One cut at a random moment behind the first acknowledgement; what was told until then is in `told`. */
async function cut(ground: Ground, disk: LoopDisk, told: Told, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const path = join(disk.place, "itsm.db");
  const hand = ground.hand(["desk", path, `${TOGETHER}`], env);
  await hand.begun;
  // As long as somebody else has it open nothing is copied from the log into the file, so that only a commit syncs.
  const holder = ground.hand(["hold", path]);
  await holder.begun;
  await disk.cut(hand.pid, WITHIN);
  for (const each of [hand, holder]) each.kill("SIGKILL");
  await Promise.all([hand.ended, holder.ended]);
  told.hear(hand.said());
  disk.unmount();
  disk.mount();
  return path;
}

async function control(ground: Ground): Promise<Control> {
  const what = "synchronous=NORMAL";
  let acknowledged = 0;
  const disk = loopDisk(ground, "control");
  disk.mount();
  const told = new Told();
  for (let cuts = 1; cuts <= MOST_OF_CONTROL; cuts += 1) {
    const path = await cut(ground, disk, told, { TORTURE_WRONG: "unsynced" });
    acknowledged = told.tickets.size;
    const lost = told.lostIn(path);
    if (lost > 0) return { what, found: `lost ${lost} of ${acknowledged} in ${cuts} cuts` };
  }
  return { what, found: null };
}

async function powerCut(ground: Ground, size: number): Promise<Findings> {
  const faults: string[] = [];
  const sum = { acknowledged: 0, lost: 0, twice: 0, half: 0 };
  let disk: LoopDisk | null = null;
  let told = new Told();
  for (let turn = 0; turn < size; turn += 1) {
    if (turn % CUTS_A_DISK === 0) {
      disk?.unmount();
      disk = loopDisk(ground, `disk-${turn}`);
      disk.mount();
      told = new Told();
    }
    const before = { tickets: told.tickets.size, twice: told.twice };
    const path = await cut(ground, disk as LoopDisk, told);
    const next = await ground.itsm(["ls", "-q", "-L", "1", "--db", path]);
    if (next.code !== 0) faults.push(`the next start ended with ${next.code}: ${next.stderr.trim()}`);
    faults.push(...(await faultsIn(ground.world, path)));
    sum.acknowledged += told.tickets.size - before.tickets;
    sum.twice += told.twice - before.twice;
    sum.lost += told.lostIn(path);
    sum.half += halvesIn(path, TOGETHER);
  }
  disk?.unmount();
  return { done: `${count(size)} power cuts of an ext4 while logging and closing`, ...sum, faults, control: await control(ground) };
}

export const POWER_CUT: Case = {
  name: "power-cut",
  store: "sqlite",
  of: "cuts",
  sizes: { ci: 2, usual: 20, full: 200 },
  missing: () => cannotMount("mkfs.ext4", "python3"),
  elsewhere: "unsynced loses the same writes without a file system",
  run: powerCut,
};
