import type { Operation, Reads } from "../app/ports.ts";
import type { OperationRow } from "../render/fields/operation.ts";

/** Operations looked up at a time. */
const AT_ONCE = 500;

/** What a listing says of operations: how many tickets each moved, and which later one undid it. */
export async function* operationRows(reads: Reads, operations: readonly Operation[]): AsyncGenerator<OperationRow, void> {
  for (let from = 0; from < operations.length; from += AT_ONCE) {
    const some = operations.slice(from, from + AT_ONCE);
    const undoers = await reads.undoersOf(some.map(({ seq }) => seq));
    for (const operation of some) {
      const events = await reads.eventsOf(operation.seq);
      yield { operation, tickets: new Set(events.map((event) => event.number)).size, undoneBy: undoers.get(operation.seq) ?? null };
    }
  }
}
