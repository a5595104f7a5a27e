import { fold } from "../domain/ticket/fold.ts";
import { rowOf } from "../domain/ticket/row-of.ts";
import { deskOf } from "./desk.ts";
import { fail } from "./failure.ts";
import type { Order } from "./order.ts";
import { countsOf, exitOf, type Item, type Outcome, type Result } from "./outcome.ts";
import type { Planned } from "./plan.ts";
import type { Operation, Reads, RegisterState } from "./ports.ts";

/** What a replay cannot read off the events: who was asked for and did not change, or came in another order. */
interface Kept {
  readonly items: readonly (readonly [number: number, outcome: Outcome, refusals?: Item["refusals"]])[];
  readonly keepGoing: boolean;
}

/** The `result` column of an operation; null where its events tell it all. */
export function resultColumn(order: Pick<Order, "keepGoing">, planned: Planned): string | null {
  const plain =
    planned.more === undefined &&
    planned.also.length === 0 &&
    !order.keepGoing &&
    planned.items.every((item, i, all) => item.outcome === "changed" && (i === 0 || (all[i - 1] as Item).number < item.number));
  if (plain) return null;
  const kept: Kept = {
    items: planned.items.map((item) => (item.refusals.length > 0 ? [item.number, item.outcome, item.refusals] : [item.number, item.outcome])),
    keepGoing: order.keepGoing,
  };
  return JSON.stringify(kept);
}

async function keptOf(reads: Reads, operation: Operation): Promise<Kept> {
  if (operation.result !== null) return JSON.parse(operation.result) as Kept;
  const numbers = [...new Set((await reads.eventsOf(operation.seq)).map((event) => event.number))];
  return { items: numbers.map((number) => [number, "changed"]), keepGoing: false };
}

const HASH_DIGITS = 16;

/** Nobody gave a token: the operation's own hash tells it from any other, so a repeat under `op-215:HASH` is safe. */
export const tokenOf = ({ operations, head }: RegisterState): string => `op-${operations}:${head.slice(0, HASH_DIGITS)}`;

const BY_HASH = new RegExp(`^op-([1-9]\\d{0,14}):([0-9a-f]{${HASH_DIGITS}})$`);

/** The operation that a token tells of, be it given or the operation's own; null: there is none. */
export async function operationOf(reads: Reads, token: string): Promise<Operation | null> {
  const [, seq, prefix] = BY_HASH.exec(token) ?? [];
  const made = seq === undefined || prefix === undefined ? null : await reads.operationByHash(Number(seq), prefix);
  return made ?? reads.operationByRun(token);
}

/** The result of an earlier call under the same token, with its tickets as they were then; null: the token is new. */
export async function replayed(reads: Reads, order: Order): Promise<Result | null> {
  if (order.run === null) return null;
  const operation = await operationOf(reads, order.run);
  if (operation === null) return null;
  const kept = await keptOf(reads, operation);
  const numbers = kept.items.map(([number]) => number);
  if (operation.verb !== order.verb) throw fail("refused", "token_of_another", { token: order.run, verb: operation.verb, operation: operation.seq });
  if (!(await sameNumbers(reads, order, numbers)))
    throw fail("refused", "token_of_others", { token: order.run, verb: operation.verb, operation: operation.seq });
  const desk = await deskOf(reads, order.acting.now);
  const histories = await reads.histories(numbers);
  const items = kept.items.map(([number, outcome, refusals]): Item => {
    const then = (histories.get(number) ?? []).filter((event) => event.operation <= operation.seq);
    const after = then.length === 0 ? null : rowOf(fold(then), desk.calendarOf);
    return { number, outcome, refusals: refusals ?? [], before: after, after, events: [] };
  });
  return {
    operation: operation.seq,
    verb: operation.verb,
    dryRun: false,
    repeated: true,
    keepGoing: kept.keepGoing,
    counts: countsOf(items),
    items,
    exit: exitOf(items),
  };
}

/** A log names no numbers; every other call must name those it named before. */
async function sameNumbers(reads: Reads, order: Order, numbers: readonly number[]): Promise<boolean> {
  const asked = await order.numbers(reads);
  return asked === null || (asked.length === numbers.length && asked.every((number) => numbers.includes(number)));
}
