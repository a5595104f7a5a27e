import { BUNDLE_FORMAT, type BundleRecord, type EventRecord, type KnownErrorRow, type OperationRecord, type PersonRecord } from "../app/bundle.ts";
import { EVENTS_OF_O } from "./event-rows.ts";
import { heldOf } from "./held.ts";
import { stateOf } from "./reads.ts";
import type { Db, Dialect } from "./sql.ts";
import { raw, sql } from "./sql-tag.ts";

type Operation = Omit<OperationRecord, "kind" | "heldClock"> & { readonly heldClock: number };

const OPERATIONS = ({ hex }: Dialect) =>
  raw(`select seq, verb, recorded_at as "recordedAt", actor, via, held_clock as "heldClock", policy, undoes, run, result, ${hex("hash")} as hash
    from operation order by seq`);
const EVENTS = ({ hex }: Dialect) =>
  raw(`select o.seq, e.number, e.version, e.type, e.at, e.data, e.texts, ${hex("e.hash")} as hash
    from operation o join event e on ${EVENTS_OF_O} order by o.seq, e.id`);
const KNOWN_ERRORS = raw(
  `select id, title, symptom, cause, workaround, number, added_by as "addedBy", added_at as "addedAt", operation, retired_by as "retiredBy",
    retired_at as "retiredAt", retire_reason as "retireReason", retired_operation as "retiredOperation" from known_error order by id`,
);

type Event = Omit<EventRecord, "kind"> & { readonly seq: number };

/** Each operation with its events behind it. Both are read side by side, so that memory stays flat. */
async function* operationsOf(db: Db): AsyncGenerator<BundleRecord> {
  const events = db.each<Event>(EVENTS(db.dialect))[Symbol.asyncIterator]();
  try {
    let next = await events.next();
    for await (const { seq, verb, recordedAt, actor, via, heldClock, policy, undoes, run, result, hash } of db.each<Operation>(OPERATIONS(db.dialect))) {
      yield { kind: "operation", seq, verb, recordedAt, actor, via, heldClock: heldClock === 1, policy, undoes, run, result, hash };
      for (; next.done !== true && next.value.seq === seq; next = await events.next()) {
        const { number, version, type, at, data, texts, hash: own } = next.value;
        yield { kind: "event", number, version, type, at, data, texts, hash: own };
      }
    }
  } finally {
    await events.return?.();
  }
}

/** Everything a register has recorded, inside a snapshot: itself, policies, operations with their events, people, known errors, and the end. */
export async function* recordsOf(db: Db): AsyncGenerator<BundleRecord> {
  const { name, createdAt, numbers, operations, head, policy } = await stateOf(db);
  const swept = await db.get<{ readonly at: number | null }>(sql`select swept_at as at from register where id = 1`);
  yield { kind: "register", format: BUNDLE_FORMAT, name, createdAt, sweptAt: swept?.at ?? null, numbers, operations, policy, head };
  const policies = sql`select version, operation, source, compiled from policy order by version`;
  for await (const row of db.each<{ readonly version: number; readonly operation: number; readonly source: string; readonly compiled: string }>(policies))
    yield { kind: "policy", version: row.version, operation: row.operation, source: row.source, compiled: row.compiled };
  yield* operationsOf(db);
  for await (const row of db.each<PersonRecord>(sql`select folded, name, contact from person order by folded`))
    yield { kind: "person", folded: row.folded, name: row.name, contact: row.contact };
  for await (const row of db.each<Omit<KnownErrorRow, "kind">>(KNOWN_ERRORS)) yield { kind: "knownError", ...row };
  const uses = sql`select id, operation, number from known_error_use order by id, operation, number`;
  for await (const row of db.each<{ readonly id: number; readonly operation: number; readonly number: number }>(uses))
    yield { kind: "knownErrorUse", id: row.id, operation: row.operation, number: row.number };
  yield { kind: "end", ...(await heldOf(db)), head };
}
