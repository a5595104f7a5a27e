/** What many durations come to, in whole seconds. */
export interface Spread {
  readonly count: number;
  /** Their sum by their number, half a second rounded up. */
  readonly mean: number;
  /** The middle one; of an even number the mean of the two in the middle, half a second rounded up. */
  readonly median: number;
  /** The shortest that at least nine in ten do not exceed: one of them, never between two. */
  readonly p90: number;
}

const FIRST_ROOM = 64;

/** Durations one after the other; all are kept, eight bytes each, so that the median is exact. */
export class Series {
  #values = new Float64Array(FIRST_ROOM);
  #count = 0;
  #sum = 0;

  add(seconds: number): void {
    if (this.#count === this.#values.length) {
      const wider = new Float64Array(this.#count * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#count] = seconds;
    this.#count += 1;
    this.#sum += seconds;
  }

  /** Null: there were none. */
  spread(): Spread | null {
    const count = this.#count;
    if (count === 0) return null;
    const sorted = this.#values.slice(0, count).sort();
    const at = (place: number): number => sorted[place - 1] as number;
    const middle = Math.floor((count + 1) / 2);
    return {
      count,
      mean: Math.floor((2 * this.#sum + count) / (2 * count)),
      median: count % 2 === 1 ? at(middle) : Math.floor((at(middle) + at(middle + 1) + 1) / 2),
      p90: at(Math.ceil((9 * count) / 10)),
    };
  }
}
