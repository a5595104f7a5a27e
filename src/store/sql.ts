import type { Contains, Query } from "../domain/query/term.ts";
import { join, raw, type Sql, sql } from "./sql-tag.ts";

export type Value = string | number | null | Uint8Array;

/** One change made to many rows. A row's values are those of `columns`, then those of `where`. */
export interface Bulk {
  readonly verb: "insert into" | "insert or replace into" | "update" | "delete from";
  readonly table: string;
  readonly columns: readonly string[];
  /** What finds the row. */
  readonly where: readonly string[];
  /** What becomes of a row whose keys are there already: SQL behind `on conflict`. */
  readonly conflict?: { readonly keys: readonly string[]; readonly update: string };
}

/**
 * A connection: SQL in, rows out. What is asked inside `write` sees its own changes. Rows have the names the SQL gives
 * their columns.
 */
export interface Db {
  readonly dialect: Dialect;
  all<Row>(query: Sql): Promise<readonly Row[]>;
  get<Row>(query: Sql): Promise<Row | null>;
  /** Rows one after another; the connection can answer other reads meanwhile, but not write. */
  each<Row>(query: Sql): AsyncIterable<Row>;
  /** How many rows it changed. */
  run(query: Sql): Promise<number>;
  /** Changes of which nobody asks how many rows they touch. What is wrong with them may be told later, at the latest by the end of the transaction. */
  send(query: Sql): Promise<void>;
  /** How many rows it changed; of insertions and deletions it may be told later, as of what is sent, that they failed. */
  bulk(bulk: Bulk, rows: Iterable<readonly Value[]>): Promise<number>;
}

/** How the index of texts is asked. */
export interface SearchDialect {
  /** A select of the numbers of all tickets with what a term looks for. */
  found(term: Contains): Sql;
  /** A select of the numbers (`number`) of all tickets with a word, which holds letters and figures alone; `among`: of these. The newest first. */
  withWord(word: string, among: readonly number[] | null, most: number | null): Sql;
  /** A condition that is looked at ticket by ticket: of many, no join is to be made. */
  alone(condition: Sql): Sql;
  /** `order by …` what is sought, the best first, then the newest; null: nothing is sought. */
  byRelevance(query: Query, descending: boolean): Sql | null;
  /** A listing through the index in the order it is wanted in, from `from` on; `others`: what else is asked of a ticket. Null: there is no such way. */
  listing(query: Query, others: readonly Sql[]): Sql | null;
}

/** The words in which the two databases differ. */
export interface Dialect {
  /** Whether there is a way between a question and its answer, on which something else can be done. */
  readonly distant: boolean;
  /** How many values one statement looks up: the farther away, the more. */
  readonly set: number;
  /** Numbers or texts as one array in text; null: the database has no arrays. */
  readonly arrayText: ((values: readonly (number | string)[]) => string) | null;
  /** Columns as one JSON array, as text. */
  array(columns: string): string;
  /** What stands at a place (keys, or places of an array) of a column of JSON: a number. */
  inside(column: string, ...place: readonly (string | number)[]): string;
  /** Bytes as text, in lower-case hex: many small byte values are dear to carry into JavaScript. */
  hex(column: string): string;
  /** So many bytes that nobody can guess. */
  chance(db: Db, bytes: number): Promise<Uint8Array>;
  /** Puts texts in the place of what the search index holds of tickets: number, title, body. */
  index(db: Db, texts: readonly (readonly [number: number, title: string, body: string])[]): Promise<void>;
  /** A statement that makes a table, in PostgreSQL's words, in its own. */
  ddl(text: string): string;
  /** Leaves nothing of what was replaced in the search index, as far as a transaction can. */
  purge(db: Db): Promise<void>;
  readonly search: SearchDialect;
}

/** What follows a column that is to have one of some values: numbers, or texts. */
export function among({ arrayText }: Dialect, values: readonly (number | string)[]): Sql {
  if (arrayText === null) return sql`in (${join(values)})`;
  // One value to send, where two thousand take longer to be written and read than what they name to be looked up.
  return sql`= any(${arrayText(values)}::${raw(typeof values[0] === "string" ? "text" : "bigint")}[])`;
}

/** Questions that wait for their answers while one answer is looked at. */
const ASKED_AHEAD = 2;

/** The answers to questions, in their order; the next ones are asked before an answer is looked at, so that a server has something to do meanwhile. */
export async function* answersTo<Question, Answer>(
  questions: readonly Question[],
  ask: (question: Question) => Promise<Answer>,
): AsyncGenerator<Answer, void, undefined> {
  const asked: Promise<Answer>[] = [];
  for (let answered = 0, next = 0; answered < questions.length; answered += 1) {
    for (; next < questions.length && next <= answered + ASKED_AHEAD; next += 1) {
      const answer = ask(questions[next] as Question);
      // Whoever looks may have stopped before it fails.
      answer.catch(() => undefined);
      asked.push(answer);
    }
    yield (await asked.shift()) as Answer;
  }
}

/** How many values a statement of SQLite's looks up: enough to make a round trip cheap, few enough to keep its text small. */
export const SET = 200;

/**
 * The values in sets of `most`, the last one filled up by repeating a value, so that one statement serves all sets. Few
 * values stay one short set of a power of two.
 */
export function inSets<T>(values: readonly T[], most: number = SET): readonly (readonly T[])[] {
  const sets: (readonly T[])[] = [];
  for (let start = 0; start < values.length; start += most) {
    const set = values.slice(start, start + most);
    const size = values.length > most ? most : 2 ** Math.ceil(Math.log2(set.length));
    const last = set[set.length - 1] as T;
    while (set.length < size) set.push(last);
    sets.push(set);
  }
  return sets;
}
