import type { Query } from "../domain/query/term.ts";
import type { TicketEvent } from "../domain/ticket/event.ts";
import { fold } from "../domain/ticket/fold.ts";
import { type CalendarOf, judge } from "../domain/ticket/judge.ts";
import { type JudgedDifference, judgedDifferences } from "../domain/ticket/judged-columns.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import type { Reads } from "./ports.ts";

/** A ticket whose clocks were counted again. */
export interface CheckedTicket {
  readonly row: TicketRow;
  /** Null: its history makes no ticket, or its terms lack a calendar, so nothing could be counted. */
  readonly differences: readonly JudgedDifference[] | null;
}

/** Histories read at a time: as many as one statement asks for. */
const AT_ONCE = 200;

/** Histories by number; of a set in which one cannot be read, each is read alone, and that one is left out. */
async function readable(reads: Reads, numbers: readonly number[]): Promise<ReadonlyMap<number, readonly TicketEvent[]>> {
  try {
    return await reads.histories(numbers);
  } catch (error) {
    if (numbers.length <= 1) return new Map();
    const found = new Map<number, readonly TicketEvent[]>();
    for (const number of numbers) for (const [of, history] of await readable(reads, [number])) found.set(of, history);
    if (found.size === 0) throw error;
    return found;
  }
}

/**
 * Counts the clocks of the tickets that match a query again, from their histories and the versions of the policy that
 * are kept, and compares the rows. One batch is held in memory.
 */
export async function* verifyClocks(reads: Reads, query: Query, calendarOf: CalendarOf): AsyncGenerator<CheckedTicket> {
  const checked = async (rows: readonly TicketRow[]): Promise<readonly CheckedTicket[]> => {
    const histories = await readable(
      reads,
      rows.map(({ number }) => number),
    );
    return rows.map((row) => {
      try {
        return { row, differences: judgedDifferences(row, judge(fold(histories.get(row.number) ?? []), calendarOf)) };
      } catch {
        return { row, differences: null };
      }
    });
  };
  let batch: TicketRow[] = [];
  for await (const row of reads.list({ query, limit: null })) {
    if (batch.push(row) < AT_ONCE) continue;
    yield* await checked(batch);
    batch = [];
  }
  yield* await checked(batch);
}
