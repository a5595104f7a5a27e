import type { Item, Outcome } from "../../app/outcome.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { placeWord } from "../../words/intake.en.ts";
import type { Field } from "../field.ts";
import { TICKET_FIELDS } from "./ticket.ts";

/** An item of a result with its refusals said in words. */
export interface SaidItem {
  readonly item: Item;
  /** What speaks against it; null: nothing. */
  readonly message: string | null;
  /** What to do about it, if there is something. */
  readonly hint: string | null;
}

const OUTCOMES: readonly Outcome[] = ["changed", "unchanged", "repeated", "refused", "not_found", "skipped"];

/** `INC-41`; a number nobody has is only a number, and an alert that means no ticket is told by its place in the payload. */
export function itemId({ item }: SaidItem): string {
  const ticket = item.after ?? item.before;
  if (ticket !== null) return idOf(ticket);
  return item.number === 0 ? `${placeWord(item.refusals[0]?.about ?? {})}` : String(item.number);
}

/** The ticket as it is now is told where something was done to it. */
const carriesTicket = (outcome: Outcome): boolean => outcome === "changed" || outcome === "repeated";

/** The keys of an item of `itsm.result/1`, and of a line of a write's `--jsonl`. */
export const RESULT_ITEM_FIELDS: readonly Field<SaidItem>[] = [
  { key: "number", kind: "integer", always: true, value: ({ item }) => item.number },
  { key: "id", kind: "text", always: true, value: itemId },
  { key: "outcome", kind: OUTCOMES, always: true, value: ({ item }) => item.outcome },
  { key: "rule", kind: "text", value: ({ item }) => item.refusals[0]?.rule ?? (item.outcome === "not_found" ? "not_found" : null) },
  { key: "message", kind: "text", value: ({ message }) => message },
  { key: "ticket", kind: { row: TICKET_FIELDS }, value: ({ item }) => (carriesTicket(item.outcome) ? item.after : null) },
];
