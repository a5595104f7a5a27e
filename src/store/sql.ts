import type { Sql } from "sql-template-tag";

export type Value = string | number | null | Uint8Array;

/**
 * A connection: SQL in, rows out. What is asked inside `write` sees its own changes. Rows have the names the SQL gives
 * their columns.
 */
export interface Db {
  all<Row>(query: Sql): Promise<readonly Row[]>;
  get<Row>(query: Sql): Promise<Row | null>;
  /** Rows one after another; the connection can answer other reads meanwhile, but not write. */
  each<Row>(query: Sql): AsyncIterable<Row>;
  /** How many rows it changed. */
  run(query: Sql): Promise<number>;
  /** One statement (`?` for each value) over many rows of values; how many rows it changed. */
  bulk(statement: string, rows: Iterable<readonly Value[]>): Promise<number>;
}

/** The words in which the two databases differ. */
export interface Dialect {
  /** Puts a text in the place of what the search index holds of a ticket: number, title, body. */
  readonly indexText: string;
  /** Bytes as text, in lower-case hex: many small byte values are dear to carry into JavaScript. */
  readonly hex: (column: string) => string;
  /** So many bytes that nobody can guess. */
  readonly chance: (bytes: number) => string;
}

/** How many values one statement looks up: enough to make a round trip cheap, few enough to keep its text small. */
export const SET = 200;

/**
 * The values in sets of `SET`, the last one filled up by repeating a value, so that one statement serves all sets. Few
 * values stay one short set of a power of two.
 */
export function inSets<T>(values: readonly T[]): readonly (readonly T[])[] {
  const sets: (readonly T[])[] = [];
  for (let start = 0; start < values.length; start += SET) {
    const set = values.slice(start, start + SET);
    const size = values.length > SET ? SET : 2 ** Math.ceil(Math.log2(set.length));
    const last = set[set.length - 1] as T;
    while (set.length < size) set.push(last);
    sets.push(set);
  }
  return sets;
}
