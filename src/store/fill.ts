import type { BundleRecord, EndRecord, EventRecord, Held, KnownErrorRow, Numbered, OperationRecord, RegisterRecord } from "../app/bundle.ts";
import { fail } from "../app/failure.ts";
import { searchedWords } from "../app/known-errors.ts";
import type { Progress } from "../app/ports.ts";
import { operationText, policyText } from "../domain/ticket/canonical.ts";
import { bytesOf, NO_HASH, nativeHash } from "./chain.ts";
import { chainedEvents } from "./fill-events.ts";
import { fillRows } from "./fill-rows.ts";
import type { Bulk, Db, Value } from "./sql.ts";
import { sql } from "./sql-tag.ts";

interface Filling {
  readonly now: number;
  readonly place: string;
  readonly progress: Progress;
}

const KNOWN_ERROR_KEYS = [
  ...["id", "title", "symptom", "cause", "workaround", "number", "addedBy", "addedAt", "operation", "retiredBy", "retiredAt", "retireReason"],
  "retiredOperation",
] as readonly Exclude<keyof KnownErrorRow, "kind">[];

const KNOWN_ERROR: Bulk = {
  verb: "insert into",
  table: "known_error",
  columns: KNOWN_ERROR_KEYS.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  where: [],
};
const OPERATION: Bulk = {
  verb: "insert into",
  table: "operation",
  columns: ["seq", "verb", "recorded_at", "actor", "via", "held_clock", "policy", "undoes", "run", "result", "hash"],
  where: [],
};
const PERSON: Bulk = { verb: "insert into", table: "person", columns: ["folded", "name", "contact"], where: [] };
const KNOWN_ERROR_USE: Bulk = { verb: "insert into", table: "known_error_use", columns: ["id", "operation", "number"], where: [] };
/** Rows of a table that are kept at once. */
const PILED = 1000;
const KNOWN_ERROR_WORD: Bulk = { verb: "insert into", table: "known_error_word", columns: ["word", "id", "n"], where: [] };

/** Only what nobody has written to is filled. */
async function refuseFull(db: Db, place: string): Promise<void> {
  const found = await db.get<{ readonly operations: number; readonly errors: number }>(
    sql`select operations, (select count(*) from known_error) as errors from register where id = 1`,
  );
  if (found === null || found.operations > 0 || found.errors > 0)
    throw fail("refused", "register_not_empty", { path: place, operations: found?.operations ?? 0 });
}

const altered = (line: number, what: string, about: Readonly<Record<string, unknown>> = {}): Error => fail("usage", "bundle_altered", { line, what, ...about });

/** A record that cannot stand beside those before it, in the words of either database. */
const isConflict = (error: unknown): boolean => /^(SQLITE_CONSTRAINT|SQLITE_MISMATCH|23)/.test(String((error as { readonly code?: unknown }).code ?? ""));

/** Keeps records one after the other, and holds each against the hashes it brings. */
class Filler {
  readonly #db: Db;
  readonly #piles = new Map<Bulk, (readonly Value[])[]>();
  readonly #hash = nativeHash();
  readonly #events: ReturnType<typeof chainedEvents>;
  readonly #policies = new Map<number, { readonly digest: string; readonly version: number }>();
  readonly counts = { tickets: 0, operations: 0, events: 0, policies: 0, people: 0, knownErrors: 0 };
  #first: RegisterRecord | null = null;
  #last: EndRecord | null = null;
  #operation: { readonly line: number; readonly record: OperationRecord } | null = null;
  #firstPolicy: string | null = null;
  #head = NO_HASH;

  constructor(db: Db) {
    this.#db = db;
    this.#events = chainedEvents(db, this.#hash);
  }

