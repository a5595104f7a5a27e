import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { type Ran, wordsOf } from "../world.ts";
import { type Call, DESK, LATER, READS, sample, WRITES } from "./calls.ts";
import type { Case, Control, Findings } from "./case.ts";
import { count } from "./case.ts";
import { type Cut, type Cutter, cutterTo } from "./cutter.ts";
import type { Ground } from "./ground.ts";
import { tokenIn, wrongEnd } from "./how-ended.ts";
import { addressOn, askedOn, cannotServe, makeServer, sessionOn } from "./pair.ts";

/** A fault that still fires after so many sendings is one that never ends. */
const AT_MOST = 200;
const TRIAL = "trial";
const STATE = `select json_build_array(numbers, operations, encode(head, 'hex'), (select count(*) from event), (select count(*) from known_error),
  (select max(version) from policy))::text as state from register`;

/** Those that bring up an older register, which is done by a test of its own. */
const isTried = ([, call]: readonly [string, Call]): boolean => call.on === undefined;

/** Without the head, which holds the salts that were drawn: what two runs of the same call have in common. */
const counted = (state: string | null): string | null => state?.replace(/"[0-9a-f]{64}"/, "") ?? null;

class Trial {
  readonly #ground: Ground;
  readonly #port: number;
  readonly #admin: pg.Client;
  readonly #cutter: Cutter;
  #untouched = false;
  moments = 0;
  unknown = 0;
  acknowledged = 0;
  lost = 0;
  twice = 0;
  readonly faults: string[] = [];

