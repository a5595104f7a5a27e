import { foldName } from "../domain/fold-name.ts";
import { FIELDS } from "../domain/query/fields.ts";
import type {
  DurationField,
  Flag,
  InstantField,
  Is,
  MarkField,
  NameField,
  NumberField,
  OneOf,
  Query,
  Term,
  TreeField,
  Within,
  WordField,
} from "../domain/query/term.ts";
import { EVENTS_OF_O } from "./event-rows.ts";
import { breached, orderSql } from "./query-order.ts";
import type { SearchDialect } from "./sql.ts";
import { join, raw, type Sql, sql } from "./sql-tag.ts";

/** Written word for word as the condition of the partial indexes over open tickets, or they would not be used. */
const OPEN = raw("status in ('new', 'in_progress', 'on_hold')");

const flag = (condition: string): (() => Sql) => {
  const written = raw(condition);
  return () => written;
};

/** A hold that stops the resolution clock, and has not run out. */
const paused = (now: number): Sql => sql`(paused = 1 and resolution_target is not null and (hold_until is null or hold_until > ${now}))`;

const atRisk = (clock: Sql, now: number): Sql =>
  sql`(${clock}_breached_at is null and ${clock}_risk_at is not null and ${clock}_risk_at <= ${now} and ${clock}_due_at >= ${now})`;

/** What each flag asks of a row. */
const IS: { readonly [F in Flag]: (query: Query, scan: boolean) => Sql } = {
  open: () => OPEN,
  closed: flag("status in ('closed', 'cancelled')"),
  active: flag("status in ('new', 'in_progress')"),
  unassigned: flag("assignee is null"),
  mine: ({ me }, scan) => marked("assignee", [foldName(me)], scan),
  breached: ({ now }) => breached(now),
  atrisk: ({ now }) => sql`(${atRisk(raw("response"), now)} or ${atRisk(raw("resolution"), now)})`,
  paused: ({ now }) => paused(now),
  overridden: flag("override_reason is not null"),
  reclassified: flag("(first_category is not null and category <> first_category)"),
  backdated: flag("backdated = 1"),
  major: flag("major = 1"),
  new: flag("status = 'new'"),
  reopened: flag("reopen_count > 0"),
  promised: flag("next_update_at is not null"),
  void: flag("void = 1"),
};

const WORD: { readonly [F in WordField]: string } = {
  type: "type",
  status: "status",
  priority: "priority",
  impact: "impact",
  urgency: "urgency",
  service: "service",
  site: "site",
  group: "team",
  channel: "channel",
  code: "resolution_code",
  confirmed: "confirmed_by",
  reason: "hold_reason",
  key: "dedup_key",
  ci: "ci",
};
/** Names a desk gives without a list to hold them to: compared without the case of ASCII letters, as both databases can. */
const CASELESS: ReadonlySet<string> = new Set<WordField>(["service", "site", "group", "ci"]);

const ABSENT: { readonly [F in NameField | TreeField | MarkField]: string } = {
  requester: "requester is null",
  assignee: "assignee is null",
  affected: "affected_count = 0",
  category: "category = 'unclassified'",
  tag: "not exists (select 1 from ticket_mark m where m.kind = 'tag' and m.number = ticket.number)",
  ref: "not exists (select 1 from ticket_mark m where m.kind = 'ref' and m.number = ticket.number)",
};

const INSTANT: { readonly [F in InstantField | DurationField]: string } = {
  opened: "opened_at",
  updated: "updated_at",
  resolved: "resolved_at",
  closed: "closed_at",
  due: "resolution_due_at",
  age: "opened_at",
  idle: "updated_at",
};

const NUMBER: { readonly [F in NumberField]: string } = { id: "number", parent: "parent", op: "o.seq" };

