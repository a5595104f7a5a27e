import type { Query, Term } from "../domain/query/term.ts";
import { conditionsOf, querySql } from "./query-sql.ts";
import type { SearchDialect } from "./sql.ts";
import { type Sql, sql } from "./sql-tag.ts";

/** Words to be found, and whatever leaves no more than a few of the tickets out that have them. */
const isWide = (term: Term): boolean => (term.kind === "contains" ? !term.not : term.kind === "is" && term.not && term.flags.includes("void"));

/** A search for words alone can go through the index, and stop when enough is found: newest first by number, or by relevance. Null: another query. */
function searchSql(query: Query, search: SearchDialect): Sql | null {
  const { sort, terms } = query;
  if (sort === null || !terms.some(({ kind }) => kind === "contains") || !terms.every(isWide)) return null;
  const others = terms.filter(({ kind }) => kind !== "contains");
  return search.listing(query, conditionsOf(others, query, search));
}

/** A listing in SQL, from `from` to its order. */
export function listSql(query: Query, search: SearchDialect): Sql {
  const through = searchSql(query, search);
  if (through !== null) return through;
  const { where, order } = querySql(query, search);
  return sql`from ticket ${where} ${order}`;
}
