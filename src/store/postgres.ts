import { existsSync } from "node:fs";
import { fail, isFailure } from "../app/failure.ts";
import type { Reads, Register } from "../app/ports.ts";
import type { Instant } from "../domain/time/instant.ts";
import { SCHEMA_VERSION } from "./file-header.ts";
import { pendingOf } from "./migrations.ts";
import { type Address, addressOf, type Surroundings } from "./postgres-address.ts";
import { connectTo, type Session } from "./postgres-connect.ts";
import { PostgresDb } from "./postgres-db.ts";
import { isLost, serverFailure } from "./postgres-failures.ts";
import { PostgresLine } from "./postgres-line.ts";
import { type Writer, write } from "./postgres-write.ts";
import { readsOf } from "./reads.ts";
import { sql } from "./sql-tag.ts";

export interface PostgresOptions extends Pick<Surroundings, "env" | "osUser"> {
  /** The folder of the numbered SQL files; read only when a register is made or brought up to date. */
  readonly migrations: string;
  /** Whether an empty schema becomes a register. */
  readonly create: boolean;
  /** What a register made now is called, and when. */
  readonly name: string;
  readonly now: Instant;
  /** What becomes of one of an older version: `no`, it is opened as it is; `refuse`, not at all; `yes`, it is brought up. */
  readonly upgrade: "yes" | "no" | "refuse";
}

/** Says what is wrong with the register that a server has there; whether it is to be made or brought up. */
function isToMigrate({ version, empty }: Session, place: string, { create, upgrade }: PostgresOptions): boolean {
  if (version === null) {
    if (!empty) throw fail("usage", "not_a_register", { path: place, what: "database" });
    if (!create) throw fail("unavailable", "register_missing", { path: place });
    return true;
  }
  if (version > SCHEMA_VERSION) throw fail("unavailable", "schema_newer", { path: place, found: version, known: SCHEMA_VERSION });
  if (version === SCHEMA_VERSION || upgrade === "no") return false;
  if (upgrade === "refuse") throw fail("unavailable", "schema_behind", { path: place, found: version, known: SCHEMA_VERSION });
  return true;
}

/** Who asks for the register's row asks for its policies next: the first time they come along. */
function readsAhead(reads: Reads): Reads {
  let first = true;
  return {
    ...reads,
    async state() {
      if (!first) return reads.state();
      first = false;
      return (await Promise.all([reads.state(), reads.versions(1)]))[0];
    },
  };
}

function registerOf(line: PostgresLine, db: PostgresDb, session: Session, place: string, migrations: string): Register {
  const reads = readsAhead(readsOf(db));
  const writer: Writer = { db, line, reads, place };
  let turn: Promise<unknown> = Promise.resolve();

  async function snapshot<T>(work: (reads: Reads) => Promise<T>): Promise<T> {
    if (db.inTransaction) return work(reads);
    try {
      db.view();
      const result = await work(reads);
      db.leave();
      return result;
    } catch (error) {
      if (isLost(error)) db.abandon();
      else await db.end("rollback").catch(() => undefined);
      throw line.told(error);
    }
  }

  return {
    ...reads,
    place,
    readOnly: !session.writable,

    async facts() {
      const done = await db.all<{ readonly name: string }>(sql`select name from migration`);
      const size = await db.get<{ readonly bytes: number; readonly standby: boolean }>(
        sql`select coalesce(sum(pg_total_relation_size(oid)), 0)::bigint as bytes, pg_is_in_recovery() as standby from pg_catalog.pg_class
          where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')`,
      );
      const pending = pendingOf(
        done.map(({ name }) => name),
        migrations,
        "postgres",
      );
      return { version: done.length, known: SCHEMA_VERSION, pending, bytes: size?.bytes ?? 0, journal: null, standby: size?.standby ?? false };
    },

    snapshot,

    write(work, wait) {
      const mine = turn.then(() => write(writer, work, wait));
      turn = mine.catch(() => undefined);
      return mine;
    },

    async verify(options, report) {
      const { verifyRegister } = await import("./verify.ts");
      return snapshot(() => verifyRegister(db, options, report));
    },

    async keeper() {
      const { postgresKeeper } = await import("./postgres-keeper.ts");
      return postgresKeeper({ writer, migrations, snapshot });
    },

    async scrub(wait) {
      const { vacuum } = await import("./postgres-vacuum.ts");
      return vacuum(line, wait);
    },

    close: () => line.close(),
  };
}

/** A login that the server lets in and the tables do not is told from one that may not connect by where the server refuses it. */
function isOfTables(error: unknown): boolean {
  const { cause } = error as { readonly cause?: { readonly routine?: string } };
  return isFailure(error) && error.problems[0]?.key === "database_forbidden" && cause?.routine === "aclcheck_error";
}

/** Connects; a login without rights on the tables is told so. */
const sessionAt = (address: Address, place: string): Promise<Session> =>
  connectTo(address, place).catch((error: unknown) => {
    if (isFailure(error) && isOfTables(error)) throw fail("refused", "register_forbidden", error.problems[0]?.with, error);
    throw error;
  });

/**
 * The register on a server, at an address `postgres://…`. Reading needs no lock and no right to write.
 * @throws Failure for everything that can be wrong with an address, a server, a login or a database.
 */
export async function openPostgres(url: string, options: PostgresOptions): Promise<Register> {
  const { env, osUser, migrations, name, now } = options;
  const address = addressOf(url, { env, osUser, exists: existsSync });
  const session = await sessionAt(address, url);
  const line = new PostgresLine(address, url, session);
  const db = new PostgresDb(line);
  try {
    if (isToMigrate(session, url, options)) {
      if (!session.writable) throw fail("unavailable", "server_read_only", { path: url, host: session.host.host, port: session.host.port });
      const { migrateServer } = await import("./postgres-migrate.ts");
      await migrateServer(db, migrations, { name, createdAt: now });
    }
    return registerOf(line, db, session, url, migrations);
  } catch (error) {
    await line.close();
    throw serverFailure(error, url);
  }
}
