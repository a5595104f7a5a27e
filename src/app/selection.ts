import type { Query } from "../domain/query/term.ts";
import { fail } from "./failure.ts";
import type { Reads } from "./ports.ts";

/** Which tickets a call is about: numbers as given, or all that match a query at the moment it is carried out. */
export type Selection =
  | { readonly kind: "numbers"; readonly numbers: readonly number[] }
  | { readonly kind: "where"; readonly query: Query; readonly max: number };

export interface Selected {
  readonly numbers: readonly number[];
  /** Shown to somebody who agreed, but no longer matching. */
  readonly meanwhile: ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

/** The numbers of a selection as the register stands. After a question the set shown is the set. */
export async function select(reads: Reads, selection: Selection, shown: readonly number[] | null): Promise<Selected> {
  if (selection.kind === "numbers") return { numbers: selection.numbers, meanwhile: NONE };
  const matching: number[] = [];
  for await (const row of reads.list({ query: selection.query, limit: selection.max + 1 })) matching.push(row.number);
  if (shown === null) {
    if (matching.length > selection.max) throw fail("refused", "over_max", { max: selection.max, matching: await reads.count(selection.query) });
    return { numbers: matching, meanwhile: NONE };
  }
  const still = new Set(matching);
  return { numbers: shown, meanwhile: new Set(shown.filter((number) => !still.has(number))) };
}
