import { wordsIn } from "../domain/learn/words.ts";
import type { Instant } from "../domain/time/instant.ts";
import { tellingWords } from "./alike.ts";
import type { Insight, KnownErrorHit, KnownErrorRecord } from "./insight.ts";
import type { Reads } from "./ports.ts";

/** A known error that may be what a text tells of. `helped`: to how many tickets its workaround was applied. */
export interface KnownError {
  readonly id: number;
  readonly title: string;
  readonly symptom: string;
  readonly cause: string | null;
  readonly workaround: string;
  readonly helped: number;
}

/** A known error with all that is kept of it. */
export interface KnownErrorEntry extends KnownErrorRecord {
  readonly helped: number;
}

/** Beyond so many that share a word, the most telling are looked at. */
const CANDIDATES = 200;
/** Sharing less of what tells in the text than this is chance. */
const LEAST = 0.2;
const MOST_WORDS = 400;
const TITLE = 2;

/** What a known error is found by. */
export function searchedWords(title: string, symptom: string): readonly Omit<KnownErrorHit, "id">[] {
  const words = new Map<string, number>();
  for (const word of wordsIn(symptom, MOST_WORDS)) words.set(word, 1);
  for (const word of wordsIn(title, MOST_WORDS)) words.set(word, TITLE);
  return [...words].map(([word, n]) => ({ word, n }));
}

/** Having helped counts beside matching: what helped once is a little ahead, what helped often more so. */
const ranked = (score: number, helped: number): number => score * (1 + Math.log1p(helped) / 4);

/** How far each known error in use matches a text, from 0 to 1, by id. */
async function matches(insight: Insight, text: string): Promise<ReadonlyMap<number, number>> {
  const all = await insight.knownErrorCount();
  const byWord = new Map<string, KnownErrorHit[]>();
  for (const hit of await insight.knownErrorHits(tellingWords(text))) byWord.set(hit.word, [...(byWord.get(hit.word) ?? []), hit]);
  const scores = new Map<number, number>();
  let whole = 0;
  for (const hits of byWord.values()) {
    const weight = Math.log(1 + all / hits.length);
    whole += weight;
    for (const { id, n } of hits) scores.set(id, (scores.get(id) ?? 0) + weight * (n / TITLE + (n < TITLE ? 0.2 : 0)));
  }
  const likely = [...scores].map(([id, score]) => [id, score / whole] as const).filter(([, score]) => score >= LEAST);
  return new Map(likely.sort((a, b) => b[1] - a[1]).slice(0, CANDIDATES));
}

/** Known errors in use that a text may tell of, by how far they match and how often they helped. */
export async function knownErrorsFor(reads: Reads, text: string, limit: number): Promise<readonly KnownError[]> {
  return (await matchingEntries(reads, text))
    .slice(0, limit)
    .map(({ id, title, symptom, cause, workaround, helped }) => ({ id, title, symptom, cause, workaround, helped }));
}

/** The same, whole and all of them. */
export async function matchingEntries(reads: Reads, text: string): Promise<readonly KnownErrorEntry[]> {
  const insight = await reads.insight();
  const found = await matches(insight, text);
  if (found.size === 0) return [];
  const ids = [...found.keys()];
  const entries = withHelp(await insight.knownErrors(ids), await insight.helped(ids));
  const place = ({ id, helped }: KnownErrorEntry): number => ranked(found.get(id) ?? 0, helped);
  return entries.toSorted((a, b) => place(b) - place(a) || b.id - a.id);
}

const withHelp = (records: readonly KnownErrorRecord[], helped: ReadonlyMap<number, number>): readonly KnownErrorEntry[] =>
  [...new Map(records.map((record) => [record.id, record])).values()].map((record) => ({ ...record, helped: helped.get(record.id) ?? 0 }));

/** Every known error, those that helped most first; retired ones last, where they are asked for. */
export async function allEntries(reads: Reads, retired: boolean): Promise<readonly KnownErrorEntry[]> {
  const insight = await reads.insight();
  const entries = withHelp(await insight.knownErrors(null), await insight.helped(null)).filter((entry) => retired || entry.retiredAt === null);
  const last = ({ retiredAt }: { readonly retiredAt: Instant | null }): number => (retiredAt === null ? 0 : 1);
  return entries.toSorted((a, b) => last(a) - last(b) || b.helped - a.helped || b.id - a.id);
}

/** Those of the ids that exist. */
export async function entriesOf(reads: Reads, ids: readonly number[]): Promise<readonly KnownErrorEntry[]> {
  const insight = await reads.insight();
  return withHelp(await insight.knownErrors(ids), await insight.helped(ids));
}
