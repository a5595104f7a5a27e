import type { Desk } from "./desk.ts";
import type { Reads } from "./ports.ts";

/** What a ticket is likely to be, how likely, and the tickets that say so. */
export interface Suggestion {
  readonly value: string;
  readonly probability: number;
  readonly from: readonly number[];
}

export interface Suggestions {
  readonly category: Suggestion | null;
  readonly group: Suggestion | null;
  readonly service: Suggestion | null;
}

/** What the desk's own tickets say about a text; null where they say nothing. */
export async function suggestFor(_reads: Reads, _desk: Desk, _text: string): Promise<Suggestions> {
  return { category: null, group: null, service: null };
}
