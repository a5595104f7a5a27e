import type { Reads } from "../app/ports.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { type Shown, shownOf } from "../render/fields/show.ts";

/** Rows of tickets with everything that belongs to them. */
export async function shownTickets(reads: Reads, rows: readonly TicketRow[]): Promise<readonly Shown[]> {
  const numbers = rows.map((row) => row.number);
  const histories = await reads.histories(numbers);
  const children = await reads.children(numbers);
  const shown: Shown[] = [];
  for (const row of rows) {
    const links = await reads.linksOf(row.number);
    const others = await reads.tickets([...new Set(links.map((link) => link.number))]);
    shown.push(
      shownOf(
        row,
        histories.get(row.number) ?? [],
        links,
        others,
        children.filter((child) => child.parent === row.number),
      ),
    );
  }
  return shown;
}
