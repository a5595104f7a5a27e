import type { EventRecord, OperationRecord } from "../app/bundle.ts";
import { eventText } from "../domain/ticket/canonical.ts";
import { bytesOf, digestOf, type Hash, NO_HASH } from "./chain.ts";
import { firstEvent, type SealedText } from "./event-rows.ts";
import type { Bulk, Db, Value } from "./sql.ts";
import { raw, sql } from "./sql-tag.ts";

const INSERT_EVENT: Bulk = { verb: "insert into", table: "event", columns: ["id", "number", "version", "type", "at", "data", "texts", "hash"], where: [] };
const BUFFERED = 1000;
/** So many tickets' last hashes are held; those of others are looked up. */
const HELD = 50_000;

/** Takes the events of operation after operation, each as it follows from the one before of its ticket. */
export function chainedEvents(db: Db, hash: Hash) {
  let rows: Value[][] = [];
  let hashes: string[] = [];
  const last = new Map<number, readonly [version: number, hash: string]>();

  const flush = async (): Promise<void> => {
    if (rows.length > 0) await db.bulk(INSERT_EVENT, rows);
    rows = [];
    if (last.size > HELD) last.clear();
  };

  async function before({ number, version }: EventRecord): Promise<string | null> {
    const held = last.get(number);
    if (held !== undefined) return held[0] === version - 1 ? held[1] : null;
    await flush();
    const kept = await db.get<{ readonly version: number; readonly hash: string }>(
      sql`select version, ${raw(db.dialect.hex("hash"))} as hash from event where number = ${number} order by version desc limit 1`,
    );
    if (kept === null) return version === 1 ? NO_HASH : null;
    return kept.version === version - 1 ? kept.hash : null;
  }

  function digestsOf(texts: string | null): Readonly<Record<string, string>> | null {
    if (texts === null) return null;
    const sealed = Object.entries(JSON.parse(texts) as Readonly<Record<string, SealedText>>);
    return Object.fromEntries(sealed.map(([field, [salt, text]]) => [field, salt === null ? text : digestOf(hash, salt, text)]));
  }

  return {
    /** Whether it is what its hash says it was, and comes next on its ticket. */
    async add(record: EventRecord, { seq, recordedAt }: OperationRecord): Promise<boolean> {
      const { number, version, type, at, data, texts, hash: own } = record;
      const previous = await before(record);
      if (previous === null) return false;
      const text = eventText(previous, { number, version, type, at: at ?? recordedAt, operation: seq, data, digests: digestsOf(texts) });
      if (hash(text) !== own) return false;
      last.set(number, [version, own]);
      rows.push([firstEvent(seq) + hashes.length, number, version, type, at, data, texts, bytesOf(own)]);
      hashes.push(own);
      if (rows.length >= BUFFERED) await flush();
      return true;
    },

    /** The hashes of the operation's events, which have all come. */
    async end(): Promise<readonly string[]> {
      const ended = hashes;
      hashes = [];
      if (rows.length >= BUFFERED) await flush();
      return ended;
    },

    flush,
  };
}
