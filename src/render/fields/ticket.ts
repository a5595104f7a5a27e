import { TICKET_TYPES, type Which } from "../../domain/policy/policy.ts";
import { CLOCK_STATES, type ClockReading, clockState, readClock, restOf } from "../../domain/ticket/clock-state.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { isBare } from "../../domain/ticket/rest.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import { CHANNELS, CONFIRMATIONS, STATUSES } from "../../domain/ticket/ticket.ts";
import { formatHours } from "../../domain/time/duration.ts";
import { clockWords, localMinute, relative } from "../due.ts";
import type { Aliases, Field, Kind, Look, Value } from "../field.ts";
import { priorityWord } from "../priority.ts";

type TicketField = Field<TicketRow>;
/** The names of the columns that hold one of `Held`. */
type Column<Held> = { readonly [Name in keyof TicketRow]: TicketRow[Name] extends Held ? Name : never }[keyof TicketRow] & string;

const column = (key: Column<string | number | null>, kind: Kind): TicketField => ({ key, kind, value: (row) => row[key] });
const text = (key: Column<string | null>): TicketField => column(key, "text");
const word = (key: Column<string>): TicketField => ({ ...text(key), always: true });
const choice = (key: Column<string | null>, kind: readonly string[]): TicketField => column(key, kind);
const integer = (key: Column<number | null>): TicketField => column(key, "integer");
const count = (key: Column<number>): TicketField => ({ ...integer(key), always: true });
const flag = (key: Column<number>): TicketField => ({ key, kind: "boolean", always: true, value: (row) => row[key] === 1 });
const instant = (key: Column<number | null>): TicketField => ({
  ...column(key, "instant"),
  cell: (row, { zone }) => {
    const at = row[key];
    return at === null ? "" : localMinute(zone, at);
  },
});
const always = (field: TicketField): TicketField => ({ ...field, always: true });

/** Both clocks of the row looked at last: seven keys of each ask in turn. */
const last: { row: TicketRow | null; look: Look | null; response: ClockReading | null; resolution: ClockReading | null } = {
  row: null,
  look: null,
  response: null,
  resolution: null,
};

function reading(row: TicketRow, which: Which, look: Look): ClockReading {
  if (last.row !== row || last.look !== look) {
    last.row = row;
    last.look = look;
    last.response = null;
    last.resolution = null;
  }
  const known = last[which];
  if (known !== null) return known;
  const read = readClock(row, which, look.now, look.calendarOf);
  last[which] = read;
  return read;
}

function clockFields(which: Which): readonly TicketField[] {
  const field = (key: keyof ClockReading, kind: Kind, cell?: (value: number, look: Look) => string): TicketField => ({
    key: `sla.${which}.${key}`,
    kind,
    value: (row, look) => reading(row, which, look)[key],
    ...(cell !== undefined && {
      cell: (row: TicketRow, look: Look) => {
        const value = reading(row, which, look)[key];
        return typeof value === "number" ? cell(value, look) : "";
      },
    }),
  });
  const dueAt = which === "response" ? "responseDueAt" : "resolutionDueAt";
  const duration = (seconds: number): string => (seconds < 0 ? `-${formatHours(-seconds)}` : formatHours(seconds));
  const words = (row: TicketRow, look: Look): string => {
    const { state, dueAt, breachedAt } = reading(row, which, look);
    return clockWords(state, dueAt, breachedAt, look.now);
  };
  return [
    { ...field("state", CLOCK_STATES), always: true, value: (row, { now }) => clockState(row, which, now), cell: words },
    { ...field("paused", "boolean"), always: true },
    { ...field("dueAt", "instant", (at, { now }) => relative(at, now)), value: (row) => row[dueAt] },
    field("targetSeconds", "seconds", duration),
    field("elapsedSeconds", "seconds", duration),
    field("leftSeconds", "seconds", duration),
    field("breachedAt", "instant", (at, { now }) => relative(at, now)),
  ];
}

const cancellation = (row: TicketRow) => (row.status === "cancelled" ? restOf(row).cancellation : null);
const NO_WORDS: readonly string[] = [];
/** Most tickets have neither tags nor references, which is seen without reading what their row packs. */
const listed = (row: TicketRow, key: "refs" | "tags"): readonly string[] => (isBare(row.rest) ? NO_WORDS : restOf(row)[key]);
const own = (key: string, kind: Kind, value: (row: TicketRow) => Value): TicketField => ({ key, kind, value });

/** Every key of a ticket, in the order of the JSON. */
export const TICKET_FIELDS: readonly TicketField[] = [
  count("number"),
  always(own("id", "text", idOf)),
  always(choice("type", TICKET_TYPES)),
  word("title"),
  always(choice("status", STATUSES)),
  word("impact"),
  word("urgency"),
  { ...word("priority"), cell: priorityWord },
  word("computedPriority"),
  always(own("overridden", "boolean", (row) => row.overrideReason !== null)),
  text("overrideReason"),
  instant("overrideUntil"),
  word("category"),
  text("firstCategory"),
  text("closedCategory"),
  text("service"),
  text("site"),
  text("ci"),
  always(own("refs", "texts", (row) => listed(row, "refs"))),
  text("group"),
  text("assignee"),
  text("requester"),
  text("contact"),
  count("affectedCount"),
  always(choice("channel", CHANNELS)),
  always(own("tags", "texts", (row) => listed(row, "tags"))),
  flag("major"),
  integer("parent"),
  text("key"),
  count("occurrences"),
  always(instant("openedAt")),
  always(instant("loggedAt")),
  always(instant("updatedAt")),
  instant("firstResponseAt"),
  instant("resolvedAt"),
  instant("closedAt"),
  instant("downAt"),
  instant("upAt"),
  instant("nextUpdateAt"),
  text("holdReason"),
  instant("holdSince"),
  instant("holdUntil"),
  text("holdNote"),
  text("workaround"),
  text("resolutionCode"),
  text("resolutionNote"),
  text("resolvedBy"),
  choice("confirmedBy", CONFIRMATIONS),
  text("closureNote"),
  text("closedBy"),
  text("review"),
  integer("satisfaction"),
  own("cancelledAt", "instant", (row) => cancellation(row)?.at ?? null),
  own("cancelledBy", "text", (row) => cancellation(row)?.by ?? null),
  own("cancelReason", "text", (row) => cancellation(row)?.reason ?? null),
  count("reopenCount"),
  count("reassignmentCount"),
  count("pingPongCount"),
  count("version"),
  count("terms"),
  flag("void"),
  ...clockFields("response"),
  ...clockFields("resolution"),
];

/** Short names that `--fields` and `--format` take as well. */
export const TICKET_ALIASES: Aliases = { sla: "sla.resolution.state", due: "sla.resolution.dueAt" };

/** What a pipe gets where nobody chose: a script may count on this order, and on `id` first. */
export const TICKET_DEFAULT: readonly string[] = ["id", "priority", "status", "title", "assignee", "group", "sla.resolution.state", "sla.resolution.dueAt"];
