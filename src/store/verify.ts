import type { Problem } from "../app/failure.ts";
import type { AuditOptions, Register } from "../app/ports.ts";
import { eventText } from "../domain/ticket/canonical.ts";
import { differingKeys } from "../domain/ticket/judged-columns.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { type Hash, NO_HASH, nativeDigest, nativeHash } from "./chain.ts";
import type { EventRow, SealedTexts } from "./event-rows.ts";
import { eventJson, eventOf, readEventRow } from "./event-rows.ts";
import { eachTicket, stateOf } from "./reads.ts";
import type { Db, Dialect } from "./sql.ts";
import { raw, type Sql, sql } from "./sql-tag.ts";
import { TICKET_KEYS } from "./ticket-columns.ts";
import { MarksVerifier } from "./verify-marks.ts";
import { verifyOperations } from "./verify-operations.ts";
import { within } from "./within.ts";

type Report = (problem: Problem) => void;
type Digest = ReturnType<typeof nativeDigest>;
/** `sealed`: its texts as they are kept; left out where they cannot be read. */
type Kept = EventRow & { readonly hash: string; readonly sealed?: SealedTexts };

/** The share of the work that the chains of tickets are, about; the rest is that of operations. */
const HISTORIES = 0.8;

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
  const told = history.filter(({ type }) => type === "redacted").map(({ data }) => parsed(data) as { readonly version: number; readonly field: string });
  return new Set(told.map(({ version, field }) => `${version}.${field}`));
}

/** Texts as an event keeps them; undefined: nobody can read them, or they are no texts. */
function sealedIn(texts: string | null): SealedTexts | undefined {
  if (texts === null) return undefined;
  const sealed = parsed(texts);
  return Object.values(sealed).every((one) => Array.isArray(one) && typeof one[1] === "string") ? (sealed as SealedTexts) : undefined;
}

/** The digests of an event's texts: made of the texts, or left by a redaction, of which the history must tell. */
function digestsOf(
  { number, version, texts, sealed }: Kept,
  told: ReadonlySet<string>,
  digest: Digest,
  report: Report,
): Readonly<Record<string, string>> | null {
  if (texts === null) return null;
  const digests: Record<string, string> = {};
  for (const [field, [salt, text]] of Object.entries(sealed ?? {})) {
    digests[field] = salt === null ? text : digest(salt, text);
    if (salt === null && !told.has(`${version}.${field}`)) report({ key: "text_gone", with: { number, version, field } });
  }
  return digests;
}

/** One ticket's chain: versions without a gap, each hash as it follows from the one before. */
function verifyChain(history: readonly Kept[], hash: Hash, digest: Digest, report: Report): void {
  const told = redacted(history);
  let before = NO_HASH;
  let expected = 1;
  for (const kept of history) {
    const { number, version, type, at, operation, data } = kept;
    if (version !== expected) report({ key: "event_missing", with: { number, version: expected, to: version - 1 } });
    const stated = kept.hash;
    const digests = digestsOf(kept, told, digest, report);
    if (hash(eventText(before, { number, version, type, at, operation, data, digests })) !== stated)
      report({ key: "event_altered", with: { number, version } });
    before = stated;
    expected = version + 1;
  }
}

function verifyRow(row: TicketRow, history: readonly Kept[], { refold }: AuditOptions, report: Report): void {
  try {
    const folded = refold(history.map((kept) => eventOf(kept, kept.sealed)));
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
    const read = readEventRow(row);
    const sealed = sealedIn(read.texts);
    const kept: Kept = { ...read, hash, ...(sealed !== undefined && { sealed }) };
    if (history.length > 0 && history[0]?.number !== kept.number) {
      yield history;
      history = [];
    }
    history.push(kept);
  }
  if (history.length > 0) yield history;
}

/**
 * Proves, inside a snapshot, that chains, numbers and texts are whole and that every row is the fold of its history.
 * Reports what is not, and goes on; nothing is held in memory but one ticket.
 */
export async function verifyRegister(db: Db, options: AuditOptions, report: Report): ReturnType<Register["verify"]> {
  const hash = nativeHash();
  const digest = nativeDigest();
  const state = await stateOf(db);
  const ofHistories = within(options.progress, 0, HISTORIES);
  const ofOperations = within(options.progress, HISTORIES, 1);
  const rows = eachTicket(db, sql`from ticket order by number`);
  const marks = new MarksVerifier(db, report);
  let row = await rows.next();
  let [number, count] = [0, 0];
  for await (const history of histories(db)) {
    const of = history[0]?.number ?? 0;
    if (of > number + 1) report({ key: "ticket_missing", with: { number: number + 1, to: of - 1 } });
    number = of;
    verifyChain(history, hash, digest, report);
    count += history.length;
    ofHistories(number, state.numbers);
    while (row.done !== true && row.value.number < of) {
      report({ key: "row_unfounded", with: { number: row.value.number } });
      row = await rows.next();
    }
    if (row.done === true || row.value.number > of) report({ key: "row_missing", with: { number: of } });
    else {
      verifyRow(row.value, history, options, report);
      await marks.verify(row.value);
      row = await rows.next();
    }
  }
  for (; row.done !== true; row = await rows.next()) report({ key: "row_unfounded", with: { number: row.value.number } });
  if (state.numbers > number) report({ key: "ticket_missing", with: { number: number + 1, to: state.numbers } });
  if (state.numbers < number) report({ key: "numbers_differ", with: { stated: state.numbers, found: number } });
  await marks.finish();
  await verifyOperations(db, state, { against: options.against, progress: (seq) => ofOperations(seq, state.operations) }, report);
  return { tickets: number, events: count, operations: state.operations, head: state.head };
}
