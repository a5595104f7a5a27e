import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { absent, against, type Finding, installed, paired, timed } from "./measure.ts";
import type { Stage } from "./stage.ts";

type Value = string | number | null | Uint8Array;
type Row = Readonly<Record<string, Value>>;

const literal = (value: Value): string => {
  if (value === null) return "null";
  if (typeof value === "number") return `${value}`;
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : `x'${Buffer.from(value).toString("hex")}'`;
};

function inserts(after: Database.Database, table: string, where: string): readonly string[] {
  const made = after.prepare<[string], string>("select name from pragma_table_xinfo(?) where hidden = 0").pluck().all(table);
  const rows = after.prepare<[], Row>(`select ${made.join(", ")} from ${table} where ${where}`).all();
  return rows.map((row) => `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.values(row).map(literal).join(", ")});`);
}

/** What the program wrote, as a script for the shell: the same updates, events, operation and register row in one transaction. */
function scriptOf(beforePath: string, afterPath: string, numbers: readonly number[]): string {
  const before = new Database(beforePath, { readonly: true });
  const after = new Database(afterPath, { readonly: true });
  try {
    const was = before.prepare<[number], Row>("select * from ticket where number = ?");
    const is = after.prepare<[number], Row>("select * from ticket where number = ?");
    const updates = numbers.map((number) => {
      const old = was.get(number) as Row;
      const set = Object.entries(is.get(number) as Row).flatMap(([column, value]) => (value === old[column] ? [] : [`${column} = ${literal(value)}`]));
      return `update ticket set ${set.join(", ")} where number = ${number} and version = ${old.version};`;
    });
    const last = after.prepare("select operations from register").pluck().get();
    const { head } = after.prepare("select head from register").get() as { head: Uint8Array };
    return [
      "pragma synchronous = full;",
      "begin immediate;",
      ...inserts(after, "operation", `seq = ${last}`),
      ...inserts(after, "event", `operation = ${last} order by number, version`),
      ...updates,
      `update register set operations = ${last}, head = ${literal(head)} where id = 1;`,
      "commit;",
      "",
    ].join("\n");
  } finally {
    before.close();
    after.close();
  }
}

/** Left to itself, glibc gives memory back after each statement of the shell and asks for it again, which may take ten times as long as the work. */
const KEEP_MEMORY = { MALLOC_TOP_PAD_: `${64 << 20}`, MALLOC_TRIM_THRESHOLD_: `${256 << 20}` };

/** A tenth of a register's tickets, resolved, closed by numbers on standard input; whole processes, each on a fresh copy. */
async function closing(stage: Stage, more: NodeJS.ProcessEnv): Promise<Finding> {
  if (!installed("sqlite3")) return absent("the sqlite3 shell is not installed");
  const register = await stage.register(stage.quick ? 10_000 : 100_000);
  const source = new Database(register, { readonly: true });
  const resolved = source.prepare<[number], number>("select number from ticket where status = 'resolved' order by number limit ?").pluck();
  const numbers = resolved.all(stage.quick ? 800 : 9800);
  source.close();
  const mine = stage.copy(register, "close-ours");
  const theirs = stage.copy(register, "close-shell");
  const ours = stage.itsm(["close", "-", "--confirmed", "silence", "--yes", "--db", mine.path], { input: `${numbers.join("\n")}\n`, before: mine.renew });
  timed(ours);
  const script = join(stage.folder, "close.sql");
  writeFileSync(script, scriptOf(register, mine.path, numbers));
  const env = { PATH: process.env.PATH, HOME: stage.folder, ...more };
  const shell = { command: ["sh", "-c", 'exec sqlite3 -batch -bail "$0" < "$1"', theirs.path, script], env, before: theirs.renew };
  const found = paired(ours, shell, stage.works);
  sameOutcome(theirs.path, mine.path, numbers.length);
  return against(found, `sqlite3 shell with the same ${numbers.length} tickets`);
}

export const close = (stage: Stage): Promise<Finding> => closing(stage, {});
/** The stricter control, for what there is still to win. */
export const closeKeepingMemory = (stage: Stage): Promise<Finding> => closing(stage, KEEP_MEMORY);

/** The shell did what the program did. */
function sameOutcome(shellPath: string, ourPath: string, closed: number): void {
  const count = (path: string): string =>
    execFileSync("sqlite3", ["-batch", path, "select count(*) from event where operation = (select operations from register)"], { encoding: "utf8" }).trim();
  if (count(shellPath) !== count(ourPath) || Number(count(ourPath)) !== closed)
    throw new Error(`the shell wrote ${count(shellPath)} events, the program ${count(ourPath)}`);
}
