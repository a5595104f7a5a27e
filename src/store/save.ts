import type { Batch, NewPolicy, RegisterState } from "../app/ports.ts";
import { foldName } from "../domain/fold-name.ts";
import { eventText, operationText, policyText } from "../domain/ticket/canonical.ts";
import type { Texts } from "../domain/ticket/event.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { allDone } from "./all-done.ts";
import { bytesOf, digestOf, type Hash, hashOf, NO_HASH, nativeHash, SALT_BYTES, salts } from "./chain.ts";
import type { SealedText } from "./event-rows.ts";
import { EVENTS_AT_MOST, firstEvent, storedData } from "./event-rows.ts";
import type { LastHashes } from "./last-hashes.ts";
import { markChanges } from "./marks.ts";
import type { Bulk, Db, Value } from "./sql.ts";
import { sql } from "./sql-tag.ts";
import type { TicketKey } from "./ticket-columns.ts";
import { COLUMNS, changedKeys, TICKET_KEYS, valuesOf } from "./ticket-columns.ts";

type Changes = Batch["tickets"];

const INSERT_EVENT: Bulk = { verb: "insert into", table: "event", columns: ["id", "number", "version", "type", "at", "data", "texts", "hash"], where: [] };
const INSERT_TICKET: Bulk = { verb: "insert into", table: "ticket", columns: TICKET_KEYS.map((key) => COLUMNS[key]), where: [] };
const INSERT_MARK: Bulk = { verb: "insert into", table: "ticket_mark", columns: ["kind", "value", "number"], where: [] };
const DELETE_MARK: Bulk = { verb: "delete from", table: "ticket_mark", columns: [], where: ["kind", "value", "number"] };
const REMEMBER_PERSON: Bulk = {
  verb: "insert into",
  table: "person",
  columns: ["folded", "name", "contact"],
  where: [],
  conflict: {
    keys: ["folded"],
    update: `do update set name = excluded.name, contact = coalesce(excluded.contact, person.contact)
      where person.name <> excluded.name or (excluded.contact is not null and (person.contact is null or person.contact <> excluded.contact))`,
  },
};

/** The digests of an event's texts, and the JSON the texts are kept as; null: it has none. */
function seal(texts: Texts, hash: Hash, salt: () => string): { readonly digests: Readonly<Record<string, string>>; readonly column: string } | null {
  const digests: Record<string, string> = {};
  const sealed: Record<string, SealedText> = {};
  let any = false;
  for (const field of Object.keys(texts)) {
    const text = texts[field];
    if (text === null || text === undefined) continue;
    const drawn = salt();
    digests[field] = digestOf(hash, drawn, text);
    sealed[field] = [drawn, text];
    any = true;
  }
  return any ? { digests, column: JSON.stringify(sealed) } : null;
}

/** Salts for all the texts of so many changes, from the database's own source of chance. */
async function drawSalts(db: Db, changes: Changes): Promise<() => string> {
  let texts = 0;
  for (const { fresh } of changes) for (const event of fresh) texts += Object.keys(event.texts).length;
  return salts(texts === 0 ? new Uint8Array() : await db.dialect.chance(db, texts * SALT_BYTES));
}

interface Sealing {
  readonly seq: number;
  readonly recordedAt: number;
  readonly last: ReadonlyMap<number, string>;
  readonly sha: Hash;
  readonly salt: () => string;
}

/** The rows of all fresh events, by number and version, each chained to the one before it; their hashes are added to `hashes`. */
function* sealEvents(changes: Changes, { seq, recordedAt, last, sha, salt }: Sealing, hashes: string[]): Generator<readonly Value[], void> {
  const first = firstEvent(seq);
  for (const { before, fresh } of changes.toSorted((a, b) => a.after.number - b.after.number)) {
    let hash = before === null ? NO_HASH : last.get(before.number);
    for (const event of fresh) {
      const { number, version, type, at } = event;
      if (hash === undefined) throw new Error(`ticket ${number} has no event ${version - 1}`);
      const data = storedData(event);
      const sealed = seal(event.texts, sha, salt);
      hash = sha(eventText(hash, { number, version, type, at, operation: seq, data, digests: sealed?.digests ?? null }));
      if (hashes.length === EVENTS_AT_MOST) throw new Error(`an operation of more than ${EVENTS_AT_MOST} events`);
      yield [first + hashes.length, number, version, type, at === recordedAt ? null : at, data, sealed?.column ?? null, bytesOf(hash)];
      hashes.push(hash);
    }
  }
}

/** The values of the keys that changed, and what finds the row as it was read. */
function* updatedRows(changes: Changes, keys: readonly TicketKey[]): Generator<readonly Value[], void> {
  for (const { before, after } of changes) {
    const values: Value[] = keys.map((key) => after[key]);
    values.push(after.number, (before as TicketRow).version);
    yield values;
  }
}

