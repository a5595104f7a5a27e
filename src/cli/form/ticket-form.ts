import { type Policy, TICKET_TYPES, UNCLASSIFIED } from "../../domain/policy/policy.ts";
import { editable } from "../../domain/ticket/acts/edit.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { CHANNELS, type Ticket } from "../../domain/ticket/ticket.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { offsetText, type Zone } from "../../domain/time/zone.ts";
import { cleanLine } from "../../render/clean.ts";
import { spelled } from "../../render/due.ts";
import { hang } from "../../render/hang.ts";
import { FORM_WORDS } from "../../words/form.en.ts";
import { shownBody, shownLine } from "./shown-text.ts";

/** A ticket as somebody edits it. */
export interface FormSubject {
  readonly ticket: Ticket;
  readonly description: string | null;
  readonly rules: Policy;
  readonly zone: Zone;
}

/** What stands in a form: each key with its lines, in order; a key that may be repeated has several. */
export interface Form {
  readonly id: string;
  readonly keys: readonly string[];
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Null: the description cannot change any more. */
  readonly description: string | null;
}

/** What `priority` says where nothing stands against the matrix. */
export const COMPUTED = "computed";
export const YES = "yes";
export const NO = "no";
/** Beside what can change: why it does. */
export const REASON = "reason";

const WIDTH = 78;
/** More names than these are no help. */
const MOST_NAMES = 30;

/** The second, and the offset: an hour that the clocks show twice has two. */
const instant = (zone: Zone, at: Instant | null): string =>
  at === null ? "" : `${spelled(zone, at, at % 60 === 0 ? "YYYY-MM-DD HH:mm" : "YYYY-MM-DD HH:mm:ss")} ${offsetText(zone.offsetAt(at))}`;

type Value = (subject: FormSubject) => string | readonly string[] | null;

/** The keys of a form, which are the flags of `edit`, in its order. */
const VALUES: Readonly<Record<string, Value>> = {
  title: ({ ticket }) => ticket.title,
  type: ({ ticket }) => ticket.type,
  impact: ({ ticket }) => ticket.impact,
  urgency: ({ ticket }) => ticket.urgency,
  priority: ({ ticket }) => (ticket.override === null ? COMPUTED : ticket.priority),
  "priority-reason": ({ ticket }) => ticket.override?.reason ?? null,
  "priority-until": ({ ticket, zone }) => instant(zone, ticket.override?.until ?? null),
  category: ({ ticket }) => ticket.category,
  service: ({ ticket }) => ticket.service,
  site: ({ ticket }) => ticket.site,
  ci: ({ ticket }) => ticket.ci,
  ref: ({ ticket }) => [...ticket.refs, ""],
  requester: ({ ticket }) => ticket.requester,
  contact: ({ ticket }) => ticket.contact,
  channel: ({ ticket }) => ticket.channel,
  group: ({ ticket }) => ticket.group,
  assignee: ({ ticket }) => ticket.assignee,
  tag: ({ ticket }) => ticket.tags.join(" "),
  parent: ({ ticket }) => (ticket.parent === null ? null : String(ticket.parent)),
  key: ({ ticket }) => ticket.key,
  "down-at": ({ ticket, zone }) => instant(zone, ticket.downAt),
  "up-at": ({ ticket, zone }) => instant(zone, ticket.upAt),
  major: ({ ticket }) => (ticket.major ? YES : NO),
  code: ({ ticket }) => ticket.resolution?.code ?? null,
  satisfaction: ({ ticket }) => (ticket.satisfaction === null ? null : String(ticket.satisfaction)),
};
/** What belongs to a resolution. */
const AFTERWARDS_ONLY: readonly string[] = ["code", "satisfaction"];

const linesOf = (value: string | readonly string[] | null): readonly string[] => (typeof value === "string" ? [value] : (value ?? [""])).map(shownLine);

/** The form of a ticket: what may change of it in its state. `reason` is one that was given already. */
export function formOf(subject: FormSubject, reason = ""): Form {
  const { ticket, description } = subject;
  const allowed = editable(ticket.status);
  const keys = Object.keys(VALUES).filter((key) => (allowed === null ? !AFTERWARDS_ONLY.includes(key) : allowed.includes(key)));
  return {
    id: idOf(ticket),
    keys: [...keys, REASON],
    values: { ...Object.fromEntries(keys.map((key) => [key, linesOf(VALUES[key]?.(subject) ?? null)])), [REASON]: [shownLine(reason)] },
    description: allowed === null ? shownBody(description ?? "") : null,
  };
}

const names = (values: readonly string[]): string => FORM_WORDS.oneOf(values.slice(0, MOST_NAMES), Math.max(0, values.length - MOST_NAMES));

/** What may stand behind a key; null: that speaks for itself. */
function hintOf(key: string, { ticket, rules }: FormSubject): string | null {
  const listed: Readonly<Record<string, readonly string[]>> = {
    type: TICKET_TYPES,
    impact: rules.impacts,
    urgency: rules.urgencies,
    category: [...rules.categories, UNCLASSIFIED],
    service: rules.services,
    site: rules.sites,
    channel: CHANNELS,
    code: Object.keys(rules.resolutionCodes).filter((code) => rules.resolutionCodes[code]?.types.includes(ticket.type) === true),
  };
  const values = listed[key];
  if (values !== undefined) return values.length === 0 ? null : names(values);
  switch (key) {
    case "priority":
      return FORM_WORDS.priority(ticket.computedPriority, rules.priorities);
    case "group":
      return FORM_WORDS.group(rules.groups);
    case "tag":
      return FORM_WORDS.tags;
    case "priority-until":
    case "down-at":
      return FORM_WORDS.time;
    case REASON:
      return editable(ticket.status) === null ? FORM_WORDS.reason : FORM_WORDS.reasonNeeded;
    case "ref":
    case "assignee":
    case "parent":
    case "major":
    case "satisfaction":
      return FORM_WORDS[key];
    default:
      return null;
  }
}

const comment = (text: string): readonly string[] => hang(cleanLine(text), WIDTH, 0).map((line) => `# ${line}`);

/** The form as the editor shows it. */
export function formText(form: Form, subject: FormSubject): string {
  const lines = [...FORM_WORDS.head(form.id, subject.ticket.status).map((line) => `# ${line}`), ""];
  for (const key of form.keys) {
    const hint = hintOf(key, subject);
    if (hint !== null) lines.push(...comment(hint));
    for (const value of form.values[key] ?? []) lines.push(value === "" ? `${key}:` : `${key}: ${value}`);
  }
  if (form.description !== null) lines.push("", FORM_WORDS.marker, form.description);
  return `${lines.join("\n")}\n`;
}
