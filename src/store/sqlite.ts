import type { Reads, Register, Tx, WaitOptions } from "../app/ports.ts";
import { SCHEMA_VERSION } from "./file-header.ts";
import { patiently, SLICE_MILLISECONDS } from "./patience.ts";
import { readsOf, stateOf } from "./reads.ts";
import { SqliteDb } from "./sqlite-db.ts";
import type { Opened, SqliteOptions } from "./sqlite-open.ts";
import { arm, openConnection } from "./sqlite-open.ts";
import { Writing } from "./writing.ts";

export type { SqliteOptions } from "./sqlite-open.ts";

/** How long readers of the register as it was are waited for. */
const SCRUB_MILLISECONDS = 5000;

function registerOf({ connection, path, readOnly }: Opened, given: string, { migrations, nativeBinding }: SqliteOptions): Register {
  const db = new SqliteDb(connection, given);
  const reads = readsOf(db);
  let armed = false;
  let turn: Promise<unknown> = Promise.resolve();

  async function begin(wait: WaitOptions): Promise<void> {
    // SQLite waits without hearing signals, so it waits in slices; a timeout shorter than one is its own slice.
    connection.pragma(`busy_timeout = ${Math.min(SLICE_MILLISECONDS, wait.timeoutSeconds * 1000)}`);
    if (!armed) await patiently(() => arm(connection), wait);
    armed = true;
    await patiently(() => connection.exec("begin immediate"), wait);
  }

  async function transaction<T>(work: () => Promise<T>, wait: WaitOptions): Promise<T> {
    let committing = false;
    try {
      await begin(wait);
      const result = await work();
      committing = true;
      connection.exec("commit");
      return result;
    } catch (error) {
      if (connection.inTransaction) connection.exec("rollback");
      throw db.told(error, committing);
    }
  }

  async function written<T>(work: (tx: Tx) => Promise<T>, wait: WaitOptions): Promise<T> {
    const [result, kept] = await transaction(async () => {
      const state = await stateOf(db);
      const writing = new Writing(db, state, null);
      const worked = await work(writing.tx(reads));
      await writing.finish();
      return [worked, writing.state !== state] as const;
    }, wait);
    db.kept ||= kept;
    return result;
  }

  async function snapshot<T>(work: (reads: Reads) => Promise<T>): Promise<T> {
    if (connection.inTransaction) return work(reads);
    connection.exec("begin");
    try {
      return await work(reads);
    } finally {
      if (connection.inTransaction) connection.exec("commit");
    }
  }

  return {
    ...reads,
    place: path,
    readOnly: readOnly !== null,

    async facts() {
      const number = (pragma: string): number => connection.pragma(pragma, { simple: true }) as number;
      const version = number("user_version");
      const pending = version === SCHEMA_VERSION ? [] : (await import("./migrate.ts")).pendingIn(connection, migrations);
      const journal = connection.pragma("journal_mode", { simple: true }) as string;
      return { version, known: SCHEMA_VERSION, pending, bytes: number("page_count") * number("page_size"), journal };
    },

    snapshot,

    write(work, wait) {
      if (readOnly !== null) return Promise.reject(readOnly);
      const mine = turn.then(() => written(work, wait));
      turn = mine.catch(() => undefined);
      return mine;
    },

    async verify(options, report) {
      const { verifyRegister } = await import("./verify.ts");
      return snapshot(() => verifyRegister(db, options, report));
    },

    async keeper() {
      const { sqliteKeeper } = await import("./keeper.ts");
      return sqliteKeeper({ connection, db, place: given, path, migrations, nativeBinding, readOnly, transaction });
    },

    async scrub(wait) {
      if (readOnly !== null) throw readOnly;
      // Freed pages are zeroed as they are freed, which the log repeats until it is emptied.
      connection.pragma(`busy_timeout = ${Math.min(SCRUB_MILLISECONDS, wait.timeoutSeconds * 1000)}`);
      try {
        const [row] = connection.pragma("wal_checkpoint(truncate)") as readonly { readonly busy: number }[];
        return row?.busy === 0;
      } catch (error) {
        throw db.told(error, false);
      }
    },

    async close() {
      connection.close();
    },
  };
}

/**
 * The register in a file of SQLite's. Reading needs no lock and no right to write.
 * @throws Failure as `openConnection` says; what is asked later throws failures too.
 */
export const openSqlite = async (path: string, options: SqliteOptions): Promise<Register> => registerOf(await openConnection(path, options), path, options);
