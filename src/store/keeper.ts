import type { Failure } from "../app/failure.ts";
import type { Keeper } from "../app/keeper.ts";
import type { WaitOptions } from "../app/ports.ts";
import { readsOf } from "./reads.ts";
import type { Db } from "./sql.ts";
import type { Connection } from "./sqlite-db.ts";

/** What a register in a file lends those who keep it. */
export interface Kept {
  readonly connection: Connection;
  readonly db: Db;
  /** As it was given, and where that leads. */
  readonly place: string;
  readonly path: string;
  readonly migrations: string;
  readonly nativeBinding: string | undefined;
  readonly readOnly: Failure | null;
  transaction<T>(work: () => Promise<T>, wait: WaitOptions): Promise<T>;
}

/** The keeper of a register in a file of SQLite's. */
export function sqliteKeeper(kept: Kept): Keeper {
  const { connection, db, place, path, nativeBinding, readOnly, transaction } = kept;
  return {
    async backup(to, replace, progress) {
      const { backUp } = await import("./backup.ts");
      return backUp(connection, path, to, replace, { nativeBinding, progress });
    },

    async check(options, report) {
      const { checkRegister } = await import("./check.ts");
      const { lookedAt } = await import("./check-file.ts");
      connection.exec("begin");
      try {
        return await checkRegister(lookedAt(kept), readsOf(db), options, report);
      } finally {
        // Nothing was written; where pages are damaged a commit may fail.
        if (connection.inTransaction) connection.exec("rollback");
      }
    },

    async contents(work) {
      const { contentsOf } = await import("./contents.ts");
      connection.exec("begin");
      try {
        return await work(contentsOf(db));
      } finally {
        if (connection.inTransaction) connection.exec("rollback");
      }
    },

    async receive(contents, about) {
      if (readOnly !== null) throw readOnly;
      const { receive } = await import("./receive.ts");
      const define = (text: string): unknown => connection.exec(text);
      return receive({ db, place, define, transaction: (work) => transaction(work, about.wait) }, contents, about);
    },

    async *records() {
      const { recordsOf } = await import("./records.ts");
      connection.exec("begin");
      try {
        yield* recordsOf(db);
      } finally {
        if (connection.inTransaction) connection.exec("rollback");
      }
    },

    async fill(records, { now, wait, progress }) {
      if (readOnly !== null) throw readOnly;
      const { fillRegister } = await import("./fill.ts");
      return transaction(async () => ({ ...(await fillRegister(db, records, { now, place, progress })), path, bytes: 0 }), wait);
    },
  };
}
