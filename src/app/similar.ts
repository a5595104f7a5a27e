import { wordsIn } from "../domain/learn/words.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { alike, tellingIn } from "./alike.ts";
import type { Reads } from "./ports.ts";

/** A ticket like a text: `score` is the share, from 0 to 1, of what tells in the text that the ticket has too; `shared` are the words, the rarest first. */
export interface SimilarTicket {
  readonly row: TicketRow;
  readonly score: number;
  readonly shared: readonly string[];
}

/** Rows that are read to find what is wanted among those that share words. */
const READ = 150;
const READ_AT_ONCE = 50;
/** A word that is only in the body counts for less than one of the title. */
const IN_BODY = 0.6;
/** Sharing less than this is chance. */
const LEAST = 0.15;
/** Open tickets are so many at the most that all of them can be looked at. */
const OPEN_AT_MOST = 5000;

/**
 * Tickets like a text, by the rare words they share, the likest first; void ones and the number `not` are left out. Its
 * work is bounded whatever the size of the register, so of words that are in many tickets the newest are looked at.
 */
export async function similarTo(
  reads: Reads,
  about: { readonly text: string; readonly not: number | null; readonly openOnly: boolean; readonly limit: number },
): Promise<readonly SimilarTicket[]> {
  return likest(reads, about.text, about.openOnly, "leave", about.limit, (row) => row.number !== about.not && (!about.openOnly || isOpen(row)));
}

const isOpen = ({ status }: TicketRow): boolean => status === "new" || status === "in_progress" || status === "on_hold";

/** The likest tickets of those that `keep` keeps. */
export async function likest(
  reads: Reads,
  text: string,
  openOnly: boolean,
  common: "leave" | "take",
  limit: number,
  keep: (row: TicketRow) => boolean,
): Promise<readonly SimilarTicket[]> {
  const insight = await reads.insight();
  const telling = await tellingIn(reads, insight, text, common);
  if (telling.length === 0 || limit <= 0) return [];
  const open = openOnly ? (await insight.openNumbers(OPEN_AT_MOST)).toSorted((a, b) => b - a) : null;
  const candidates = (await alike(insight, telling, open)).slice(0, READ);
  const whole = telling.reduce((sum, { weight }) => sum + weight, 0);
  const found: SimilarTicket[] = [];
  for (let from = 0; from < candidates.length && found.length < limit; from += READ_AT_ONCE) {
    const some = candidates.slice(from, from + READ_AT_ONCE);
    const rows = new Map((await reads.tickets(some.map(({ number }) => number))).map((row) => [row.number, row]));
    for (const { number, words } of some) {
      const row = rows.get(number);
      if (row === undefined || row.void === 1 || !keep(row)) continue;
      const title = new Set(wordsIn(row.title, 100));
      const weight = words.reduce((sum, word) => sum + word.weight * (title.has(word.word) ? 1 : IN_BODY), 0);
      const shared = words.toSorted((a, b) => b.weight - a.weight).map(({ word }) => word);
      if (weight / whole >= LEAST) found.push({ row, score: weight / whole, shared });
    }
  }
  return found.sort((a, b) => b.score - a.score || b.row.number - a.row.number).slice(0, limit);
}
