import { setTimeout as pause } from "node:timers/promises";
import type { Case, Control, Findings } from "./case.ts";
import { count } from "./case.ts";
import type { Ground } from "./ground.ts";
import { faultsOn, heldOn, type Writers, writersOn } from "./on-server.ts";
import { cannotServe, makePairs, type Pair, sessionOn } from "./pair.ts";

const WRITERS = 8;
/** Every so many back ends are ended while they commit: their standby is kept from answering until then. */
const COMMITTING_SHARE = 3;
const PAUSE_MS = 30;
const COMMITS_WITHIN_MS = 2000;

const TERMINATE = `with one as (select pid from pg_stat_activity where backend_type = 'client backend' and application_name = 'itsm' order by random() limit 1)
  select pg_terminate_backend(pid) as ended from one`;
const TERMINATE_COMMITTING = `with one as (select pid from pg_stat_activity where wait_event = 'SyncRep' and application_name = 'itsm' limit 1)
  select pg_terminate_backend(pid) as ended from one`;

/** Ends back ends of the program, from another session; how many, and how many of them while they committed. */
class Reaper {
  ended = 0;
  committing = 0;
  readonly #pair: Pair;

  constructor(pair: Pair) {
    this.#pair = pair;
  }

  /** Goes on until so many are ended or `enough` says so. */
  async reap(size: number, writers: Writers, enough: () => Promise<boolean> = async () => false): Promise<void> {
    const session = await sessionOn(this.#pair.primary.port);
    const terminate = async (text: string): Promise<boolean> => ((await session.query<{ readonly ended: boolean }>(text)).rows[0]?.ended ?? false) === true;
    try {
      while (this.ended < size && !(await enough())) {
        if (this.ended % COMMITTING_SHARE === COMMITTING_SHARE - 1) await this.#whileCommitting(terminate);
        else if (await terminate(TERMINATE)) this.ended += 1;
        await writers.furthered();
        await pause(Math.random() * PAUSE_MS);
      }
    } finally {
      await session.end();
    }
  }

  async #whileCommitting(terminate: (text: string) => Promise<boolean>): Promise<void> {
    process.kill(this.#pair.sender, "SIGSTOP");
    try {
      const until = Date.now() + COMMITS_WITHIN_MS;
      while (Date.now() < until) {
        if (await terminate(TERMINATE_COMMITTING)) {
          this.ended += 1;
          this.committing += 1;
          return;
        }
        await pause(2);
      }
    } finally {
      process.kill(this.#pair.sender, "SIGCONT");
    }
    throw new Error("nobody commits");
  }
}

async function control(ground: Ground, pair: Pair): Promise<Control> {
  const what = "no token, and a program that takes a commit without an answer for one that was not kept";
  const writers = await writersOn(ground, pair.address, WRITERS, { TORTURE_WRONG: "assuming" });
  const reaper = new Reaper(pair);
  const twice = async (): Promise<number> => (await heldOn(pair.primary.port, new Map())).twice;
  await reaper.reap(90, writers, async () => reaper.committing > 2 && (await twice()) > 0);
  await writers.end();
  const found = await twice();
  return { what, found: found > 0 ? `${found} twice after ${reaper.ended}` : null };
}

async function terminated(ground: Ground, size: number): Promise<Findings> {
  const makePair = await makePairs(ground);
  const pair = await makePair(true);
  const reaper = new Reaper(pair);
  let found: Omit<Findings, "control" | "done">;
  try {
    const writers = await writersOn(ground, pair.address, WRITERS);
    await reaper.reap(size, writers);
    const complaints = await writers.end();
    const told = writers.told();
    const { calls, unknown } = writers.again();
    found = {
      acknowledged: told.size,
      ...(await heldOn(pair.primary.port, told)),
      faults: [...complaints, ...(await faultsOn(ground, pair.address))],
      beside: [`calls that a person had to make again ${calls}, of them with an outcome unknown ${unknown}`],
    };
  } finally {
    await pair.remove();
  }
  const spoilt = await makePair(true);
  try {
    const done = `${count(reaper.ended)} back ends of ${WRITERS} writers terminated, ${count(reaper.committing)} of them in a commit`;
    return { done, ...found, control: await control(ground, spoilt) };
  } finally {
    await spoilt.remove();
  }
}

export const TERMINATED: Case = {
  name: "terminated",
  store: "postgresql",
  of: "back ends terminated",
  sizes: { ci: 15, usual: 60, full: 300 },
  missing: cannotServe,
  run: terminated,
};
