import type { Query, SortField } from "../domain/query/term.ts";
import { STATUSES } from "../domain/ticket/ticket.ts";
import type { SearchDialect } from "./sql.ts";
import { raw, type Sql, sql } from "./sql-tag.ts";

/** A clock past its due: a fact already, or by the time of looking. The due second itself is not yet a breach. */
const over = (clock: Sql, now: number): Sql => sql`${clock}_breached_at is not null or (${clock}_risk_at is not null and ${clock}_due_at < ${now})`;

export const breached = (now: number): Sql => sql`(${over(raw("response"), now)} or ${over(raw("resolution"), now)})`;

const NEVER = `${Number.MAX_SAFE_INTEGER}`;
/** Clocks end with the work; the response clock at the first response. */
const RESPONSE = `coalesce(case when status in ('new', 'in_progress', 'on_hold') and first_response_at is null then response_due_at end, ${NEVER})`;
const RESOLUTION = `coalesce(case when status in ('new', 'in_progress', 'on_hold') then resolution_due_at end, ${NEVER})`;
const NEXT_DUE = `case when ${RESPONSE} < ${RESOLUTION} then ${RESPONSE} else ${RESOLUTION} end`;
const STATUS_PLACE = `case status ${STATUSES.map((status, place) => `when '${status}' then ${place}`).join(" ")} end`;

const DESK = raw("order by rank, sort_due_at, number");

/** What to sort by; `optional`: tickets without it come last either way; `reversed`: a long time is an early instant. */
interface Key {
  readonly by: string;
  readonly optional?: true;
  readonly reversed?: true;
}
const KEYS: { readonly [F in Exclude<SortField, "sla" | "rank">]: Key } = {
  number: { by: "number" },
  id: { by: "number" },
  opened: { by: "opened_at" },
  updated: { by: "updated_at" },
  resolved: { by: "resolved_at", optional: true },
  closed: { by: "closed_at", optional: true },
  due: { by: "resolution_due_at", optional: true },
  priority: { by: "rank" },
  status: { by: STATUS_PLACE },
  title: { by: "title" },
  category: { by: "category" },
  assignee: { by: "assignee", optional: true },
  group: { by: "team", optional: true },
  age: { by: "opened_at", reversed: true },
  idle: { by: "updated_at", reversed: true },
};

/** `order by …`: every order ends with the number, so that it is the same each time. */
export function orderSql(query: Query, search: SearchDialect): Sql {
  const { sort } = query;
  if (sort === null) return DESK;
  const down = sort.descending ? " desc" : "";
  if (sort.field === "rank") {
    const relevance = search.byRelevance(query, sort.descending);
    if (relevance !== null) return relevance;
    return sort.descending ? raw(`order by rank desc, sort_due_at = ${NEVER}, sort_due_at desc, number desc`) : DESK;
  }
  if (sort.field === "sla") {
    const first = sql`case when ${breached(query.now)} then 0 else 1 end`;
    return sql`order by ${first}${raw(`${down}, ${NEXT_DUE} = ${NEVER}, ${NEXT_DUE}${down}, number${down}`)}`;
  }
  const key = KEYS[sort.field];
  if (key.by === "number") return raw(`order by number${down}`);
  const direction = sort.descending !== (key.reversed ?? false) ? " desc" : "";
  return raw(`order by ${key.optional ? `${key.by} is null, ` : ""}${key.by}${direction}, number${direction}`);
}
