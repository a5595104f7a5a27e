import type { Reach, Reports } from "../app/reports.ts";
import type { Query, Term } from "../domain/query/term.ts";
import type { ReportName } from "../domain/report/report.ts";
import type { Reported } from "../domain/report/reported.ts";
import { conditionsOf } from "./query-sql.ts";
import type { Db, Dialect } from "./sql.ts";
import { join, raw, type Sql, sql } from "./sql-tag.ts";
import { COLUMNS } from "./ticket-columns.ts";

type Key = keyof Reported;

/** Since when a cancelled ticket is, which no column says. */
const cancelledAt = ({ inside }: Dialect): string =>
  `case when ticket.status = 'cancelled' then ticket.opened_at + coalesce(${inside("ticket.rest", "x", 1)}, 0) end`;

const KEYS: readonly Key[] = [
  "number",
  "type",
  "title",
  "status",
  "priority",
  "category",
  "service",
  "site",
  "group",
  "assignee",
  "channel",
  "openedAt",
  "firstResponseAt",
  "resolvedAt",
  "closedAt",
  "updatedAt",
  "resolvedBy",
  "resolutionCode",
  "reopenCount",
  "reassignmentCount",
  "backdated",
  "void",
  "responseTarget",
  "responseDueAt",
  "responseBreachedAt",
  "responseLeft",
  "resolutionTarget",
  "resolutionDueAt",
  "resolutionBreachedAt",
  "resolutionLeft",
  "cancelledAt",
  "loggedBy",
];

/** Who recorded the first event of a ticket that may count as solved at first contact; looked up for service levels alone. */
const LOGGED_BY = `case when ticket.resolved_by is not null and ticket.reopen_count = 0 and ticket.reassignment_count = 0 then
  (select o.actor from event e join operation o on o.seq = e.operation where e.number = ticket.number and e.version = 1) end`;

function columnOf(key: Key, name: ReportName, dialect: Dialect): string {
  if (key === "cancelledAt") return cancelledAt(dialect);
  if (key !== "loggedBy") return `ticket.${COLUMNS[key]}`;
  return name === "sla" ? LOGGED_BY : "null";
}

const selectOf = (name: ReportName, dialect: Dialect): Sql =>
  raw(`select ${dialect.array(KEYS.map((key) => columnOf(key, name, dialect)).join(", "))} as row from ticket`);

/** Has the keys in the order of `KEYS`; copies of it are filled in. */
const BLANK = JSON.parse(`{${KEYS.map((key) => `"${key}":null`).join(",")}}`) as Readonly<Record<string, unknown>>;

function reportedOf(json: string): Reported {
  const values = JSON.parse(json) as readonly unknown[];
  const row: Record<string, unknown> = { ...BLANK };
  for (let i = 0; i < KEYS.length; i += 1) row[KEYS[i] as string] = values[i];
  return row as unknown as Reported;
}

const OPEN = raw("status in ('new', 'in_progress', 'on_hold')");

/** Tickets that may have been open at some time from `since` on. */
const perhapsOpen = ({ since, cut }: Reach): Sql => sql`opened_at < ${cut} and (resolved_at is null or resolved_at >= ${since})`;

/** Which tickets each report cannot do without. More would only be read in vain. */
const WITHIN: { readonly [N in ReportName]: (reach: Reach) => Sql } = {
  volume: ({ since, cut }) =>
    sql`((opened_at >= ${since} and opened_at < ${cut}) or (resolved_at >= ${since} and resolved_at < ${cut})
      or (closed_at >= ${since} and closed_at < ${cut}) or (reopen_count > 0 and updated_at >= ${since} and opened_at < ${cut}))`,
  sla: ({ since, firstCut, cut }) =>
    sql`((resolved_at >= ${since} and resolved_at < ${cut}) or (first_response_at >= ${since} and first_response_at < ${cut})
      or (void = 1 and opened_at >= ${since} and opened_at < ${cut}) or (status = 'cancelled' and updated_at >= ${since} and opened_at < ${cut})
      or ((first_response_at is null or first_response_at >= ${firstCut}) and response_due_at < ${cut} and opened_at < ${cut})
      or ((resolved_at is null or resolved_at >= ${firstCut}) and resolution_due_at < ${cut} and opened_at < ${cut}))`,
  backlog: (reach) => sql`(${perhapsOpen(reach)})`,
  aging: (reach) => (reach.untilNow ? OPEN : sql`(${perhapsOpen({ ...reach, since: reach.cut })})`),
};

/** Void tickets are left out of what other verbs list; a report counts them apart. */
const leavesVoidOut = (term: Term): boolean => term.kind === "is" && term.not && term.flags.length === 1 && term.flags[0] === "void";

export function reportsOf(db: Db): Reports {
  return {
    async *reported(name: ReportName, query: Query, reach: Reach) {
      const terms = query.terms.filter((term) => !leavesVoidOut(term));
      const conditions = [WITHIN[name](reach), ...conditionsOf(terms, query, db.dialect.search)];
      for await (const { row } of db.each<{ readonly row: string }>(sql`${selectOf(name, db.dialect)} where ${join(conditions, " and ")} order by number`))
        yield reportedOf(row);
    },
  };
}
