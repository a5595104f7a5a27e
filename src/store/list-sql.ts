import sql, { join, raw, type Sql } from "sql-template-tag";
import type { Query, Term } from "../domain/query/term.ts";
import { conditionsOf, querySql } from "./query-sql.ts";
import { sought } from "./query-text.ts";

/** Words to be found, and whatever leaves no more than a few of the tickets out that have them. */
const isWide = (term: Term): boolean => (term.kind === "contains" ? !term.not : term.kind === "is" && term.not && term.flags.includes("void"));

/**
 * A search for words alone can go through the index in the order it is wanted in, and stop when enough is found: newest
 * first by number, or by relevance, which the index works out without reading a ticket. A word of the title weighs four
 * of the body. Null: another query.
 */
function searchSql(query: Query): Sql | null {
  const { sort, terms } = query;
  const match = sought(query);
  if (match === null || sort === null || !terms.every(isWide)) return null;
  const down = raw(sort.descending ? " desc" : "");
  const others = conditionsOf(
    terms.filter(({ kind }) => kind !== "contains"),
    query,
  );
  const and = others.length === 0 ? raw("") : sql` and ${join(others, " and ")}`;
  if (sort.field === "number" || sort.field === "id")
    return sql`from ticket_text hit cross join ticket on ticket.number = hit.rowid where hit.ticket_text match ${match}${and} order by hit.rowid${down}`;
  if (sort.field !== "rank") return null;
  // The limit keeps SQLite from taking the inner query, and with it its order, apart; a cross join leaves the order as it is.
  const ranked = sql`select rowid as found from ticket_text where ticket_text match ${match} and rank match 'bm25(4, 1)' order by rank${down}, rowid desc limit -1`;
  return sql`from (${ranked}) hit cross join ticket on ticket.number = hit.found${others.length === 0 ? raw("") : sql` where ${join(others, " and ")}`}`;
}

/** A listing in SQL, from `from` to its order. */
export function listSql(query: Query): Sql {
  const search = searchSql(query);
  if (search !== null) return search;
  const { where, order } = querySql(query);
  return sql`from ticket ${where} ${order}`;
}