const either = (conditions: readonly Sql[]): Sql => (conditions.length === 1 ? (conditions[0] as Sql) : sql`(${join(conditions, " or ")})`);
const among = (column: Sql, values: readonly (string | number)[]): Sql =>
  values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} in (${join(values)})`;

/** Tickets with a mark. Where the open tickets are read anyway each is looked up; otherwise the marks lead to the tickets. */
function marked(kind: string, values: readonly string[], scan: boolean): Sql {
  const mark = sql`from ticket_mark m where m.kind = ${kind} and ${among(raw("m.value"), values)}`;
  return scan ? sql`exists (select 1 ${mark} and m.number = ticket.number)` : sql`ticket.number in (select m.number ${mark})`;
}

const EVENTS_OF = raw(EVENTS_OF_O);

const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

function hasValue(term: OneOf, scan: boolean): Sql {
  const { field, values } = term;
  switch (field) {
    case "requester":
    case "assignee":
    case "affected":
    case "tag":
    case "ref":
    case "key":
      return marked(field, values, scan);
    case "category":
      // "0" follows "/", so this is the path and all below it, by index if there is one.
      return sql`(${join([among(raw("category"), values), ...values.map((path) => sql`(category >= ${`${path}/`} and category < ${`${path}0`})`)], " or ")})`;
    default:
      return CASELESS.has(field) ? among(raw(`lower(${WORD[field]})`), values.map(lower)) : among(raw(WORD[field]), values);
  }
}

function oneOf(term: OneOf, scan: boolean): Sql {
  const { field } = term;
  const absent = FIELDS[field] === "word" ? `${WORD[field as WordField]} is null` : ABSENT[field as keyof typeof ABSENT];
  return either([
    ...(term.values.length > 0 ? [hasValue(term, scan)] : []),
    ...(term.none ? [raw(`(${absent})`)] : []),
    ...(term.some ? [FIELDS[field] === "word" ? raw(`${WORD[field as WordField]} is not null`) : raw(`(not (${absent}))`)] : []),
  ]);
}

type Range = Within["ranges"][number];

/** Single numbers go into one list: a long chain of conditions would be too deep for the database. */
function inRanges(column: Sql, ranges: readonly Range[]): Sql {
  const single = ranges.flatMap(({ from, to }) => (from !== null && from === to ? [from] : []));
  const wide = ranges.filter(({ from, to }) => from === null || from !== to);
  return either([
    ...(single.length > 0 ? [among(column, single)] : []),
    ...wide.map(({ from, to }) =>
      from === null ? sql`${column} <= ${to}` : to === null ? sql`${column} >= ${from}` : sql`(${column} >= ${from} and ${column} <= ${to})`,
    ),
  ]);
}

function within(term: Within, now: number): Sql {
  const { field } = term;
  if (field === "op") {
    // Every ticket has operations, so `any` asks nothing.
    const found =
      term.ranges.length > 0
        ? [sql`ticket.number in (select e.number from operation o join event e on ${EVENTS_OF} where ${inRanges(raw(NUMBER.op), term.ranges)})`]
        : [];
    return either([...found, ...(term.some ? [raw("1 = 1")] : [])]);
  }
  const column = field === "id" || field === "parent" ? raw(`ticket.${NUMBER[field]}`) : raw(INSTANT[field]);
  // The older it is, the earlier it was.
  const ranges =
    field === "age" || field === "idle"
      ? term.ranges.map(({ from, to }) => ({ from: to === null ? null : now - to, to: from === null ? null : now - from }))
      : term.ranges;
  return either([
    ...(ranges.length > 0 ? [inRanges(column, ranges)] : []),
    ...(term.none ? [sql`${column} is null`] : []),
    ...(term.some ? [sql`${column} is not null`] : []),
  ]);
}

const anyFlag = (term: Is, query: Query, scan: boolean): Sql => either(term.flags.map((one) => IS[one](query, scan)));

function meaning(term: Term, query: Query, search: SearchDialect, scan: boolean): Sql {
  switch (term.kind) {
    case "is":
      return anyFlag(term, query, scan);
    case "one-of":
      return oneOf(term, scan);
    case "within":
      return within(term, query.now);
    case "contains":
      return sql`ticket.number in (${search.found(term)})`;
  }
}

/** `!=` holds where a value is absent, so null must count as false before it is turned round. */
const condition = (term: Term, query: Query, search: SearchDialect, scan: boolean): Sql => {
  if (!term.not) return meaning(term, query, search, scan);
  if (term.kind === "is" && term.flags.length === 1 && term.flags[0] === "void") return raw("void = 0");
  return sql`not coalesce((${meaning(term, query, search, scan)}), false)`;
};

const asksOpen = (term: Term): boolean => term.kind === "is" && !term.not && term.flags.length === 1 && term.flags[0] === "open";

/** From so many terms on, none of them is worth finding tickets by. */
const MANY = 8;

/** What some of a query's terms ask of a ticket. */
export function conditionsOf(terms: readonly Term[], query: Query, search: SearchDialect): readonly Sql[] {
  const scan = terms.some(asksOpen);
  const conditions = terms.map((term) => condition(term, query, search, scan));
  return terms.length > MANY ? conditions.map(search.alone) : conditions;
}

/** A query in SQL for `from ticket`: `where …` (empty if it asks nothing) and `order by …`. */
export function querySql(query: Query, search: SearchDialect): { readonly where: Sql; readonly order: Sql } {
  const conditions = conditionsOf(query.terms, query, search);
  return { where: conditions.length === 0 ? raw("") : sql`where ${join(conditions, " and ")}`, order: orderSql(query, search) };
}
