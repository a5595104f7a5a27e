import type { Reads } from "../app/ports.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { type Shown, shownOf } from "../render/fields/show.ts";

/** Rows of tickets with everything that belongs to them; asked for at once, for a server may be far away. */
export async function shownTickets(reads: Reads, rows: readonly TicketRow[]): Promise<readonly Shown[]> {
  const numbers = rows.map((row) => row.number);
  const [histories, children, links] = await Promise.all([
    reads.histories(numbers),
    reads.children(numbers),
    Promise.all(numbers.map((number) => reads.linksOf(number))),
  ]);
  const linked = await reads.tickets(links.flat().map((link) => link.number));
  const others = new Map(linked.map((ticket) => [ticket.number, ticket]));
  return rows.map((row, place) => {
    const own = links[place] ?? [];
    return shownOf(
      row,
      histories.get(row.number) ?? [],
      own,
      [...new Set(own.map((link) => link.number))].flatMap((number) => others.get(number) ?? []),
      children.filter((child) => child.parent === row.number),
    );
  });
}
