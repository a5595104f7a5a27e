import type { Command } from "../domain/ticket/decide.ts";
import type { Kin } from "../domain/ticket/decision.ts";
import { describedIn } from "../domain/ticket/fold.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { ticketOf } from "../domain/ticket/row-of.ts";
import { OPEN, type Ticket } from "../domain/ticket/ticket.ts";
import type { Reads } from "./ports.ts";

/** The tickets a plan reads and has changed so far: what is true by now, inside this plan. */
export class WorkingSet implements Kin {
  readonly #rows = new Map<number, TicketRow>();
  readonly #tickets = new Map<number, Ticket>();
  readonly #children = new Map<number, Set<number>>();
  readonly #descriptions = new Map<number, string | null>();

  /** The row as the register has it; null: there is no such ticket. */
  row(number: number): TicketRow | null {
    return this.#rows.get(number) ?? null;
  }

  other(number: number): Ticket | null {
    const known = this.#tickets.get(number);
    if (known !== undefined) return known;
    const row = this.#rows.get(number);
    if (row === undefined) return null;
    const ticket = ticketOf(row);
    this.#tickets.set(number, ticket);
    return ticket;
  }

  openChildren(number: number): readonly number[] {
    return [...(this.#children.get(number) ?? [])].filter((child) => OPEN.includes(this.other(child)?.status ?? "closed"));
  }

  /** Children that a close would take along: open or resolved. */
  unclosedChildren(number: number): readonly number[] {
    return [...(this.#children.get(number) ?? [])].filter((child) => [...OPEN, "resolved"].includes(this.other(child)?.status ?? "closed"));
  }

  hasChildren(number: number): boolean {
    return [...(this.#children.get(number) ?? [])].some((child) => this.other(child)?.void === false);
  }

  description(number: number): string | null {
    return this.#descriptions.get(number) ?? null;
  }

  /** From here on the ticket is as it became. */
  becomes(ticket: Ticket): void {
    const parent = this.other(ticket.number)?.parent ?? null;
    if (parent !== null && parent !== ticket.parent) this.#children.get(parent)?.delete(ticket.number);
    if (ticket.parent !== null) this.#adopt(ticket.parent, ticket.number);
    this.#tickets.set(ticket.number, ticket);
  }

  #adopt(parent: number, child: number): void {
    const children = this.#children.get(parent) ?? new Set();
    this.#children.set(parent, children.add(child));
  }

  #keep(rows: readonly TicketRow[]): void {
    for (const row of rows) {
      this.#rows.set(row.number, row);
      if (row.parent !== null) this.#adopt(row.parent, row.number);
    }
  }

  /** Loads tickets with their children and parents, and whatever else the commands name, in sets. */
  static async of(reads: Reads, numbers: readonly number[], commands: readonly Command[]): Promise<WorkingSet> {
    const set = new WorkingSet();
    set.#keep(await reads.tickets([...new Set([...numbers, ...commands.flatMap(named)])]));
    const known = [...set.#rows.keys()];
    set.#keep(await reads.children(known));
    const parents = [...set.#rows.values()].flatMap((row) => (row.parent === null || set.#rows.has(row.parent) ? [] : [row.parent]));
    if (parents.length > 0) set.#keep(await reads.tickets([...new Set(parents)]));
    if (commands.some((command) => command.do === "edit" && command.description !== undefined))
      for (const [number, history] of await reads.histories(numbers)) set.#descriptions.set(number, describedIn(history));
    return set;
  }
}

/** The other tickets a command speaks of. */
function named(command: Command): readonly number[] {
  switch (command.do) {
    case "log":
      return [command.fields.parent, command.follows].filter((number) => number !== null);
    case "edit":
      return command.set.parent === null || command.set.parent === undefined ? [] : [command.set.parent];
    case "link":
    case "unlink":
      return [command.to];
    case "resolve":
    case "close":
      return command.duplicateOf === null ? [] : [command.duplicateOf];
    default:
      return [];
  }
}
