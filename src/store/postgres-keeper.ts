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

  async function transaction<T>(work: () => Promise<T>): Promise<T> {
    try {
      await db.begin("begin");
      const done = await work();
      await db.end("commit");
      return done;
    } catch (error) {
      if (isLost(error)) db.abandon();
      else await db.end("rollback").catch(() => undefined);
      throw serverFailure(error, place);
    }
  }

  return {
    async backup() {
      throw fail("usage", "backup_server");
    },

    async check(options, report) {
      const { checkRegister } = await import("./check.ts");
      const { lookedAt } = await import("./check-server.ts");
      return snapshot((reads) => checkRegister(lookedAt(db, place, migrations), reads, options, report));
    },

    async contents(work) {
      const { contentsOf } = await import("./contents.ts");
      return snapshot(() => work(contentsOf(db)));
    },

    async receive(contents, about) {
      const { receive } = await import("./receive.ts");
      return receive({ db, place, define: (text) => db.define(text), transaction }, contents, about);
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
