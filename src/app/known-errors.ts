import type { Reads } from "./ports.ts";

/** A fault that is known, with a way to work on; `helped`: how often it did. */
export interface KnownError {
  readonly id: number;
  readonly title: string;
  readonly symptom: string;
  readonly cause: string | null;
  readonly workaround: string;
  readonly helped: number;
}

/** The known errors a text may be about, those that helped most first. */
export async function knownErrorsFor(_reads: Reads, _text: string, _limit: number): Promise<readonly KnownError[]> {
  return [];
}
