import type { Instant } from "../domain/time/instant.ts";
import { type Desk, deskOf } from "./desk.ts";
import type { Item } from "./outcome.ts";
import { Planner } from "./plan.ts";
import type { Register, Tx, WaitOptions } from "./ports.ts";
import { record } from "./record.ts";
import { WorkingSet } from "./working-set.ts";

/** Who records what time alone brings about: never the person whose command happened to look. */
export const SWEEP = "sweep";
/** How many tickets one operation of the sweep's has at most. */
export const AT_ONCE = 500;

/** When and through whom a run of the sweep is recorded. */
export interface SweepRun {
  readonly now: Instant;
  readonly via: string;
  readonly heldClock: boolean;
}

/** An operation of the sweep's. */
export const recordSweep = (tx: Tx, { now, via, heldClock }: SweepRun, desk: Desk, items: readonly Item[]): Promise<void> =>
  record(tx, { verb: SWEEP, recordedAt: now, actor: SWEEP, via, heldClock, policy: desk.state.policy, undoes: null, run: null, result: null }, items);

/** One ticket through every end of a hold or an override that has passed, each at its own instant. */
export function lapsed(desk: Desk, set: WorkingSet, number: number, now: Instant): Item | null {
  const before = set.row(number);
  let last: Item | null = null;
  for (let wakeAt = before?.wakeAt ?? null; wakeAt !== null && wakeAt <= now; wakeAt = last?.after?.wakeAt ?? null) {
    const planner = new Planner(desk, { me: SWEEP, now, at: wakeAt, atReason: null }, set);
    const { item }: { readonly item: Item } = planner.item(number, [{ do: "lapse" }]);
    if (item.outcome !== "changed") break;
    const earlier: Item["events"] = last?.events ?? [];
    last = { ...item, events: [...earlier, ...item.events] };
  }
  return last;
}

/** Records, as one operation, holds and overrides that have ended by now, of at most `AT_ONCE` tickets; none: there are no more. */
export async function lapseSome(tx: Tx, run: SweepRun): Promise<readonly Item[]> {
  const numbers = await tx.awake(run.now, AT_ONCE);
  if (numbers.length === 0) return [];
  const desk = await deskOf(tx, run.now);
  const set = await WorkingSet.of(tx, numbers, []);
  const items = numbers.map((number) => lapsed(desk, set, number, run.now)).filter((item) => item !== null);
  if (items.length > 0) await recordSweep(tx, run, desk, items);
  return items;
}

/** Records, as operations of their own, the holds and overrides that have ended by `now`. Idempotent. */
export async function lapse(tx: Tx, now: Instant, via: string, heldClock: boolean): Promise<void> {
  while ((await lapseSome(tx, { now, via, heldClock })).length > 0);
}

/** The cheap look before a reading verb has found something due: records it. */
export const settle = (
  register: Register,
  at: { readonly now: Instant; readonly via: string; readonly heldClock: boolean },
  wait: WaitOptions,
): Promise<void> => register.write((tx) => lapse(tx, at.now, at.via, at.heldClock), wait);
