import { arrayText } from "./postgres-bulk.ts";
import { documentOf, POSTGRES_SEARCH } from "./postgres-search.ts";
import type { Bulk, Db, Dialect } from "./sql.ts";

const INDEX: Bulk = {
  verb: "insert into",
  table: "ticket_text",
  columns: ["number", "doc"],
  where: [],
  conflict: { keys: ["number"], update: "do update set doc = excluded.doc" },
};

/** A function of PostgreSQL's takes a hundred arguments, which is more than a row has columns. */
export const POSTGRES: Dialect = {
  distant: true,
  set: 2000,
  arrayText,
  array: (columns) => `json_build_array(${columns})`,
  inside: (column, ...place) => `(${column}::json #>> '{${place.join(",")}}')::bigint`,
  hex: (column) => `encode(${column}, 'hex')`,
  chance: async (db, bytes) => (db as Db & { chance(bytes: number): Uint8Array }).chance(bytes),
  index: async (db, texts) =>
    void (await db.bulk(
      INDEX,
      texts.map(([number, title, body]) => [number, documentOf(title, body)]),
    )),
  ddl: (text) => text,
  // What stood there before is a dead row until the table is vacuumed, which no transaction can do.
  purge: async () => undefined,
  search: POSTGRES_SEARCH,
};
