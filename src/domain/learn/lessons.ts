import type { Counts, Knowledge, Tally } from "./bayes.ts";
import type { Features } from "./features.ts";

/** Lessons of one field, held in memory. */
export class Lessons<Label> {
  readonly #keys = new Map<Label, number>();
  readonly #tallies = new Map<number, { tickets: number; weight: number }>();
  readonly #counts = new Map<string, Map<number, number>>();

  learn(features: Features, label: Label): void {
    let key = this.#keys.get(label);
    if (key === undefined) {
      key = this.#keys.size;
      this.#keys.set(label, key);
      this.#tallies.set(key, { tickets: 0, weight: 0 });
    }
    const tally = this.#tallies.get(key) as { tickets: number; weight: number };
    tally.tickets += 1;
    for (const [word, weight] of features) {
      tally.weight += weight;
      let counts = this.#counts.get(word);
      if (counts === undefined) {
        counts = new Map();
        this.#counts.set(word, counts);
      }
      counts.set(key, (counts.get(key) ?? 0) + weight);
    }
  }

  /** By the keys of labels. */
  knowledge(): Knowledge {
    const labels: ReadonlyMap<number, Tally> = this.#tallies;
    return { labels, countsOf: (word): Counts | undefined => this.#counts.get(word), vocabulary: this.#counts.size };
  }

  labels(): readonly Label[] {
    return [...this.#keys.keys()];
  }
}
