import type { InsightTx, LessonState } from "./insight.ts";
import { changeOf } from "./lesson-change.ts";
import type { Register, Tx, WaitOptions } from "./ports.ts";

/** So many closed tickets are learnt from, the newest: what the desk does today counts, and what is kept stays small. */
const WINDOW = 100_000;
/** How many tickets one call learns from, in how many steps, so that nobody waits long; the next call goes on. */
interface Bound {
  readonly tickets: number;
  readonly steps: number;
  /** So many are looked at under one lock. */
  readonly atOnce: number;
}

/** A step takes a fraction of a second. */
const ONE_CALL: Bound = { tickets: 20_000, steps: 400, atOnce: 1000 };
/** A step takes some milliseconds. */
const BY_THE_WAY: Bound = { tickets: 1000, steps: 20, atOnce: 50 };
const EVENTS_OF_ONE = 4;
/** After so many tickets, `tell` is called once: it takes a while. */
const TOLD = 4000;

/** Where a register begins to learn: what happens from now on is followed, and what was closed before is caught up with from the newest. */
const beginning = async (tx: Tx, insight: InsightTx): Promise<LessonState> => ({
  event: await insight.lastEvent(),
  below: (await tx.state()).numbers + 1,
  tickets: 0,
  words: 0,
});

/** Takes one step under the register's lock: from how many tickets it learnt, and whether there is more to do. */
async function step(tx: Tx, window: number, atOnce: number): Promise<{ readonly looked: number; readonly more: boolean }> {
  const insight = await tx.insight();
  const state = (await insight.lessonState()) ?? (await beginning(tx, insight));
  const moved = await insight.movedAfter(state.event, EVENTS_OF_ONE * atOnce);
  const full = state.tickets >= window;
  const from = moved.more || full ? state.below : Math.max(1, state.below - atOnce);
  const older = from < state.below ? await insight.closedBetween(from, state.below - 1) : [];
  const over = Math.min(atOnce, state.tickets - window);
  const oldest = over > 0 ? await insight.lowestLearnt(over) : [];
  const numbers = [...new Set([...moved.numbers, ...older, ...oldest])];
  const change = await changeOf(tx, insight, numbers, new Set(oldest));
  let tickets = state.tickets;
  const before = await insight.learntAt([...change.tickets.keys()]);
  for (const [number, version] of change.tickets) tickets += (version === null ? 0 : 1) - (before.has(number) ? 1 : 0);
  const below = full ? 1 : from;
  await insight.keepLessons(change, { event: moved.event, below, tickets, words: state.words });
  return { looked: change.tickets.size, more: moved.more || below > 1 || tickets > window };
}

/** Whether something happened, or was left, that has not been looked at. */
async function isBehind(register: Register): Promise<boolean> {
  const insight = await register.insight();
  const state = await insight.lessonState();
  const last = await insight.lastEvent();
  return state === null ? last > 0 : state.event < last || state.below > 1;
}

async function learnWithin(register: Register, wait: WaitOptions, most: Bound, goesOn: (looked: number) => boolean, window: number): Promise<void> {
  if (register.readOnly || !(await isBehind(register))) return;
  let looked = 0;
  for (let taken = 0; taken < most.steps && looked < most.tickets && goesOn(looked); taken += 1) {
    const done = await register.write((tx) => step(tx, window, most.atOnce), wait);
    if (!done.more) return;
    looked += done.looked;
  }
}

/**
 * Learns from what was closed, and unlearns what was corrected, reopened or undone, since the last time: nothing of it is
 * part of the history, so it is no operation. Several processes may do so at once; each step finds what the others left.
 * A register that cannot be written stays as it is.
 */
export function learn(register: Register, wait: WaitOptions, tell: () => void = () => undefined, window: number = WINDOW): Promise<void> {
  let told = false;
  return learnWithin(
    register,
    wait,
    ONE_CALL,
    (looked) => {
      if (looked >= TOLD && !told) tell();
      told ||= looked >= TOLD;
      return true;
    },
    window,
  );
}

/** The same by the way: in small steps for as long as it `goesOn`, waiting for nobody, and whatever is in its way is left to the next. */
export async function learnALittle(register: Register, goesOn: () => boolean): Promise<void> {
  try {
    await learnWithin(register, { timeoutSeconds: 0, onWait: () => undefined }, BY_THE_WAY, goesOn, WINDOW);
  } catch {
    // Nobody has asked for it.
  }
}

/** Forgets all that was learnt and learns it anew. */
export async function relearn(register: Register, wait: WaitOptions, tell: () => void): Promise<void> {
  await register.write(async (tx) => (await tx.insight()).forgetLessons(), wait);
  await learn(register, wait, tell);
}
