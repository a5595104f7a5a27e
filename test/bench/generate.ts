import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventText, type HashedOperation, operationText } from "../../src/domain/ticket/canonical.ts";
import { bytesOf, digestOf, NO_HASH, nativeHash, SALT_BYTES, salts } from "../../src/store/chain.ts";
import { firstEvent } from "../../src/store/event-rows.ts";
import { migrationsIn } from "../../src/store/migrations.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { type Connection, connect } from "../../src/store/sqlite-db.ts";
import { COLUMNS, TICKET_KEYS } from "../../src/store/ticket-columns.ts";
import { CLOSER, FIRST_WEEK, histories, type Kind } from "./histories.ts";
import { type Copy, type Pattern, patternOf } from "./pattern.ts";
import { type Chance, chanceOf, contactOf, nameOf, textOf } from "./words.ts";

export interface RegisterSize {
  /** How many tickets in all. */
  readonly tickets: number;
  readonly open: number;
  /** How many of the open ones are of high priority. */
  readonly high: number;
}

/** The register of a size: 2,000 open tickets at every size, and small ones as many ended ones as their name says beside them. */
export const sizeOf = (size: number): RegisterSize => ({ tickets: size < 4000 ? size + 2000 : size, open: 2000, high: 40 });

const HASH = nativeHash();
const WEEK = 7 * 24 * 3600;
const WEEKS = 150;
/** How many neighbouring tickets one closing operation takes. */
const CLOSED_TOGETHER = 100;
const IN_ONE_TRANSACTION = 50_000;
/** One ended ticket in so many is resolved and not yet closed. */
const RESOLVED_SHARE = 0.1;
const THREE_DAYS = 3 * 24 * 3600;

/** What becomes of the ticket with that place in the register: the unfinished ones are the newest. */
function kinds({ tickets, open, high }: RegisterSize): (place: number) => Kind {
  const resolved = Math.floor((tickets - open) * RESOLVED_SHARE);
  const closed = tickets - open - resolved;
  const among = (place: number, some: number, all: number): boolean => Math.floor(((place + 1) * some) / all) > Math.floor((place * some) / all);
  return (place) => {
    if (place < closed) return "closed";
    const late = place - closed;
    if (!among(late, open, open + resolved)) return "resolved";
    return among(Math.floor((late * open) / (open + resolved)), high, open) ? "high" : "open";
  };
}

/** The text of each kind of place: together some 300 bytes a ticket. */
function write(chance: Chance, places: readonly string[]): string[] {
  const texts: string[] = [];
  let person = "";
  for (const place of places) {
    if (place === "title") texts.push(textOf(chance, 4 + chance(4)));
    else if (place === "requester") {
      person = nameOf(chance);
      texts.push(person);
    } else if (place === "contact") texts.push(contactOf(person));
    else if (place === "description") texts.push(textOf(chance, 18 + chance(16)));
    else texts.push(textOf(chance, 7 + chance(8)));
  }
  return texts;
}

type Statement = import("better-sqlite3").Statement<unknown[]>;

const INSERT = {
  operation:
    "insert into operation (seq, verb, recorded_at, actor, via, held_clock, policy, undoes, run, result, hash) values (?, ?, ?, ?, null, 0, 1, null, null, null, ?)",
  event: "insert into event (id, number, version, type, at, data, texts, hash) values (?, ?, ?, ?, null, ?, ?, ?)",
  ticket: `insert into ticket (${TICKET_KEYS.map((key) => COLUMNS[key]).join(", ")}) values (${TICKET_KEYS.map(() => "?").join(", ")})`,
  text: "insert into ticket_text (rowid, title, body) values (?, ?, ?)",
};

/** Fills the tables, ticket after ticket; the chains are those the program would have made. */
class Filler {
  readonly #chance = chanceOf(2026);
  readonly #patterns: Readonly<Record<Kind, readonly Pattern[]>>;
  readonly #kindAt: (place: number) => Kind;
  readonly #tickets: number;
  readonly #insert: Readonly<Record<keyof typeof INSERT, Statement>>;
  operations = 0;
  head = NO_HASH;

