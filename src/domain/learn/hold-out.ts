import { guess, type Knowledge } from "./bayes.ts";
import type { Features } from "./features.ts";
import { Lessons } from "./lessons.ts";

/** A text and what it was found to be. */
export interface Example {
  readonly features: Features;
  readonly label: string;
}

export interface Score {
  readonly trained: number;
  readonly tested: number;
  /** How many labels were learnt. */
  readonly labels: number;
  /** The share of the tested that were guessed right, from 0 to 1. */
  readonly accuracy: number;
  /** The mean of the F1 of every label that was given or guessed, however rare. */
  readonly macroF1: number;
  /** The accuracy of always guessing what was the most frequent in training. */
  readonly majority: number;
  /** The mean of the probabilities given: the accuracy that was promised. */
  readonly expected: number;
}

interface Hits {
  right: number;
  given: number;
  guessed: number;
}

/** Learns from some examples, then is asked about others, which must come later. */
export class HoldOut {
  readonly #lessons = new Lessons<string>();
  readonly #frequency = new Map<string, number>();
  readonly #hits = new Map<string, Hits>();
  #learnt: { readonly names: readonly string[]; readonly knowledge: Knowledge; readonly most: string | null } | null = null;
  #trained = 0;
  #tested = 0;
  #expected = 0;

  learn({ features, label }: Example): void {
    this.#lessons.learn(features, label);
    this.#frequency.set(label, (this.#frequency.get(label) ?? 0) + 1);
    this.#trained += 1;
    this.#learnt = null;
  }

  /** A text that tells nothing is guessed to be what is most frequent. */
  ask({ features, label }: Example): void {
    this.#learnt ??= { names: this.#lessons.labels(), knowledge: this.#lessons.knowledge(), most: this.#mostFrequent() };
    const { names, knowledge, most } = this.#learnt;
    const [first] = guess(features, knowledge);
    const guessed = first === undefined ? most : (names[first.label] as string);
    this.#tested += 1;
    this.#expected += first?.probability ?? 0;
    this.#of(label).given += 1;
    if (guessed !== null) this.#of(guessed).guessed += 1;
    if (guessed === label) this.#of(label).right += 1;
  }

  score(): Score {
    const hits = [...this.#hits.values()];
    const most = this.#mostFrequent();
    const share = (count: number): number => (this.#tested === 0 ? 0 : count / this.#tested);
    const f1 = hits.map(({ right, given, guessed }) => (2 * right) / (given + guessed));
    return {
      trained: this.#trained,
      tested: this.#tested,
      labels: this.#frequency.size,
      accuracy: share(hits.reduce((sum, { right }) => sum + right, 0)),
      macroF1: f1.length === 0 ? 0 : f1.reduce((sum, one) => sum + one, 0) / f1.length,
      majority: share(most === null ? 0 : (this.#hits.get(most)?.given ?? 0)),
      expected: share(this.#expected),
    };
  }

  #mostFrequent(): string | null {
    let best: string | null = null;
    for (const [label, count] of this.#frequency) if (best === null || count > (this.#frequency.get(best) as number)) best = label;
    return best;
  }

  #of(label: string): Hits {
    let hits = this.#hits.get(label);
    if (hits === undefined) {
      hits = { right: 0, given: 0, guessed: 0 };
      this.#hits.set(label, hits);
    }
    return hits;
  }
}
