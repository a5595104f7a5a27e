import { writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { statementOf } from "../../src/store/postgres-bulk.ts";
import type { Bulk, Value } from "../../src/store/sql.ts";
import { absent, against, type Finding, paired, timed } from "./measure.ts";
import type { Stage } from "./stage.ts";
import { against0, LISTED, LOGGED, THOUSAND } from "./start-rows.ts";

const NONE = "there is no PostgreSQL here";

export async function list(stage: Stage): Promise<Finding> {
  const server = await stage.server();
  return server === null ? absent(NONE) : against0(stage, [...LISTED, "--db", await server.register(stage.quick ? THOUSAND : 100_000)]);
}

export async function log(stage: Stage): Promise<Finding> {
  const server = await stage.server();
  if (server === null) return absent(NONE);
  const { address, renew } = server.copy(await server.register(THOUSAND), "log");
  renew();
  return against0(stage, [...LOGGED, "--db", address]);
}

type Row = Readonly<Record<string, Value>>;

const types = { getTypeParser: ((oid: number) => (oid === 20 ? Number : pg.types.getTypeParser(oid))) as typeof pg.types.getTypeParser };

async function ask(address: string, query: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: address, types });
  await client.connect();
  const { rows } = await client.query<Record<string, Value>>(query, values as unknown[]);
  await client.end();
  return rows;
}

const literal = (value: Value | undefined): string => {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return `${value}`;
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : `'\\x${Buffer.from(value).toString("hex")}'`;
};

/** The statement that the program would send for all these rows at once, with its values written into it. */
function statement(bulk: Omit<Bulk, "where"> & { readonly where?: readonly string[] }, rows: readonly Row[]): string {
  const of = { ...bulk, where: bulk.where ?? [] };
  const { text, values } = statementOf(
    of,
    rows.map((row) => [...of.columns, ...of.where.map((name) => (name === "version" ? "was" : name))].map((name) => row[name] ?? null)),
  );
  return `${text.replace(/\$(\d+)/g, (_, place: string) => literal(values[Number(place) - 1]))};`;
}

/** What the program wrote, as a script for psql: the same events, updates, operation and register row in one transaction. */
async function scriptOf(before: string, after: string, numbers: readonly number[]): Promise<string> {
  const tickets = "select * from ticket where number = any($1) order by number";
  const [was, is] = [await ask(before, tickets, [numbers]), await ask(after, tickets, [numbers])];
  const [register] = await ask(after, "select operations, head from register");
  const operation = await ask(after, "select * from operation where seq = $1", [register?.operations]);
  const events = await ask(after, "select * from event where operation = $1 order by id", [register?.operations]);
  const changed = Object.keys(is[0] ?? {}).filter((column) => is.some((row, i) => row[column] !== was[i]?.[column]));
  const columns = Object.keys(events[0] ?? {}).filter((column) => column !== "operation");
  return [
    "begin;",
    "select * from register where id = 1 for update \\g /dev/null",
    statement({ verb: "insert into", table: "event", columns }, events),
    statement(
      { verb: "update", table: "ticket", columns: changed, where: ["number", "version"] },
      is.map((row, i) => ({ ...row, was: was[i]?.version ?? null })),
    ),
    statement({ verb: "insert into", table: "operation", columns: Object.keys(operation[0] ?? {}) }, operation),
    `update register set operations = ${register?.operations}, head = ${literal(register?.head)} where id = 1;`,
    "commit;",
    "",
  ].join("\n");
}

/** A tenth of a register's tickets, resolved, closed by numbers on standard input; whole processes, each on a fresh copy. */
export async function close(stage: Stage): Promise<Finding> {
  const server = await stage.server();
  if (server === null) return absent(NONE);
  const register = await server.register(stage.quick ? 10_000 : 100_000);
  const resolved = await ask(register, "select number from ticket where status = 'resolved' order by number limit $1", [stage.quick ? 800 : 9800]);
  const numbers = resolved.map(({ number }) => Number(number));
  const mine = server.copy(register, "ours");
  const theirs = server.copy(register, "theirs");
  const ours = stage.itsm(["close", "-", "--confirmed", "silence", "--yes", "--db", mine.address], { input: `${numbers.join("\n")}\n`, before: mine.renew });
  timed(ours);
  const script = join(stage.folder, "close-server.sql");
  writeFileSync(script, await scriptOf(register, mine.address, numbers));
  const command = server.psql(theirs.address, script);
  if (command === null) return absent("psql is not installed");
  const found = paired(ours, { command, before: theirs.renew }, stage.works);
  const same =
    "select count(*) as n, sum(hashtext(e.hash::text || t.*::text)) as sum from ticket t join event e on e.number = t.number and e.version = t.version where t.status = 'closed' and e.operation = (select operations from register)";
  const [[psqls], [own]] = [await ask(theirs.address, same), await ask(mine.address, same)];
  if (psqls?.n !== own?.n || own?.n !== numbers.length) throw new Error(`psql closed ${psqls?.n} tickets, the program ${own?.n}`);
  return against(found, `psql with the same ${numbers.length} tickets`);
}