  async take({ line, record }: Numbered): Promise<void> {
    if (this.#last !== null) throw altered(line, "behind_end");
    if ((record.kind === "register") !== (this.#first === null)) throw altered(line, record.kind === "register" ? "second_register" : "no_register");
    try {
      if (record.kind !== "event") await this.#endOperation();
      await this.#keep(line, record);
    } catch (error) {
      throw isConflict(error) ? altered(line, "conflict") : error;
    }
  }

  /** Keeps a row with many others: each by itself would be a way to a server and back. */
  async #pile(bulk: Bulk, row: readonly Value[]): Promise<void> {
    const pile = this.#piles.get(bulk) ?? [];
    pile.push(row);
    this.#piles.set(bulk, pile);
    if (pile.length < PILED) return;
    this.#piles.delete(bulk);
    await this.#db.bulk(bulk, pile);
  }

  async #flush(line: number): Promise<void> {
    try {
      await this.#events.flush();
      for (const [bulk, pile] of this.#piles) await this.#db.bulk(bulk, pile);
      this.#piles.clear();
    } catch (error) {
      throw isConflict(error) ? altered(line, "conflict") : error;
    }
  }

  async #keep(line: number, record: BundleRecord): Promise<void> {
    const { counts } = this;
    switch (record.kind) {
      case "register":
        this.#first = record;
        return;
      case "policy":
        counts.policies += 1;
        if (record.version !== counts.policies) throw altered(line, "policy_order", { expected: counts.policies });
        if (record.operation === 0) this.#firstPolicy = record.compiled;
        else {
          const digest = this.#hash(policyText(record, record.version === 2 ? this.#firstPolicy : null));
          this.#policies.set(record.operation, { digest, version: record.version });
        }
        await this.#db.run(
          sql`insert into policy (version, operation, source, compiled) values (${record.version}, ${record.operation}, ${record.source}, ${record.compiled})`,
        );
        return;
      case "operation":
        counts.operations += 1;
        if (record.seq !== counts.operations) throw altered(line, "operation_order", { expected: counts.operations });
        this.#operation = { line, record };
        return;
      case "event":
        await this.#event(line, record);
        return;
      case "person":
        counts.people += 1;
        await this.#pile(PERSON, [record.folded, record.name, record.contact]);
        return;
      case "knownError":
        counts.knownErrors += 1;
        await this.#pile(
          KNOWN_ERROR,
          KNOWN_ERROR_KEYS.map((key) => record[key]),
        );
        if (record.retiredBy === null)
          for (const { word, n } of searchedWords(record.title, record.symptom)) await this.#pile(KNOWN_ERROR_WORD, [word, record.id, n]);
        return;
      case "knownErrorUse":
        await this.#pile(KNOWN_ERROR_USE, [record.id, record.operation, record.number]);
        return;
      case "end":
        this.#last = record;
        this.#refuseOtherEnd(line, record);
    }
  }

  async #event(line: number, record: EventRecord): Promise<void> {
    const operation = this.#operation;
    if (operation === null) throw altered(line, "event_alone");
    this.counts.events += 1;
    if (record.version === 1) this.counts.tickets += 1;
    const fits = await this.#events.add(record, operation.record);
    if (!fits) throw altered(line, "event_hash", { number: record.number, version: record.version });
  }

  /** An operation is whole once the next begins: its hash covers its events. */
  async #endOperation(): Promise<void> {
    if (this.#operation === null) return;
    const { line, record } = this.#operation;
    this.#operation = null;
    const hashes = await this.#events.end();
    const applied = this.#policies.get(record.seq)?.digest ?? null;
    const text = operationText(this.#head, { ...record, via: record.via ?? record.actor }, hashes, applied);
    if (this.#hash(text) !== record.hash) throw altered(line, "operation_hash", { seq: record.seq });
    this.#head = record.hash;
    const { seq, verb, recordedAt, actor, via, heldClock, policy, undoes, run, result } = record;
    await this.#pile(OPERATION, [seq, verb, recordedAt, actor, via, heldClock ? 1 : 0, policy, undoes, run, result, bytesOf(record.hash)]);
  }

  #refuseOtherEnd(line: number, end: EndRecord): void {
    const first = this.#first as RegisterRecord;
    const { counts } = this;
    for (const key of Object.keys(counts) as (keyof Held)[])
      if (counts[key] !== end[key]) throw altered(line, "count", { key, expected: end[key], found: counts[key] });
    if (end.head !== this.#head || first.head !== this.#head) throw altered(line, "head");
    if (first.operations !== counts.operations || first.numbers !== counts.tickets || first.policy !== counts.policies) throw altered(1, "first_line");
  }

  /** What the register is called and how far it has come; a failure where the end is missing. */
  async end(line: number): Promise<RegisterRecord> {
    if (this.#first === null || this.#last === null) throw altered(line, "cut_off");
    await this.#flush(line);
    const { name, createdAt, sweptAt, numbers, operations, policy, head } = this.#first;
    await this.#db.run(
      sql`update register set name = ${name}, created_at = ${createdAt}, swept_at = ${sweptAt}, numbers = ${numbers}, operations = ${operations},
        policy = ${policy}, head = ${bytesOf(head)} where id = 1`,
    );
    return this.#first;
  }
}

/** Fills an empty register inside a transaction that holds its lock. Whatever is not as it was recorded fails with its line. */
export async function fillRegister(
  db: Db,
  records: AsyncIterable<Numbered>,
  { now, place, progress }: Filling,
): Promise<Held & Pick<RegisterRecord, "name" | "operations" | "head">> {
  await refuseFull(db, place);
  await db.run(sql`delete from policy`);
  const filler = new Filler(db);
  let line = 1;
  for await (const numbered of records) {
    line = numbered.line;
    await filler.take(numbered);
  }
  const { name, operations, head, numbers } = await filler.end(line);
  await fillRows(db, { numbers, now, progress });
  return { ...filler.counts, name, operations, head };
}
