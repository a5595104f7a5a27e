import { fail } from "../app/failure.ts";
import type { Contents, Copied } from "../app/keeper.ts";
import type { RegisterState } from "../app/ports.ts";
import { heldOf } from "./held.ts";
import { hashAt, stateOf } from "./reads.ts";
import type { Db } from "./sql.ts";
import { sql } from "./sql-tag.ts";

/**
 * The copy that an earlier run has finished, where neither side has moved since: the same last hash over as many of everything.
 * Null: the target is empty.
 * @throws Failure for everything else that somebody has written to.
 */
export async function copyThere(db: Db, place: string, contents: Contents, state: RegisterState): Promise<Copied | null> {
  const found = await db.get<{ readonly operations: number; readonly errors: number }>(
    sql`select operations, (select count(*) from known_error) as errors from register where id = 1`,
  );
  if (found?.operations === 0 && found.errors === 0) return null;
  if (found !== null) {
    const { name, operations, head } = await stateOf(db);
    const about = { path: place, here: state.operations, there: operations };
    if (operations < state.operations && (await contents.hashAt(operations)) === head) throw fail("refused", "copy_behind", about);
    if (operations > state.operations && (await hashAt(db, state.operations)) === state.head) throw fail("refused", "copy_ahead", about);
    const [held, expected] = [await heldOf(db), await contents.held()];
    const isWhole = Object.entries(held).every(([kind, count]) => count === expected[kind as keyof typeof expected]);
    if (head === state.head && isWhole) return { ...held, path: place, bytes: 0, name, operations, head };
  }
  throw fail("refused", "copy_target_full", { path: place });
}
