import type { Act } from "../domain/ticket/decide.ts";
import { knownErrorInUse } from "./known-error-writes.ts";
import type { Order } from "./order.ts";
import type { Reads } from "./ports.ts";

/** What the known error of an id does to a ticket. A failure where it is none, or out of use. */
export const helping = async (reads: Reads, id: number): Promise<Act> => ({ do: "workaround", workaround: (await knownErrorInUse(reads, id)).workaround });

/** Counts the tickets of an operation that got the workaround by it as helped. */
export const countingHelp =
  (id: number): NonNullable<Order["keep"]> =>
  async (tx, items) => {
    const { operations } = await tx.state();
    const numbers = items.filter(({ events }) => events.some(({ type }) => type === "workaroundSet")).map(({ number }) => number);
    await (await tx.insight()).knownErrorUsed(id, operations, numbers);
  };
