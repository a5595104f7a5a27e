import { existsSync } from "node:fs";
import { fail } from "../app/failure.ts";
import type { RoleNames } from "../app/roles.ts";
import { addressOf, type Surroundings } from "./postgres-address.ts";
import { connectTo } from "./postgres-connect.ts";
import { PostgresDb } from "./postgres-db.ts";
import { serverFailure } from "./postgres-failures.ts";
import { grantsOf } from "./postgres-grants.ts";
import { PostgresLine } from "./postgres-line.ts";

/** The statements that give roles their rights, one a line; with an address they are run there, all or none. */
export async function grant(url: string | null, names: RoleNames, around: Pick<Surroundings, "env" | "osUser">): Promise<readonly string[]> {
  const statements = grantsOf(names);
  if (url === null) return statements;
  const address = addressOf(url, { ...around, exists: existsSync });
  const session = await connectTo(address, url);
  const line = new PostgresLine(address, url, session);
  const db = new PostgresDb(line);
  try {
    if (session.version === null) throw fail("unavailable", "register_missing", { path: url });
    await db.begin("begin");
    await db.define(statements.join("\n"));
    await db.end("commit");
    return statements;
  } catch (error) {
    throw serverFailure(error, url);
  } finally {
    await line.close();
  }
}
