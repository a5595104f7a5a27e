import type { PolicyVersion } from "../app/ports.ts";
import type { Policy } from "../domain/policy/policy.ts";
import { storedPolicy } from "../domain/policy/stored.ts";
import type { Db } from "./sql.ts";
import { sql } from "./sql-tag.ts";

interface Row {
  readonly version: number;
  readonly operation: number;
  readonly compiled: string;
}

/** The versions behind one, in their order. A text is parsed when its policy is first asked for. */
export async function versionsAfter(db: Db, version: number): Promise<readonly PolicyVersion[]> {
  const rows = await db.all<Row>(sql`select version, operation, compiled from policy where version > ${version} order by version`);
  return rows.map(({ compiled, ...about }) => {
    let read: Policy | null = null;
    const policy = (): Policy => {
      read ??= storedPolicy(compiled);
      return read;
    };
    return { ...about, policy };
  });
}
