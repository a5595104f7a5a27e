import { deskOf } from "../app/desk.ts";
import { fail } from "../app/failure.ts";
import { indexedText } from "../app/indexed-text.ts";
import type { Progress } from "../app/ports.ts";
import { fold } from "../domain/ticket/fold.ts";
import { rowOf } from "../domain/ticket/row-of.ts";
import { marksOf } from "./marks.ts";
import { readsOf } from "./reads.ts";
import type { Bulk, Db, Value } from "./sql.ts";
import { COLUMNS, TICKET_KEYS, valuesOf } from "./ticket-columns.ts";

const INSERT_TICKET: Bulk = { verb: "insert into", table: "ticket", columns: TICKET_KEYS.map((key) => COLUMNS[key]), where: [] };
const INSERT_MARK: Bulk = { verb: "insert into", table: "ticket_mark", columns: ["kind", "value", "number"], where: [] };
/** Tickets whose histories are in memory at a time. */
const AT_ONCE = 200;

/** Makes every ticket's row, marks and searched text of its history. */
export async function fillRows(
  db: Db,
  { numbers, now, progress }: { readonly numbers: number; readonly now: number; readonly progress: Progress },
): Promise<void> {
  const reads = readsOf(db);
  const { calendarOf } = await deskOf(reads, now);
  for (let from = 1; from <= numbers; from += AT_ONCE) {
    const asked = Array.from({ length: Math.min(AT_ONCE, numbers - from + 1) }, (_, index) => from + index);
    const histories = await reads.histories(asked);
    const [rows, marks, texts]: [(readonly Value[])[], Value[][], (readonly [number, string, string])[]] = [[], [], []];
    for (const number of asked) {
      const history = histories.get(number);
      if (history === undefined) throw fail("usage", "bundle_ticket_missing", { number });
      const row = made(number, () => rowOf(fold(history), calendarOf));
      const { title, body } = indexedText(row, history);
      rows.push(valuesOf(row));
      for (const [kind, value] of marksOf(row).values()) marks.push([kind, value, number]);
      texts.push([number, title, body]);
    }
    await db.bulk(INSERT_TICKET, rows);
    await db.bulk(INSERT_MARK, marks);
    await db.dialect.index(db, texts);
    progress(from + asked.length - 1, numbers);
    // So that a signal is heard.
    await new Promise((next) => setImmediate(next));
  }
}

function made<Row>(number: number, make: () => Row): Row {
  try {
    return make();
  } catch (error) {
    throw fail("usage", "bundle_unfoldable", { number }, error);
  }
}
