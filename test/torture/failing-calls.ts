import { existsSync, rmSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import type { Ended } from "../built-program.ts";
import { type Call, type Desk, makeDesk, sample, stateOf, WRITES } from "./calls.ts";
import type { Case, Control, Findings } from "./case.ts";
import { count } from "./case.ts";
import { cannotCompile, compileFaults } from "./faults.ts";
import type { Ground } from "./ground.ts";
import { tokenIn, wrongEnd } from "./how-ended.ts";
import { faultsIn, one } from "./look.ts";

/** What fails, and with which error. */
const FAULTS = [
  ["pwrite", "ENOSPC"],
  ["pwrite", "EIO"],
  ["pwrite", "ENOSPC", "from then on"],
  ["fsync", "EIO"],
  ["open", "EMFILE"],
] as const;
type Fault = (typeof FAULTS)[number];

/** Where there is time for a few verbs only, each run of the tests tries other calls of them. */
const FEW = 2;
const STEP_OF_FEW = 12;
/** More calls than any verb makes: a fault that still fires is one that never ends. */
const AT_MOST = 400;
const LIE = "0";

interface Tried extends Ended {
  readonly fired: boolean;
}

class Trial {
  readonly #ground: Ground;
  readonly #desk: Desk;
  readonly #library: string;
  runs = 0;
  unknown = 0;
  lost = 0;
  twice = 0;
  acknowledged = 0;
  readonly faults: string[] = [];

  constructor(ground: Ground, desk: Desk, library: string) {
    [this.#ground, this.#desk, this.#library] = [ground, desk, library];
  }

  async run(call: Call, path: string, [name, error, on]: readonly [string, string, string?], at: number): Promise<Tried> {
    const fired = join(this.#ground.folder, "fired");
    rmSync(fired, { force: true });
    const { words, stdin, env } = this.#desk.ready(call, path);
    const number = error === LIE ? LIE : String(constants.errno[error as keyof typeof constants.errno]);
    const faulty = { LD_PRELOAD: this.#library, TORTURE_PATH: path, TORTURE_CALL: name, TORTURE_AT: `${at}`, TORTURE_ERRNO: number, TORTURE_FIRED: fired };
    const ended = await this.#ground.itsm(words, { stdin, env: { ...env, ...faulty, ...(on !== undefined && { TORTURE_ON: "1" }) } });
    return { ...ended, fired: existsSync(fired) };
  }

  /** The state before a call and after it, where nothing fails. */
  async wanted(call: Call): Promise<{ readonly before: string | null; readonly after: string | null }> {
    const path = this.#desk.on(call, "wanted.db");
    const before = stateOf(path);
    const { words, stdin, env } = this.#desk.ready(call, path);
    const { code, stderr } = await this.#ground.itsm(words, { stdin, env });
    if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code} where nothing failed: ${stderr}`);
    return { before, after: stateOf(path) };
  }

  /** The n-th call fails, for n = 1, 2, 3 … until there is no such call; or for every `step`-th n, from a random one on. */
  async until(name: string, call: Call, fault: Fault, step: number): Promise<void> {
    const { before, after } = await this.wanted(call);
    for (let at = 1 + Math.floor(Math.random() * step); ; at += step) {
      const about = (what: string): string => `${name}, ${fault.join(" ")} of call ${at}: ${what}`;
      if (at > AT_MOST) return void this.faults.push(about("there is no end to it"));
      const path = this.#desk.on(call, "faulty.db");
      const tried = await this.run(call, path, fault, at);
      if (!tried.fired) return;
      this.runs += 1;
      const wrong: string[] = [...wrongEnd(tried, [1, 6])];
      // The program reads first, as somebody would who wants to know; an older register it would bring up while it reads.
      const seen = call.on === "older" ? stateOf(path) : undefined;
      const there = call.on !== "nothing" || existsSync(path);
      if (there && before !== null) wrong.push(...(await faultsIn(this.#ground.world, path)));
      const state = seen === undefined ? stateOf(path) : seen;
      if (tried.code === 0) {
        this.acknowledged += 1;
        if (state !== after) this.lost += 1;
      } else if (tried.stderr.includes("unknown")) await this.repeat(call, path, tokenIn(tried.stderr), after, wrong);
      else if (tried.stderr.includes("is kept")) {
        if (state === before) wrong.push("said that something was written, and nothing was");
        else if (call.once === true && state !== after) this.lost += 1;
      } else if (state !== before && !(call.on === "nothing" && state === null)) wrong.push(`said that nothing was written, and ${before} became ${state}`);
      this.faults.push(...wrong.map(about));
    }
  }

  /** Where the outcome is unknown, the same call with its token leads to what was wanted, once. */
  async repeat(call: Call, path: string, token: string | null, after: string | null, wrong: string[]): Promise<void> {
    this.unknown += 1;
    if (call.once === true && token === null) wrong.push("said that the outcome is unknown, and no token");
    const { words, stdin, env } = this.#desk.ready(call, path, call.once === true && token !== null ? token : undefined);
    const again = await this.#ground.itsm(words, { stdin, env });
    if (again.code !== 0) wrong.push(`the same call again ended with ${again.code}: ${again.stderr.trim()}`);
    const state = stateOf(path);
    if (call.once === true && state !== after) {
      if (JSON.parse(state ?? "[]")[3] > JSON.parse(after ?? "[]")[3]) this.twice += 1;
      else this.lost += 1;
    }
  }

  /** A disk that says of a write that it was done, and forgets it. */
  async control(): Promise<Control> {
    const what = "a disk that forgets the write";
    const call = WRITES.log as Call;
    for (let at = 1; at <= 40; at += 1) {
      const path = this.#desk.on(call, "forgotten.db");
      const tried = await this.run(call, path, ["pwrite", LIE], at);
      if (!tried.fired) break;
      if (tried.code !== 0) continue;
      const faults = await faultsIn(this.#ground.world, path);
      if (faults.length > 0) return { what, found: `damage, at write ${at}` };
      if (one<number>(path, "select numbers from register") < 13) return { what, found: `lost an acknowledged ticket, at write ${at}` };
    }
    return { what, found: null };
  }
}

async function failingCalls(ground: Ground, size: number): Promise<Findings> {
  const trial = new Trial(ground, await makeDesk(ground), compileFaults(ground));
  const verbs = sample(WRITES, size);
  for (const [name, call] of verbs) for (const fault of FAULTS) await trial.until(name, call, fault, verbs.length <= FEW ? STEP_OF_FEW : 1);
  const { runs, unknown, acknowledged, lost, twice, faults } = trial;
  return {
    done: `${count(runs)} failed calls of ${verbs.length} verbs (${FAULTS.map((fault) => fault.join(" ")).join(", ")})`,
    acknowledged,
    lost,
    twice,
    faults,
    beside: [`unknown outcomes told and repeated ${count(unknown)}`],
    control: await trial.control(),
  };
}

export const FAILING_CALLS: Case = {
  name: "failing-calls",
  store: "sqlite",
  of: "writing verbs",
  sizes: { ci: 2, usual: 8, full: 1000 },
  missing: cannotCompile,
  run: failingCalls,
};
