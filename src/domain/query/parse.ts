import { type Fault, fault, inColumns } from "./fault.ts";
import { FIELD_NAMES, FIELDS, FLAGS, SORT_FIELDS } from "./fields.ts";
import { nearest } from "./near.ts";
import { spellText } from "./spell.ts";
import { cut, isLiteral, splitAt, type Word, wordsOf } from "./split.ts";
import type { FieldName, Query, Sort, Term } from "./term.ts";
import { type Read, termOf } from "./term-of.ts";
import type { Clockface } from "./times.ts";
import type { Circumstances } from "./value.ts";
import { builtInViews, RESERVED_VIEWS } from "./views.ts";

/** What a query is read against. */
export interface Around extends Clockface, Circumstances {
  /** Saved queries by name, without the `@`. */
  readonly views?: Readonly<Record<string, string>>;
  /** Whether `is:open` is added where the query itself does not say which tickets, open or not, it is about. */
  readonly open: "add" | "leave";
  /** The order of the listing where the query asks for none; it does not show in the text. */
  readonly sort?: Sort | null;
}

export type Parsed = { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly faults: readonly Fault[] };

const MOST_TERMS = 200;
/** Views included, which can call one another. */
const MOST_WORDS = 2 * MOST_TERMS;
const MOST_VALUES = 500;
const MOST_TEXT = 65_536;
/** Views may use views, but not without end. */
const DEEPEST_VIEW = 8;

/** Words people of other tools bring along. */
const OTHER_NAMES: Readonly<Record<string, FieldName>> = {
  state: "status",
  owner: "assignee",
  agent: "assignee",
  team: "group",
  created: "opened",
  label: "tag",
  labels: "tag",
  number: "id",
  caller: "requester",
  user: "requester",
};

/** What has been gathered so far. */
interface Reading {
  readonly around: Around;
  readonly reads: Read[];
  readonly faults: Fault[];
  readonly counts: { words: number; values: number };
  /** Sort orders, those of views and those written in the query itself. */
  readonly sorts: { view: Sort | null; own: Sort | null };
}

/** A query as values, or every fault in it. Words of a command line come as they came from the shell. */
export function parse(input: string | readonly string[], around: Around): Parsed {
  const typed = typeof input === "string" ? input : input.join(" ");
  const refused = (faults: readonly Fault[]): Parsed => ({ ok: false, faults: inColumns(typed, faults) });
  if (typed.length > MOST_TEXT) return refused([fault("query.long", 0, { most: MOST_TEXT })]);
  if (typed.includes("\u0000")) return refused([fault("query.nul", typed.indexOf("\u0000"))]);
  const reading: Reading = { around, reads: [], faults: [], counts: { words: 0, values: 0 }, sorts: { view: null, own: null } };
  const words = wordsOf(input, MOST_TERMS, reading.faults);
  if (words.length > MOST_TERMS) return refused([fault("query.many-terms", words.at(-1)?.start ?? 0, { most: MOST_TERMS })]);
  for (const word of words) readWord(word, reading, []);
  if (reading.reads.length > MOST_TERMS || reading.counts.words > MOST_WORDS) reading.faults.push(fault("query.many-terms", 0, { most: MOST_TERMS }));
  else if (reading.counts.values > MOST_VALUES) reading.faults.push(fault("query.many-values", 0, { most: MOST_VALUES }));
  return reading.faults.length > 0 ? refused(reading.faults) : { ok: true, query: queryOf(reading) };
}

/** Whether a term says by itself which tickets, open or not, are meant. */
const DECIDES: ReadonlySet<string> = new Set<FieldName>(["status", "resolved", "closed", "code", "confirmed", "op", "id", "key"]);
const DECIDING_FLAGS: ReadonlySet<string> = new Set(["open", "closed", "active", "reopened", "void"]);
const decides = (term: Term): boolean => (term.kind === "is" ? term.flags.some((flag) => DECIDING_FLAGS.has(flag)) : DECIDES.has(term.field));

const NOT_VOID: Term = { kind: "is", not: true, flags: ["void"] };
const aboutVoid = (term: Term): boolean =>
  term.kind === "is" && ((!term.not && term.flags.includes("void")) || (term.not && term.flags.length === 1 && term.flags[0] === "void"));

function queryOf({ around, reads, sorts }: Reading): Query {
  const once = new Map(reads.map((read) => [read.said, read.term]));
  if (around.open === "add" && !reads.some(({ term }) => decides(term))) once.set("is:open", { kind: "is", not: false, flags: ["open"] });
  const sort = sorts.own ?? sorts.view;
  const terms = [...once.values()];
  return {
    terms: terms.some(aboutVoid) ? terms : [...terms, NOT_VOID],
    sort: sort ?? around.sort ?? null,
    text: [...once.keys(), ...(sort === null ? [] : [`sort:${sort.descending ? "-" : ""}${sort.field}`])].join(" "),
    // Asked of the system only where a term is about whoever asks.
    get me() {
      return around.me;
    },
    now: around.now,
  };
}

