import type { BundleRecord, Held, Numbered } from "./bundle.ts";
import type { Problem } from "./failure.ts";
import type { AuditOptions, Progress, RegisterState, WaitOptions } from "./ports.ts";

/** A copy of a register, as it was read back. */
export interface Copied extends Held {
  readonly path: string;
  readonly bytes: number;
  readonly name: string;
  /** The last operation it holds and its hash, in hex. */
  readonly operations: number;
  readonly head: string;
}

export interface CheckOptions {
  readonly full: boolean;
  readonly refold: AuditOptions["refold"];
  readonly progress: Progress;
}

/** A value as a table keeps it. */
export type Cell = string | number | null | Uint8Array;

/** Everything a register keeps, in one view of it. Tables have the names of the schema. */
export interface Contents {
  state(): Promise<RegisterState>;
  held(): Promise<Held>;
  /** The hash of an operation, in hex; null: there is none of that number. */
  hashAt(operation: number): Promise<string | null>;
  sweptAt(): Promise<number | null>;
  count(table: string): Promise<number>;
  /** Whether a text was redacted after an operation. */
  redactedSince(operation: number): Promise<boolean>;
  /** At most so many rows behind a key, in the order of keys; the key comes first in each. */
  rows(table: string, after: readonly Cell[] | null, most: number): Promise<readonly (readonly Cell[])[]>;
}

export interface Receiving {
  readonly refold: AuditOptions["refold"];
  readonly wait: WaitOptions;
  readonly progress: Progress;
}

/** A register that has been copied; `resumed`: an earlier run had begun it; `already`: one had finished it, and nothing was done. */
export interface Received extends Copied {
  readonly resumed: boolean;
  readonly already: boolean;
}

/** What keeps a register whole. What only one kind of database can do is said so by a failure. */
export interface Keeper {
  /** A copy in a file, as of the beginning, while others go on writing; read back before it stands under its name. */
  backup(to: string, replace: boolean, progress: Progress): Promise<Copied>;
  /** Reports what is wrong, and goes on; resolves to what it holds. */
  check(options: CheckOptions, report: (problem: Problem) => void): Promise<Held>;
  /** All tables, in one view of them. */
  contents<T>(work: (contents: Contents) => Promise<T>): Promise<T>;
  /** Fills this register, which is empty or the unfinished copy of the same one, with all that another keeps, and proves it; of a finished one it says so. */
  receive(contents: Contents, about: Receiving): Promise<Received>;
  /** Everything that is recorded, in one view of it, in an order that one pass can check; its end is the last. */
  records(): AsyncIterable<BundleRecord>;
  /**
   * Fills an empty register with what another one recorded, and makes its rows anew from it; all of it or nothing. `now`
   * says which rules are in force.
   */
  fill(records: AsyncIterable<Numbered>, about: { readonly now: number; readonly wait: WaitOptions; readonly progress: Progress }): Promise<Copied>;
}
