import { type Bulk, type Dialect, SET } from "./sql.ts";
import { raw, sql } from "./sql-tag.ts";
import { SQLITE_SEARCH } from "./sqlite-search.ts";

/** A row of the index is replaced whole. */
const INDEX: Bulk = { verb: "insert or replace into", table: "ticket_text", columns: ["rowid", "title", "body"], where: [] };

const hex = (column: string): string => `lower(hex(${column}))`;

export const SQLITE: Dialect = {
  distant: false,
  set: SET,
  arrayText: null,
  array: (columns) => `json_array(${columns})`,
  inside: (column, ...place) => `json_extract(${column}, '$${place.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("")}')`,
  hex,
  async chance(db, bytes) {
    const drawn = await db.get<{ readonly hex: string }>(sql`select ${raw(hex(`randomblob(${bytes})`))} as hex`);
    return Buffer.from(drawn?.hex ?? "", "hex");
  },
  index: async (db, texts) => void (await db.bulk(INDEX, texts)),
  ddl: (text) => text.replaceAll("bigint", "integer"),
  // A replaced row of the index is only marked as gone; merging all of it writes anew what stands.
  purge: async (db) => void (await db.run(sql`insert into ticket_text (ticket_text) values ('optimize')`)),
  search: SQLITE_SEARCH,
};

/** One statement, run for each row of values. */
export function bulkText({ verb, table, columns, where, conflict }: Bulk): string {
  const found = where.map((column) => `${column} = ?`).join(" and ");
  if (verb === "delete from") return `delete from ${table} where ${found}`;
  if (verb === "update") return `update ${table} set ${columns.map((column) => `${column} = ?`).join(", ")} where ${found}`;
  const insert = `${verb} ${table} (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`;
  return conflict === undefined ? insert : `${insert} on conflict (${conflict.keys.join(", ")}) ${conflict.update}`;
}
