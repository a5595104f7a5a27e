import sql, { raw, type Sql } from "sql-template-tag";
import type { Problem } from "../app/failure.ts";
import type { AuditOptions, RegisterState } from "../app/ports.ts";
import type { HashedOperation } from "../domain/ticket/canonical.ts";
import { operationText } from "../domain/ticket/canonical.ts";
import { NO_HASH, nativeHash } from "./chain.ts";
import { EVENTS_OF_O } from "./event-rows.ts";
import type { Db, Dialect } from "./sql.ts";
import { APPLIES, appliedPolicies, verifyVersions } from "./verify-policies.ts";

interface Kept extends Omit<HashedOperation, "heldClock"> {
  readonly heldClock: number;
  readonly hash: string;
  /** Empty or null: the operation has none. */
  readonly event: string | null;
}

const operations = ({ hex }: Dialect): Sql =>
  raw(`select o.seq, o.verb, o.recorded_at as "recordedAt", o.actor, coalesce(o.via, o.actor) as via, o.held_clock as "heldClock", o.policy, o.undoes, o.run, ${hex("o.hash")} as hash, ${hex("e.hash")} as event
  from operation o left join event e on ${EVENTS_OF_O} order by o.seq, e.id`);

/** The operations' chain: numbers without a gap, each hash as it follows from the one before and its events, the last one the register's head. */
export async function verifyOperations(db: Db, state: RegisterState, against: AuditOptions["against"], report: (problem: Problem) => void): Promise<void> {
  const hash = nativeHash();
  let before = NO_HASH;
  let seq = 0;
  let current: Kept | null = null;
  let events: string[] = [];
  let met = against === null || (against.seq === 0 && against.hash === NO_HASH);

  const applied = await appliedPolicies(db, hash);

  const finish = (kept: Kept): void => {
    if (kept.seq > seq + 1) report({ key: "operation_missing", with: { seq: seq + 1, to: kept.seq - 1 } });
    seq = kept.seq;
    const stated = kept.hash;
    const ownText = (digest: string | null): string => operationText(before, { ...kept, heldClock: kept.heldClock === 1 }, events, digest);
    const version = applied.get(seq);
    if (version === undefined && kept.verb === APPLIES && hash(ownText(null)) !== stated) report({ key: "policy_gone", with: { seq } });
    else if (hash(ownText(version?.digest ?? null)) !== stated)
      report(version === undefined ? { key: "operation_altered", with: { seq } } : { key: "policy_altered", with: { seq, version: version.version } });
    if (against?.seq === seq && against.hash === stated) met = true;
    before = stated;
    events = [];
  };

  for await (const kept of db.each<Kept>(operations(db.dialect))) {
    if (current !== null && current.seq !== kept.seq) finish(current);
    current = kept;
    if (kept.event) events.push(kept.event);
  }
  if (current !== null) finish(current);
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
