import type { Held } from "../app/bundle.ts";
import type { Problem } from "../app/failure.ts";
import type { RegisterState } from "../app/ports.ts";
import { type HashedOperation, operationText } from "../domain/ticket/canonical.ts";
import { NO_HASH, nativeHash } from "./chain.ts";
import { firstEvent } from "./event-rows.ts";
import type { Db } from "./sql.ts";
import { raw, sql } from "./sql-tag.ts";
import { appliedPolicies } from "./verify-policies.ts";

/** How many of each kind a register holds. Registers of before known errors have none. */
export async function heldOf(db: Db): Promise<Held> {
  const count = async (table: string): Promise<number> => (await db.get<{ readonly n: number }>(raw(`select count(*) as n from ${table}`)))?.n ?? 0;
  return {
    tickets: await count("ticket"),
    operations: await count("operation"),
    events: await count("event"),
    policies: await count("policy"),
    people: await count("person"),
    knownErrors: await count("known_error").catch(() => 0),
  };
}

type Kept = Omit<HashedOperation, "heldClock"> & { readonly heldClock: number; readonly hash: string };

/** Whether the head is the hash of the last operation, counted again from what it recorded and the hash before it. */
export async function verifyHead(db: Db, { operations: last, head }: RegisterState, report: (problem: Problem) => void): Promise<void> {
  if (last === 0) {
    if (head !== NO_HASH) report({ key: "head_differs", with: { stated: head, found: NO_HASH } });
    return;
  }
  const hash = nativeHash();
  const { hex } = db.dialect;
  const rows = await db.all<Kept>(
    sql`select seq, verb, recorded_at as "recordedAt", actor, coalesce(via, actor) as via, held_clock as "heldClock", policy, undoes, run, ${raw(hex("hash"))} as hash
      from operation where seq >= ${last - 1} and seq <= ${last} order by seq`,
  );
  const own = rows.at(-1);
  const before = last === 1 ? NO_HASH : rows.at(-2)?.hash;
  if (own?.seq !== last || before === undefined) return void report({ key: "operation_missing", with: { seq: own?.seq === last ? last - 1 : last, to: last } });
  const events = await db.all<{ readonly hash: string }>(
    sql`select ${raw(hex("hash"))} as hash from event where id >= ${firstEvent(last)} and id < ${firstEvent(last + 1)} order by id`,
  );
  const applied = (await appliedPolicies(db, hash)).get(last)?.digest ?? null;
  const text = operationText(
    before,
    { ...own, heldClock: own.heldClock === 1 },
    events.map((event) => event.hash),
    applied,
  );
  if (hash(text) !== own.hash) report({ key: "operation_altered", with: { seq: last } });
  if (own.hash !== head) report({ key: "head_differs", with: { stated: head, found: own.hash } });
}
