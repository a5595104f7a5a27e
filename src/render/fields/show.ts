import type { SeenLink } from "../../app/ports.ts";
import { restOf } from "../../domain/ticket/clock-state.ts";
import { type EventOf, REDACTED, type TicketEvent } from "../../domain/ticket/event.ts";
import { describedIn, live } from "../../domain/ticket/fold.ts";
import { idOf } from "../../domain/ticket/number.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import { type Affected, STATUSES } from "../../domain/ticket/ticket.ts";
import { type Field, lift } from "../field.ts";
import { EVENT_FIELDS } from "./event.ts";
import { TICKET_FIELDS } from "./ticket.ts";

/** A link with the ticket at its other end. */
interface ShownLink extends SeenLink {
  readonly id: string;
  readonly title: string | null;
}

/** One ticket with all that belongs to it. */
export interface Shown {
  readonly ticket: TicketRow;
  readonly description: string | null;
  readonly notes: readonly EventOf<"noted">[];
  readonly links: readonly ShownLink[];
  readonly children: readonly TicketRow[];
  /** Everything that was recorded, what was undone included, oldest first. */
  readonly history: readonly TicketEvent[];
  /** Versions of events that an undo took back. */
  readonly undone: ReadonlySet<number>;
}

/** What `show` gives of a ticket. `others`: the tickets its links lead to. */
export function shownOf(
  ticket: TicketRow,
  history: readonly TicketEvent[],
  links: readonly SeenLink[],
  others: readonly TicketRow[],
  children: readonly TicketRow[],
): Shown {
  const standing = live(history);
  const stands = new Set(standing.map(({ version }) => version));
  return {
    ticket,
    description: describedIn(history),
    notes: standing.filter((event) => event.type === "noted"),
    links: links.map((link) => {
      const other = others.find(({ number }) => number === link.number);
      return { ...link, id: other === undefined ? String(link.number) : idOf(other), title: other?.title ?? null };
    }),
    children: children.toSorted((a, b) => a.number - b.number),
    history,
    undone: new Set(history.filter(({ version }) => !stands.has(version)).map(({ version }) => version)),
  };
}

/** The words of a note; redacted ones say so. */
export const noteText = (note: EventOf<"noted">): string => note.texts.note ?? REDACTED;

const NOTE_FIELDS: readonly Field<EventOf<"noted">>[] = [
  { key: "version", kind: "integer", always: true, value: (note) => note.version },
  { key: "at", kind: "instant", always: true, value: (note) => note.at },
  { key: "by", kind: "text", always: true, value: (note) => note.by },
  { key: "public", kind: "boolean", always: true, value: (note) => note.data.public },
  { key: "from", kind: ["agent", "requester"], always: true, value: (note) => note.data.from },
  { key: "text", kind: "text", always: true, value: noteText },
];

const AFFECTED_FIELDS: readonly Field<Affected>[] = [
  { key: "name", kind: "text", always: true, value: ({ name }) => name },
  { key: "contact", kind: "text", value: ({ contact }) => contact },
  { key: "at", kind: "instant", always: true, value: ({ at }) => at },
];

const LINK_FIELDS: readonly Field<ShownLink>[] = [
  { key: "rel", kind: "text", always: true, value: ({ rel }) => rel },
  { key: "id", kind: "text", always: true, value: ({ id }) => id },
  { key: "number", kind: "integer", always: true, value: ({ number }) => number },
  { key: "direction", kind: ["out", "in"], always: true, value: ({ direction }) => direction },
];

const CHILD_FIELDS: readonly Field<TicketRow>[] = [
  { key: "number", kind: "integer", always: true, value: ({ number }) => number },
  { key: "id", kind: "text", always: true, value: idOf },
  { key: "title", kind: "text", always: true, value: ({ title }) => title },
  { key: "status", kind: STATUSES, always: true, value: ({ status }) => status },
];

/** Every key of a ticket in `show`. */
export const SHOW_FIELDS: readonly Field<Shown>[] = [
  ...lift(TICKET_FIELDS, ({ ticket }: Shown) => ticket),
  { key: "description", kind: "text", value: ({ description }) => description },
  { key: "notes", kind: { items: NOTE_FIELDS }, always: true, value: ({ notes }) => notes },
  { key: "affected", kind: { items: AFFECTED_FIELDS }, always: true, value: ({ ticket }) => restOf(ticket).affected },
  { key: "watchers", kind: "texts", always: true, value: ({ ticket }) => restOf(ticket).watchers },
  { key: "links", kind: { items: LINK_FIELDS }, always: true, value: ({ links }) => links },
  { key: "children", kind: { items: CHILD_FIELDS }, always: true, value: ({ children }) => children },
  { key: "history", kind: { items: EVENT_FIELDS }, always: true, value: ({ history }) => history },
];
