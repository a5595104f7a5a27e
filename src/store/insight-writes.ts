import type { InsightTx, KnownErrorHit, LearntField, LearntLabel, LessonChange } from "../app/insight.ts";
import { countsIn, insightOf } from "./insight-reads.ts";
import type { Bulk, Db, Value } from "./sql.ts";
import { among, inSets } from "./sql.ts";
import { sql } from "./sql-tag.ts";

const SAVE_LABEL: Bulk = {
  verb: "insert into",
  table: "lesson_label",
  columns: ["id", "field", "label", "tickets", "weight"],
  where: [],
  conflict: { keys: ["id"], update: "do update set tickets = excluded.tickets, weight = excluded.weight" },
};
const SAVE_WORD: Bulk = {
  verb: "insert into",
  table: "lesson",
  columns: ["word", "counts"],
  where: [],
  conflict: { keys: ["word"], update: "do update set counts = excluded.counts" },
};
const DELETE_WORD: Bulk = { verb: "delete from", table: "lesson", columns: [], where: ["word"] };
const SAVE_TICKET: Bulk = {
  verb: "insert into",
  table: "lesson_ticket",
  columns: ["number", "version"],
  where: [],
  conflict: { keys: ["number"], update: "do update set version = excluded.version" },
};
const DELETE_TICKET: Bulk = { verb: "delete from", table: "lesson_ticket", columns: [], where: ["number"] };
const INSERT_WORD: Bulk = { verb: "insert into", table: "known_error_word", columns: ["word", "id", "n"], where: [] };
const INSERT_USE: Bulk = { verb: "insert into", table: "known_error_use", columns: ["id", "operation", "number"], where: [] };

/** Adds to the labels and resolves to the id of each, by field and label. */
async function keepLabels(db: Db, { labels }: LessonChange): Promise<(field: LearntField, label: string) => number> {
  const ids = new Map<string, number>();
  const key = (field: string, label: string): string => `${field} ${label}`;
  const kept = await db.all<LearntLabel>(sql`select id, field, label, tickets, weight from lesson_label`);
  let last = 0;
  const tallies = new Map<string, LearntLabel>();
  for (const one of kept) {
    ids.set(key(one.field, one.label), one.id);
    tallies.set(key(one.field, one.label), one);
    last = Math.max(last, one.id);
  }
  const rows: Value[][] = [];
  for (const [field, changes] of labels) {
    for (const [label, { tickets, weight }] of changes) {
      const was = tallies.get(key(field, label));
      const id = was?.id ?? ++last;
      ids.set(key(field, label), id);
      rows.push([id, field, label, Math.max(0, (was?.tickets ?? 0) + tickets), Math.max(0, (was?.weight ?? 0) + weight)]);
    }
  }
  await db.bulk(SAVE_LABEL, rows);
  return (field, label) => ids.get(key(field, label)) as number;
}

/** Adds to the words and resolves to how many more there are than before. */
async function keepWords(db: Db, { words }: LessonChange, idOf: (field: LearntField, label: string) => number): Promise<number> {
  let more = 0;
  for (const set of inSets([...words.keys()])) {
    const kept = await db.all<{ readonly word: string; readonly counts: string }>(sql`select word, counts from lesson where word ${among(db.dialect, set)}`);
    const known = new Map(kept.map(({ word, counts }) => [word, countsIn(counts)]));
    const [saved, deleted]: [Value[][], Value[][]] = [[], []];
    for (const word of new Set(set)) {
      const was = known.get(word);
      const counts = was ?? new Map<number, number>();
      for (const [field, labels] of words.get(word) ?? []) {
        for (const [label, n] of labels) {
          const id = idOf(field, label);
          const sum = (counts.get(id) ?? 0) + n;
          if (sum > 0) counts.set(id, sum);
          else counts.delete(id);
        }
      }
      if (counts.size > 0) {
        saved.push([word, JSON.stringify(Object.fromEntries(counts))]);
        if (was === undefined) more += 1;
      } else if (was !== undefined) {
        deleted.push([word]);
        more -= 1;
      }
    }
    await db.bulk(SAVE_WORD, saved);
    await db.bulk(DELETE_WORD, deleted);
  }
  return more;
}

/** What a desk has learnt, to be changed under the register's lock. */
export function insightTxOf(db: Db): InsightTx {
  return {
    ...insightOf(db),

    async keepLessons(change, { event, below, tickets, words }) {
      const more = await keepWords(db, change, await keepLabels(db, change));
      const [learnt, unlearnt]: [Value[][], Value[][]] = [[], []];
      for (const [number, version] of change.tickets) version === null ? unlearnt.push([number]) : learnt.push([number, version]);
      await db.bulk(SAVE_TICKET, learnt);
      await db.bulk(DELETE_TICKET, unlearnt);
      await db.run(
        sql`insert into lesson_state (id, event, below, tickets, words) values (1, ${event}, ${below}, ${tickets}, ${words + more})
          on conflict (id) do update set event = excluded.event, below = excluded.below, tickets = excluded.tickets, words = excluded.words`,
      );
    },

    async forgetLessons() {
      await db.run(sql`delete from lesson`);
      await db.run(sql`delete from lesson_label`);
      await db.run(sql`delete from lesson_ticket`);
      await db.run(sql`delete from lesson_state`);
    },

    async addKnownError({ title, symptom, cause, workaround, number, addedBy, addedAt, operation, retiredBy, retiredAt, retireReason }, words) {
      const row = await db.get<{ readonly last: number | null }>(sql`select max(id) as last from known_error`);
      const id = (row?.last ?? 0) + 1;
      await db.run(
        sql`insert into known_error (id, title, symptom, cause, workaround, number, added_by, added_at, operation, retired_by, retired_at, retire_reason)
          values (${id}, ${title}, ${symptom}, ${cause}, ${workaround}, ${number}, ${addedBy}, ${addedAt}, ${operation}, ${retiredBy}, ${retiredAt}, ${retireReason})`,
      );
      await db.bulk(
        INSERT_WORD,
        words.map(({ word, n }: Omit<KnownErrorHit, "id">) => [word, id, n]),
      );
      return id;
    },

    async retireKnownError(id, { by, at, reason, operation }) {
      await db.run(
        sql`update known_error set retired_by = ${by}, retired_at = ${at}, retire_reason = ${reason}, retired_operation = ${operation} where id = ${id}`,
      );
      await db.run(sql`delete from known_error_word where id = ${id}`);
    },

    async knownErrorUsed(id, operation, numbers) {
      await db.bulk(
        INSERT_USE,
        numbers.map((number) => [id, operation, number]),
      );
    },
  };
}
