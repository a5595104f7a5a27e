import sql, { raw, type Sql } from "sql-template-tag";
import type { Problem } from "../app/failure.ts";
import type { AuditOptions, Register } from "../app/ports.ts";
import { eventText } from "../domain/ticket/canonical.ts";
import { differingKeys } from "../domain/ticket/judged-columns.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { digestOf, type Hash, NO_HASH, nativeHash } from "./chain.ts";
import type { EventRow, SealedText } from "./event-rows.ts";
import { eventJson, eventOf, readEventRow } from "./event-rows.ts";
import type { Mark } from "./marks.ts";
import { marksOf } from "./marks.ts";
import { eachTicket, stateOf } from "./reads.ts";
import type { Db, Dialect } from "./sql.ts";
import { TICKET_KEYS } from "./ticket-columns.ts";
import { verifyOperations } from "./verify-operations.ts";

type Report = (problem: Problem) => void;
type Kept = EventRow & { readonly hash: string };

const events = (dialect: Dialect): Sql =>
  raw(`select ${eventJson(dialect)}, ${dialect.hex("e.hash")} as hash from event e left join operation o on o.seq = e.operation order by e.number, e.version`);

/** JSON that somebody may have damaged: what cannot be read is nothing, and its hash or digest tells. */
function parsed(json: string): object {
  try {
    return (JSON.parse(json) as object | null) ?? {};
  } catch {
    return {};
  }
}

/** Texts whose removal the history itself tells: `version.field`. */
function redacted(history: readonly Kept[]): ReadonlySet<string> {
  const told = history
    .filter(({ type }) => (type as string) === "redacted")
    .map(({ data }) => parsed(data) as { readonly version: number; readonly field: string });
  return new Set(told.map(({ version, field }) => `${version}.${field}`));
}

/** The digests of an event's texts: made of the texts, or left by a redaction, of which the history must tell. */
function digestsOf({ number, version, texts }: Kept, told: ReadonlySet<string>, hash: Hash, report: Report): Readonly<Record<string, string>> | null {
  if (texts === null) return null;
  const digests: Record<string, string> = {};
  for (const [field, sealed] of Object.entries(parsed(texts))) {
    const [salt, text] = Array.isArray(sealed) ? (sealed as unknown as SealedText) : ["", ""];
    digests[field] = salt === null ? text : digestOf(hash, salt, text);
    if (salt === null && !told.has(`${version}.${field}`)) report({ key: "text_gone", with: { number, version, field } });
  }
  return digests;
}

/** One ticket's chain: versions without a gap, each hash as it follows from the one before. */
function verifyChain(history: readonly Kept[], hash: Hash, report: Report): void {
  const told = redacted(history);
  let before = NO_HASH;
  let expected = 1;
  for (const kept of history) {
    const { number, version, type, at, operation, data } = kept;
    if (version !== expected) report({ key: "event_missing", with: { number, version: expected, to: version - 1 } });
    const stated = kept.hash;
    const digests = digestsOf(kept, told, hash, report);
    if (hash(eventText(before, { number, version, type, at, operation, data, digests })) !== stated)
      report({ key: "event_altered", with: { number, version } });
    before = stated;
    expected = version + 1;
  }
}

function verifyRow(row: TicketRow, history: readonly Kept[], { refold }: AuditOptions, report: Report): void {
  try {
    const folded = refold(history.map(eventOf));
    const fields = differingKeys(folded, row, TICKET_KEYS);
    if (fields.length > 0) report({ key: "row_differs", with: { number: row.number, fields } });
  } catch {
    report({ key: "history_unfoldable", with: { number: row.number } });
  }
}

/** Every ticket's events, oldest first. */
async function* histories(db: Db): AsyncGenerator<readonly Kept[]> {
  let history: Kept[] = [];
  for await (const { row, hash } of db.each<{ readonly row: string; readonly hash: string }>(events(db.dialect))) {
    const kept = { ...readEventRow(row), hash };
    if (history.length > 0 && history[0]?.number !== kept.number) {
      yield history;
      history = [];
    }
    history.push(kept);
  }
  if (history.length > 0) yield history;
}

async function verifyMarks(db: Db, row: TicketRow, report: Report): Promise<number> {
  let marks: ReadonlyMap<string, Mark>;
  try {
    marks = marksOf(row);
  } catch {
    return 0;
  }
  for (const [kind, value] of marks.values()) {
    const found = await db.get(sql`select 1 as found from ticket_mark where kind = ${kind} and value = ${value} and number = ${row.number}`);
    if (found === null) report({ key: "mark_missing", with: { number: row.number, kind, value } });
  }
  return marks.size;
}

/**
 * Proves, inside a snapshot, that chains, numbers and texts are whole and that every row is the fold of its history.
 * Reports what is not, and goes on; nothing is held in memory but one ticket.
 */
export async function verifyRegister(db: Db, options: AuditOptions, report: Report): ReturnType<Register["verify"]> {
  const hash = nativeHash();
  const state = await stateOf(db);
  const rows = eachTicket(db, sql`from ticket order by number`);
  let row = await rows.next();
  let [number, count, marks] = [0, 0, 0];
  for await (const history of histories(db)) {
    const of = history[0]?.number ?? 0;
    if (of > number + 1) report({ key: "ticket_missing", with: { number: number + 1, to: of - 1 } });
    number = of;
    verifyChain(history, hash, report);
    count += history.length;
    while (row.done !== true && row.value.number < of) {
      report({ key: "row_unfounded", with: { number: row.value.number } });
      row = await rows.next();
    }
    if (row.done === true || row.value.number > of) report({ key: "row_missing", with: { number: of } });
    else {
      verifyRow(row.value, history, options, report);
      marks += await verifyMarks(db, row.value, report);
      row = await rows.next();
    }
  }
  for (; row.done !== true; row = await rows.next()) report({ key: "row_unfounded", with: { number: row.value.number } });
  if (state.numbers > number) report({ key: "ticket_missing", with: { number: number + 1, to: state.numbers } });
  if (state.numbers < number) report({ key: "numbers_differ", with: { stated: state.numbers, found: number } });
  const kept = await db.get<{ readonly n: number }>(sql`select count(*) as n from ticket_mark`);
  if (kept !== null && kept.n > marks) report({ key: "marks_unfounded", with: { count: kept.n - marks } });
  await verifyOperations(db, state, options.against, report);
  return { tickets: number, events: count, operations: state.operations, head: state.head };
}
