import type { PolicyUse, UsedValues } from "../app/policy-use.ts";
import type { NamedField } from "../domain/policy/named-fields.ts";
import type { TicketType } from "../domain/policy/policy.ts";
import type { Db, Dialect } from "./sql.ts";
import { raw, sql } from "./sql-tag.ts";

/** Spelled as the partial index has it. */
const OPEN = raw("status in ('new', 'in_progress', 'on_hold')");

/** Which columns hold the values of a field. */
const COLUMNS: Readonly<Record<NamedField, readonly string[]>> = {
  category: ["category"],
  service: ["service"],
  site: ["site"],
  group: ["team"],
  priority: ["priority", "computed_priority"],
  impact: ["impact"],
  urgency: ["urgency"],
  hold: ["hold_reason"],
};

/** A major incident keeps the place of its priority beside its columns (`Packed.k` of `rest.ts`). */
const rank = ({ inside }: Dialect): string => `case when major = 1 then ${inside("rest", "k")} else rank end`;

/** What is asked where a policy is shown or applied, over one connection. */
export const policyUseOf = (db: Db): PolicyUse => ({
  async source(version) {
    const row = await db.get<{ readonly source: string }>(sql`select source from policy where version = ${version}`);
    return row?.source ?? "";
  },

  values: () =>
    db.all<UsedValues>(
      sql`select category, service, site, team as "group", impact, urgency, priority, computed_priority as "computedPriority", ${raw(rank(db.dialect))} as rank, hold_reason as hold, count(*) as tickets
        from ticket where ${OPEN} group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`,
    ),

  async having(field, value) {
    const found = new Map<number, { readonly number: number; readonly type: TicketType }>();
    for (const column of COLUMNS[field]) {
      const rows = await db.all<{ readonly number: number; readonly type: TicketType }>(
        sql`select number, type from ticket where ${OPEN} and ${raw(column)} = ${value} order by number`,
      );
      for (const row of rows) found.set(row.number, row);
    }
    return [...found.values()].sort((a, b) => a.number - b.number);
  },

  async openNumbers() {
    const rows = await db.all<{ readonly number: number }>(sql`select number from ticket where ${OPEN} order by number`);
    return rows.map(({ number }) => number);
  },

  async boundElsewhere(terms, openedFrom) {
    const opened = openedFrom === null ? raw("") : sql` and opened_at >= ${openedFrom}`;
    const row = await db.get<{ readonly n: number }>(sql`select count(*) as n from ticket where ${OPEN} and terms <> ${terms}${opened}`);
    return row?.n ?? 0;
  },

  async openByTerms() {
    const rows = await db.all<{ readonly terms: number; readonly n: number }>(sql`select terms, count(*) as n from ticket where ${OPEN} group by terms`);
    return new Map(rows.map(({ terms, n }) => [terms, n]));
  },
});
