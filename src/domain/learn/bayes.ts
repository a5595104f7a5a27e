import type { Features } from "./features.ts";

/** What is known of one label: how many tickets bear it, and the weight of all their words. */
export interface Tally {
  readonly tickets: number;
  readonly weight: number;
}

/** The weight of a word under each label that has it, by the label's key. */
export type Counts = ReadonlyMap<number, number>;

/** All that is known of one field. */
export interface Knowledge {
  readonly labels: ReadonlyMap<number, Tally>;
  readonly countsOf: (word: string) => Counts | undefined;
  /** How many words are known. */
  readonly vocabulary: number;
}

export interface Guess {
  readonly label: number;
  /** From 0 to 1. */
  readonly probability: number;
}

/** A word never seen under a label counts as if it had been seen a little; in the weights of features. */
const UNSEEN = 20;
const WHOLE = 1000;
/** Words of a text come together, which naive Bayes does not know: its odds are taken for less than they seem. */
const MODESTY = 0.6;
/** So many tickets that say otherwise are imagined beside those there are. */
const DOUBTS = 3;

/**
 * Naive Bayes with a label weighed against all others together (a word speaks for a label as far as it is rarer in the
 * complement), on the weights of features; what no word of a label speaks for is left out. The likeliest first. Source:
 * Rennie and others, Tackling the Poor Assumptions of Naive Bayes Text Classifiers, 2003.
 */
export function guess(features: Features, { labels, countsOf, vocabulary }: Knowledge): readonly Guess[] {
  let [tickets, weight] = [0, 0];
  for (const tally of labels.values()) {
    tickets += tally.tickets;
    weight += tally.weight;
  }
  const unseen = UNSEEN * vocabulary;
  const gains = new Map<number, number>();
  let known = 0;
  for (const [word, times] of features) {
    const counts = countsOf(word);
    let all = 0;
    for (const [label, n] of counts ?? []) if (labels.has(label)) all += n;
    if (counts === undefined || all === 0) continue;
    known += times;
    // A label without the word has the same share of every sum, so only those with it are looked at.
    const without = Math.log(all + UNSEEN) - Math.log(UNSEEN);
    for (const [label, n] of counts) {
      if (!labels.has(label)) continue;
      const gain = Math.log(n + UNSEEN) - Math.log(all - n + UNSEEN) + without;
      gains.set(label, (gains.get(label) ?? 0) + times * gain);
    }
  }
  const scored: (readonly [label: number, score: number])[] = [];
  let best = Number.NEGATIVE_INFINITY;
  for (const [label, tally] of labels) {
    if (tally.tickets <= 0) continue;
    const rest = Math.log(weight - tally.weight + unseen) - Math.log(tally.weight + unseen);
    const score = Math.log(tally.tickets / tickets) + (known * rest + (gains.get(label) ?? 0)) / WHOLE;
    if (score > best) best = score;
    scored.push([label, score]);
  }
  let sum = 0;
  const likely = scored.map(([label, score]) => {
    const share = Math.exp((score - best) * MODESTY);
    sum += share;
    return { label, share };
  });
  const sure = tickets / (tickets + DOUBTS);
  return likely
    .filter(({ label }) => gains.has(label))
    .map(({ label, share }) => ({ label, probability: (share / sum) * sure }))
    .sort((a, b) => b.probability - a.probability || a.label - b.label);
}