  constructor(connection: Connection, size: RegisterSize) {
    const all = histories();
    this.#patterns = { closed: all.closed.map(patternOf), resolved: all.resolved.map(patternOf), open: all.open.map(patternOf), high: all.high.map(patternOf) };
    this.#kindAt = kinds(size);
    this.#tickets = size.tickets;
    const prepare = (sql: string): Statement => connection.prepare(sql);
    this.#insert = { operation: prepare(INSERT.operation), event: prepare(INSERT.event), ticket: prepare(INSERT.ticket), text: prepare(INSERT.text) };
  }

  #record(verb: string, by: string, at: number, hashes: readonly string[], seq: number): void {
    const operation: HashedOperation = { seq, verb, recordedAt: at, actor: by, via: by, heldClock: false, policy: 1, undoes: null, run: null };
    this.head = HASH(operationText(this.head, operation, hashes));
    this.#insert.operation.run(seq, verb, at, by, bytesOf(this.head));
  }

  /** The tickets from one place to another (exclusive), at most `CLOSED_TOGETHER`, and the operation that closes them. */
  fill(from: number, to: number): void {
    const at = (place: number) => (place / this.#tickets) * WEEKS;
    const patterns: Pattern[] = [];
    let closedAt = 0;
    let alone = 0;
    let chances = 1;
    for (let place = from; place < to; place += 1) {
      const choice = this.#patterns[this.#kindAt(place)];
      const pattern = choice[Math.floor((at(place) % 1) * choice.length)] as Pattern;
      patterns.push(pattern);
      chances += pattern.places.length + pattern.done.length;
      alone += pattern.done.length - (pattern.closes ? 1 : 0);
      const rests = pattern.restsAt({ shiftSeconds: Math.floor(at(place)) * WEEK } as Copy);
      if (pattern.closes && rests > closedAt) closedAt = rests;
    }
    closedAt += THREE_DAYS;
    const salt = salts(randomBytes(chances * SALT_BYTES));
    const closing = this.operations + alone + 1;
    const closingHashes: string[] = [];
    const closingEvents: unknown[][] = [];
    for (const [i, pattern] of patterns.entries()) {
      const copy = this.#copy(pattern, from + i, Math.floor(at(from + i)) * WEEK, closedAt, salt);
      this.#ticket(pattern, copy, closing, closingHashes, closingEvents);
    }
    if (closingHashes.length === 0) return;
    for (const event of closingEvents) this.#insert.event.run(event);
    this.operations = closing;
    this.#record("close", CLOSER, closedAt, closingHashes, closing);
  }

  #copy(pattern: Pattern, place: number, shiftSeconds: number, closedAt: number, salt: () => string): Copy {
    const texts = write(this.#chance, pattern.places);
    return { number: place + 1, shiftSeconds, closedAt, texts, salts: texts.map(salt) };
  }

  #ticket(pattern: Pattern, copy: Copy, closing: number, closingHashes: string[], closingEvents: unknown[][]): void {
    const { number } = copy;
    let hash = NO_HASH;
    for (const done of pattern.done) {
      const at = done.at(copy);
      const seq = done.closing ? closing : ++this.operations;
      const hashes = done.closing ? closingHashes : [];
      for (const { version, type, data, places, texts } of done.events) {
        hash = HASH(eventText(hash, { number, version, type, at, operation: seq, data, digests: digestsOf(places, copy) }));
        const event = [firstEvent(seq) + hashes.length, number, version, type, data, texts === null ? null : texts(copy), bytesOf(hash)];
        hashes.push(hash);
        if (done.closing) closingEvents.push(event);
        else this.#insert.event.run(event);
      }
      if (!done.closing) this.#record(done.verb, done.by, at, hashes, seq);
    }
    this.#insert.ticket.run(pattern.row.map((value) => value(copy)));
    this.#insert.text.run(number, copy.texts[0], pattern.body(copy));
  }
}

function digestsOf(places: Readonly<Record<string, number>> | null, { salts: drawn, texts }: Copy): Readonly<Record<string, string>> | null {
  if (places === null) return null;
  const digests: Record<string, string> = {};
  for (const field of Object.keys(places)) {
    const place = places[field] as number;
    digests[field] = digestOf(HASH, drawn[place] as string, texts[place] as string);
  }
  return digests;
}

/** The indexes that are made at the end, at once, instead of entry by entry. */
const LATE = "select name, sql from sqlite_schema where type = 'index' and sql is not null and tbl_name in ('ticket', 'operation', 'event')";