const NAMED = /^([a-z]+)(:|!=)/i;
/** A name nobody has, to be told of; made only for a word that is not ASCII, as it takes long to make. */
const namedAbroad = (text: string): RegExpExecArray | null => (/^[\0-\x7f]*$/.test(text) ? null : /^(\p{L}+)(:|!=)/u.exec(text));
/** `-status:new`, `priority>=high`, `age=4h`: what other languages write. */
const FOREIGN = /^([-!]?)([a-z]+)(:|!=|==|=|[<>]=?|~)/i;

function readWord(word: Word, reading: Reading, inside: readonly string[]): void {
  const { faults, counts } = reading;
  counts.words += 1;
  if (counts.words > MOST_WORDS) return;
  const [head = "", typedName = "", operator = ""] = NAMED.exec(word.text) ?? namedAbroad(word.text) ?? [];
  const written = head !== "" && !word.quoted.slice(0, head.length).includes(true);
  const name = typedName.toLowerCase();
  const known = Object.hasOwn(FIELDS, name) || name === "is" || name === "sort";
  // `https://…` and `C:\…` are things one looks for, not fields.
  if (written && (known || !/^(?:\/\/|\\)/.test(word.text.slice(head.length)))) {
    const value = cut(word, head.length);
    if (name === "sort") readSort(operator === "!=", value, word, reading, inside);
    else if (known) readNamed(name as FieldName | "is", operator === "!=", value, reading);
    else
      faults.push(
        fault("query.field", word.start, {
          field: typedName,
          near: OTHER_NAMES[name] ?? nearest(name, [...FIELD_NAMES, "is", "sort"]),
          flag: FLAGS.includes(name as never),
          allowed: FIELD_NAMES,
        }),
      );
    return;
  }
  if (!isLiteral(word) && word.text.startsWith("@")) {
    readView(word, reading, inside);
    return;
  }
  if (!isLiteral(word)) {
    const [, sign = "", field = "", compare = ""] = FOREIGN.exec(word.text) ?? [];
    if (Object.hasOwn(FIELDS, field.toLowerCase()) || field.toLowerCase() === "is") {
      faults.push(fault("query.operator", word.start, { field: field.toLowerCase(), operator: sign || compare, value: word.text }));
      return;
    }
  }
  counts.values += 1;
  const text = word.text.trim();
  reading.reads.push({ term: { kind: "contains", field: "text", not: false, texts: [text] }, said: spellText(text) });
}

function readNamed(name: FieldName | "is", not: boolean, value: Word, reading: Reading): void {
  const { faults } = reading;
  const parts = splitAt(value, ",");
  const empty = parts.find((part) => part.text.trim() === "");
  if (empty !== undefined) {
    faults.push(fault(value.text.trim() === "" ? "query.empty" : "query.empty-part", empty.start, { field: name }));
    return;
  }
  reading.counts.values += parts.length;
  if (reading.counts.values > MOST_VALUES) return;
  const read = termOf(name, not, parts, reading.around, faults);
  if (read !== null) reading.reads.push(read);
}

function readSort(not: boolean, value: Word, word: Word, { faults, sorts }: Reading, inside: readonly string[]): void {
  const descending = value.text.startsWith("-");
  const name = value.text
    .slice(descending ? 1 : 0)
    .trim()
    .toLowerCase();
  const field = SORT_FIELDS.find((one) => one === name);
  if (not) faults.push(fault("query.sort-not", word.start));
  else if (name === "") faults.push(fault("query.empty", value.start, { field: "sort" }));
  else if (field === undefined) faults.push(fault("query.sort", value.start, { value: value.text, near: nearest(name, SORT_FIELDS), allowed: SORT_FIELDS }));
  else if (inside.length > 0) sorts.view = { field, descending };
  else sorts.own = { field, descending };
}

/** A view stands for its words, where it stands; what is wrong inside it is reported where it was called. */
function readView(word: Word, reading: Reading, inside: readonly string[]): void {
  const { around, faults } = reading;
  const name = word.text.slice(1).toLowerCase();
  const views = { ...builtInViews(around.policy), ...around.views };
  const text = Object.hasOwn(views, name) ? views[name] : undefined;
  if (RESERVED_VIEWS.includes(name)) faults.push(fault("query.reserved-view", word.start, { name }));
  else if (text === undefined) faults.push(fault("query.view", word.start, { name, near: nearest(name, Object.keys(views)), allowed: Object.keys(views) }));
  else if (inside.includes(name) || inside.length >= DEEPEST_VIEW) faults.push(fault("query.view-loop", word.start, { name }));
  else {
    const found: Fault[] = [];
    const own: Reading = { ...reading, faults: found };
    const words = wordsOf(text, MOST_TERMS, found);
    if (words.length + reading.reads.length > MOST_TERMS) found.push(fault("query.many-terms", 0, { most: MOST_TERMS }));
    else for (const one of words) readWord(one, own, [...inside, name]);
    for (const one of found) faults.push(fault(one.key, word.start, { ...one.with, view: one.with.view ?? name }));
  }
}
