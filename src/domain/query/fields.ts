import type { Policy } from "../policy/policy.ts";
import { TICKET_TYPES, UNCLASSIFIED } from "../policy/policy.ts";
import { CHANNELS, CONFIRMATIONS, STATUSES } from "../ticket/ticket.ts";
import type { DurationField, FieldName, Flag, InstantField, MarkField, NameField, NumberField, SortField, TextField, TreeField, WordField } from "./term.ts";

type KindOf<F extends FieldName> = F extends WordField
  ? "word"
  : F extends NameField
    ? "name"
    : F extends TreeField
      ? "tree"
      : F extends MarkField
        ? "mark"
        : F extends InstantField
          ? "instant"
          : F extends DurationField
            ? "duration"
            : F extends NumberField
              ? "number"
              : F extends TextField
                ? "text"
                : never;

/** Every field of the language and its kind: the one list for the parser, the SQL, `--explain` and completion. */
export const FIELDS: { readonly [F in FieldName]: KindOf<F> } = {
  id: "number",
  type: "word",
  status: "word",
  priority: "word",
  impact: "word",
  urgency: "word",
  category: "tree",
  service: "word",
  site: "word",
  group: "word",
  assignee: "name",
  requester: "name",
  affected: "name",
  channel: "word",
  tag: "mark",
  title: "text",
  text: "text",
  code: "word",
  confirmed: "word",
  reason: "word",
  parent: "number",
  key: "word",
  ci: "word",
  ref: "mark",
  op: "number",
  opened: "instant",
  updated: "instant",
  resolved: "instant",
  closed: "instant",
  due: "instant",
  age: "duration",
  idle: "duration",
};
export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

/** Fields every ticket has: `none` would find nothing. */
export const ALWAYS_THERE: ReadonlySet<FieldName> = new Set([
  "id",
  "type",
  "status",
  "priority",
  "impact",
  "urgency",
  "channel",
  "opened",
  "updated",
  "age",
  "idle",
  "op",
  "title",
  "text",
]);

const FLAG_SET: { readonly [F in Flag]: true } = {
  open: true,
  closed: true,
  active: true,
  unassigned: true,
  mine: true,
  breached: true,
  atrisk: true,
  paused: true,
  overridden: true,
  reclassified: true,
  backdated: true,
  major: true,
  new: true,
  reopened: true,
  promised: true,
  void: true,
};
export const FLAGS = Object.keys(FLAG_SET) as readonly Flag[];

const SORT_SET: { readonly [F in SortField]: true } = {
  sla: true,
  rank: true,
  number: true,
  id: true,
  opened: true,
  updated: true,
  resolved: true,
  closed: true,
  due: true,
  priority: true,
  status: true,
  title: true,
  category: true,
  assignee: true,
  group: true,
  age: true,
  idle: true,
};
export const SORT_FIELDS = Object.keys(SORT_SET) as readonly SortField[];

/** What the language needs of a policy. */
export type Vocabulary = Pick<
  Policy,
  "priorities" | "impacts" | "urgencies" | "categories" | "services" | "sites" | "groups" | "holdReasons" | "resolutionCodes"
>;

/** Fields whose values are the product's own: another value cannot occur, so not even quotes let it through. */
export const FIXED: ReadonlySet<FieldName> = new Set(["type", "status", "channel", "confirmed"]);

/** Fields with an order, so that they have ranges: most urgent first. */
export const RANKED: ReadonlySet<FieldName> = new Set(["priority", "impact", "urgency"]);

/** The values a field can take; null where any is possible. */
export function choicesOf(field: FieldName, policy: Vocabulary): readonly string[] | null {
  const listed = (names: readonly string[]): readonly string[] | null => (names.length > 0 ? names : null);
  switch (field) {
    case "type":
      return TICKET_TYPES;
    case "status":
      return STATUSES;
    case "channel":
      return CHANNELS;
    case "confirmed":
      return CONFIRMATIONS;
    case "priority":
      return listed(policy.priorities);
    case "impact":
      return listed(policy.impacts);
    case "urgency":
      return listed(policy.urgencies);
    case "category":
      return policy.categories.length > 0 ? [...policy.categories, UNCLASSIFIED] : null;
    case "service":
      return listed(policy.services);
    case "site":
      return listed(policy.sites);
    case "group":
      return listed(policy.groups);
    case "reason":
      return listed(Object.keys(policy.holdReasons));
    case "code":
      return listed(Object.keys(policy.resolutionCodes));
    default:
      return null;
  }
}
