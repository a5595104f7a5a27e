/** What is wrong with a query or a set of numbers: a key of `src/words/query.en.ts` (or `dates.en.ts`) and its parameters. */
export interface Fault {
  readonly key: string;
  /** Where it is in the text as typed, counted from 1 in code points; words of a command line stand one space apart. */
  readonly column: number;
  readonly with: Readonly<Record<string, unknown>>;
}

export const fault = (key: string, column: number, about: Readonly<Record<string, unknown>> = {}): Fault => ({ key, column, with: about });

/** Offsets in UTF-16 units, as the readers count, turned into columns of the text a person sees. */
export const inColumns = (text: string, faults: readonly Fault[]): readonly Fault[] =>
  faults.map((one) => ({ ...one, column: [...text.slice(0, one.column)].length + 1 }));
