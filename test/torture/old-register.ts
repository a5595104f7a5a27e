import { copyFileSync } from "node:fs";
import Database from "better-sqlite3";
import type { Ground } from "./ground.ts";

/** The version before the sweep's, and what a register has had since. */
const BEFORE_SWEEP = `drop index ticket_sweep; alter table ticket drop column sweep_at; alter table register drop column swept_at;
  update ticket set rest = json_remove(rest, '$.n'); delete from migration where name >= '0004'; pragma user_version = 3;
  pragma wal_checkpoint(truncate); pragma journal_mode = delete`;

/** The path of a register of an older version, with so many tickets; not to be written. */
export async function makeOldRegister({ world, fresh }: Ground, tickets: number): Promise<string> {
  const path = fresh("before.db");
  for (let i = 0; i < tickets; i += 1) await world.ok(["log", `Ticket ${i}`, "--category", "other", "--db", path]);
  const old = fresh("older.db");
  copyFileSync(path, old);
  new Database(old).exec(BEFORE_SWEEP).close();
  return old;
}
