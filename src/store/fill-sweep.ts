import type { Policy } from "../domain/policy/policy.ts";
import { storedPolicy } from "../domain/policy/stored.ts";
import type { TicketEvent } from "../domain/ticket/event.ts";
import { fold } from "../domain/ticket/fold.ts";
import type { CalendarOf } from "../domain/ticket/judge.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { rowOf, ticketOf } from "../domain/ticket/row-of.ts";
import { eventJson, eventOf, readEventRow } from "./event-rows.ts";
import type { Bulk, Db, Value } from "./sql.ts";
import { raw, sql } from "./sql-tag.ts";
import { readRow, rowJson } from "./ticket-columns.ts";

const FILL: Bulk = { verb: "update", table: "ticket", columns: ["sweep_at", "rest"], where: ["number"] };

/** So many tickets are held in memory at once. */
const AT_ONCE = 500;

interface RowJson {
  readonly row: string;
}

async function calendarsIn(db: Db): Promise<CalendarOf> {
  const texts = new Map(
    (await db.all<{ readonly version: number; readonly compiled: string }>(sql`select version, compiled from policy`)).map((row) => [
      row.version,
      row.compiled,
    ]),
  );
  const policies = new Map<number, Policy>();
  return (terms, name) => {
    const policy = policies.get(terms) ?? storedPolicy(texts.get(terms) ?? "");
    policies.set(terms, policy);
    const calendar = policy.calendars[name];
    if (calendar === undefined) throw new Error(`policy ${terms} has no calendar ${name}`);
    return calendar;
  };
}

/**
 * Gives the tickets of a register that was made before there was a sweep what it goes by. Whether somebody was told of a
 * resolution, and who was informed up the line, only the history says, so such tickets are folded again. The caller
 * holds the lock.
 */
export async function fillSweep(db: Db): Promise<void> {
  const calendarOf = await calendarsIn(db);
  const events = raw(`select ${eventJson(db.dialect)} from event e join operation o on o.seq = e.operation`);
  const escalated = new Set(
    (await db.all<{ readonly number: number }>(sql`select distinct number from event where type = 'escalated'`)).map(({ number }) => number),
  );
  const historyOf = async (number: number): Promise<readonly TicketEvent[]> =>
    (await db.all<RowJson>(sql`${events} where e.number = ${number} order by e.version`)).map(({ row }) => eventOf(readEventRow(row)));
  const again = async (row: TicketRow): Promise<TicketRow> =>
    rowOf(row.status === "resolved" || escalated.has(row.number) ? fold(await historyOf(row.number)) : ticketOf(row), calendarOf);
  for (let after = 0; ; ) {
    const rows = await db.all<RowJson>(
      sql`select ${raw(rowJson(db.dialect))} from ticket
        where number > ${after} and (status in ('new', 'in_progress', 'on_hold', 'resolved') or number in (select number from event where type = 'escalated'))
        order by number limit ${AT_ONCE}`,
    );
    const changed: Value[][] = [];
    for (const { row: json } of rows) {
      const row = readRow(json);
      after = row.number;
      const { sweepAt, rest } = await again(row);
      if (sweepAt !== null || rest !== row.rest) changed.push([sweepAt, rest, row.number]);
    }
    if (rows.length === 0) return;
    await db.bulk(FILL, changed);
  }
}
