import Database from "better-sqlite3";
import { isFailure, knowing } from "../app/failure.ts";
import { sqliteFailure } from "./file-failures.ts";
import type { Bulk, Db, Value } from "./sql.ts";
import type { Sql } from "./sql-tag.ts";
import { bulkText, SQLITE } from "./sqlite-dialect.ts";

export type Connection = Database.Database;

export interface ConnectionOptions {
  readonly readonly: boolean;
  /** How long a statement waits for a lock, in milliseconds. */
  readonly busyMilliseconds: number;
  /** The path of better_sqlite3.node; undefined: where the package finds it. */
  readonly nativeBinding: string | undefined;
}

/** A connection to a file that exists. `path` is absolute or a `file:` address. */
export const connect = (path: string, { readonly, busyMilliseconds, nativeBinding }: ConnectionOptions): Connection =>
  new Database(path, { readonly, fileMustExist: true, timeout: busyMilliseconds, ...(nativeBinding !== undefined && { nativeBinding }) });

/** Where the header says which way the file is journalled: a copy in memory can have no log beside it. */
const JOURNAL_BYTES = [18, 19];

/** A connection to a copy in memory of a file's bytes, to be read only. */
export function connectCopy(bytes: Buffer, nativeBinding: string | undefined): Connection {
  for (const place of JOURNAL_BYTES) bytes[place] = 1;
  return new Database(bytes, { readonly: true, ...(nativeBinding !== undefined && { nativeBinding }) });
}

/** `Db` over one connection; statements are prepared once, and SQLite's errors leave as failures that name the register. */
export class SqliteDb implements Db {
  readonly dialect = SQLITE;
  readonly #connection: Connection;
  readonly #place: string;
  readonly #prepared = new Map<string, Database.Statement<unknown[]>>();
  /** Whether the run has written something that stays, whatever becomes of the rest of it. */
  kept = false;

  constructor(connection: Connection, place: string) {
    this.#connection = connection;
    this.#place = place;
  }

  /** What an error means to a person; `committing`: a transaction was being made final. */
  told(error: unknown, committing: boolean): unknown {
    const failure = sqliteFailure(error, this.#place, committing);
    return this.kept && isFailure(failure) ? knowing(failure, { kept: true }) : failure;
  }

  async all<Row>(query: Sql): Promise<readonly Row[]> {
    try {
      return this.#statement(query.sql).all(query.values) as Row[];
    } catch (error) {
      throw this.told(error, false);
    }
  }

  async get<Row>(query: Sql): Promise<Row | null> {
    try {
      return (this.#statement(query.sql).get(query.values) as Row | undefined) ?? null;
    } catch (error) {
      throw this.told(error, false);
    }
  }

  async *each<Row>(query: Sql): AsyncIterable<Row> {
    try {
      // A statement that is being read cannot be asked again, so each reading has its own.
      // Row by row: to delegate to an iterator that is not asynchronous costs a third more.
      for (const row of this.#connection.prepare(query.sql).iterate(query.values) as IterableIterator<Row>) yield row;
    } catch (error) {
      throw this.told(error, false);
    }
  }

  async run(query: Sql): Promise<number> {
    return this.#runEach(query.sql, [query.values as Value[]]);
  }

  async send(query: Sql): Promise<void> {
    this.#runEach(query.sql, [query.values as Value[]]);
  }

  async bulk(bulk: Bulk, rows: Iterable<readonly Value[]>): Promise<number> {
    return this.#runEach(bulkText(bulk), rows);
  }

  #runEach(statement: string, rows: Iterable<readonly Value[]>): number {
    try {
      const prepared = this.#statement(statement);
      let changed = 0;
      for (const row of rows) changed += prepared.run(row).changes;
      return changed;
    } catch (error) {
      throw this.told(error, false);
    }
  }

  #statement(text: string): Database.Statement<unknown[]> {
    let prepared = this.#prepared.get(text);
    if (prepared === undefined) {
      prepared = this.#connection.prepare<unknown[]>(text);
      this.#prepared.set(text, prepared);
    }
    return prepared;
  }
}
