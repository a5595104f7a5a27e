import type { Policy } from "../domain/policy/policy.ts";
import { storedPolicy } from "../domain/policy/stored.ts";
import { fold } from "../domain/ticket/fold.ts";
import type { CalendarOf } from "../domain/ticket/judge.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { rowOf, ticketOf } from "../domain/ticket/row-of.ts";
import { EVENT_JSON, eventOf, readEventRow } from "./event-rows.ts";
import type { Connection } from "./sqlite-db.ts";
import { ROW_JSON, readRow } from "./ticket-columns.ts";

/** So many tickets are held in memory at once. */
const AT_ONCE = 500;

function calendarsIn(connection: Connection): CalendarOf {
  const policies = new Map<number, Policy>();
  const read = connection.prepare<[number], string>("select compiled from policy where version = ?").pluck();
  return (terms, name) => {
    const policy = policies.get(terms) ?? storedPolicy(read.get(terms) ?? "");
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
export function fillSweep(connection: Connection): void {
  const calendarOf = calendarsIn(connection);
  const rows = connection
    .prepare<[number], string>(
      `select ${ROW_JSON} from ticket where number > ? and (status in ('new', 'in_progress', 'on_hold', 'resolved') or number in (select number from event where type = 'escalated'))
        order by number limit ${AT_ONCE}`,
    )
    .pluck();
  const events = connection
    .prepare<[number], string>(`select ${EVENT_JSON} from event e join operation o on o.seq = e.operation where e.number = ? order by e.version`)
    .pluck();
  const update = connection.prepare("update ticket set sweep_at = ?, rest = ? where number = ?");
  const escalated = new Set(connection.prepare<[], number>("select distinct number from event where type = 'escalated'").pluck().all());
  const again = (row: TicketRow): TicketRow =>
    rowOf(
      row.status === "resolved" || escalated.has(row.number) ? fold(events.all(row.number).map((json) => eventOf(readEventRow(json)))) : ticketOf(row),
      calendarOf,
    );
  for (let after = 0; ; ) {
    const some = rows.all(after).map(readRow);
    for (const row of some) {
      const { sweepAt, rest } = again(row);
      if (sweepAt !== null || rest !== row.rest) update.run(sweepAt, rest, row.number);
    }
    const last = some.at(-1);
    if (last === undefined) return;
    after = last.number;
  }
}
