import { isStopWord } from "../domain/learn/stop-words.ts";
import { wordsIn } from "../domain/learn/words.ts";
import type { Insight } from "./insight.ts";
import type { Reads } from "./ports.ts";

/** Words of a text that are looked up, from its beginning. */
const LOOKED_UP = 24;
/** The rarest of them, which are searched for. */
const CHOSEN = 8;
/** So many of the newest tickets with a word are looked at; of a word in more of them their number is estimated by how close those lie. */
const NEWEST = 1000;
/** A word in more than this share of the tickets says nothing. */
const COMMON = 0.2;
/** Unless the desk is so small that a few tickets are a large share. */
const FEW = 50;
/** Tickets that share the most are looked at again for words that are in many. */
const CANDIDATES = 100;
/** So many words that are in many tickets are looked for in each of a small set. */
const THOROUGH = 2;

/** A word that tells one ticket from others. */
export interface Telling {
  readonly word: string;
  /** The rarer, the more. */
  readonly weight: number;
  /** The newest tickets with it. */
  readonly numbers: ReadonlySet<number>;
  /** The oldest of these, where there are more that were not looked at; 0: these are all. */
  readonly from: number;
}

/** A ticket and which of the words it has. */
export interface Candidate {
  readonly number: number;
  readonly words: readonly Telling[];
}

/** The words of a text that may tell something, each once. */
export const tellingWords = (text: string): readonly string[] => [...new Set(wordsIn(text, 400).filter((word) => !isStopWord(word)))].slice(0, LOOKED_UP);

/** The rarest words of a text with the tickets that have them. `common` words are left out, or taken where there are no others. */
export async function tellingIn(reads: Reads, insight: Insight, text: string, common: "leave" | "take"): Promise<readonly Telling[]> {
  const { numbers: all } = await reads.state();
  const found: (Telling & { readonly share: number; readonly count: number })[] = [];
  for (const word of tellingWords(text)) {
    const numbers = await insight.newestWith(word, NEWEST);
    const last = numbers.at(-1);
    if (last === undefined) continue;
    const more = numbers.length === NEWEST;
    const count = more ? Math.round((NEWEST * all) / (all - last + 1)) : numbers.length;
    const weight = Math.log(1 + (all - Math.min(all, count) + 0.5) / (count + 0.5));
    found.push({ word, weight, numbers: new Set(numbers), from: more ? last : 0, share: count / all, count });
  }
  found.sort((a, b) => a.count - b.count);
  const telling = found.filter(({ count, share }) => count <= FEW || share <= COMMON);
  return (telling.length === 0 && common === "take" ? found.slice(0, 2) : telling).slice(0, CHOSEN);
}

/** Tickets that share words, those that share the most first; `among`: only these, which are looked at one by one for words that are in many. */
export async function alike(insight: Insight, telling: readonly Telling[], among: readonly number[] | null): Promise<readonly Candidate[]> {
  const had = new Map<number, Telling[]>();
  const only = among === null ? null : new Set(among);
  const add = (number: number, word: Telling): void => {
    const words = had.get(number);
    if (words === undefined) had.set(number, [word]);
    else words.push(word);
  };
  for (const word of telling) for (const number of word.numbers) if (only === null || only.has(number)) add(number, word);
  /** What shares more, then what is newer. */
  const sorted = (): readonly Candidate[] =>
    [...had]
      .map(([number, words]) => ({ number, words, weight: words.reduce((sum, { weight }) => sum + weight, 0) }))
      .sort((a, b) => b.weight - a.weight || b.number - a.number);
  const best = sorted()
    .slice(0, CANDIDATES)
    .map(({ number }) => number);
  let thorough = among === null ? 0 : THOROUGH;
  for (const word of telling.filter(({ from }) => from > 0)) {
    const asked = thorough > 0 ? [...new Set([...best, ...(among ?? []).slice(0, NEWEST)])] : best;
    thorough -= 1;
    const unsure = asked.filter((number) => number < word.from);
    if (unsure.length > 0) for (const number of await insight.having(word.word, unsure)) if (!(had.get(number) ?? []).includes(word)) add(number, word);
  }
  return sorted();
}
