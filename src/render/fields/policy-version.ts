import type { Applied, Dropped, OpenTickets } from "../../app/apply.ts";
import type { PolicyChange } from "../../domain/policy/facts.ts";
import { isTable, PARTS } from "../../domain/policy/facts.ts";
import { NAMED_FIELDS } from "../../domain/policy/named-fields.ts";
import type { Begun } from "../../domain/policy/overtaken.ts";
import type { Policy } from "../../domain/policy/policy.ts";
import { type Instant, isoDay } from "../../domain/time/instant.ts";
import { wallOf } from "../../domain/time/zone.ts";
import { changeWords, DATES_CHANGED, LISTED, TABLE_CHANGED, VERSION_LABELS } from "../../words/policy-versions.en.ts";
import { localMinute } from "../due.ts";
import { type Field, type Look, labelled } from "../field.ts";
import { schemaName } from "../schema-name.ts";
import { operationId } from "./event.ts";

const STATES = ["in_force", "to_come", "past", "overtaken"] as const;

/** A version of the policy among the others. */
export interface VersionRow {
  readonly version: number;
  readonly state: (typeof STATES)[number];
  readonly policy: Policy;
  /** When it was recorded, and by whom; null: it came with the register. */
  readonly recordedAt: Instant;
  readonly actor: string | null;
  readonly operation: number | null;
  /** How many open tickets run under it. */
  readonly open: number;
}

export const VERSION_FIELDS = labelled<VersionRow>(VERSION_LABELS, [
  { key: "version", kind: "integer", always: true, value: ({ version }) => version },
  { key: "state", kind: STATES, always: true, value: ({ state }) => state, cell: ({ state }) => state.replace("_", " ") },
  {
    key: "from",
    kind: "instant",
    value: ({ policy }) => policy.from,
    cell: ({ policy, recordedAt }, { zone }) => localMinute(zone, policy.from ?? recordedAt),
  },
  { key: "name", kind: "text", always: true, value: ({ policy }) => policy.name },
  {
    key: "recordedAt",
    kind: "instant",
    always: true,
    value: ({ recordedAt }) => recordedAt,
    cell: ({ recordedAt }, { zone }) => localMinute(zone, recordedAt),
  },
  { key: "actor", kind: "text", value: ({ actor }) => actor },
  { key: "operation", kind: "text", value: ({ operation }) => (operation === null ? null : operationId(operation)) },
  { key: "open", kind: "integer", always: true, value: ({ open }) => open },
]);

/** What a pipe and a table get where nobody chose. */
export const VERSION_DEFAULT: readonly string[] = ["version", "state", "from", "actor", "operation", "open"];

type Around = Pick<Look, "now" | "zone">;

/** How many holidays, and how many of them somebody will soon notice. */
function datesText(dates: readonly string[], { now, zone }: Around): string {
  const today = isoDay(wallOf(zone, now).day);
  const end = `${Number(today.slice(0, YEAR)) + 1}${today.slice(YEAR)}`;
  return DATES_CHANGED(dates.length, dates.filter((date) => date >= today && date < end).length);
}

const YEAR = 4;

function shownBefore(change: PolicyChange, around: Around): string | null {
  if (change.before === null) return null;
  return change.dates !== undefined ? datesText(change.dates.removed, around) : isTable(change) ? TABLE_CHANGED[0] : change.before;
}

function shownAfter(change: PolicyChange, around: Around): string | null {
  if (change.after === null) return null;
  return change.dates !== undefined ? datesText(change.dates.added, around) : isTable(change) ? TABLE_CHANGED[1] : change.after;
}

const orListed = (said: string | null): string | null => (said === "" ? LISTED : said);

/** A change as a line for people. */
export const changeLine = (change: PolicyChange, around: Around): string =>
  changeWords(change.part, change.name, shownBefore(change, around), shownAfter(change, around));

