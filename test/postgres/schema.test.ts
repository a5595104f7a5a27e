import { describe, expect, it } from "vitest";
import { SCHEMA_VERSION } from "../../src/store/file-header.ts";
import { migrationsIn } from "../../src/store/migrations.ts";
import { grantsOf, TABLES } from "../../src/store/postgres-grants.ts";
import { COLUMNS } from "../../src/store/ticket-columns.ts";
import { freshPlace, openAt } from "../open-fresh.ts";
import { clientOf } from "../postgres.ts";
import { rawOf } from "../raw.ts";
import { log, MIGRATIONS, OPTIONS, WAIT } from "../store/desk.ts";

const COLUMN = `select table_name || '.' || column_name || ' ' || data_type || coalesce(' collate ' || collation_name, '') ||
    case is_nullable when 'NO' then ' not null' else '' end || coalesce(' as ' || generation_expression, '') as line
  from information_schema.columns where table_schema = current_schema() order by table_name, ordinal_position`;
const CONSTRAINT = `select conrelid::regclass || ' ' || pg_get_constraintdef(oid) as line from pg_constraint
  where connamespace = current_schema()::regnamespace and contype in ('p', 'u', 'c', 'f') order by conrelid::regclass::text, conname`;
const INDEX = "select replace(indexdef, schemaname || '.', '') as line from pg_indexes where schemaname = current_schema() order by indexname";

async function made(): Promise<string> {
  const place = await freshPlace("");
  await (await openAt(place, OPTIONS)).close();
  return place;
}

describe("the schema in PostgreSQL", () => {
  it("is the one in the golden file", async () => {
    const client = await clientOf(await made());
    const lines: string[] = [];
    for (const query of [COLUMN, CONSTRAINT, INDEX]) lines.push(...(await client.query<{ line: string }>(query)).rows.map(({ line }) => line), "");
    await client.end();
    // From 18 on the server tells of "not null" as of other constraints.
    await expect(`${lines.join("\n").trim()}\n`).toMatchFileSnapshot("../golden/schema.postgres.txt");
  });

  it("is of as many migrations as the program says, and has a column for each key of a row", async () => {
    expect(migrationsIn(MIGRATIONS, "postgres")).toHaveLength(SCHEMA_VERSION);
    const raw = await rawOf(await made());
    expect((await raw.rows<{ name: string }>("select name from migration order by name")).map(({ name }) => name)).toEqual(
      migrationsIn(MIGRATIONS, "postgres"),
    );
    const columns = await raw.rows<{ name: string }>(
      "select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = 'ticket'",
    );
    expect(columns.map(({ name }) => name).sort()).toEqual(Object.values(COLUMNS).sort());
    await raw.close();
  });

  it("has no table that `db grant` does not know", async () => {
    const raw = await rawOf(await made());
    const tables = await raw.rows<{ name: string }>("select tablename as name from pg_tables where schemaname = current_schema() order by 1");
    expect(tables.map(({ name }) => name)).toEqual([...TABLES].sort());
    expect(grantsOf({ reader: "r" }).join("\n")).toContain("grant select on");
    await raw.close();
  });
});

describe("sixteen who start at once", () => {
  it("make one register, and each gets its own numbers", async () => {
    const place = await freshPlace("");
    const registers = await Promise.all(Array.from({ length: 16 }, () => openAt(place, OPTIONS)));
    const numbers = await Promise.all(registers.map((register) => register.write((tx) => log(tx), WAIT)));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
    expect(await registers[0]?.state()).toMatchObject({ numbers: 16, operations: 16 });
    for (const register of registers) await register.close();
  });
});
