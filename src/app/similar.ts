import type { Query } from "../domain/query/term.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import type { Reads } from "./ports.ts";

/** A ticket whose text is like another's: `score` says how much, `shared` the words both have. */
export interface SimilarTicket {
  readonly row: TicketRow;
  readonly score: number;
  readonly shared: readonly string[];
}

/** Shorter words tell tickets apart from none. */
const TELLING = 3;
/** So many of the first found are looked at. */
const LOOKED_AT = 50;

const wordsOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => [...word].length >= TELLING),
  ),
];

/** Tickets that share words with a text, those with the most of its words first. */
export async function similarTo(
  reads: Reads,
  about: { readonly text: string; readonly not: number | null; readonly openOnly: boolean; readonly limit: number },
): Promise<readonly SimilarTicket[]> {
  const words = wordsOf(about.text);
  if (words.length === 0) return [];
  const query: Query = {
    terms: [
      { kind: "contains", field: "text", texts: words, not: false },
      ...(about.openOnly ? [{ kind: "is" as const, flags: ["open" as const], not: false }] : []),
      { kind: "is", flags: ["void"], not: true },
    ],
    sort: { field: "rank", descending: false },
    text: "",
    me: "",
    now: 0,
  };
  const found: SimilarTicket[] = [];
  for await (const row of reads.list({ query, limit: LOOKED_AT })) {
    if (row.number === about.not) continue;
    const own = wordsOf(row.title);
    const shared = words.filter((word) => own.includes(word));
    if (shared.length > 0) found.push({ row, score: shared.length / Math.max(words.length, own.length), shared });
  }
  return found.sort((a, b) => b.score - a.score || b.row.number - a.row.number).slice(0, about.limit);
}
