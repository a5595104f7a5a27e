import { enact, type Stamp } from "./act.ts";
import type { Fresh, TicketEvent } from "./event.ts";
import { fold } from "./fold.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Ticket } from "./ticket.ts";
import { withoutRedacted } from "./without-redacted.ts";

/** What can be taken out of a history, as people call it: all that is free text. Everything else is hashed as it stands. */
export const REDACTABLE = ["title", "description", "requester", "contact", "affected", "note", "workaround", "resolution", "reason", "review"] as const;
export type Redactable = (typeof REDACTABLE)[number];

/** What people call a text of an event. */
function calledOf(type: TicketEvent["type"], text: string): string {
  if (type === "affectedAdded") return "affected";
  if (type === "resolved" && text === "note") return "resolution";
  return text === "atReason" ? "reason" : text;
}

/** One text of one event. */
interface Redaction {
  readonly version: number;
  readonly field: string;
}

/** Which texts of a ticket are to go. `event`: those of one event alone; null: every value it ever had. */
export interface Redacting {
  readonly field: Redactable;
  readonly event: number | null;
  readonly reason: string;
}

/** The texts it comes to: what stands, what was changed since and what was undone. Why something was redacted goes only by its event. */
const redactionsOf = (history: readonly TicketEvent[], { field, event }: Redacting): readonly Redaction[] =>
  history
    .filter(({ version, type }) => (event === null ? type !== "redacted" : version === event))
    .flatMap(({ version, type, texts }) =>
      Object.keys(texts)
        .filter((text) => calledOf(type, text) === field && texts[text] !== null && texts[text] !== "")
        .map((text) => ({ version, field: text })),
    );

/** A ticket after a redaction, and the events that say so; none: there is nothing to take out. */
export interface Redacted {
  readonly ticket: Ticket;
  readonly events: readonly TicketEvent[];
}

/** Takes texts out of a history: each leaves an event that says which, who, when and why. */
export function redact(history: readonly TicketEvent[], about: Redacting, stamp: Stamp): Redacted | Refusal {
  const before = fold(history);
  if (about.event !== null) {
    const event = history.find(({ version }) => version === about.event);
    if (event === undefined) return refuse("no_event", { event: about.event, last: before.version });
    if (!Object.keys(event.texts).some((text) => calledOf(event.type, text) === about.field))
      return refuse("event_lacks_text", {
        event: about.event,
        type: event.type,
        field: about.field,
        fields: [...new Set(Object.keys(event.texts).map((text) => calledOf(event.type, text)))],
      });
  }
  const fresh = redactionsOf(history, about).map((data): Fresh => ({ type: "redacted", data, texts: { reason: about.reason } }));
  const { events } = enact(before, before.number, fresh, stamp);
  return { ticket: fold(withoutRedacted([...history, ...events])), events };
}
