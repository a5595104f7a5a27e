import Database from "better-sqlite3";
import pg from "pg";
import { indexedText } from "../../src/app/indexed-text.ts";
import { openPostgres } from "../../src/store/postgres.ts";
import { statementOf } from "../../src/store/postgres-bulk.ts";
import { documentOf } from "../../src/store/postgres-search.ts";
import type { Value } from "../../src/store/sql.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { FIRST_WEEK } from "./histories.ts";

const MIGRATIONS = "migrations";
const TABLES = ["policy", "operation", "event", "ticket", "ticket_mark", "person"];
const AT_ONCE = 2000;

function* setsOf<Row>(rows: Iterable<Row>): Generator<readonly Row[]> {
  let set: Row[] = [];
  for (const row of rows) {
    set.push(row);
    if (set.length < AT_ONCE) continue;
    yield set;
    set = [];
  }
  if (set.length > 0) yield set;
}

async function insert(client: pg.Client, table: string, columns: readonly string[], rows: readonly (readonly Value[])[]): Promise<void> {
  const { text, values } = statementOf({ verb: "insert into", table, columns, where: [] }, rows);
  await client.query(text, values as unknown[]);
}

async function copyTable(client: pg.Client, source: Database.Database, table: string): Promise<void> {
  const columns = source.prepare<[string], string>("select name from pragma_table_xinfo(?) where hidden = 0").pluck().all(table);
  await client.query(`delete from ${table}`);
  const rows = source
    .prepare<[], Value[]>(`select ${columns.join(", ")} from ${table}`)
    .raw()
    .iterate();
  for (const set of setsOf(rows)) await insert(client, table, columns, set);
}

/** The index of texts is of another kind on each database, and is made from the histories. */
async function indexTexts(client: pg.Client, path: string): Promise<void> {
  const register = await openSqlite(path, { migrations: MIGRATIONS, create: "no", name: "", now: FIRST_WEEK });
  const { numbers } = await register.state();
  for (const set of setsOf(Array(numbers).keys())) {
    const wanted = set.map((place) => place + 1);
    const histories = await register.histories(wanted);
    const texts = (await register.tickets(wanted)).map((row) => {
      const { title, body } = indexedText(row, histories.get(row.number) ?? []);
      return [row.number, documentOf(title, body)] as const;
    });
    await insert(client, "ticket_text", ["number", "doc"], texts);
  }
  await register.close();
}

/** Puts the register of a file into an empty schema on a server, row by row, with the same chains. */
export async function toServer(path: string, address: string): Promise<void> {
  const options = { migrations: MIGRATIONS, env: {}, osUser: "postgres", create: true, name: "bench", now: FIRST_WEEK, upgrade: "yes" } as const;
  await (await openPostgres(address, options)).close();
  const source = new Database(path, { readonly: true });
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query("begin");
    for (const table of TABLES) await copyTable(client, source, table);
    const state = source.prepare("select numbers, operations, head from register").get() as { numbers: number; operations: number; head: Uint8Array };
    await client.query("update register set numbers = $1, operations = $2, head = $3", [state.numbers, state.operations, state.head]);
    await indexTexts(client, path);
    await client.query("commit");
    await client.query("vacuum analyze");
  } finally {
    source.close();
    await client.end();
  }
}
