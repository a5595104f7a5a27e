import type { Problem } from "../app/failure.ts";
import type { AuditOptions, Reads } from "../app/ports.ts";
import type { Db } from "./sql.ts";
import { raw, sql } from "./sql-tag.ts";
import type { Connection } from "./sqlite-db.ts";
import { MOST_NAMED, reportDiffering, textsAnew } from "./texts-anew.ts";

/** A word of a text, and where it stands in it. */
interface Place {
  readonly term: string;
  readonly doc: number;
  readonly col: string;
  readonly offset: number;
}

/** An index of the texts as the histories have them, in a temporary file; like the register's own in all else. */
async function indexAnew(connection: Connection, reads: Reads, options: Pick<AuditOptions, "refold" | "progress">): Promise<void> {
  const { sql: made } = connection.prepare("select sql from sqlite_schema where name = 'ticket_text'").get() as { readonly sql: string };
  connection.exec(made.replace(/create virtual table ticket_text/i, "create virtual table temp.anew"));
  const insert = connection.prepare("insert into temp.anew (rowid, title, body) values (?, ?, ?)");
  for await (const texts of textsAnew(reads, options)) {
    for (const text of texts) insert.run(...text);
    await new Promise((next) => setImmediate(next));
  }
}

/** The order of both indexes: words by their bytes, then tickets and places. */
function compare(a: Place, b: Place): number {
  if (a.term !== b.term) return Buffer.compare(Buffer.from(a.term), Buffer.from(b.term));
  if (a.doc !== b.doc) return a.doc - b.doc;
  if (a.col !== b.col) return a.col === "title" ? -1 : 1;
  return a.offset - b.offset;
}

/** Tickets that the index holds other words of than their histories have. Both are read side by side. */
async function differing(db: Db): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  const places = (table: string): AsyncIterator<Place> => db.each<Place>(raw(`select term, doc, col, offset from temp.${table}`))[Symbol.asyncIterator]();
  const [kept, anew] = [places("kept_words"), places("anew_words")];
  try {
    let [one, other] = [await kept.next(), await anew.next()];
    while (one.done !== true || other.done !== true) {
      const order = one.done === true ? 1 : other.done === true ? -1 : compare(one.value, other.value);
      if (order !== 0) found.add(order < 0 ? one.value.doc : other.value.doc);
      if (order <= 0) one = await kept.next();
      if (order >= 0) other = await anew.next();
    }
  } finally {
    await kept.return?.();
    await anew.return?.();
  }
  return found;
}

/** Holds the search index against the texts of the histories, word by word, and says which tickets are found by other words than theirs. */
export async function checkIndex(
  connection: Connection,
  db: Db,
  reads: Reads,
  options: Pick<AuditOptions, "refold" | "progress">,
  report: (problem: Problem) => void,
): Promise<void> {
  await indexAnew(connection, reads, options);
  connection.exec("create virtual table temp.kept_words using fts5vocab(main, ticket_text, instance)");
  connection.exec("create virtual table temp.anew_words using fts5vocab(temp, anew, instance)");
  const numbers = await differing(db);
  reportDiffering(numbers, report);
  const empty = await db.all<{ readonly number: number }>(
    sql`select number from ticket where number not in (select rowid from ticket_text) order by number limit ${MOST_NAMED}`,
  );
  for (const { number } of empty) if (!numbers.has(number)) report({ key: "index_differs", with: { number } });
}
