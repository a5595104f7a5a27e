import { type Birth, migrateLocked } from "./migrations.ts";
import type { PostgresDb } from "./postgres-db.ts";
import { sql } from "./sql-tag.ts";

const COMMENT = /--.*$/gm;

/** Texts are compared and sorted by their bytes, as in SQLite, whatever the server's language is. */
export const postgresOf = (ddl: string): string => ddl.replace(COMMENT, "").replace(/\btext\b/g, 'text collate "C"');

/** Somebody else made the same tables, or is making them, in this moment. */
const isOvertaken = (error: unknown): boolean => /^(23505|42P07|42710|40001|40P01|XX000)$/.test((error as { readonly code?: string } | null)?.code ?? "");

const TRIES = 20;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function attempt(db: PostgresDb, folder: string, birth: Birth): Promise<void> {
  await db.begin("begin");
  try {
    await db.define('create table if not exists migration (name text collate "C" primary key)');
    // Whoever comes second waits for these rows, or for the table, and then finds nothing to do.
    await db.all(sql`select name from migration for update`);
    await migrateLocked(db, { folder, engine: "postgres", birth, define: (ddl) => db.define(postgresOf(ddl)) });
    await db.end("commit");
  } catch (error) {
    await db.end("rollback").catch(() => undefined);
    throw error;
  }
}

/** Makes a register of an empty schema, or brings one up to this program's schema: all of it or nothing, by one of many starters. */
export async function migrateServer(db: PostgresDb, folder: string, birth: Birth): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(db, folder, birth);
    } catch (error) {
      if (!isOvertaken(error) || tries === TRIES) throw error;
    }
    await pause(Math.random() * 50 * tries);
  }
}
