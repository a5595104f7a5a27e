import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { APPLICATION_ID, SCHEMA_VERSION } from "../../src/store/file-header.ts";
import { sqliteOf } from "../../src/store/migrate.ts";
import { migrationsIn } from "../../src/store/migrations.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { COLUMNS } from "../../src/store/ticket-columns.ts";
import { MIGRATIONS, OPTIONS } from "./desk.ts";
import { folders } from "./folder.ts";

const folder = folders();

async function made(): Promise<Database.Database> {
  const path = join(folder(), "itsm.db");
  await (await openSqlite(path, OPTIONS)).close();
  return new Database(path, { readonly: true });
}

describe("the schema in SQLite", () => {
  it("is the one in the golden file", async () => {
    const db = await made();
    const texts = db.prepare("select sql from sqlite_schema where sql is not null order by type, name").pluck().all() as string[];
    db.close();
    await expect(`${texts.map((text) => `${text.replace(/\s+/g, " ")};`).join("\n")}\n`).toMatchFileSnapshot("../golden/schema.sqlite.sql");
  });

  it("is of as many migrations as the program says, and marked as ours", async () => {
    expect(migrationsIn(MIGRATIONS, "sqlite")).toHaveLength(SCHEMA_VERSION);
    const db = await made();
    expect(db.pragma("user_version", { simple: true })).toBe(SCHEMA_VERSION);
    expect(db.pragma("application_id", { simple: true })).toBe(APPLICATION_ID);
    expect(db.prepare("select name from migration order by name").pluck().all()).toEqual(migrationsIn(MIGRATIONS, "sqlite"));
    db.close();
  });

  it("has a column for each key of a row, and no other", async () => {
    const db = await made();
    const columns = db.prepare("select name from pragma_table_info('ticket')").pluck().all() as string[];
    db.close();
    expect([...columns].sort()).toEqual(Object.values(COLUMNS).sort());
  });

  it("answers the listing of open tickets from an index, without sorting", async () => {
    const db = await made();
    const plan = (where: string): string =>
      (
        db
          .prepare(`explain query plan select * from ticket where status in ('new', 'in_progress', 'on_hold') ${where} order by rank, sort_due_at, number`)
          .all() as { detail: string }[]
      )
        .map(({ detail }) => detail)
        .join("; ");
    expect(plan("")).toBe("SCAN ticket USING INDEX ticket_open");
    expect(plan("and priority = 'high'")).toBe("SEARCH ticket USING INDEX ticket_open_priority (priority=?)");
    db.close();
  });
});

describe("the words of the two databases", () => {
  it("differ only where the migrator changes them", () => {
    const ddl = readFileSync(join(MIGRATIONS, "0001_register.sql"), "utf8");
    expect(ddl.replace(/--.*$/gm, "")).not.toMatch(/\b(integer|blob|strict|autoincrement|boolean|serial)\b/i);
    expect(sqliteOf("create table a (n bigint primary key, h bytea not null); -- a note")).toBe(
      "create table a (n integer primary key, h blob not null) strict; ",
    );
    expect(sqliteOf("create table a (n bigint, k text, primary key (n, k));")).toBe(
      "create table a (n integer, k text, primary key (n, k)) strict, without rowid;",
    );
  });
});

describe("creation that was interrupted", () => {
  it("leaves an empty file that the next start makes a register", async () => {
    const path = join(folder(), "itsm.db");
    const empty = join(folder(), "no-migrations");
    await expect(openSqlite(path, { ...OPTIONS, migrations: empty })).rejects.toThrow();
    const register = await openSqlite(path, OPTIONS);
    expect(await register.state()).toMatchObject({ numbers: 0 });
    await register.close();
  });
});
