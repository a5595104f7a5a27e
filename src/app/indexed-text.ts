import type { TicketEvent } from "../domain/ticket/event.ts";
import { describedIn, live } from "../domain/ticket/fold.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { withoutRedacted } from "../domain/ticket/without-redacted.ts";
import type { Item } from "./outcome.ts";
import type { IndexedText, Reads } from "./ports.ts";

/** Texts of events that stay findable as they were said; the others are found in what they made of the ticket. */
const SAID: readonly string[] = ["note", "reason", "review"];

/** What search finds a ticket by: its title, and all that was said of it that still stands. */
export function indexedText(row: TicketRow, history: readonly TicketEvent[]): IndexedText {
  const said = live(history).flatMap((event) => SAID.map((field) => event.texts[field] ?? null));
  const people = live(history).flatMap((event) => (event.type === "affectedAdded" ? [event.texts.name ?? null] : []));
  const body = [describedIn(history), row.workaround, row.requester, row.contact, row.assignee, row.ci, ...people, ...said];
  return { title: row.title, body: [...new Set(body.filter((text) => text !== null && text !== ""))].join("\n") };
}

/** An assignee and a configuration item stand in fields, not in texts. */
const touchesText = (event: TicketEvent): boolean =>
  event.type === "undone" ||
  event.type === "affectedRemoved" ||
  event.type === "assigned" ||
  event.type === "escalated" ||
  event.type === "voided" ||
  (event.type === "edited" && event.data.set.ci !== undefined) ||
  Object.keys(event.texts).length > 0;

/** The new texts of the items whose text an event touched. Their histories are read in one go. */
export async function reindexed(reads: Reads, items: readonly Item[]): Promise<ReadonlyMap<number, IndexedText>> {
  const touched = items.filter((item) => item.after !== null && item.events.some(touchesText));
  const old = touched.filter((item) => item.before !== null).map((item) => item.number);
  const histories = old.length === 0 ? new Map<number, readonly TicketEvent[]>() : await reads.histories(old);
  return new Map(
    touched.map((item) => [item.number, indexedText(item.after as TicketRow, withoutRedacted([...(histories.get(item.number) ?? []), ...item.events]))]),
  );
}
