import { setTimeout as pause } from "node:timers/promises";
import type { Case, Control, Findings } from "./case.ts";
import type { Ground } from "./ground.ts";
import { faultsOn, heldOn, type Writers, writersOn } from "./on-server.ts";
import { cannotServe, makePairs, type Pair } from "./pair.ts";

const WRITERS = 4;
/** Tickets that each writer logs on the new primary. */
const AFTER = 3;
const PATIENCE_MS = 90_000;

interface FailedOver {
  readonly acknowledged: number;
  readonly lost: number;
  readonly twice: number;
  readonly again: ReturnType<Writers["again"]>;
  /** From the end of the primary to the first ticket on the other, in milliseconds; null: nobody went on. */
  readonly away: number | null;
  readonly faults: readonly string[];
}

const acknowledged = (writers: Writers): readonly number[] => writers.hands.map((hand) => hand.said().filter((line) => line.startsWith("ACK ")).length);

/** Whether each writer goes on from where it was, and when the first did. */
async function goOn(writers: Writers, from: readonly number[]): Promise<number | null> {
  const until = Date.now() + PATIENCE_MS;
  let first: number | null = null;
  while (Date.now() < until) {
    const now = acknowledged(writers);
    if (first === null && now.some((n, i) => n > (from[i] ?? 0))) first = performance.now();
    if (now.every((n, i) => n >= (from[i] ?? 0) + AFTER)) return first;
    await pause(20);
  }
  return null;
}

/** The primary is killed while writers are at work, and the standby takes its place. `cutFor`: how long nothing has reached the standby by then. */
async function failOver(ground: Ground, pair: Pair, cutFor: number): Promise<FailedOver> {
  const writers = await writersOn(ground, pair.address, WRITERS);
  await pause(200 + Math.random() * 600);
  if (cutFor > 0) {
    process.kill(pair.sender, "SIGSTOP");
    await pause(cutFor);
  }
  await pair.primary.kill();
  const began = performance.now();
  // Whatever was said up to now was said by the primary.
  await pause(Math.random() * 300);
  const before = acknowledged(writers);
  await pair.promote();
  const back = await goOn(writers, before);
  const complaints = await writers.end();
  const told = writers.told();
  return {
    acknowledged: told.size,
    ...(await heldOn(pair.standby.port, told)),
    again: writers.again(),
    away: back === null ? null : back - began,
    faults: [...(back === null ? [`not all writers went on within ${PATIENCE_MS / 1000} s`] : []), ...complaints, ...(await faultsOn(ground, pair.address))],
  };
}

async function control(ground: Ground, pair: Pair): Promise<Control> {
  const what = "a primary that does not wait for its standby";
  const { lost, twice, acknowledged } = await failOver(ground, pair, 300);
  return { what, found: lost + twice > 0 ? `of ${acknowledged} acknowledged, ${lost} lost and ${twice} twice in one fail-over` : null };
}

async function failOvers(ground: Ground, size: number): Promise<Findings> {
  const makePair = await makePairs(ground);
  const faults: string[] = [];
  const sum = { acknowledged: 0, lost: 0, twice: 0 };
  const again = { calls: 0, unknown: 0 };
  let longest = 0;
  const on = async <T>(synchronous: boolean, work: (pair: Pair) => Promise<T>): Promise<T> => {
    const pair = await makePair(synchronous);
    try {
      return await work(pair);
    } finally {
      await pair.remove();
    }
  };
  for (let turn = 0; turn < size; turn += 1) {
    const done = await on(true, (pair) => failOver(ground, pair, turn % 2 === 0 ? 0 : Math.random() * 200));
    for (const key of ["acknowledged", "lost", "twice"] as const) sum[key] += done[key];
    again.calls += done.again.calls;
    again.unknown += done.again.unknown;
    longest = Math.max(longest, done.away ?? 0);
    faults.push(...done.faults.map((fault) => `fail-over ${turn + 1}: ${fault}`));
  }
  return {
    done: `${size} fail-overs while ${WRITERS} write`,
    ...sum,
    faults,
    beside: [
      `calls that a person had to make again ${again.calls}, of them with an outcome unknown ${again.unknown}`,
      `at most ${(longest / 1000).toFixed(1)} s until somebody wrote again`,
    ],
    control: await on(false, (pair) => control(ground, pair)),
  };
}

export const FAIL_OVER: Case = {
  name: "fail-over",
  store: "postgresql",
  of: "fail-overs",
  sizes: { ci: 1, usual: 4, full: 20 },
  missing: cannotServe,
  run: failOvers,
};
