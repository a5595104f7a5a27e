import type { Cell, Contents } from "../app/keeper.ts";
import { COPIED, type CopiedTable } from "./copied-tables.ts";
import { firstEvent } from "./event-rows.ts";
import { heldOf } from "./held.ts";
import { hashAt, stateOf } from "./reads.ts";
import type { Db } from "./sql.ts";
import { join, raw, sql } from "./sql-tag.ts";

/** How many rows a table has. */
export const countOf = async (db: Db, name: string): Promise<number> =>
  (await db.get<{ readonly n: number }>(raw(`select count(*) as n from ${name}`)))?.n ?? 0;

const tableOf = (name: string): CopiedTable => COPIED.find(({ insert }) => insert.table === name) as CopiedTable;

/** What a register keeps, asked inside one view of it. */
export const contentsOf = (db: Db): Contents => ({
  state: () => stateOf(db),
  held: () => heldOf(db),
  count: (name) => countOf(db, name),
  hashAt: (operation) => hashAt(db, operation),
  sweptAt: async () => (await db.get<{ readonly at: number | null }>(sql`select swept_at as at from register where id = 1`))?.at ?? null,
  redactedSince: async (operation) =>
    (await db.get(sql`select 1 as found from event where id >= ${firstEvent(operation + 1)} and type = 'redacted' limit 1`)) !== null,
  async rows(name, after, most) {
    const { insert, key } = tableOf(name);
    const keys = raw(key.join(", "));
    const beyond = after === null ? raw("") : sql` where (${keys}) > (${join([...after])})`;
    const rows = await db.all<Readonly<Record<string, Cell>>>(
      sql`select ${raw(insert.columns.join(", "))} from ${raw(name)}${beyond} order by ${keys} limit ${most}`,
    );
    return rows.map((row) => insert.columns.map((column) => row[column] ?? null));
  },
});
