import type { ClosedTicket, Insight, KnownErrorHit, KnownErrorRecord, LearntField, LearntLabel, LessonState } from "../app/insight.ts";
import type { Counts } from "../domain/learn/bayes.ts";
import type { TicketEvent } from "../domain/ticket/event.ts";
import { eventJson, eventOf, readEventRow } from "./event-rows.ts";
import type { Db } from "./sql.ts";
import { among, inSets } from "./sql.ts";
import { raw, type Sql, sql } from "./sql-tag.ts";

interface Numbered {
  readonly number: number;
}

/** Events after which a ticket may teach something else than before. */
const TEACHING = raw("type in ('closed', 'edited', 'reopened', 'voided', 'undone')");
/** So many of the newest events are looked through for those. */
const LOOKED_THROUGH = 2000;

const COLUMN: Readonly<Record<LearntField, Sql>> = { category: raw("category"), group: raw("team"), service: raw("service") };

const KNOWN_ERRORS = raw(
  `select id, title, symptom, cause, workaround, number, added_by as "addedBy", added_at as "addedAt", operation,
    retired_by as "retiredBy", retired_at as "retiredAt", retire_reason as "retireReason" from known_error`,
);

/** What is kept of a word: weights by label. */
export const countsIn = (json: string): Map<number, number> =>
  new Map(Object.entries(JSON.parse(json) as Readonly<Record<string, number>>).map(([id, n]) => [Number(id), n]));

/** An operation, and every undo that leads back to it: which undid which. */
interface UndoRow {
  readonly root: number;
  readonly seq: number;
  readonly undoes: number;
}

/** Those of the operations that stand undone: by an undo that is not itself undone. */
function undoneOf(rows: readonly UndoRow[]): ReadonlySet<number> {
  const undoers = new Map<number, number[]>();
  for (const { seq, undoes } of rows) undoers.set(undoes, [...(undoers.get(undoes) ?? []), seq]);
  const isUndone = (seq: number): boolean => (undoers.get(seq) ?? []).some((undoer) => !isUndone(undoer));
  return new Set(rows.flatMap(({ root }) => (isUndone(root) ? [root] : [])));
}

