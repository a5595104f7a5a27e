import type { Sql } from "sql-template-tag";
import { setsOf, statementOf } from "./postgres-bulk.ts";
import type { Client } from "./postgres-connect.ts";
import { POSTGRES } from "./postgres-dialect.ts";
import { isLost, serverFailure } from "./postgres-failures.ts";
import type { Bulk, Db, Value } from "./sql.ts";

/** Rows fetched at first, and at a time from then on. */
const FIRST = 200;
const MORE = 2000;

/** Where the connection comes from, and a new one where the last was lost. */
export interface Line {
  client(): Promise<Client>;
  /** Forgets a connection that broke. */
  drop(client: Client): void;
}

/** No text of a server's holds U+0000, so whatever is looked for with one is not there. */
const sought = ({ values }: Sql): unknown[] =>
  values.map((value) => (typeof value === "string" && value.includes("\0") ? value.replaceAll("\0", "\ufffd") : value));

const VIEW = "begin isolation level repeatable read read only";

/** `Db` over one connection to a server; errors leave as failures that name the register. */
export class PostgresDb implements Db {
  readonly dialect = POSTGRES;
  readonly #line: Line;
  readonly #place: string;
  /** The connection that a transaction is open on. */
  #held: Client | null = null;
  /** Readings that share a view of their own, outside of any transaction of somebody else's. */
  #views = 0;
  #cursors = 0;
  #drawn: Uint8Array = new Uint8Array();

  constructor(line: Line, place: string) {
    this.#line = line;
    this.#place = place;
  }

  /** Keeps bytes that the server has drawn. */
  draw(bytes: Uint8Array): void {
    this.#drawn = bytes;
  }

  /** So many bytes that nobody can guess, each given once. */
  chance(bytes: number): Uint8Array {
    if (bytes > this.#drawn.length) return process.getBuiltinModule("node:crypto").randomBytes(bytes);
    const taken = this.#drawn.subarray(0, bytes);
    this.#drawn = this.#drawn.subarray(bytes);
    return taken;
  }

  get inTransaction(): boolean {
    return this.#held !== null;
  }

  /** Runs statements as they stand, which begin a transaction; a connection that broke while nobody asked is replaced. */
  async begin(text: string): Promise<readonly Row[]> {
    return this.#again(async (client) => {
      this.#held = client;
      try {
        const results = (await client.query(text)) as unknown as Answer | readonly Answer[];
        const last: Answer | undefined = Array.isArray(results) ? results.at(-1) : results;
        return last?.rows ?? [];
      } catch (error) {
        if (isLost(error)) this.#held = null;
        throw error;
      }
    });
  }

  /** Ends the transaction that is open. */
  async end(text: "commit" | "rollback"): Promise<void> {
    const client = this.#held;
    this.#held = null;
    if (client === null) return;
    try {
      await client.query(text);
    } catch (error) {
      this.#line.drop(client);
      throw error;
    }
  }

  /** Ends a transaction that only read; what is asked next comes behind it. */
  leave(): void {
    void this.end("commit").catch(() => undefined);
  }

  /** Gives a transaction up whose connection has gone. */
  abandon(): void {
    if (this.#held !== null) this.#line.drop(this.#held);
    this.#held = null;
  }

  /** Statements as they stand, without values, inside the transaction. */
  async define(text: string): Promise<void> {
    await this.#held?.query(text);
  }

  async all<Row>(query: Sql): Promise<readonly Row[]> {
    try {
      const { rows } = await this.#again((client) => client.query(query.text, sought(query)));
      return rows as Row[];
    } catch (error) {
      throw this.#told(error);
    }
  }

  async get<Row>(query: Sql): Promise<Row | null> {
    return (await this.all<Row>(query))[0] ?? null;
  }

  async *each<Row>(query: Sql): AsyncGenerator<Row, void, undefined> {
    const alone = this.#held === null;
    if (alone) await this.begin(VIEW);
    const own = alone || this.#views > 0;
    if (own) this.#views += 1;
    this.#cursors += 1;
    const name = `c${this.#cursors}`;
    const client = this.#held as unknown as Client;
    try {
      const opened = client.query(`declare ${name} no scroll cursor for ${query.text}`, sought(query));
      const first = client.query(`fetch ${FIRST} from ${name}`);
      const [, { rows }] = await Promise.all([opened, first]);
      yield* rows as Row[];
      for (let got = rows.length, asked = FIRST; got === asked; ) {
        asked = MORE;
        const more = await client.query(`fetch ${MORE} from ${name}`);
        yield* more.rows as Row[];
        got = more.rows.length;
      }
      // Whatever is asked next comes behind it.
      if (!own) void client.query(`close ${name}`).catch(() => undefined);
    } catch (error) {
      throw this.#told(error);
    } finally {
      if (own) {
        this.#views -= 1;
        if (this.#views === 0 && this.#held === client) this.leave();
      }
    }
  }

  async run(query: Sql): Promise<number> {
    try {
      const { rowCount } = await this.#again((client) => client.query(query.text, query.values as unknown[]));
      return rowCount ?? 0;
    } catch (error) {
      throw this.#told(error);
    }
  }

  async bulk(bulk: Bulk, rows: Iterable<readonly Value[]>): Promise<number> {
    let changed = 0;
    try {
      for (const set of setsOf(bulk, rows)) {
        const { text, values } = statementOf(bulk, set);
        const { rowCount } = await this.#again((client) => client.query(text, values as unknown[]));
        changed += rowCount ?? 0;
      }
      return changed;
    } catch (error) {
      throw this.#told(error);
    }
  }

  /** Inside a transaction a lost connection ends it; outside, what was asked is asked once more of a new one. */
  async #again<T>(ask: (client: Client) => Promise<T>): Promise<T> {
    if (this.#held !== null) return ask(this.#held);
    const client = await this.#line.client();
    try {
      return await ask(client);
    } catch (error) {
      if (!isLost(error)) throw error;
      this.#line.drop(client);
      return ask(await this.#line.client());
    }
  }

  /** Inside a transaction whoever leads it looks at the error; outside nobody does. */
  #told(error: unknown): unknown {
    return this.#held === null || this.#views > 0 ? serverFailure(error, this.#place) : error;
  }
}

type Row = Readonly<Record<string, unknown>>;

interface Answer {
  readonly rows: readonly Row[];
}
