import type { TicketRow } from "../domain/ticket/row.ts";
import type { Dialect } from "./sql.ts";

/** The column of each key of a row: the one list behind every select, insert and update of tickets. */
export const COLUMNS = {
  number: "number",
  version: "version",
  type: "type",
  title: "title",
  status: "status",
  impact: "impact",
  urgency: "urgency",
  priority: "priority",
  computedPriority: "computed_priority",
  rank: "rank",
  overrideReason: "override_reason",
  overrideUntil: "override_until",
  category: "category",
  firstCategory: "first_category",
  closedCategory: "closed_category",
  service: "service",
  site: "site",
  ci: "ci",
  requester: "requester",
  contact: "contact",
  affectedCount: "affected_count",
  channel: "channel",
  group: "team",
  assignee: "assignee",
  major: "major",
  parent: "parent",
  key: "dedup_key",
  occurrences: "occurrences",
  holdReason: "hold_reason",
  holdSince: "hold_since",
  holdUntil: "hold_until",
  holdNote: "hold_note",
  paused: "paused",
  workaround: "workaround",
  resolutionCode: "resolution_code",
  resolutionNote: "resolution_note",
  resolvedBy: "resolved_by",
  resolvedAt: "resolved_at",
  confirmedBy: "confirmed_by",
  closureNote: "closure_note",
  closedBy: "closed_by",
  closedAt: "closed_at",
  review: "review",
  satisfaction: "satisfaction",
  firstResponseAt: "first_response_at",
  downAt: "down_at",
  upAt: "up_at",
  nextUpdateAt: "next_update_at",
  openedAt: "opened_at",
  loggedAt: "logged_at",
  updatedAt: "updated_at",
  reopenCount: "reopen_count",
  reassignmentCount: "reassignment_count",
  pingPongCount: "ping_pong_count",
  void: "void",
  backdated: "backdated",
  terms: "terms",
  rest: "rest",
  responseTarget: "response_target",
  responseDueAt: "response_due_at",
  responseRiskAt: "response_risk_at",
  responseBreachedAt: "response_breached_at",
  responseLeft: "response_left",
  resolutionTarget: "resolution_target",
  resolutionDueAt: "resolution_due_at",
  resolutionRiskAt: "resolution_risk_at",
  resolutionBreachedAt: "resolution_breached_at",
  resolutionLeft: "resolution_left",
  sortDueAt: "sort_due_at",
  wakeAt: "wake_at",
  sweepAt: "sweep_at",
} as const satisfies Record<keyof TicketRow, string>;

export type TicketKey = keyof TicketRow;

export const TICKET_KEYS = Object.keys(COLUMNS) as readonly TicketKey[];

/**
 * What the program's own selects list: a row as one JSON array in the order of `TICKET_KEYS`. Making an object of 70 columns
 * costs better-sqlite3 40 microseconds, this and `readRow` together 10.
 */
export const rowJson = ({ array }: Dialect): string => `${array(TICKET_KEYS.map((key) => `ticket.${COLUMNS[key]}`).join(", "))} as row`;

/** Copied for each row and filled in. What JSON.parse makes has a fixed layout, which the copies share; keys added one by one would not. */
const BLANK = JSON.parse(`{${TICKET_KEYS.map((key) => `"${key}":null`).join(",")}}`) as Readonly<Record<string, unknown>>;

function filledIn(values: readonly unknown[]): TicketRow {
  const row: Record<string, unknown> = { ...BLANK };
  for (let i = 0; i < TICKET_KEYS.length; i += 1) row[TICKET_KEYS[i] as string] = values[i];
  return row as unknown as TicketRow;
}

const changedOf = (before: TicketRow, after: TicketRow): TicketKey[] => TICKET_KEYS.filter((key) => before[key] !== after[key]);

/** From so many rows on, code made of the list of keys is worth making: a loop over names takes twice and ten times as long. */
const MANY = 500;

/** A function for each row of a run: `few`, and where there are many, the one that `make` makes. */
function soon<Args extends readonly unknown[], Made>(few: (...args: Args) => Made, make: () => (...args: Args) => Made): (...args: Args) => Made {
  let calls = 0;
  let one = few;
  return (...args) => {
    calls += 1;
    if (calls === MANY) one = make();
    return one(...args);
  };
}

const madeRow = soon(filledIn, () => new Function("v", `return {${TICKET_KEYS.map((key, i) => `${key}: v[${i}]`).join()}}`) as typeof filledIn);

const keysChanged = soon(changedOf, () => {
  const looks = TICKET_KEYS.map((key) => `if (a.${key} !== b.${key}) k.push("${key}");`);
  return new Function("a", "b", `const k = []; ${looks.join(" ")} return k;`) as typeof changedOf;
});

/** The row of what `rowJson` selected. */
export const readRow = (json: string): TicketRow => madeRow(JSON.parse(json) as readonly unknown[]);

/** A row's values in the order of `TICKET_KEYS`. */
export const valuesOf = (row: TicketRow): readonly (string | number | null)[] => TICKET_KEYS.map((key) => row[key]);

/** The keys whose values differ, in the order of `TICKET_KEYS`. */
export const changedKeys = (before: TicketRow, after: TicketRow): readonly TicketKey[] => keysChanged(before, after);
