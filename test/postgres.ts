import pg from "pg";
import { describe, it } from "vitest";

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
  const [, host, port] = /@([^:/]+):(\d+)\//.exec(address) ?? [];
  const client = new pg.Client({ host, port: Number(port), user, database: "desk", options: `-csearch_path=${schemaOf(address)}`, types });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Makes the schema of an address. */
export async function makeSchema(address: string): Promise<void> {
  const client = await clientOf(address);
  await client.query(`create schema if not exists ${schemaOf(address)}`);
  await client.end();
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
