import type { Contains, Query } from "../domain/query/term.ts";
import { foldedWords } from "./folded-words.ts";
import { arrayText } from "./postgres-bulk.ts";
import type { SearchDialect } from "./sql.ts";
import { raw, type Sql, sql } from "./sql-tag.ts";

/** A tsvector holds a mebibyte; of a text with more words the first are found. */
const MOST_BYTES = 900_000;
/** PostgreSQL keeps no place behind this, and of each word no more places than these. */
const LAST_PLACE = 16_383;
const PLACES = 255;

/** The words of a ticket with their places, title before body, as a tsvector in text; a word of the title weighs more. */
export function documentOf(title: string, body: string): string {
  const places = new Map<string, string[]>();
  let place = 0;
  let bytes = 0;
  const add = (words: readonly string[], weight: string): void => {
    for (const word of words) {
      place = Math.min(place + 1, LAST_PLACE);
      let of = places.get(word);
      if (of === undefined) {
        bytes += Buffer.byteLength(word) + 4;
        if (bytes > MOST_BYTES) return;
        of = [];
        places.set(word, of);
      }
      bytes += 2;
      if (of.length < PLACES) of.push(`${place}${weight}`);
    }
  };
  add(foldedWords(title), "A");
  // No phrase reaches from the title into the body.
  place += 1;
  add(foldedWords(body), "");
  return [...places].map(([word, of]) => `'${word}':${of.join(",")}`).join(" ");
}

/** A text as a phrase, as the index keeps words; a trailing `*` finds beginnings. Null: it has no letter or figure, and is found nowhere. */
function phraseOf(text: string, weight: string): string | null {
  const words = foldedWords(text);
  const last = text.endsWith("*") ? "*" : "";
  const flags = (place: number): string => `${place === words.length - 1 ? last : ""}${weight}`;
  const parts = words.map((word, place) => (flags(place) === "" ? `'${word}'` : `'${word}':${flags(place)}`));
  return parts.length === 0 ? null : `(${parts.join(" <-> ")})`;
}

function matching({ texts, field }: Contains): string | null {
  const phrases = texts.flatMap((text) => phraseOf(text, field === "title" ? "A" : "") ?? []);
  return phrases.length === 0 ? null : `(${phrases.join(" | ")})`;
}

/** All that a query wants to see in the text. */
function sought(query: Query): string | null {
  const parts = query.terms.flatMap((term) => (term.kind === "contains" && !term.not ? [matching(term)] : []));
  const found = parts.filter((part) => part !== null);
  return found.length === 0 ? null : found.join(" & ");
}

/** A word of the title weighs four of the body. */
const relevance = (query: string): Sql => sql`ts_rank('{0.25, 0.25, 0.25, 1}', doc, ${query}::tsquery)`;

/** PostgreSQL's index: a tsvector of words that were cut and folded here, so that no configuration of the server's has a say. */
export const POSTGRES_SEARCH: SearchDialect = {
  found(term) {
    const query = matching(term);
    return query === null ? raw("select number from ticket_text where false") : sql`select number from ticket_text where doc @@ ${query}::tsquery`;
  },

  withWord(word, among, most) {
    const listed = among === null ? raw("") : sql` and number = any(${arrayText(among)}::bigint[])`;
    const limited = most === null ? raw("") : sql` order by number desc limit ${most}`;
    return sql`select number from ticket_text where doc @@ ${phraseOf(word, "") ?? ""}::tsquery${listed}${limited}`;
  },

  // Planning a join of hundreds takes minutes.
  alone: (condition) => sql`coalesce(${condition}, false)`,

  byRelevance(query, descending) {
    const all = sought(query);
    if (all === null) return null;
    return sql`order by (select ${relevance(all)} from ticket_text where ticket_text.number = ticket.number)${raw(descending ? "" : " desc")} nulls last, number desc`;
  },

  listing: () => null,
};
