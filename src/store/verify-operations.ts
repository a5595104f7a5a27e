import type { Problem } from "../app/failure.ts";
import type { AuditOptions, RegisterState } from "../app/ports.ts";
import type { HashedOperation } from "../domain/ticket/canonical.ts";
import { operationText } from "../domain/ticket/canonical.ts";
import { NO_HASH, nativeHash } from "./chain.ts";
import { firstEvent } from "./event-rows.ts";
import type { Db, Dialect } from "./sql.ts";
import { raw, type Sql, sql } from "./sql-tag.ts";
import { APPLIES, appliedPolicies, verifyVersions } from "./verify-policies.ts";

interface Kept extends HashedOperation {
  readonly hash: string;
}

interface Recorded {
  readonly id: number;
  readonly hash: string;
}

type OperationValues = readonly [number, string, number, string, string, number, number, number | null, string | null, string];

/** One JSON array an operation, which costs half as much as an object. */
const operations = ({ array, hex }: Dialect): Sql =>
  raw(
    `select ${array(`o.seq, o.verb, o.recorded_at, o.actor, coalesce(o.via, o.actor), o.held_clock, o.policy, o.undoes, o.run, ${hex("o.hash")}`)} as row from operation o order by o.seq`,
  );

function keptOf(json: string): Kept {
  const [seq, verb, recordedAt, actor, via, heldClock, policy, undoes, run, hash] = JSON.parse(json) as OperationValues;
  return { seq, verb, recordedAt, actor, via, heldClock: heldClock === 1, policy, undoes, run, hash };
}

/** The hashes of all events, by operation: their ids lead from one to the next, which costs less than a look-up for each operation. */
const recorded = ({ hex }: Dialect): Sql => raw(`select id, ${hex("hash")} as hash from event order by id`);

/** The operations' chain: numbers without a gap, each hash as it follows from the one before and its events, the last one the register's head. */
export async function verifyOperations(
  db: Db,
  state: RegisterState,
  { against, progress }: Pick<AuditOptions, "against"> & { readonly progress: (seq: number) => void },
  report: (problem: Problem) => void,
): Promise<void> {
  const hash = nativeHash();
  let before = NO_HASH;
  let seq = 0;
  let met = against === null || (against.seq === 0 && against.hash === NO_HASH);

  const applied = await appliedPolicies(db, hash);

  const hashes = db.each<Recorded>(recorded(db.dialect))[Symbol.asyncIterator]();
  let next = await hashes.next();
  for await (const { row } of db.each<{ readonly row: string }>(operations(db.dialect))) {
    const kept = keptOf(row);
    if (kept.seq > seq + 1) report({ key: "operation_missing", with: { seq: seq + 1, to: kept.seq - 1 } });
    seq = kept.seq;
    progress(seq);
    const events: string[] = [];
    for (const end = firstEvent(seq + 1); next.done !== true && next.value.id < end; next = await hashes.next())
      if (next.value.id >= firstEvent(seq)) events.push(next.value.hash);
    const stated = kept.hash;
    const ownText = (digest: string | null): string => operationText(before, kept, events, digest);
    const version = applied.get(seq);
    if (version === undefined && kept.verb === APPLIES && hash(ownText(null)) !== stated) report({ key: "policy_gone", with: { seq } });
    else if (hash(ownText(version?.digest ?? null)) !== stated)
      report(version === undefined ? { key: "operation_altered", with: { seq } } : { key: "policy_altered", with: { seq, version: version.version } });
    if (against?.seq === seq && against.hash === stated) met = true;
    before = stated;
  }
  await hashes.return?.();
  await verifyVersions(db, state, report);
  if (state.operations > seq) report({ key: "operation_missing", with: { seq: seq + 1, to: state.operations } });
  if (state.operations < seq) report({ key: "operations_differ", with: { stated: state.operations, found: seq } });
  if (before !== state.head) report({ key: "head_differs", with: { stated: state.head, found: before } });
  if (!met && against !== null) report({ key: "against_differs", with: { ...against } });
  const stray = await db.all<{ readonly number: number; readonly version: number }>(
    sql`select number, version from event where not exists (select 1 from operation o where o.seq = event.operation) order by number, version limit 100`,
  );
  for (const { number, version } of stray) report({ key: "event_stray", with: { number, version } });
}
