import type { Contains, Query } from "../domain/query/term.ts";

/** Each text as a phrase, so that no character of it has a meaning to the index; a trailing `*` finds beginnings. */
const phrase = (text: string): string => {
  const beginning = text.endsWith("*");
  return `"${(beginning ? text.slice(0, -1) : text).replaceAll('"', " ")}"${beginning ? "*" : ""}`;
};

/** What a term asks of the search index (FTS5). A text without a letter or figure is found nowhere. */
export function matching(term: Contains): string {
  const phrases = term.texts.map(phrase).join(" OR ");
  return term.field === "title" ? `title : (${phrases})` : phrases;
}

/** All that a query wants to see in the text, for ranking; null: it searches for nothing. */
export function sought(query: Query): string | null {
  const terms = query.terms.filter((term): term is Contains => term.kind === "contains" && !term.not);
  return terms.length === 0 ? null : terms.map((term) => `(${matching(term)})`).join(" AND ");
}
