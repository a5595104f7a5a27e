import type { Problem } from "../app/failure.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { type Mark, marksOf } from "./marks.ts";
import type { Db } from "./sql.ts";
import { sql } from "./sql-tag.ts";

interface Kept {
  readonly number: number;
  readonly kind: string;
  readonly value: string;
}

function marksIn(row: TicketRow): ReadonlyMap<string, Mark> {
  try {
    return marksOf(row);
  } catch {
    // The row itself is reported as damaged.
    return new Map();
  }
}

/** Compares the marks of all tickets with their rows in one pass: rows come by their numbers, and so do the marks. */
export class MarksVerifier {
  readonly #kept: AsyncIterator<Kept>;
  readonly #report: (problem: Problem) => void;
  #next: IteratorResult<Kept> | null = null;
  #unfounded = 0;

  constructor(db: Db, report: (problem: Problem) => void) {
    this.#kept = db.each<Kept>(sql`select number, kind, value from ticket_mark order by number`)[Symbol.asyncIterator]();
    this.#report = report;
  }

  /** The marks kept up to a number; those below it lead to tickets that have no row. */
  async #upTo(number: number): Promise<readonly Kept[]> {
    const own: Kept[] = [];
    this.#next ??= await this.#kept.next();
    while (this.#next.done !== true && this.#next.value.number <= number) {
      if (this.#next.value.number === number) own.push(this.#next.value);
      else this.#unfounded += 1;
      this.#next = await this.#kept.next();
    }
    return own;
  }

  /** One ticket's; every call names a higher number. */
  async verify(row: TicketRow): Promise<void> {
    const kept = await this.#upTo(row.number);
    const marks = marksIn(row);
    const found = kept.filter(({ kind, value }) => marks.has(`${kind}\u0000${value}`));
    this.#unfounded += kept.length - found.length;
    if (found.length === marks.size) return;
    for (const [kind, value] of marks.values())
      if (!found.some((one) => one.kind === kind && one.value === value)) this.#report({ key: "mark_missing", with: { number: row.number, kind, value } });
  }

  /** What is left belongs to no ticket. */
  async finish(): Promise<void> {
    await this.#upTo(Number.POSITIVE_INFINITY);
    if (this.#unfounded > 0) this.#report({ key: "marks_unfounded", with: { count: this.#unfounded } });
  }
}