  constructor(ground: Ground, port: number, admin: pg.Client, cutter: Cutter) {
    [this.#ground, this.#port, this.#admin, this.#cutter] = [ground, port, admin, cutter];
  }

  /** The desk as it was made, in a database of its own; one that nothing was written to is used again. */
  async #anew(): Promise<void> {
    if (this.#untouched) return;
    await this.#admin.query(`drop database if exists ${TRIAL} with (force)`);
    await this.#admin.query(`create database ${TRIAL} template desk strategy wal_log`);
    this.#untouched = true;
  }

  async #state(): Promise<string | null> {
    const [row] = await askedOn<{ readonly state: string }>(this.#port, TRIAL, STATE);
    return row?.state ?? null;
  }

  #run({ words, stdin = "", now = LATER }: Call, port: number, more: readonly string[] = []): Promise<Ran> {
    const given = words.map((word) => word.replace("FOLDER", this.#ground.folder));
    return this.#ground.world.itsm([...given, ...more, "--db", addressOn([port], TRIAL)], { stdin, env: { ITSM_NOW: now } });
  }

  /** The state before a call and after it, where nothing is cut. */
  async wanted(call: Call): Promise<{ readonly before: string | null; readonly after: string | null }> {
    await this.#anew();
    const before = await this.#state();
    this.#untouched = false;
    const { code, stderr } = await this.#run(call, this.#port);
    if (code !== (call.code ?? 0)) throw new Error(`${call.words.join(" ")} ended with ${code} where nothing was cut: ${stderr}`);
    return { before, after: await this.#state() };
  }

  /** One call that is cut; null: it never came to that. */
  async cut(call: Call, cut: Cut): Promise<Ran | null> {
    await this.#anew();
    this.#cutter.arm(cut);
    // A server that does not come back is not waited for.
    this.#untouched = false;
    const ran = await this.#run(call, this.#cutter.port, cut.back || call.waits !== true ? [] : ["--timeout", "0s"]);
    return this.#cutter.fired() ? ran : null;
  }

  /** Cut at each sending of a call, in one way, until there is no such sending. */
  async until(name: string, call: Call, way: Omit<Cut, "at">): Promise<void> {
    const { before, after } = await this.wanted(call);
    for (let at = 1; ; at += 1) {
      const about = (what: string): string => `${name}, ${way.heard ? "after" : "before"} sending ${at}${way.back ? "" : ", for good"}: ${what}`;
      if (at > AT_MOST) return void this.faults.push(about("there is no end to it"));
      const ran = await this.cut(call, { ...way, at });
      if (ran === null) return;
      this.moments += 1;
      const right = ran.code === (call.code ?? 0);
      const wrong: string[] = right ? [] : [...wrongEnd(ran, [6])];
      const state = await this.#state();
      this.#untouched = ran.code === 6 && !ran.stderr.includes("unknown") && state === before;
      if (right) {
        this.acknowledged += 1;
        this.#compare(counted(state), counted(after));
      } else if (ran.stderr.includes("unknown")) {
        this.unknown += 1;
        const token = tokenIn(ran.stderr);
        if (call.once === true && token === null) wrong.push("said that the outcome is unknown, and no token");
        const again = await this.#run(call, this.#port, token === null ? [] : ["--once", token]);
        if (again.code !== 0) wrong.push(`the same call again ended with ${again.code}: ${again.stderr.trim()}`);
        if (call.once === true) this.#compare(counted(await this.#state()), counted(after));
      } else if (ran.stderr.includes("is kept")) {
        if (call.once === true) this.#compare(counted(state), counted(after));
        else if (state === before) wrong.push("said that something was written, and nothing was");
      } else if (state !== before) wrong.push(`said that nothing was written, and ${before} became ${state}: ${ran.stderr.trim()}`);
      this.faults.push(...wrong.map(about));
    }
  }

  #compare(state: string | null, after: string | null): void {
    if (state === after) return;
    if (JSON.parse(state ?? "[0,0]")[1] > JSON.parse(after ?? "[0,0]")[1]) this.twice += 1;
    else this.lost += 1;
  }

  /** The same call without the token that it was told. */
  async control(): Promise<Control> {
    const what = "the call repeated without the token";
    const call = WRITES.log as Call;
    const { after } = await this.wanted(call);
    for (let at = 1; at <= AT_MOST; at += 1) {
      const ran = await this.cut(call, { at, heard: true, back: false });
      if (ran === null) break;
      this.#untouched = !ran.stderr.includes("unknown");
      if (this.#untouched) continue;
      await this.#run(call, this.#port);
      if (counted(await this.#state()) !== counted(after)) return { what, found: `logged twice, at sending ${at}` };
    }
    return { what, found: null };
  }
}

async function wentAway(ground: Ground, size: number): Promise<Findings> {
  const server = await makeServer(ground);
  const [admin, cutter] = [await sessionOn(server.port, "postgres"), await cutterTo(server.port)];
  try {
    for (const line of DESK) await ground.world.ok([...wordsOf(line), "--db", addressOn([server.port])]);
    writeFileSync(
      join(ground.folder, "rules.yaml"),
      (await ground.world.ok(["policy", "show", "--db", addressOn([server.port])])).replaceAll("resolution: 8h", "resolution: 6h"),
    );
    const trial = new Trial(ground, server.port, admin, cutter);
    const few = size <= 2;
    const [writes, reads] = [sample(WRITES, size).filter(isTried), sample(READS, Math.floor(size / 2)).filter(isTried)];
    for (const [name, call] of [...writes, ...reads])
      for (const heard of [false, true]) for (const back of few ? [false] : [false, true]) await trial.until(name, call, { heard, back });
    const { moments, unknown, acknowledged, lost, twice, faults } = trial;
    return {
      done: `${count(moments)} connections cut, before and after everything that ${writes.length + reads.length} verbs send`,
      acknowledged,
      lost,
      twice,
      faults,
      beside: [`unknown outcomes told and repeated ${count(unknown)}`],
      control: await trial.control(),
    };
  } finally {
    await admin.end();
    await cutter.end();
    await server.stop();
  }
}

export const WENT_AWAY: Case = {
  name: "went-away",
  store: "postgresql",
  of: "writing verbs",
  sizes: { ci: 1, usual: 8, full: 1000 },
  missing: cannotServe,
  run: wentAway,
};
