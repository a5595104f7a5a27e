import type { Result } from "../app/outcome.ts";
import type { Instant } from "../domain/time/instant.ts";
import { type Field, isListOf, type Kind, type Look } from "./field.ts";
import { operationId } from "./fields/event.ts";
import { RESULT_ITEM_FIELDS, type SaidItem } from "./fields/result-item.ts";
import { objectWriter } from "./json.ts";
import { schemaName } from "./schema-name.ts";

/** The one key of a document that holds rows without end. */
const ITEMS = "items";

/** What stands before the first item of a list. The counts are known before the rows are read: they come first. */
export interface ListHead {
  /** The effective query; null where the list has none. */
  readonly query: string | null;
  readonly asOf: Instant;
  readonly returned: number;
  readonly total: number;
}

/** A list of any noun; `name` is `list` for tickets. */
export const listFields = (name: string, items: readonly Field<never>[]): readonly Field<ListHead>[] => [
  schemaName(name),
  { key: "query", kind: "text", value: ({ query }) => query },
  { key: "asOf", kind: "instant", always: true, value: ({ asOf }) => asOf },
  { key: "page.returned", kind: "integer", always: true, value: ({ returned }) => returned },
  { key: "page.total", kind: "integer", always: true, value: ({ total }) => total },
  { key: "page.truncated", kind: "boolean", always: true, value: ({ returned, total }) => returned < total },
  { key: ITEMS, kind: { items }, always: true, value: () => [] },
];

export interface ShowHead {
  readonly asOf: Instant;
}

/** One or several things with all that belongs to them. */
export const showFields = (name: string, items: readonly Field<never>[]): readonly Field<ShowHead>[] => [
  schemaName(name),
  { key: "asOf", kind: "instant", always: true, value: ({ asOf }) => asOf },
  { key: ITEMS, kind: { items }, always: true, value: () => [] },
];

const MODES = ["all_or_nothing", "keep_going"] as const;

/** What kept a whole call from being carried out, in words. */
export interface SaidError {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

/** A result and, where nothing of it could be done, why. */
export interface ResultHead extends Result {
  readonly error: SaidError | null;
}

const SAID_ERROR_FIELDS: readonly Field<SaidError>[] = [
  { key: "code", kind: "text", always: true, value: ({ code }) => code },
  { key: "message", kind: "text", always: true, value: ({ message }) => message },
  { key: "hint", kind: "text", value: ({ hint }) => hint },
];

/** The items are written apart: `documentWriter`. */
export const RESULT_FIELDS: readonly Field<ResultHead>[] = [
  schemaName("result"),
  { key: "operation", kind: "text", value: ({ operation }) => (operation === null ? null : operationId(operation)) },
  { key: "verb", kind: "text", always: true, value: ({ verb }) => verb },
  { key: "dryRun", kind: "boolean", always: true, value: ({ dryRun }) => dryRun },
  { key: "repeated", kind: "boolean", always: true, value: ({ repeated }) => repeated },
  { key: "mode", kind: MODES, always: true, value: ({ keepGoing }) => MODES[keepGoing ? 1 : 0] },
  ...(["requested", "changed", "unchanged", "repeated", "refused", "notFound", "skipped"] as const).map(
    (count): Field<ResultHead> => ({ key: `counts.${count}`, kind: "integer", always: true, value: ({ counts }) => counts[count] }),
  ),
  { key: ITEMS, kind: { items: RESULT_ITEM_FIELDS }, always: true, value: () => [] },
  { key: "error", kind: { row: SAID_ERROR_FIELDS }, value: ({ error }) => error },
  { key: "exit", kind: "integer", always: true, value: ({ exit }) => exit },
];

export interface DocumentWriter<Head> {
  /** Everything up to the first item. */
  head(about: Head, look: Look): string;
  /** Everything after the last item, line end included. */
  tail(about: Head, look: Look): string;
}

/** Writes a document around its items, so that a long list needs no text of its whole length. Items go between, joined by commas. */
export function documentWriter<Head>(fields: readonly Field<Head>[]): DocumentWriter<Head> {
  const at = fields.findIndex(({ key, kind }) => key === ITEMS && isListOf(kind));
  const before = objectWriter(fields.slice(0, at));
  const after = objectWriter(fields.slice(at + 1));
  const endsHere = at === fields.length - 1;
  return {
    head: (about, look) => `${before(about, look).slice(0, -1)},"${ITEMS}":[`,
    tail: (about, look) => `]${endsHere ? "}" : `,${after(about, look).slice(1)}`}\n`,
  };
}

/** How a document is cut for writing: big enough to be few, small enough to be held. */
const CHUNK_LENGTH = 1 << 16;

/** The pieces of a document whose items are at hand. */
export function* documentChunks<Head, Row>(fields: readonly Field<Head>[], about: Head, rows: Iterable<Row>, look: Look): Generator<string> {
  const { head, tail } = documentWriter(fields);
  const write = objectWriter(itemsOf(fields) as readonly Field<Row>[]);
  let text = head(about, look);
  let comma = "";
  for (const row of rows) {
    text += comma + write(row, look);
    comma = ",";
    if (text.length >= CHUNK_LENGTH) {
      yield text;
      text = "";
    }
  }
  yield text + tail(about, look);
}

function itemsOf<Head>(fields: readonly Field<Head>[]): readonly Field<never>[] {
  const kind: Kind | undefined = fields.find(({ key }) => key === ITEMS)?.kind;
  return kind !== undefined && isListOf(kind) ? kind.items : [];
}

/** The document of a write, in pieces. */
export const resultChunks = (result: Result, items: Iterable<SaidItem>, look: Look, error: SaidError | null = null): Generator<string> =>
  documentChunks(RESULT_FIELDS, { ...result, error }, items, look);
