import { type Sweep, type SweepWords, sweep } from "../domain/ticket/acts/sweep.ts";
import type { Instant } from "../domain/time/instant.ts";
import { type Desk, deskOf } from "./desk.ts";
import { AT_ONCE, lapsed, lapseSome, recordSweep, SWEEP, type SweepRun } from "./lapse.ts";
import type { Item } from "./outcome.ts";
import { Planner } from "./plan.ts";
import type { DuePlace, Reads, Register, WaitOptions } from "./ports.ts";
import { WorkingSet } from "./working-set.ts";

/** One run of the sweep. */
export interface Sweeping extends SweepRun {
  readonly words: SweepWords;
  readonly wait: WaitOptions;
  /** Told of each operation, or of each part of what a dry run would do. */
  readonly heard: (items: readonly Item[], reads: Reads) => Promise<void>;
}

/** What is due on some tickets by `now`. One on which nothing comes of it is left out. */
function decided(desk: Desk, set: WorkingSet, numbers: readonly number[], now: Instant, command: Sweep): readonly Item[] {
  const planner = new Planner(desk, { me: SWEEP, now, at: null, atReason: null }, set);
  return numbers.map((number) => planner.item(number, [command]).item).filter((item) => item.outcome === "changed");
}

/**
 * Records what time has brought about: ends of holds and overrides first, then what else is due, in the order in which it
 * became so. Each operation has its own transaction and looks again under its lock, so that several may run at once, and a
 * run that was killed is gone on with by the next.
 */
export async function sweepAll(register: Register, run: Sweeping): Promise<void> {
  const { words, wait, heard, now } = run;
  while ((await register.awake(now, 1)).length > 0) {
    const ended = await register.write((tx) => lapseSome(tx, run), wait);
    if (ended.length === 0) break;
    await heard(ended, register);
  }
  const command = sweep(words);
  let after: DuePlace | null = null;
  while ((await register.due(now, after, 1)).length > 0) {
    const from: DuePlace | null = after;
    const done = await register.write(async (tx) => {
      const due = await tx.due(now, from, AT_ONCE);
      const numbers = due.map(({ number }) => number);
      const desk = await deskOf(tx, now);
      const items = decided(desk, await WorkingSet.of(tx, numbers, []), numbers, now, command);
      if (items.length > 0) await recordSweep(tx, run, desk, items);
      return { items, last: due.at(-1) ?? null };
    }, wait);
    if (done.items.length > 0) await heard(done.items, register);
    if (done.last === null) break;
    after = done.last;
  }
  await register.write((tx) => tx.swept(now), wait);
}

/** Two items of one ticket, one after the other. */
const joined = (first: Item | null, second: Item | undefined): Item | null =>
  first === null || second === undefined ? (first ?? second ?? null) : { ...second, before: first.before, events: [...first.events, ...second.events] };

/** Tells what a run would do at `now`, and writes nothing. */
export function sweepDry(register: Register, { now, words, heard }: Pick<Sweeping, "now" | "words" | "heard">): Promise<void> {
  const command = sweep(words);
  return register.snapshot(async (reads) => {
    const desk = await deskOf(reads, now);
    const seen = new Set(await reads.awake(now, Number.MAX_SAFE_INTEGER));
    const tell = async (numbers: readonly number[]): Promise<void> => {
      const set = await WorkingSet.of(reads, numbers, []);
      const items = numbers.map((number) => {
        const ended = lapsed(desk, set, number, now);
        const due = (ended?.after ?? set.row(number))?.sweepAt ?? null;
        return joined(ended, due === null || due > now ? undefined : decided(desk, set, [number], now, command)[0]);
      });
      await heard(
        items.filter((item) => item !== null),
        reads,
      );
    };
    const waking = [...seen];
    for (let from = 0; from < waking.length; from += AT_ONCE) await tell(waking.slice(from, from + AT_ONCE));
    for (let after: DuePlace | null = null; ; ) {
      const due: readonly DuePlace[] = await reads.due(now, after, AT_ONCE);
      const last = due.at(-1);
      if (last === undefined) return;
      await tell(due.map(({ number }) => number).filter((number) => !seen.has(number)));
      after = last;
    }
  });
}
