import { EXIT, exitOf, type Failure, isFailure } from "../app/failure.ts";
import { operate } from "../app/operate.ts";
import type { Order } from "../app/order.ts";
import type { Item, Result } from "../app/outcome.ts";
import type { Register } from "../app/ports.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { isInterrupt } from "./interrupt.ts";

/** What came of an order, and what kept the whole of it from being carried out; null: nothing did. */
export interface Attempt {
  readonly result: Result;
  readonly error: unknown;
}

/** A mistake in the call has no result, and neither has a run that a signal or a closed pipe ends. */
const endsTheRun = (error: unknown): boolean =>
  isInterrupt(error) || (isFailure(error) && error.code === "usage") || (error as NodeJS.ErrnoException | null)?.code === "EPIPE";

/** Of a register that could not be had, rows are waited for no longer: what kept it from being written may keep them too. */
const ROWS_MILLISECONDS = 500;

/** The rows as far as they can still be read: they only lend the items their ids. */
async function rowsOf(register: Register, numbers: readonly number[], error: unknown): Promise<ReadonlyMap<number, TicketRow>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly TicketRow[]>((resolve) => {
    if (isFailure(error) && error.code === "unavailable") timer = setTimeout(resolve, ROWS_MILLISECONDS, []);
  });
  try {
    const rows = await Promise.race([register.tickets(numbers), late]);
    return new Map(rows.map((row) => [row.number, row]));
  } catch {
    return new Map();
  } finally {
    clearTimeout(timer);
  }
}

const matchingOf = (error: unknown): number | null => {
  const [problem] = isFailure(error) ? (error as Failure).problems : [];
  return typeof problem?.with.matching === "number" ? problem.with.matching : null;
};

/** The result of a call that did nothing: every ticket it was about is skipped. */
async function nothingDone(
  register: Register,
  order: Pick<Order, "verb" | "dryRun" | "keepGoing">,
  numbers: readonly number[],
  requested: number,
  error: unknown,
): Promise<Result> {
  const rows = await rowsOf(register, numbers, error);
  const items = numbers.map((number): Item => ({ number, outcome: "skipped", refusals: [], before: rows.get(number) ?? null, after: null, events: [] }));
  const { verb, dryRun, keepGoing } = order;
  const counts = { requested, changed: 0, unchanged: 0, repeated: 0, refused: 0, notFound: 0, skipped: requested };
  return { operation: null, verb, dryRun, repeated: false, keepGoing, counts, items, exit: isFailure(error) ? exitOf(error) : EXIT.failed };
}

/**
 * Carries out an order. `numbers` are the tickets it names; null: a query finds them, or a log has yet to make its one.
 * Whatever keeps the whole of it from being done (a lock, a full disk, a token of another call, somebody who declines) is
 * given beside a result in which nothing was done; a `usage` failure is thrown.
 */
export async function attempt(register: Register, order: Order, numbers: readonly number[] | null): Promise<Attempt> {
  let known = numbers;
  const { agree } = order;
  const watched: Order = {
    ...order,
    agree:
      agree === null
        ? null
        : (items) => {
            known = items.map((item) => item.number);
            return agree(items);
          },
  };
  try {
    return { result: await operate(register, watched), error: null };
  } catch (error) {
    if (endsTheRun(error)) throw error;
    const requested = matchingOf(error) ?? known?.length ?? (order.verb === "log" ? 1 : 0);
    return { result: await nothingDone(register, order, known ?? [], requested, error), error };
  }
}

/** What comes of a call that ended before there was an order: at a question, say. */
export async function endedBefore(register: Register, verb: string, keepGoing: boolean, numbers: readonly number[], error: unknown): Promise<Attempt> {
  if (endsTheRun(error)) throw error;
  return { result: await nothingDone(register, { verb, dryRun: false, keepGoing }, numbers, matchingOf(error) ?? numbers.length, error), error };
}
