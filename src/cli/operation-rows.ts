import type { Operation, Reads } from "../app/ports.ts";
import type { OperationRow } from "../render/fields/operation.ts";

/** What a listing says of operations: how many tickets each moved, and which later one undid it. `all` is where that is looked for. */
export async function operationRow(reads: Reads, operation: Operation, all: readonly Operation[]): Promise<OperationRow> {
  const events = await reads.eventsOf(operation.seq);
  // Of several that undid it, one that was itself undone no longer counts.
  const undone = new Set(all.flatMap((one) => (one.undoes === null ? [] : [one.undoes])));
  const by = all.find((one) => one.undoes === operation.seq && !undone.has(one.seq));
  return { operation, tickets: new Set(events.map((event) => event.number)).size, undoneBy: by?.seq ?? null };
}
