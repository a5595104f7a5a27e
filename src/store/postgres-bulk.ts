import type { Bulk, Value } from "./sql.ts";

/** Rows of one statement: enough to make a round trip cheap. */
const ROWS = 2000;
/** Characters of one statement's texts, about. */
const LONGEST = 8_000_000;

/** A type of PostgreSQL's for what a column of values holds; null: nothing. */
function typeOf(rows: readonly (readonly Value[])[], place: number): string | null {
  for (const row of rows) {
    const value = row[place];
    if (value === null || value === undefined) continue;
    return typeof value === "number" ? "bigint" : typeof value === "string" ? "text" : "bytea";
  }
  return null;
}

/** Columns whose type no value shows. */
const CAST: Readonly<Record<string, string>> = { doc: "::tsvector" };

export interface Statement {
  readonly text: string;
  readonly values: readonly Value[];
}

const SPECIAL = /["\\]/;
/** What JSON writes in a way of its own. */
const OTHER = /[\0-\x1f\ud800-\udfff]/;

/** A text in quotes; where JSON writes it alike, by its quicker means. */
function quotedText(text: string): string {
  if (!SPECIAL.test(text)) return `"${text}"`;
  return OTHER.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : JSON.stringify(text);
}

function elementOf(value: Value): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return `${value}`;
  if (typeof value === "string") return quotedText(value);
  return `"\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}"`;
}

/** Values as an array in text, which pg's own way takes three times as long to write. */
export const arrayText = (values: readonly Value[]): string => `{${values.map(elementOf).join()}}`;

/** A column of the rows as an array in text. */
const arrayOf = (rows: readonly (readonly Value[])[], place: number): string => arrayText(rows.map((row) => row[place] ?? null));

/** Whether all rows hold the same there, which then need not be said for each. */
function isSame(rows: readonly (readonly Value[])[], place: number): boolean {
  const first = rows[0]?.[place];
  for (let i = 1; i < rows.length; i += 1) if (rows[i]?.[place] !== first) return false;
  return true;
}

/** One statement for all rows: arrays side by side, one for each column whose values differ; one row needs none. */
export function statementOf({ verb, table, columns, where, conflict }: Bulk, rows: readonly (readonly Value[])[]): Statement {
  const values: Value[] = [];
  const arrays: string[] = [];
  const names: string[] = [];
  const term = (column: string, place: number): string => {
    const type = typeOf(rows, place);
    if (type === null) return "null";
    if (isSame(rows, place)) {
      values.push(rows[0]?.[place] ?? null);
      return `$${values.length}::${type}${CAST[column] ?? ""}`;
    }
    values.push(arrayOf(rows, place));
    arrays.push(`$${values.length}::${type}[]`);
    names.push(`v${place}`);
    return `v.v${place}${CAST[column] ?? ""}`;
  };
  const terms = columns.map(term);
  const found = where.map((column, index) => `t.${column} = ${term(column, columns.length + index)}`).join(" and ");
  const from = (word: string): string => (arrays.length === 0 ? "" : ` ${word} unnest(${arrays.join(", ")}) as v (${names.join(", ")})`);
  const repeated = arrays.length === 0 && rows.length > 1 ? ` from generate_series(1, ${rows.length})` : "";
  if (verb === "delete from") return { text: `delete from ${table} t${from("using")} where ${found}`, values };
  if (verb === "update")
    return { text: `update ${table} t set ${columns.map((column, i) => `${column} = ${terms[i]}`).join(", ")}${from("from")} where ${found}`, values };
  const used = columns.map((column, i) => [column, terms[i] as string] as const).filter(([, one]) => one !== "null");
  const insert = `insert into ${table} (${used.map(([column]) => column).join(", ")}) select ${used.map(([, one]) => one).join(", ")}${from("from")}${repeated}`;
  if (conflict === undefined) return { text: insert, values };
  return { text: `${insert} on conflict (${conflict.keys.join(", ")}) ${conflict.update}`, values };
}

function sizeOf(row: readonly Value[]): number {
  let size = 0;
  for (const value of row) size += typeof value === "string" ? value.length : 8;
  return size;
}

/** The rows in sets of one statement each; of rows with the same key, which one statement could not both take, the later are in a later set. */
export function* setsOf({ columns, conflict }: Bulk, rows: Iterable<readonly Value[]>): Generator<readonly (readonly Value[])[]> {
  let set: (readonly Value[])[] = [];
  let size = 0;
  const keys = new Set<string>();
  const places = conflict?.keys.map((key) => columns.indexOf(key)) ?? [];
  for (const row of rows) {
    const key = conflict === undefined ? null : JSON.stringify(places.map((place) => row[place]));
    if (set.length === ROWS || size > LONGEST || (key !== null && keys.has(key))) {
      yield set;
      set = [];
      size = 0;
      keys.clear();
    }
    set.push(row);
    size += sizeOf(row);
    if (key !== null) keys.add(key);
  }
  if (set.length > 0) yield set;
}