export const CHANGE_FIELDS = labelled<PolicyChange>(VERSION_LABELS, [
  { key: "part", kind: PARTS, always: true, value: ({ part }) => part },
  { key: "name", kind: "text", always: true, value: ({ name }) => name },
  { key: "before", kind: "text", value: (change, look) => orListed(shownBefore(change, look)) },
  { key: "after", kind: "text", value: (change, look) => orListed(shownAfter(change, look)) },
  { key: "message", kind: "text", always: true, value: changeLine },
  { key: "datesAdded", kind: "texts", value: ({ dates }) => dates?.added ?? null },
  { key: "datesRemoved", kind: "texts", value: ({ dates }) => dates?.removed ?? null },
]);

export const CHANGE_DEFAULT: readonly string[] = ["part", "name", "before", "after"];

/** A version with its source or its value. */
export interface ShownPolicy {
  readonly version: number;
  readonly from: Instant | null;
  readonly policy: Policy;
}

export const SHOWN_POLICY_FIELDS: readonly Field<ShownPolicy>[] = [
  schemaName("policyShow"),
  { key: "version", kind: "integer", always: true, value: ({ version }) => version },
  { key: "from", kind: "instant", value: ({ from }) => from },
  { key: "policy", kind: "data", always: true, value: ({ policy }) => policy },
];

const OUTCOMES = ["changed", "unchanged", "refused"] as const;
const OPEN_TICKETS = ["keep", "adopt"] as const;

/** What came, or would come, of an application. */
export interface AppliedPolicy {
  readonly operation: number | null;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly dryRun: boolean;
  readonly repeated: boolean;
  /** The version that was made, or would be; where nothing was, the one that says so already. */
  readonly version: number;
  readonly from: Instant | null;
  readonly changes: readonly PolicyChange[];
  readonly open: OpenTickets;
  readonly counts: Omit<Applied, "version">;
  readonly dropped: readonly Dropped[];
  readonly exit: number;
}

const DROPPED_FIELDS: readonly Field<Dropped>[] = [
  { key: "field", kind: NAMED_FIELDS, always: true, value: ({ field }) => field },
  { key: "value", kind: "text", always: true, value: ({ value }) => value },
  { key: "tickets", kind: "texts", always: true, value: ({ tickets }) => tickets },
];

const OVERTAKEN_FIELDS: readonly Field<Begun>[] = [
  { key: "version", kind: "integer", always: true, value: ({ version }) => version },
  { key: "from", kind: "instant", value: ({ from }) => from },
];

export const APPLIED_FIELDS: readonly Field<AppliedPolicy>[] = [
  schemaName("policyApply"),
  { key: "operation", kind: "text", value: ({ operation }) => (operation === null ? null : operationId(operation)) },
  { key: "outcome", kind: OUTCOMES, always: true, value: ({ outcome }) => outcome },
  { key: "dryRun", kind: "boolean", always: true, value: ({ dryRun }) => dryRun },
  { key: "repeated", kind: "boolean", always: true, value: ({ repeated }) => repeated },
  { key: "version", kind: "integer", always: true, value: ({ version }) => version },
  { key: "from", kind: "instant", value: ({ from }) => from },
  { key: "changes", kind: { items: CHANGE_FIELDS }, always: true, value: ({ changes }) => changes },
  { key: "open.mode", kind: OPEN_TICKETS, always: true, value: ({ open }) => open },
  { key: "open.adopted", kind: "integer", always: true, value: ({ counts }) => counts.adopted },
  { key: "open.renamed", kind: "integer", always: true, value: ({ counts }) => counts.renamed },
  { key: "open.breached", kind: "integer", always: true, value: ({ counts }) => counts.breached },
  { key: "open.recovered", kind: "integer", always: true, value: ({ counts }) => counts.recovered },
  { key: "dropped", kind: { items: DROPPED_FIELDS }, always: true, value: ({ dropped }) => dropped },
  { key: "overtaken", kind: { items: OVERTAKEN_FIELDS }, always: true, value: ({ counts }) => counts.overtaken },
  { key: "exit", kind: "integer", always: true, value: ({ exit }) => exit },
];
