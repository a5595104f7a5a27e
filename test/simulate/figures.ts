import type { Done } from "./agent.ts";

export interface Figures {
  readonly deeds: number;
  readonly perSecond: number;
  /** Milliseconds that so many of a hundred do not exceed. */
  readonly p50: number;
  readonly p99: number;
  readonly errors: readonly string[];
}

/** The smallest of the values that at least such a share of them does not exceed. */
const rank = (sorted: readonly number[], share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

export function figuresOf(done: readonly Done[], seconds: number): Figures {
  const sorted = done.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const errors = done.flatMap(({ error }) => (error === null ? [] : [error]));
  return { deeds: done.length, perSecond: done.length / seconds, p50: rank(sorted, 0.5), p99: rank(sorted, 0.99), errors };
}
