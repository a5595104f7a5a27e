import { setsOf, statementOf } from "./postgres-bulk.ts";
import type { Client } from "./postgres-connect.ts";
import { POSTGRES } from "./postgres-dialect.ts";
import { isLost } from "./postgres-failures.ts";
import { Sent } from "./sent.ts";
import type { Bulk, Db, Value } from "./sql.ts";
import type { Sql } from "./sql-tag.ts";

/** Rows fetched at first, and at a time from then on. */
const FIRST = 200;
const MORE = 2000;

/** Where the connection comes from, and a new one where the last was lost. */
export interface Line {
  client(): Promise<Client>;
  /** What an error means to a person. */
  told(error: unknown): unknown;
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
  /** The connection that a transaction is open on. */
  #held: Client | null = null;
  /** Readings that share a view of their own, outside of any transaction of somebody else's. */
  #views = 0;
  #cursors = 0;
  #drawn: Uint8Array = new Uint8Array();
  /** A transaction that is wanted, and begun with the first question. */
  #wanted: string | null = null;
  readonly #sent = new Sent();

  constructor(line: Line) {
    this.#line = line;
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
    return this.#held !== null || this.#wanted !== null;
  }

  /** Begins a transaction that only reads, together with what is first asked in it. */
  view(): void {
    this.#wanted = VIEW;
  }

  /** Runs statements as they stand, which begin a transaction; resolves to the rows of the last that gave any. A connection that broke while nobody asked is replaced. */
  async begin(text: string): Promise<readonly Row[]> {
    return this.#again(async (client) => {
      this.#hold(client);
      try {
        const results = (await client.query(text)) as unknown as Answer | readonly Answer[];
        const all: readonly Answer[] = Array.isArray(results) ? results : [results];
        return all.findLast(({ rows }) => rows.length > 0)?.rows ?? [];
      } catch (error) {
        if (isLost(error)) this.#held = null;
        throw error;
      }
    });
  }

  /** Ends the transaction that is open. */
  async end(text: "commit" | "rollback"): Promise<void> {
    const client = this.#held;
    const sent = this.#sent.all();
    this.#hold(null);
    if (client === null) return;
    try {
      const ended = client.query(text);
      if (text === "rollback") await ended;
      // A commit behind what failed is a rollback.
      else await Promise.all([...sent, ended]);
    } catch (error) {
      if (text === "rollback" || isLost(error)) this.#line.drop(client);
      throw error;
    }
  }

  #hold(client: Client | null): void {
    this.#held = client;
    this.#wanted = null;
    this.#sent.clear();
  }

  /** Ends a transaction that only read; what is asked next comes behind it. */
  leave(): void {
    void this.end("commit").catch(() => undefined);
  }

  /** Gives a transaction up whose connection has gone. */
  abandon(): void {
    if (this.#held !== null) this.#line.drop(this.#held);
    this.#hold(null);
  }

  /** Statements as they stand, without values, inside the transaction. */
  async define(text: string): Promise<void> {
    if (this.inTransaction) await this.#again((client) => client.query(text));
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
    const alone = !this.inTransaction;
    if (alone) this.view();
    const own = alone || this.#views > 0;
    if (own) this.#views += 1;
    this.#cursors += 1;
    const name = `c${this.#cursors}`;
    let client: Client | null = null;
    try {
      const [{ rows }, on] = await this.#again(async (asked) => {
        const opened = asked.query(`declare ${name} no scroll cursor for ${query.text}`, sought(query));
        const first = asked.query(`fetch ${FIRST} from ${name}`);
        return [(await Promise.all([opened, first]))[1], asked] as const;
      });
      client = on;
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

  async send(query: Sql): Promise<void> {
    if (this.#held === null) return void (await this.run(query));
    try {
      const done = this.#again((client) => client.query(query.text, query.values as unknown[]));
      await this.#sent.add(done, 1);
    } catch (error) {
      throw this.#told(error);
    }
  }

  async bulk(bulk: Bulk, rows: Iterable<readonly Value[]>): Promise<number> {
    const changed: Promise<number>[] = [];
    const within = this.#held;
    let sent = 0;
    try {
      for (const set of setsOf(bulk, rows)) {
        if (this.#held !== within) throw new Error("the transaction that these rows belong to has ended");
        const { text, values } = statementOf(bulk, set);
        const done = this.#again((client) => client.query(text, values as unknown[])).then(({ rowCount }) => rowCount ?? 0);
        if (this.#held === null) await done;
        else await this.#sent.add(done, set.length);
        changed.push(done);
        sent += set.length;
      }
      // Only of an update it is asked whether it found all.
      if (this.#held !== null && bulk.verb !== "update") return sent;
      return (await Promise.all(changed)).reduce((sum, one) => sum + one, 0);
    } catch (error) {
      throw this.#told(error);
    }
  }

  /** Inside a transaction a lost connection ends it; outside, what was asked is asked once more of a new one. */
  async #again<T>(ask: (client: Client) => Promise<T>): Promise<T> {
    if (this.#held !== null) {
      return ask(this.#held).catch((error: unknown) => {
        // What follows a failure says only that there was one.
        throw this.#sent.first(error);
      });
    }
    const wanted = this.#wanted;
    const client = await this.#line.client();
    try {
      return await this.#asked(client, wanted, ask);
    } catch (error) {
      if (!isLost(error)) throw error;
      this.#line.drop(client);
      if (this.#held === client) this.#hold(null);
      return this.#asked(await this.#line.client(), wanted, ask);
    }
  }

  /** Asks, in the transaction that is wanted: whoever asks first begins it. */
  async #asked<T>(client: Client, wanted: string | null, ask: (client: Client) => Promise<T>): Promise<T> {
    if (wanted === null || this.#held === client) return ask(client);
    this.#hold(client);
    const begun = client.query(wanted);
    return (await Promise.all([begun, ask(client)]))[1];
  }

  /** Inside a transaction whoever leads it looks at the error; outside nobody does. */
  #told(error: unknown): unknown {
    return !this.inTransaction || this.#views > 0 ? this.#line.told(error) : error;
  }
}

type Row = Readonly<Record<string, unknown>>;

interface Answer {
  readonly rows: readonly Row[];
}
