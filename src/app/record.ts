import type { TicketEvent } from "../domain/ticket/event.ts";
import { reindexed } from "./indexed-text.ts";
import type { Item } from "./outcome.ts";
import type { Batch, Kept, NewPolicy, Operation, Tx } from "./ports.ts";

/** The person an event names, to be remembered with the way to reach them. */
function personOf(event: TicketEvent): Batch["people"][number] | null {
  if (event.type === "affectedAdded") return typeof event.texts.name === "string" ? { name: event.texts.name, contact: event.texts.contact ?? null } : null;
  if (event.type !== "logged" && event.type !== "edited") return null;
  const requester = event.texts.requester;
  return typeof requester === "string" ? { name: requester, contact: event.texts.contact ?? null } : null;
}

/** What comes with an operation beside its tickets. */
interface Beside {
  readonly policy?: NewPolicy | undefined;
  /** Further tickets set after set; none of their events has a text. */
  readonly more?: (() => AsyncIterable<readonly Item[]>) | undefined;
}

async function* keptOf(sets: AsyncIterable<readonly Item[]>): AsyncGenerator<readonly Kept[], void> {
  for await (const set of sets) yield set.flatMap(({ before, after, events }) => (after === null ? [] : [{ before, after, fresh: events, text: null }]));
}

/** Writes one operation: the tickets that changed, their events, texts and people. */
export async function record(tx: Tx, operation: Omit<Operation, "seq">, items: readonly Item[], { policy, more }: Beside = {}): Promise<void> {
  const changed = items.filter((item) => item.events.length > 0);
  const texts = await reindexed(tx, changed);
  const people = changed.flatMap((item) => item.events.map(personOf).filter((person) => person !== null));
  const tickets = changed.flatMap((item) =>
    item.after === null ? [] : [{ before: item.before, after: item.after, fresh: item.events, text: texts.get(item.number) ?? null }],
  );
  await tx.save({ operation, tickets, people, ...(policy !== undefined && { policy }), ...(more !== undefined && { more: keptOf(more()) }) });
}
