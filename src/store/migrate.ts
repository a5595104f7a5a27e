import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_POLICY } from "../domain/policy/default-policy.ts";
import type { Instant } from "../domain/time/instant.ts";
import { APPLICATION_ID, SCHEMA_VERSION } from "./file-header.ts";
import type { Connection } from "./sqlite-db.ts";

/** What a register is given when it is made. */
export interface Birth {
  readonly name: string;
  readonly createdAt: Instant;
}

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

/** The names of SQLite's migrations in the folder, in their order. */
export const migrationsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => /^\d{4}_\w+(\.sqlite)?\.sql$/.test(name))
    .sort();

/** Those that a register has not had yet. */
export function pendingIn(connection: Connection, folder: string): readonly string[] {
  const done = new Set(connection.prepare<[], string>("select name from migration").pluck().all());
  return migrationsIn(folder).filter((name) => !done.has(name));
}

function createRow(connection: Connection, { name, createdAt }: Birth): void {
  const policy = JSON.stringify(DEFAULT_POLICY);
  connection
    .prepare("insert into register (id, name, created_at, numbers, operations, head, policy) values (1, ?, ?, 0, 0, ?, 1)")
    .run(name, createdAt, Buffer.alloc(32));
  connection.prepare("insert into policy (version, operation, source, compiled) values (1, 0, '', ?)").run(policy);
}

/** What SQL cannot say of a migration, by its name; done once the tables are as this program knows them. */
export type MigrationSteps = Readonly<Record<string, (connection: Connection) => void>>;

/**
 * Brings the register up to this program's schema. The caller holds the write lock, so of many starters one finds
 * anything to do; whether it all happens or nothing is the caller's transaction.
 */
export function migrateLocked(connection: Connection, folder: string, birth: Birth, steps: MigrationSteps = {}): void {
  connection.exec("create table if not exists migration (name text primary key) strict, without rowid");
  const remember = connection.prepare("insert into migration (name) values (?)");
  const pending = pendingIn(connection, folder);
  for (const name of pending) {
    connection.exec(sqliteOf(readFileSync(join(folder, name), "utf8")));
    remember.run(name);
  }
  for (const name of pending) steps[name]?.(connection);
  if (connection.prepare("select 1 from register").get() === undefined) createRow(connection, birth);
  connection.pragma(`application_id = ${APPLICATION_ID}`);
  connection.pragma(`user_version = ${SCHEMA_VERSION}`);
}
