import { fail } from "../app/failure.ts";
import type { Keeper } from "../app/keeper.ts";
import type { Reads } from "../app/ports.ts";
import { isLost, serverFailure } from "./postgres-failures.ts";
import { type Writer, writeOnce } from "./postgres-write.ts";

const VIEW = "begin isolation level repeatable read read only";

/** What a register on a server lends those who keep it. */
export interface Served {
  readonly writer: Writer;
  readonly migrations: string;
  snapshot<T>(work: (reads: Reads) => Promise<T>): Promise<T>;
}

/** The keeper of a register on a server. */
export function postgresKeeper({ writer, migrations, snapshot }: Served): Keeper {
  const { db, place } = writer;
  return {
    async backup() {
      throw fail("usage", "backup_server");
    },

    async check(options, report) {
      const { checkRegister } = await import("./check.ts");
      const { lookedAt } = await import("./check-server.ts");
      return snapshot((reads) => checkRegister(lookedAt(db, place, migrations), reads, options, report));
    },

    async *records() {
      const { recordsOf } = await import("./records.ts");
      try {
        await db.begin(VIEW);
        yield* recordsOf(db);
      } catch (error) {
        if (isLost(error)) db.abandon();
        throw serverFailure(error, place);
      } finally {
        await db.end("rollback").catch(() => undefined);
      }
    },

    async fill(records, { now, wait, progress }) {
      const { fillRegister } = await import("./fill.ts");
      return writeOnce(writer, async () => ({ ...(await fillRegister(db, records, { now, place, progress })), path: place, bytes: 0 }), wait);
    },
  };
}
