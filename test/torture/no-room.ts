import { chmodSync, copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Ended } from "../built-program.ts";
import { type Call, type Desk, makeDesk, READS, sample, stateOf, WRITES } from "./calls.ts";
import type { Case, Findings } from "./case.ts";
import { count } from "./case.ts";
import type { Ground } from "./ground.ts";
import { digestOf, faultsIn } from "./look.ts";
import { cannotMount, fill, memoryDisk } from "./small-disk.ts";

/** A register that cannot be written, and how it becomes so. */
interface Hindered {
  readonly name: string;
  readonly path: string;
  hinder(): () => void;
}

class Trial {
  readonly #ground: Ground;
  readonly #desk: Desk;
  readonly faults: string[] = [];
  calls = 0;
  changed = 0;

  constructor(ground: Ground, desk: Desk) {
    [this.#ground, this.#desk] = [ground, desk];
  }

  #run(call: Call, path: string): Promise<Ended> {
    const { words, stdin, env } = this.#desk.ready(call, path);
    return this.#ground.itsm(words, { stdin, env });
  }

  async read(where: Hindered, name: string, call: Call): Promise<void> {
    const good = await this.#run(call, this.#desk.on(call, "good.db"));
    const free = where.hinder();
    const hindered = await this.#run(call, where.path);
    free();
    this.calls += 1;
    const told = `${where.name}: ${name} ended with ${hindered.code ?? hindered.signal}, not ${good.code}: ${hindered.stderr.trim()}`;
    if (hindered.code !== good.code) this.faults.push(told);
    else if (name !== "db info" && hindered.stdout.length !== good.stdout.length) this.faults.push(`${where.name}: ${name} says something else`);
  }

  async write(where: Hindered, name: string, call: Call): Promise<void> {
    const fresh = call.on === "nothing";
    const path = fresh ? join(where.path, "../new.db") : where.path;
    const good = this.#desk.on(call, "good.db");
    const before = stateOf(good);
    await this.#run(call, good);
    if (stateOf(good) !== before) this.changed += 1;
    if (call.on === "older") copyFileSync(this.#desk.on(call, "older-still.db"), path);
    const kept = digestOf(path);
    const free = where.hinder();
    const { code, signal, stderr } = await this.#run(call, path);
    free();
    this.calls += 1;
    const errors = stderr.match(/^error: /gm)?.length ?? 0;
    if (code !== 6 || errors !== 1) this.faults.push(`${where.name}: ${name} ended with ${code ?? signal}, ${errors} errors: ${stderr.trim()}`);
    if (digestOf(path) !== kept && !(fresh && existsSync(path) && stateOf(path) === null)) this.faults.push(`${where.name}: ${name} changed the file`);
    if (call.on === "older") copyFileSync(this.#desk.place, path);
  }
}

/** The same register in three places where it cannot be written. */
function places(ground: Ground, place: string): readonly Hindered[] {
  const disk = memoryDisk(ground, 4);
  const inFolder = (name: string): string => {
    mkdirSync(join(ground.folder, name));
    copyFileSync(place, join(ground.folder, name, "itsm.db"));
    return join(ground.folder, name, "itsm.db");
  };
  copyFileSync(place, join(disk, "itsm.db"));
  const [file, folder] = [inFolder("read-only-file"), inFolder("read-only-folder")];
  const rights = (path: string, still: number, free: number) => () => {
    chmodSync(path, still);
    return () => chmodSync(path, free);
  };
  return [
    { name: "full disk", path: join(disk, "itsm.db"), hinder: () => fill(disk) },
    { name: "read-only file", path: file, hinder: rights(file, 0o400, 0o600) },
    { name: "read-only folder", path: folder, hinder: rights(join(folder, ".."), 0o500, 0o700) },
  ];
}

async function noRoom(ground: Ground, size: number): Promise<Findings> {
  const desk = await makeDesk(ground);
  const trial = new Trial(ground, desk);
  const hindered = places(ground, desk.place);
  const [reads, writes] = [sample(READS, size), sample(WRITES, size)];
  for (const where of hindered) {
    for (const [name, call] of reads) await trial.read(where, name, call);
    for (const [name, call] of writes) {
      // A read-only file hinders nobody to make another beside it.
      if (call.on !== "nothing" || where.name !== "read-only file") await trial.write(where, name, call);
    }
    trial.faults.push(...(await faultsIn(ground.world, where.path)).map((fault) => `${where.name}: ${fault}`));
  }
  return {
    done: `${count(trial.calls)} calls of ${reads.length} reading and ${writes.length} writing verbs on a full disk, a read-only file, a read-only folder`,
    faults: trial.faults,
    control: {
      what: "the same writes with room",
      found: trial.changed === 0 ? null : `${trial.changed} changed the register`,
    },
  };
}

export const NO_ROOM: Case = {
  name: "no-room",
  store: "sqlite",
  of: "verbs of each kind",
  sizes: { ci: 5, usual: 10, full: 1000 },
  missing: () => cannotMount(),
  elsewhere: "failing-calls has a disk that is full from each write on",
  run: noRoom,
};
