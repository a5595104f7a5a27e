import { isAboutTheValue } from "../domain/ticket/refusal.ts";
import { type Desk, deskOf } from "./desk.ts";
import { Failure, fail } from "./failure.ts";
import { lapse, settle } from "./lapse.ts";
import type { Order } from "./order.ts";
import { countsOf, exitOf, type Item, isBad, type Result, skipOthers } from "./outcome.ts";
import type { Planned } from "./plan.ts";
import type { Reads, Register, Tx } from "./ports.ts";
import { record } from "./record.ts";
import { replayed, resultColumn, tokenOf } from "./replay.ts";
import { namingToken } from "./unknown-outcome.ts";

/** A value that no ticket could take is a mistake in the call, whatever the tickets: one failure, nothing written. */
export function refuseValues(items: readonly Item[]): void {
  const faults = items.flatMap((item) => item.refusals.filter(isAboutTheValue));
  if (faults.length === 0) return;
  const distinct = new Map(faults.map((fault) => [JSON.stringify([fault.rule, fault.about]), { key: fault.rule, with: fault.about }]));
  throw new Failure("usage", [...distinct.values()]);
}

function resultOf(order: Order, items: readonly Item[], operation: number | null): Result {
  return {
    operation,
    verb: order.verb,
    dryRun: order.dryRun,
    repeated: false,
    keepGoing: order.keepGoing,
    counts: countsOf(items),
    items,
    exit: exitOf(items),
  };
}

/** What would happen, as things stand. */
async function planned(reads: Reads, order: Order, shown: readonly number[] | null): Promise<{ readonly desk: Desk; readonly planned: Planned }> {
  const desk = await deskOf(reads, order.acting.now);
  const decided = await order.plan(reads, desk, shown);
  refuseValues(decided.items);
  if (order.keepGoing) return { desk, planned: decided };
  const items = skipOthers(decided.items);
  return { desk, planned: decided.items.some(isBad) ? { items, also: [] } : { ...decided, items } };
}

/** A plan that only reads sees what time has brought about too; a register that cannot be written is read as it stands. */
async function settled(register: Register, { acting: { now }, via, heldClock, wait }: Order): Promise<void> {
  if (register.readOnly || (await register.awake(now, 1)).length === 0) return;
  await settle(register, { now, via, heldClock }, wait);
}

/**
 * The only way anything is written: lock, plan, save, commit; a dry run stops before the lock. A question comes between
 * a plan that only reads and the lock, never inside a transaction.
 */
export async function operate(register: Register, order: Order): Promise<Result> {
  if (order.dryRun || order.agree !== null) await settled(register, order);
  if (order.dryRun) return register.snapshot(async (reads) => resultOf(order, (await planned(reads, order, null)).planned.items, null));
  if (order.run !== null) {
    const before = await register.snapshot((reads) => replayed(reads, order));
    if (before !== null) return before;
  }
  let shown: readonly number[] | null = null;
  if (order.agree !== null) {
    const first = (await register.snapshot((reads) => planned(reads, order, null))).planned.items;
    const wouldWrite = first.some((item) => item.outcome === "changed" || item.outcome === "repeated");
    if (!wouldWrite) return resultOf(order, first, null);
    if (!(await order.agree(first))) throw fail("cancelled", "declined");
    shown = first.map((item) => item.number);
  }
  return written(register, order, shown);
}

/** Locks, records what time has brought about, plans again, saves. */
async function written(register: Register, order: Order, shown: readonly number[] | null): Promise<Result> {
  let token = order.run;
  const work = async (tx: Tx): Promise<Result> => {
    const { acting, via, heldClock } = order;
    await lapse(tx, acting.now, via, heldClock);
    const before = await replayed(tx, order);
    if (before !== null) return before;
    const { desk, planned: decided } = await planned(tx, order, shown);
    const items = [...decided.items, ...decided.also];
    const { policy, more } = decided;
    if (!items.some((item) => item.events.length > 0) && policy === undefined && more === undefined) return resultOf(order, decided.items, null);
    await record(
      tx,
      {
        verb: order.verb,
        recordedAt: acting.now,
        actor: acting.me,
        via,
        heldClock,
        policy: desk.version,
        undoes: order.undoes,
        run: order.run,
        result: resultColumn(order, decided),
      },
      items,
      { policy, more },
    );
    await order.keep?.(tx, items);
    token ??= tokenOf(await tx.state());
    return resultOf(order, decided.items, desk.state.operations + 1);
  };
  return namingToken(register.write(work, order.wait), () => token);
}
