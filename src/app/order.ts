import type { Desk } from "./desk.ts";
import type { Item } from "./outcome.ts";
import type { Acting, Planned } from "./plan.ts";
import type { Reads, Tx, WaitOptions } from "./ports.ts";

/** One writing call. */
export interface Order {
  readonly verb: string;
  readonly acting: Acting;
  readonly via: string;
  readonly heldClock: boolean;
  /** The token that says it is the same call; null: none was given. */
  readonly run: string | null;
  readonly dryRun: boolean;
  readonly keepGoing: boolean;
  readonly undoes: number | null;
  /** Decides everything and writes nothing. `shown`: the numbers a person agreed to; null: nobody was asked. */
  readonly plan: (reads: Reads, desk: Desk, shown: readonly number[] | null) => Promise<Planned>;
  /** The numbers this call names, to compare with those of an earlier call under its token; null: it names none. */
  readonly numbers: (reads: Reads) => Promise<readonly number[] | null>;
  /** Asks a person about the whole set; null: nothing to ask. False: declined. */
  readonly agree: ((items: readonly Item[]) => Promise<boolean>) | null;
  /** Kept in the same transaction, once the operation is recorded. */
  readonly keep?: (tx: Tx, items: readonly Item[]) => Promise<void>;
  readonly wait: WaitOptions;
}
