import { fail } from "../app/failure.ts";
import type { Batch, Listing, Operation, PolicyVersion, Reads, RegisterState, SeenLink, Sweeping } from "../app/ports.ts";
import type { Query } from "../domain/query/term.ts";
import type { TicketEvent } from "../domain/ticket/event.ts";
import { linksIn } from "../domain/ticket/rest.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { RELATIONS } from "../domain/ticket/ticket.ts";
import { EVENTS_OF_O, eventJson, eventOf, firstEvent, readEventRow } from "./event-rows.ts";
import { listSql } from "./list-sql.ts";
import { versionsAfter } from "./policy-versions.ts";
import { querySql } from "./query-sql.ts";
import type { Db } from "./sql.ts";
import { among, answersTo, inSets, SET } from "./sql.ts";
import type { Sql } from "./sql-tag.ts";
import { join, raw, sql } from "./sql-tag.ts";
import { readRow, rowJson } from "./ticket-columns.ts";

const OPERATIONS = raw(
  'select seq, verb, recorded_at as "recordedAt", actor, coalesce(via, actor) as via, held_clock as "heldClock", policy, undoes, run, result from operation',
);
const EVENTS_OF = raw(EVENTS_OF_O);

type OperationRow = Omit<Operation, "heldClock"> & { readonly heldClock: number };
type StateRow = Omit<RegisterState, "head"> & { readonly head: Uint8Array };

const operationOf = (row: OperationRow | null): Operation | null => (row === null ? null : { ...row, heldClock: row.heldClock === 1 });

interface RowJson {
  readonly row: string;
}

/** Rows one after another; what follows the list of columns, from `from` on. */
export async function* eachTicket(db: Db, following: Sql): AsyncGenerator<TicketRow, void, undefined> {
  for await (const { row } of db.each<RowJson>(sql`select ${raw(rowJson(db.dialect))} ${following}`)) yield readRow(row);
}

/** The register's one row. */
export async function stateOf(db: Db): Promise<RegisterState> {
  const row = await db.get<StateRow>(sql`select name, created_at as "createdAt", numbers, operations, head, policy from register where id = 1`);
  if (row === null) throw fail("unavailable", "copy_unfinished");
  return { ...row, head: Buffer.from(row.head).toString("hex") };
}

/** The hash of an operation, in hex; null: there is none of that number. */
export const hashAt = async (db: Db, operation: number): Promise<string | null> =>
  (await db.get<{ readonly hash: string }>(sql`select ${raw(db.dialect.hex("hash"))} as hash from operation where seq = ${operation}`))?.hash ?? null;