/** Inserts new tickets and updates, of the others, the columns that changed: one statement for each set of columns. */
async function saveRows(db: Db, changes: Changes): Promise<void> {
  const inserts: (readonly Value[])[] = [];
  const updates = new Map<string, { readonly keys: readonly TicketKey[]; readonly changes: Changes[number][] }>();
  for (const change of changes) {
    const { before, after } = change;
    if (before === null) {
      inserts.push(valuesOf(after));
      continue;
    }
    const keys = changedKeys(before, after);
    if (keys.length === 0) continue;
    const set = keys.join();
    let update = updates.get(set);
    if (update === undefined) {
      update = { keys, changes: [] };
      updates.set(set, update);
    }
    update.changes.push(change);
  }
  if (inserts.length > 0) await db.bulk(INSERT_TICKET, inserts);
  const update = async (keys: readonly TicketKey[], same: Changes): Promise<void> => {
    const columns = keys.map((key) => COLUMNS[key]);
    const changed = await db.bulk({ verb: "update", table: "ticket", columns, where: ["number", "version"] }, updatedRows(same, keys));
    if (changed !== same.length) throw new Error(`${same.length - changed} of ${same.length} tickets are not at the version they were read at`);
  };
  await allDone([...updates.values()].map((one) => update(one.keys, one.changes)));
}

async function saveMarks(db: Db, changes: Changes): Promise<void> {
  const inserts: Value[][] = [];
  const deletes: Value[][] = [];
  for (const { before, after } of changes) {
    const { added, removed } = markChanges(before, after);
    for (const [kind, value] of added) inserts.push([kind, value, after.number]);
    for (const [kind, value] of removed) deletes.push([kind, value, after.number]);
  }
  if (deletes.length > 0) await db.bulk(DELETE_MARK, deletes);
  if (inserts.length > 0) await db.bulk(INSERT_MARK, inserts);
}

async function saveTexts(db: Db, changes: Changes): Promise<void> {
  const texts: (readonly [number, string, string])[] = [];
  for (const { after, text } of changes) if (text !== null) texts.push([after.number, text.title, text.body]);
  if (texts.length > 0) await db.dialect.index(db, texts);
}

/** Keeps a version of the policy that an operation applies; its digest. */
async function savePolicy(db: Db, sha: Hash, seq: number, version: number, { source, compiled }: NewPolicy): Promise<string> {
  const before = await db.get<{ readonly compiled: string }>(sql`select compiled from policy where version = ${version - 1} and operation = 0`);
  await db.send(sql`insert into policy (version, operation, source, compiled) values (${version}, ${seq}, ${source}, ${compiled})`);
  return sha(policyText({ version, source, compiled }, before?.compiled ?? null));
}

/**
 * Keeps what one operation did, inside a transaction that holds the register's lock, and returns what the register's row
 * says after it. The row itself is the caller's to update, once, last.
 */
export async function saveBatch(
  db: Db,
  last: LastHashes,
  state: RegisterState,
  { operation, tickets, more, policy: applied, people }: Batch,
): Promise<RegisterState> {
  const seq = state.operations + 1;
  const sha = more === undefined ? hashOf(tickets.length) : nativeHash();
  const { verb, recordedAt, actor, via, heldClock, policy, undoes, run, result } = operation;
  const hashes: string[] = [];
  let numbers = state.numbers;
  const keep = async (changes: Changes): Promise<void> => {
    const sealing = { seq, recordedAt, last: await last.of(changes), sha, salt: await drawSalts(db, changes) };
    // What takes a server longest comes first, so that it is at work while the events are sealed.
    await allDone([saveRows(db, changes), db.bulk(INSERT_EVENT, sealEvents(changes, sealing, hashes))]);
    await saveMarks(db, changes);
    await saveTexts(db, changes);
    for (const { after } of changes) numbers = Math.max(numbers, after.number);
  };
  await keep(tickets);
  if (more !== undefined) for await (const changes of more) await keep(changes);
  const version = applied === undefined ? state.policy : state.policy + 1;
  const digest = applied === undefined ? null : await savePolicy(db, sha, seq, version, applied);
  const head = sha(operationText(state.head, { ...operation, seq }, hashes, digest));
  await db.send(
    sql`insert into operation (seq, verb, recorded_at, actor, via, held_clock, policy, undoes, run, result, hash)
      values (${seq}, ${verb}, ${recordedAt}, ${actor}, ${via === actor ? null : via}, ${heldClock ? 1 : 0}, ${policy}, ${undoes}, ${run}, ${result}, ${bytesOf(head)})`,
  );
  if (people.length > 0)
    await db.bulk(
      REMEMBER_PERSON,
      people.map(({ name, contact }) => [foldName(name), name, contact]),
    );
  return { ...state, numbers, operations: seq, head, policy: version };
}
