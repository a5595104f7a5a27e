import { APPLICATION_ID, SCHEMA_VERSION } from "./file-header.ts";
import { type Birth, migrateLocked, pendingOf } from "./migrations.ts";
import type { Connection } from "./sqlite-db.ts";
import { SqliteDb } from "./sqlite-db.ts";

const TABLE = /create table [\s\S]*?\);/g;
const COMMENT = /--.*$/gm;

/** SQLite's words for PostgreSQL's: 64-bit integers, bytes, columns that follow from others, strict tables, and no hidden row number where the key is none. */
export function sqliteOf(ddl: string): string {
  const table = (text: string): string => text.replace(/\);$/, /primary key \(|text primary key/.test(text) ? ") strict, without rowid;" : ") strict;");
  return ddl
    .replace(COMMENT, "")
    .replace(/\bbigint\b/g, "integer")
    .replace(/\bbytea\b/g, "blob")
    .replace(/\) stored\b/g, ") virtual")
    .replace(TABLE, table);
}

/** The migrations that a register in a file has not had yet. */
export const pendingIn = (connection: Connection, folder: string): readonly string[] =>
  pendingOf(connection.prepare<[], string>("select name from migration").pluck().all(), folder, "sqlite");

/** Brings a file's register up; the caller holds the write lock, as `migrateLocked` says. */
export async function migrateFile(connection: Connection, folder: string, birth: Birth): Promise<void> {
  connection.exec("create table if not exists migration (name text primary key) strict, without rowid");
  await migrateLocked(new SqliteDb(connection, connection.name), { folder, engine: "sqlite", birth, define: (ddl) => connection.exec(sqliteOf(ddl)) });
  connection.pragma(`application_id = ${APPLICATION_ID}`);
  connection.pragma(`user_version = ${SCHEMA_VERSION}`);
}
