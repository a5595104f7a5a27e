import { countingHelp, helping } from "../app/known-error-use.ts";
import type { Order } from "../app/order.ts";
import type { Reads } from "../app/ports.ts";
import type { Act } from "../domain/ticket/decide.ts";
import { knownErrorNumber } from "./known-error-in.ts";

/** What `--known-error` does to the ticket that is logged, and what is kept of it. A failure where it is none, or out of use. */
export async function knownErrorGiven(reads: Reads, word: string): Promise<{ readonly act: Act; readonly keep: NonNullable<Order["keep"]> }> {
  const id = knownErrorNumber(word);
  return { act: await helping(reads, id), keep: countingHelp(id) };
}
