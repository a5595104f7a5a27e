/** Why a time was not understood: a key of `src/words/dates.en.ts` and its parameters. */
export interface WhenFault {
  readonly key: string;
  readonly with: Readonly<Record<string, unknown>>;
}
