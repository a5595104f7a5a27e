import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_POLICY } from "../domain/policy/default-policy.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { Db } from "./sql.ts";
import { sql } from "./sql-tag.ts";

/** What a register is given when it is made. */
export interface Birth {
  readonly name: string;
  readonly createdAt: Instant;
}

/** What SQL cannot say of a migration, by its name; done once the tables are as this program knows them. */
export type MigrationSteps = Readonly<Record<string, (db: Db) => Promise<void>>>;

/** Of which database: those of another one's name are passed over. */
export type Engine = "sqlite" | "postgres";

/** The names of a database's migrations in the folder, in their order. */
export const migrationsIn = (folder: string, engine: Engine): readonly string[] =>
  readdirSync(folder)
    .filter((name) => {
      const [, of] = /^\d{4}_\w+?(?:\.(\w+))?\.sql$/.exec(name) ?? [null, "none"];
      return of === undefined || of === engine;
    })
    .sort();

/** Those that a register has not had yet, by the names of those it had. */
export function pendingOf(done: Iterable<string>, folder: string, engine: Engine): readonly string[] {
  const had = new Set(done);
  return migrationsIn(folder, engine).filter((name) => !had.has(name));
}

async function createRow(db: Db, { name, createdAt }: Birth): Promise<void> {
  const head = Buffer.alloc(32);
  await db.run(sql`insert into register (id, name, created_at, numbers, operations, head, policy) values (1, ${name}, ${createdAt}, 0, 0, ${head}, 1)`);
  await db.run(sql`insert into policy (version, operation, source, compiled) values (1, 0, '', ${JSON.stringify(DEFAULT_POLICY)})`);
}

/** What the databases do each in their own way. */
export interface Migrating {
  readonly folder: string;
  readonly engine: Engine;
  readonly birth: Birth;
  /** Runs statements as they stand in a file of PostgreSQL's words. */
  readonly define: (ddl: string) => unknown;
}

/**
 * Brings a register up to this program's schema. The caller holds the write lock, so of many starters one finds anything
 * to do; whether it all happens or nothing is the caller's transaction.
 */
export async function migrateLocked(db: Db, { folder, engine, birth, define }: Migrating): Promise<void> {
  const done = await db.all<{ readonly name: string }>(sql`select name from migration`);
  const pending = pendingOf(
    done.map(({ name }) => name),
    folder,
    engine,
  );
  for (const name of pending) {
    await define(readFileSync(join(folder, name), "utf8"));
    await db.run(sql`insert into migration (name) values (${name})`);
  }
  if (done.length > 0) {
    const { MIGRATION_STEPS } = await import("./migration-steps.ts");
    for (const name of pending) await MIGRATION_STEPS[name]?.(db);
  }
  if ((await db.get(sql`select 1 as found from register`)) === null) await createRow(db, birth);
}
