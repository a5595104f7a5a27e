import { fail } from "../app/failure.ts";
import type { Reads } from "../app/ports.ts";
import type { Looked } from "./check.ts";
import { SCHEMA_VERSION } from "./file-header.ts";
import type { PostgresDb } from "./postgres-db.ts";
import { serverFailure } from "./postgres-failures.ts";
import { type Made, madeBy } from "./postgres-made.ts";
import { documentOf } from "./postgres-search.ts";
import { join, raw, sql } from "./sql-tag.ts";
import { reportDiffering, textsAnew } from "./texts-anew.ts";

type Anew = Parameters<typeof textsAnew>[1];
type Report = Parameters<Looked["schema"]>[0];

/** Tables with their columns, and indexes, as the server has them now. What is not valid any more is not there. */
async function foundIn(db: PostgresDb): Promise<Made> {
  const columns = await db.all<{ readonly name: string; readonly column: string }>(
    sql`select c.relname as name, a.attname as column from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`,
  );
  const indexes = await db.all<{ readonly name: string }>(
    sql`select c.relname as name from pg_catalog.pg_class c join pg_catalog.pg_index i on i.indexrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and i.indisvalid and i.indisready order by 1`,
  );
  const tables = new Map<string, string[]>();
  for (const { name, column } of columns) tables.set(name, [...(tables.get(name) ?? []), column]);
  return { tables, indexes: new Set(indexes.map(({ name }) => name)) };
}

/** Holds tables, columns and indexes against those that the migrations make; whether it is of this version at all. */
async function checkSchema(db: PostgresDb, migrations: string, report: Report): Promise<boolean> {
  const done = await db.get<{ readonly n: number }>(sql`select count(*) as n from migration`);
  const version = done?.n ?? 0;
  if (version !== SCHEMA_VERSION) {
    report({ key: "schema_behind", with: { version, known: SCHEMA_VERSION } });
    return false;
  }
  const [wanted, found] = [madeBy(migrations), await foundIn(db)];
  for (const [name, columns] of wanted.tables) {
    const own = found.tables.get(name);
    if (own === undefined) report({ key: "schema_part_missing", with: { type: "table", name } });
    else if (own.toSorted().join() !== columns.toSorted().join()) report({ key: "schema_part_differs", with: { type: "table", name } });
  }
  for (const name of wanted.indexes) if (!found.indexes.has(name)) report({ key: "schema_part_missing", with: { type: "index", name } });
  for (const name of found.tables.keys()) if (!wanted.tables.has(name)) report({ key: "schema_part_strange", with: { type: "table", name } });
  return true;
}

/** Holds the index against the texts of the histories, made anew; which tickets are found by other words than theirs. */
async function checkIndex(db: PostgresDb, reads: Reads, options: Anew, report: Report): Promise<void> {
  const differing: number[] = [];
  for await (const texts of textsAnew(reads, options)) {
    if (texts.length === 0) continue;
    const wanted = join(texts.map(([number, title, body]) => sql`(${number}::bigint, ${documentOf(title, body)}::tsvector)`));
    const rows = await db.all<{ readonly number: number }>(
      sql`select w.number from (values ${wanted}) w (number, doc) left join ticket_text t on t.number = w.number where t.doc is distinct from w.doc`,
    );
    differing.push(...rows.map(({ number }) => number));
  }
  const strange = await db.all<{ readonly number: number }>(
    raw("select number from ticket_text t where not exists (select 1 from ticket where ticket.number = t.number)"),
  );
  reportDiffering([...differing, ...strange.map(({ number }) => number)], report);
}

/** What the server says of damage: of a page, or of an index. */
const isDamage = (error: unknown): boolean => /^XX00[12]$/.test(String((error as { readonly code?: unknown } | null)?.code ?? ""));

/** How a register on a server is looked over. Its pages are the server's own to check, which has checksums for that. */
export const lookedAt = (db: PostgresDb, place: string, migrations: string): Looked => ({
  db,
  pages: async () => [],
  schema: (report) => checkSchema(db, migrations, report),
  index: (reads, options, report) => checkIndex(db, reads, options, report),
  async apart(work) {
    await db.define("savepoint part");
    try {
      const done = await work();
      await db.define("release savepoint part");
      return done;
    } catch (error) {
      if (isDamage(error)) await db.define("rollback to savepoint part");
      throw error;
    }
  },
  told: (error) => (isDamage(error) ? fail("failed", "register_corrupt", { path: place }, error) : serverFailure(error, place)),
});
