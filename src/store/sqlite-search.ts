import { matching, sought } from "./query-text.ts";
import type { SearchDialect } from "./sql.ts";
import { join, raw, sql } from "./sql-tag.ts";

/** A word as a phrase of the index. */
const phrase = (word: string): string => `"${word}"`;

/** SQLite's index (FTS5): contentless, one row a ticket. */
export const SQLITE_SEARCH: SearchDialect = {
  found: (term) => sql`select rowid from ticket_text where ticket_text match ${matching(term)}`,

  withWord(word, among, most) {
    // A set of one number would be compared with every ticket that has the word, a set of two is looked up.
    const listed = among === null ? raw("") : sql` and rowid in (${join([...among, among[0]])})`;
    const limited = most === null ? raw("") : sql` order by rowid desc limit ${most}`;
    return sql`select rowid as number from ticket_text where ticket_text match ${phrase(word)}${listed}${limited}`;
  },

  alone: (condition) => condition,

  // Relevance is computed once for all that the index finds, then looked up for each ticket; a word of the title weighs four of the body.
  byRelevance(query, descending) {
    const match = sought(query);
    if (match === null) return null;
    return sql`order by (with hit as materialized (select rowid as found, bm25(ticket_text, 4, 1) as score from ticket_text where ticket_text match ${match}) select score from hit where found = ticket.number)${raw(descending ? " desc" : "")}, number desc`;
  },

  listing(query, others) {
    const { sort } = query;
    const match = sought(query);
    if (match === null || sort === null) return null;
    const down = raw(sort.descending ? " desc" : "");
    const and = others.length === 0 ? raw("") : sql` and ${join(others, " and ")}`;
    if (sort.field === "number" || sort.field === "id")
      return sql`from ticket_text hit cross join ticket on ticket.number = hit.rowid where hit.ticket_text match ${match}${and} order by hit.rowid${down}`;
    if (sort.field !== "rank") return null;
    // The limit keeps SQLite from taking the inner query, and with it its order, apart; a cross join leaves the order as it is.
    const ranked = sql`select rowid as found from ticket_text where ticket_text match ${match} and rank match 'bm25(4, 1)' order by rank${down}, rowid desc limit -1`;
    return sql`from (${ranked}) hit cross join ticket on ticket.number = hit.found${others.length === 0 ? raw("") : sql` where ${join(others, " and ")}`}`;
  },
};
