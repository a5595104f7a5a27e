import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { describe, it } from "vitest";
import { migrationsIn } from "../src/store/migrations.ts";
import { postgresOf } from "../src/store/postgres-migrate.ts";
import { forgetKept } from "./kept-registers.ts";

/** Whether registers of tests are on a server: the same tests run on both. */
export const onPostgres = process.env.ITSM_TEST_STORE === "postgres";

/** A test about files of SQLite's: their rights, their names, their places. */
export const itOnFiles = it.runIf(!onPostgres);
export const describeOnFiles = describe.runIf(!onPostgres);

/** `host:port` of the run's server. */
export function postgresPlace(): string {
  const place = process.env.ITSM_TEST_POSTGRES;
  if (place === undefined) throw new Error("this test needs the server that test/postgres-setup.ts starts");
  return place;
}

let made = 0;

/** The address of a schema with nothing in it, not made yet. */
export function freshAddress(): string {
  made += 1;
  return `postgres://os-user@${postgresPlace()}/desk?sslmode=disable&options=-csearch_path%3Dt${process.pid}_${made}`;
}

/** Numbers of 64 bits as numbers. */
const types = { getTypeParser: ((oid: number) => (oid === 20 ? Number : pg.types.getTypeParser(oid))) as typeof pg.types.getTypeParser };

const schemaOf = (address: string): string => /search_path%3D(\w+)/.exec(address)?.[1] ?? "public";

/** A connection of the test's own to the schema of an address; as whom the address says, or as somebody else. */
export async function clientOf(address: string, user = "os-user"): Promise<pg.Client> {
  await forgetKept(address);
  const [, host, port] = /@([^:/]+):(\d+)\//.exec(address) ?? [];
  const client = new pg.Client({ host, port: Number(port), user, database: "desk", options: `-csearch_path=${schemaOf(address)}`, types });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** The register that the run's first register is, made as every other is: what it holds is copied. */
export const MODEL = "model";

const MIGRATIONS = join(import.meta.dirname, "../migrations");

let kept: Promise<pg.Client> | null = null;

/** A connection that this process keeps, for whatever stands on its own. */
function keptClient(): Promise<pg.Client> {
  kept ??= clientOf(`postgres://os-user@${postgresPlace()}/desk`).then((client) => {
    (client as pg.Client & { unref(): void }).unref();
    return client;
  });
  return kept;
}

/** Makes the schema of an address. */
export async function makeSchema(address: string): Promise<void> {
  await (await keptClient()).query(`create schema if not exists ${schemaOf(address)}`);
}

let tables: string | null = null;

/** Makes a register there as the migrations do, in one message: most tests begin with one. */
export async function makeRegister(address: string, name: string, now: number): Promise<void> {
  const schema = schemaOf(address);
  tables ??= migrationsIn(MIGRATIONS, "postgres")
    .map((file) => postgresOf(readFileSync(join(MIGRATIONS, file), "utf8")))
    .join("\n");
  await (await keptClient()).query(`begin; create schema if not exists ${schema}; set local search_path = ${schema};
    create table migration (name text collate "C" primary key); ${tables}
    insert into migration select * from ${MODEL}.migration; insert into policy select * from ${MODEL}.policy;
    insert into register select * from ${MODEL}.register; update register set name = '${name.replaceAll("'", "''")}', created_at = ${now}; commit`);
}

/** Puts everything that one register holds into another. */
export async function copyTables(from: string, to: string): Promise<void> {
  const client = await clientOf(to);
  const { rows } = await client.query<{ table_name: string; columns: string }>(
    `select table_name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns from information_schema.columns
      where table_schema = current_schema() and is_generated = 'NEVER' group by table_name`,
  );
  for (const { table_name, columns } of rows)
    await client.query(`delete from ${table_name}; insert into ${table_name} (${columns}) select ${columns} from ${schemaOf(from)}.${table_name}`);
  await client.end();
}
