import { fail } from "../app/failure.ts";
import type { Operation, Reads } from "../app/ports.ts";

/** The number of an operation as people write it: `op-215`, `op215` or `215`. */
function operationNumber(word: string): number {
  const digits = /^(?:op-?)?([1-9]\d{0,14})$/i.exec(word)?.[1];
  if (digits === undefined) throw fail("usage", "no_operation_number", { word });
  return Number(digits);
}

/** The operation a word names; a failure where there is none. */
export async function operationNamed(reads: Reads, word: string): Promise<Operation> {
  const seq = operationNumber(word);
  const operation = await reads.operation(seq);
  if (operation === null) throw fail("not_found", "no_operation", { operation: seq });
  return operation;
}