/** Everything that can be asked, over one connection. Policies never change, so each is read and parsed once. */
export function readsOf(db: Db): Reads {
  const TICKETS = raw(`select ${rowJson(db.dialect)} from ticket`);
  const EVENTS = raw(`select ${eventJson(db.dialect)} from event e join operation o on o.seq = e.operation`);
  let known: readonly PolicyVersion[] = [];

  /** Reads set after set, so that of many rows only what was made of them stays in memory. */
  async function lookUp<Row, Made>(values: readonly (number | string)[], query: (set: Sql) => Sql, make: (row: Row) => Made): Promise<readonly Made[]> {
    const made: Made[] = [];
    const sets = inSets([...new Set(values)], db.dialect.set);
    for await (const rows of answersTo(sets, (set) => db.all<Row>(query(among(db.dialect, set))))) for (const row of rows) made.push(make(row));
    return made;
  }

  const lookUpTickets = (numbers: readonly number[], where: (set: Sql) => Sql): Promise<readonly TicketRow[]> =>
    lookUp(
      numbers,
      (set) => sql`${TICKETS} ${where(set)}`,
      ({ row }: RowJson) => readRow(row),
    );

  return {
    state: () => stateOf(db),

    async versions(latest) {
      if (known.length < latest) known = [...known, ...(await versionsAfter(db, known.at(-1)?.version ?? 0))];
      return known.length === latest ? known : known.filter(({ version }) => version <= latest);
    },

    policyUse: async () => (await import("./policy-use-reads.ts")).policyUseOf(db),

    tickets: (numbers) => lookUpTickets(numbers, (set) => sql`where number ${set}`),

    list({ query, limit }: Listing) {
      const listing = listSql(query, db.dialect.search);
      return eachTicket(db, limit === null ? listing : sql`${listing} limit ${limit}`);
    },

    async count(query: Query) {
      const row = await db.get<{ readonly n: number }>(sql`select count(*) as n from ticket ${querySql(query, db.dialect.search).where}`);
      return row?.n ?? 0;
    },

    async children(parents) {
      // Many desks have no child at all, which one look tells.
      if (parents.length > SET && (await db.get(sql`select 1 from ticket where parent is not null limit 1`)) === null) return [];
      return lookUpTickets(parents, (set) => sql`where parent is not null and parent ${set} order by number`);
    },

    async histories(numbers) {
      const events = await lookUp(
        numbers,
        (set) => sql`${EVENTS} where e.number ${set} order by e.number, e.version`,
        ({ row }: RowJson) => eventOf(readEventRow(row)),
      );
      const histories = new Map<number, TicketEvent[]>();
      for (const event of events) {
        const history = histories.get(event.number);
        if (history === undefined) histories.set(event.number, [event]);
        else history.push(event);
      }
      return histories;
    },

    async linksOf(number) {
      const [row, seen] = await Promise.all([
        db.get<Pick<TicketRow, "rest">>(sql`select rest from ticket where number = ${number}`),
        db.all<{ readonly kind: string; readonly number: number }>(
          sql`select kind, number from ticket_mark where kind in (${join(RELATIONS)}) and value = ${`${number}`} order by number`,
        ),
      ]);
      if (row === null) return [];
      const out = linksIn(row.rest).map(({ rel, to }): SeenLink => ({ rel, number: to, direction: "out" }));
      return [...out, ...seen.map((mark): SeenLink => ({ rel: mark.kind, number: mark.number, direction: "in" }))];
    },

    async byKey(key) {
      const row = await db.get<{ readonly number: number }>(
        sql`select m.number from ticket_mark m join ticket t on t.number = m.number where m.kind = 'key' and m.value = ${key} and t.void = 0 order by m.number desc limit 1`,
      );
      return row?.number ?? null;
    },

    byKeys: async (keys) =>
      new Map(
        await lookUp(
          keys,
          (set) => sql`select m.value as key, max(m.number) as number from ticket_mark m join ticket t on t.number = m.number
            where m.kind = 'key' and m.value ${set} and t.void = 0 group by m.value`,
          ({ key, number }: { readonly key: string; readonly number: number }) => [key, number] as const,
        ),
      ),

    operation: async (seq) => operationOf(await db.get(sql`${OPERATIONS} where seq = ${seq}`)),

    operationByRun: async (run) => operationOf(await db.get(sql`${OPERATIONS} where run is not null and run = ${run}`)),

    async operationByHash(seq, prefix) {
      const bytes = Buffer.from(prefix, "hex");
      return operationOf(await db.get(sql`${OPERATIONS} where seq = ${seq} and substr(hash, 1, ${bytes.length}) = ${bytes}`));
    },

    async undoersOf(seqs) {
      const undoers = new Map<number, number>();
      for (const set of inSets(seqs)) {
        const rows = await db.all<{ readonly undoes: number; readonly seq: number }>(
          sql`select undoes, max(seq) as seq from operation u where u.undoes is not null and u.undoes ${among(db.dialect, set)}
            and not exists (select 1 from operation again where again.undoes is not null and again.undoes = u.seq) group by undoes`,
        );
        for (const { undoes, seq } of rows) undoers.set(undoes, seq);
      }
      return undoers;
    },

    async operations({ actor, limit }) {
      const rows = await db.all<OperationRow>(
        actor === null ? sql`${OPERATIONS} order by seq desc limit ${limit}` : sql`${OPERATIONS} where actor = ${actor} order by seq desc limit ${limit}`,
      );
      return rows.map((row) => ({ ...row, heldClock: row.heldClock === 1 }));
    },

    async eventsOf(seq) {
      const rows = await db.all<RowJson>(sql`${EVENTS} where e.id >= ${firstEvent(seq)} and e.id < ${firstEvent(seq + 1)} order by e.id`);
      return rows.map(({ row }) => eventOf(readEventRow(row)));
    },

    async lastChangedBy(actor) {
      const row = await db.get<{ readonly number: number }>(
        sql`select e.number from operation o join event e on ${EVENTS_OF} where o.actor = ${actor} order by o.seq desc, e.id desc limit 1`,
      );
      return row?.number ?? null;
    },

    async awake(now, limit) {
      const rows = await db.all<{ readonly number: number }>(
        sql`select number from ticket where wake_at is not null and wake_at <= ${now} order by wake_at limit ${limit}`,
      );
      return rows.map((row) => row.number);
    },

    due: (now, after, limit) =>
      db.all(
        after === null
          ? sql`select sweep_at as at, number from ticket where sweep_at is not null and sweep_at <= ${now} order by sweep_at, number limit ${limit}`
          : sql`select sweep_at as at, number from ticket where sweep_at is not null and sweep_at <= ${now} and (sweep_at, number) > (${after.at}, ${after.number})
              order by sweep_at, number limit ${limit}`,
      ),

    async sweeping(now) {
      const row = await db.get<Sweeping>(
        sql`select (select swept_at from register where id = 1) as "sweptAt", (select count(*) from ticket where sweep_at is not null and sweep_at <= ${now})
          + (select count(*) from ticket where wake_at is not null and wake_at <= ${now} and (sweep_at is null or sweep_at > ${now})) as due`,
      );
      return row ?? { sweptAt: null, due: 0 };
    },

    async dueSince(now) {
      const row = await db.get<{ readonly at: number | null }>(
        sql`select min(at) as at from (select min(sweep_at) as at from ticket where sweep_at is not null and sweep_at <= ${now}
          union all select min(wake_at) from ticket where wake_at is not null and wake_at <= ${now}) first`,
      );
      return row?.at ?? null;
    },

    people: (folded) =>
      lookUp(
        folded,
        (set) => sql`select name, contact from person where folded ${set} order by folded`,
        (person: Batch["people"][number]) => person,
      ),

    insight: async () => (await import("./insight-reads.ts")).insightOf(db),
    reports: async () => (await import("./report-reads.ts")).reportsOf(db),
    peopleLike(folded, limit) {
      const beginning = `${folded.replace(/[\\%_]/g, "\\$&")}%`;
      return db.all<Batch["people"][number]>(
        sql`select name, contact from person where folded like ${beginning} escape ${"\\"} or folded like ${`% ${beginning}`} escape ${"\\"}
          order by case when folded = ${folded} then 0 when folded like ${beginning} escape ${"\\"} then 1 else 2 end, folded limit ${limit}`,
      );
    },
  };
}
