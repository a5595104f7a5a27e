import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { generate } from "../bench/generate.ts";
import type { Case, Control, Findings } from "./case.ts";
import { count } from "./case.ts";
import { type Ground, ROOT, type Running } from "./ground.ts";
import { faultsIn, halvesIn, Told } from "./look.ts";

const HANDS = 2;
const TOGETHER = 8;
const TICKETS = { few: 600, many: 2000 };
const FEW = 20;
/** A register that has not grown much, every so many backups. */
const BACKUPS_A_REGISTER = 10;
/** Between one and the next so many milliseconds at most. */
const BETWEEN_MS = 100;
/** Beside every so many backups one is killed on its way. */
const KILLED_SHARE = 4;

/** A register with hands at work on it. */
class Busy {
  readonly path: string;
  readonly told = new Told();
  readonly #hands: readonly Running[];
  readonly #heard: number[];

  constructor(ground: Ground, path: string) {
    this.path = path;
    this.#hands = Array.from({ length: HANDS }, () => ground.hand(["desk", path, `${TOGETHER}`]));
    this.#heard = this.#hands.map(() => 0);
  }

  /** Takes in what was acknowledged up to now. */
  listen(): void {
    for (const [i, hand] of this.#hands.entries()) {
      const said = hand.said();
      this.told.hear(said.slice(this.#heard[i]));
      this.#heard[i] = said.length;
    }
  }

  /** Lets the hands rest while something is looked at, and go on. */
  async resting<T>(look: () => Promise<T>): Promise<T> {
    for (const hand of this.#hands) hand.kill("SIGSTOP");
    try {
      return await look();
    } finally {
      for (const hand of this.#hands) hand.kill("SIGCONT");
    }
  }

  async begun(): Promise<void> {
    await Promise.all(this.#hands.map((hand) => hand.begun));
  }

  /** Stops the hands; what they complained of. */
  async end(): Promise<readonly string[]> {
    for (const hand of this.#hands) hand.kill("SIGKILL");
    const ended = await Promise.all(this.#hands.map((hand) => hand.ended));
    return ended.flatMap(({ stderr }) => (stderr === "" ? [] : [`a hand said ${stderr.trim()}`]));
  }
}

const CONTROLS_AT_MOST = 60;

class Trial {
  readonly #ground: Ground;
  readonly #whole: string;
  readonly faults: string[] = [];
  readonly sum = { acknowledged: 0, lost: 0, half: 0, kills: 0, parts: 0 };
  #busy: Busy | null = null;

  constructor(ground: Ground, whole: string) {
    [this.#ground, this.#whole] = [ground, whole];
  }

  /** A register under load. */
  async busy(anew: boolean): Promise<Busy> {
    if (this.#busy !== null && !anew) return this.#busy;
    await this.end();
    this.#busy = new Busy(this.#ground, this.#ground.copy(this.#whole, "desk.db"));
    await this.#busy.begun();
    return this.#busy;
  }

  async end(): Promise<void> {
    if (this.#busy === null) return;
    this.faults.push(...(await this.#busy.end()));
    this.sum.acknowledged += this.#busy.told.tickets.size;
    this.#busy = null;
  }

  /** What is wrong with a file as a backup, by every check there is. */
  async wrongWith(file: string, full = false): Promise<readonly string[]> {
    const wrong = await faultsIn(this.#ground.world, file);
    const { code, stdout, stderr } = await this.#ground.world.itsm(["db", "check", ...(full ? ["--full"] : []), "--db", file]);
    return code === 0 ? wrong : [...wrong, `db check ended with ${code}: ${`${stdout}${stderr}`.trim().split("\n")[0]}`];
  }

  async backup(busy: Busy, turn: number): Promise<void> {
    const file = this.#ground.fresh("backup.db");
    busy.listen();
    const { code, stderr } = await this.#ground.itsm(["db", "backup", file, "-q", "--db", busy.path]);
    if (code !== 0 || stderr !== "") return void this.faults.push(`backup ${turn} ended with ${code}: ${stderr.trim()}`);
    const beside = this.#left(file).filter((name) => name !== basename(file));
    if (beside.length > 0) this.faults.push(`backup ${turn} left ${beside.join(", ")} beside it`);
    const wrong = await busy.resting(() => this.wrongWith(file, turn % BACKUPS_A_REGISTER === 0));
    this.faults.push(...wrong.map((what) => `backup ${turn}: ${what}`));
    this.sum.lost += busy.told.lostIn(file);
    this.sum.half += halvesIn(file, TOGETHER);
    await pause(Math.random() * BETWEEN_MS);
  }

  /** A backup that is killed somewhere on its way leaves nothing that passes for one, unless it is one. */
  async killed(busy: Busy, turn: number): Promise<void> {
    const file = this.#ground.fresh("killed.db");
    busy.listen();
    const running = this.#ground.program(["db", "backup", file, "-q", "--db", busy.path]);
    const part = `${file}.part-${running.pid}`;
    while (!existsSync(part) && !existsSync(file)) await pause(1);
    await pause(Math.random() * 120);
    running.kill("SIGKILL");
    const { signal } = await running.ended;
    if (signal !== null) this.sum.kills += 1;
    for (const name of this.#left(file).filter((left) => !/-(?:wal|shm|journal)$/.test(left))) {
      const left = join(this.#ground.folder, name);
      if (name !== basename(file)) this.sum.parts += 1;
      const wrong = await busy.resting(() => this.wrongWith(left));
      if (wrong.length > 0 && name !== basename(file)) continue;
      if (wrong.length > 0) this.faults.push(`kill ${turn}: ${name} is there, and ${wrong[0]}`);
      else this.sum.lost += busy.told.lostIn(left);
    }
    const again = await this.#ground.itsm(["db", "backup", file, "-q", "--yes", "--db", busy.path]);
    if (again.code !== 0) this.faults.push(`kill ${turn}: the next backup ended with ${again.code}: ${again.stderr.trim()}`);
    const beside = this.#left(file).filter((name) => name !== basename(file));
    if (beside.length > 0) this.faults.push(`kill ${turn}: the next backup left ${beside.join(", ")}`);
  }

  /** What is there under the name of a backup. */
  #left(file: string): readonly string[] {
    return readdirSync(this.#ground.folder).filter((name) => name.startsWith(basename(file)));
  }

  async control(tries: number): Promise<Control> {
    const what = "a copy of the file alone";
    const seen = { lacking: 0, unsound: 0 };
    const busy = await this.busy(false);
    let made = 0;
    // Right behind a checkpoint the file alone has everything: a few copies may all have been made then.
    for (; made < tries || (made < CONTROLS_AT_MOST && seen.lacking + seen.unsound === 0); made += 1) {
      const copy = this.#ground.fresh("copy.db");
      busy.listen();
      copyFileSync(busy.path, copy);
      const wrong = await busy.resting(() => this.wrongWith(copy));
      if (wrong.length > 0) seen.unsound += 1;
      else if (new Told(busy.told).lostIn(copy) > 0) seen.lacking += 1;
    }
    const found = `of ${made}, ${seen.lacking} lacked tickets, ${seen.unsound} failed the checks`;
    return { what, found: seen.lacking + seen.unsound > 0 ? found : null };
  }
}

async function backups(ground: Ground, size: number): Promise<Findings> {
  const tickets = size > FEW ? TICKETS.many : TICKETS.few;
  const whole = ground.fresh("whole.db");
  await generate(whole, { tickets, open: tickets, high: 40 }, { migrations: join(ROOT, "migrations") });
  const trial = new Trial(ground, whole);
  for (let turn = 0; turn < size; turn += 1) {
    const busy = await trial.busy(turn % BACKUPS_A_REGISTER === 0);
    await trial.backup(busy, turn);
    if (turn % KILLED_SHARE === 0) await trial.killed(busy, turn);
  }
  const control = await trial.control(size > FEW ? 20 : 2);
  await trial.end();
  const { kills, parts, ...sum } = trial.sum;
  return {
    done: `${count(size)} backups of ${count(tickets)} tickets and more while ${HANDS} log and close, ${kills} killed on their way`,
    ...sum,
    faults: trial.faults,
    beside: [`left in part by kills, and refused ${parts}`],
    control,
  };
}

export const BACKUPS: Case = {
  name: "backups",
  store: "sqlite",
  of: "backups",
  sizes: { ci: 3, usual: 40, full: 200 },
  missing: () => null,
  run: backups,
};