/** Everything that can be asked of what a desk has learnt. */
export function insightOf(db: Db): Insight {
  const { search } = db.dialect;
  const EVENTS = raw(`select ${eventJson(db.dialect)} from event e join operation o on o.seq = e.operation`);

  async function lookUp<Row>(values: readonly (number | string)[], query: (set: Sql) => Sql): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (const set of inSets([...new Set(values)])) rows.push(...(await db.all<Row>(query(among(db.dialect, set)))));
    return rows;
  }
  const numbers = async (query: Sql): Promise<readonly number[]> => (await db.all<Numbered>(query)).map(({ number }) => number);

  return {
    newestWith: (word, most) => numbers(search.withWord(word, null, most)),

    async having(word, among) {
      const found: number[] = [];
      for (const set of inSets([...new Set(among)])) found.push(...(await numbers(search.withWord(word, set, null))));
      return found;
    },

    openNumbers: (most) => numbers(sql`select number from ticket where status in ('new', 'in_progress', 'on_hold') limit ${most}`),

    lessonState: () => db.get<LessonState>(sql`select event, below, tickets, words from lesson_state where id = 1`),

    labels: () => db.all<LearntLabel>(sql`select id, field, label, tickets, weight from lesson_label where tickets > 0`),

    async counts(words) {
      const rows = await lookUp<{ readonly word: string; readonly counts: string }>(words, (set) => sql`select word, counts from lesson where word ${set}`);
      return new Map<string, Counts>(rows.map(({ word, counts }) => [word, countsIn(counts)]));
    },

    async learntAt(among) {
      const rows = await lookUp<Numbered & { readonly version: number }>(among, (set) => sql`select number, version from lesson_ticket where number ${set}`);
      return new Map(rows.map(({ number, version }) => [number, version]));
    },

    lowestLearnt: (most) => numbers(sql`select number from lesson_ticket order by number limit ${most}`),

    async lastEvent() {
      const row = await db.get<{ readonly id: number | null }>(sql`select max(id) as id from event`);
      return row?.id ?? 0;
    },

    async movedAfter(event, most) {
      const rows = await db.all<Numbered & { readonly id: number; readonly teaches: number }>(
        sql`select id, number, case when ${TEACHING} then 1 else 0 end as teaches from event where id > ${event} order by id limit ${most}`,
      );
      const moved = rows.flatMap(({ number, teaches }) => (teaches === 1 ? [number] : []));
      return { numbers: [...new Set(moved)], event: rows.at(-1)?.id ?? event, more: rows.length === most };
    },

    async movedLast(event, most) {
      const newest = sql`select id, number, type from event where id > ${event} order by id desc limit ${LOOKED_THROUGH}`;
      return [...new Set(await numbers(sql`select number from (${newest}) newest where ${TEACHING} order by id desc limit ${most}`))];
    },

    closedBetween: (from, to) => numbers(sql`select number from ticket where number between ${from} and ${to} and status = 'closed' and void = 0`),

    async told(among) {
      const told = new Map<number, TicketEvent[]>();
      const rows = await lookUp<{ readonly row: string }>(
        among,
        (set) => sql`${EVENTS} where e.number ${set} and e.type in ('logged', 'edited', 'undone') order by e.number, e.version`,
      );
      for (const { row } of rows) {
        const event = eventOf(readEventRow(row));
        told.set(event.number, [...(told.get(event.number) ?? []), event]);
      }
      return told;
    },

    closedWith: (field, most) =>
      db.all<ClosedTicket>(
        sql`select number, title, ${COLUMN[field]} as label from ticket where status = 'closed' and void = 0 and ${COLUMN[field]} is not null
          and ${COLUMN[field]} <> 'unclassified' order by closed_at desc, number desc limit ${most}`,
      ),

    knownErrors: (ids) =>
      ids === null ? db.all<KnownErrorRecord>(sql`${KNOWN_ERRORS} order by id`) : lookUp<KnownErrorRecord>(ids, (set) => sql`${KNOWN_ERRORS} where id ${set}`),

    knownErrorHits: (words) => lookUp<KnownErrorHit>(words, (set) => sql`select word, id, n from known_error_word where word ${set}`),

    async knownErrorCount() {
      const row = await db.get<{ readonly n: number }>(sql`select count(*) as n from known_error where retired_at is null`);
      return row?.n ?? 0;
    },

    async helped(ids) {
      const uses = sql`select id, operation, count(*) as n from known_error_use`;
      const rows =
        ids === null
          ? await db.all<{ readonly id: number; readonly operation: number; readonly n: number }>(sql`${uses} group by id, operation`)
          : await lookUp<{ readonly id: number; readonly operation: number; readonly n: number }>(
              ids,
              (set) => sql`${uses} where id ${set} group by id, operation`,
            );
      const undos = await lookUp<UndoRow>(
        rows.map(({ operation }) => operation),
        (set) =>
          sql`with recursive chain (root, seq, undoes) as (
            select undoes, seq, undoes from operation where undoes is not null and undoes ${set}
            union all select chain.root, o.seq, o.undoes from chain join operation o on o.undoes = chain.seq where o.undoes is not null)
          select root, seq, undoes from chain`,
      );
      const undone = undoneOf(undos);
      const helped = new Map<number, number>();
      for (const { id, operation, n } of rows) if (!undone.has(operation)) helped.set(id, (helped.get(id) ?? 0) + n);
      return helped;
    },

    async knownErrorFrom(number) {
      const row = await db.get<{ readonly id: number }>(sql`select id from known_error where number = ${number} and retired_at is null limit 1`);
      return row?.id ?? null;
    },

    async knownErrorOf(operation) {
      const row = await db.get<{ readonly id: number }>(sql`select id from known_error where ${operation} in (operation, retired_operation) limit 1`);
      return row?.id ?? null;
    },
  };
}