/** What many tickets share is read off their rows, in the order of the tables. */
const DERIVED = `
  insert into ticket_mark (kind, value, number) select kind, value, number from (
    select 'requester' as kind, lower(requester) as value, number from ticket where requester is not null
    union all select 'assignee', lower(assignee), number from ticket where assignee is not null
    union all select 'tag', tag.value, number from ticket, json_each(ticket.rest, '$.t') tag where ticket.rest like '%"t":%'
  ) order by 1, 2, 3;
  insert into person (folded, name, contact) select lower(requester), max(requester), max(contact) from ticket where requester is not null group by 1 order by 1`;

function fillTables(connection: Connection, size: RegisterSize, tell: (done: number) => void): void {
  connection.exec(
    "pragma locking_mode = exclusive; pragma journal_mode = memory; pragma synchronous = off; pragma cache_size = -400000; pragma secure_delete = off",
  );
  const late = connection.prepare<[], { name: string; sql: string }>(LATE).all();
  for (const { name } of late) connection.exec(`drop index ${name}`);
  // A larger share of the index is kept in memory before it is written; the size goes back to the default below.
  connection.exec("insert into ticket_text (ticket_text, rank) values ('hashsize', 67108864)");
  const filler = new Filler(connection, size);
  for (let from = 0; from < size.tickets; from += IN_ONE_TRANSACTION) {
    connection.exec("begin");
    const end = Math.min(size.tickets, from + IN_ONE_TRANSACTION);
    for (let place = from; place < end; place += CLOSED_TOGETHER) filler.fill(place, Math.min(end, place + CLOSED_TOGETHER));
    connection.prepare("update register set numbers = ?, operations = ?, head = ? where id = 1").run(end, filler.operations, bytesOf(filler.head));
    connection.exec("commit");
    tell(end);
  }
  for (const { sql } of late) connection.exec(sql);
  connection.exec(DERIVED);
  connection.exec("insert into ticket_text (ticket_text) values ('optimize'); insert into ticket_text (ticket_text, rank) values ('hashsize', 1048576)");
  connection.exec("pragma locking_mode = normal; pragma synchronous = full; pragma journal_mode = wal; pragma wal_checkpoint(truncate)");
}

export interface GenerateOptions {
  /** The folder of the numbered SQL files. */
  readonly migrations: string;
  /** Told after each transaction. */
  readonly tell?: (done: number) => void;
}

/** Makes a register of a size at a path where there is none. It is there when it is complete, or not at all. */
export async function generate(path: string, size: RegisterSize, { migrations, tell = () => undefined }: GenerateOptions): Promise<void> {
  const part = `${path}.part`;
  for (const suffix of ["", "-wal", "-shm"]) rmSync(part + suffix, { force: true });
  await (await openSqlite(part, { migrations, create: "file", name: "bench", now: FIRST_WEEK })).close();
  const connection = connect(part, { readonly: false, busyMilliseconds: 0, nativeBinding: undefined });
  try {
    fillTables(connection, size, tell);
  } finally {
    connection.close();
  }
  renameSync(part, path);
}

/** Changes with the tables, and with what the domain makes of a history: a register of another kind is not taken for this one. */
function kindOfRegister(migrations: string): string {
  const tables = migrationsIn(migrations, "sqlite").map((name) => readFileSync(join(migrations, name), "utf8"));
  const copy: Copy = { number: 1, shiftSeconds: 0, closedAt: FIRST_WEEK, texts: Array(20).fill("text"), salts: Array(20).fill("salt") };
  const made = histories().closed.map((history) => {
    const { done, row, body } = patternOf(history);
    const events = done.flatMap(({ events: of }) => of.map(({ data, texts, ...event }) => [event.version, event.type, data, texts?.(copy)]));
    return [events, row.map((value) => value(copy)), body(copy)];
  });
  const chain = eventText(NO_HASH, { number: 1, version: 1, type: "logged", at: 0, operation: 1, data: "{}", digests: { title: "" } });
  return HASH(JSON.stringify([tables, made, chain])).slice(0, 10);
}

/** The path of the register of a size, generated if no earlier run left it. */
export async function cached(size: RegisterSize, options: GenerateOptions): Promise<string> {
  const folder = join(tmpdir(), "itsm-bench");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `tickets-${size.tickets}-open-${size.open}-${kindOfRegister(options.migrations)}.db`);
  if (!existsSync(path)) await generate(path, size, options);
  return path;
}
