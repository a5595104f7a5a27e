import { enact, type Stamp } from "../domain/ticket/act.ts";
import type { Fresh, TicketEvent } from "../domain/ticket/event.ts";
import { fold, live } from "../domain/ticket/fold.ts";
import { type Refusal, refuse } from "../domain/ticket/refusal.ts";
import { idOf } from "../domain/ticket/number.ts";
import { rowOf, ticketOf } from "../domain/ticket/row-of.ts";
import { OPEN, type Ticket } from "../domain/ticket/ticket.ts";
import { hasEnded } from "../domain/ticket/acts/parent.ts";
import type { Desk } from "./desk.ts";
import { fail } from "./failure.ts";
import type { Item } from "./outcome.ts";
import type { Acting, Planned } from "./plan.ts";
import type { Operation, Reads } from "./ports.ts";

/** Events that may come after what is undone: they moved nothing. An undo answers for itself. */
const HARMLESS: readonly TicketEvent["type"][] = ["noted", "recurred", "holdEnded", "overrideEnded", "undone", "voided"];

interface Undoing {
  readonly ticket: Ticket;
  readonly events: readonly TicketEvent[];
}

/** One ticket as if the operation had never been; the history keeps both. */
function without(history: readonly TicketEvent[], operation: number, stamp: Stamp): Undoing | Refusal {
  const mine = history.filter((event) => event.operation === operation);
  const last = mine.at(-1)?.version ?? 0;
  const standing = live(history);
  const later = standing.find((event) => event.version > last && event.operation !== operation && !HARMLESS.includes(event.type));
  if (later !== undefined) return refuse("moved_since", { operation: later.operation, type: later.type, by: later.by });
  if (!mine.some((event) => standing.includes(event))) return refuse("already_undone", { operation });
  const logged = mine.some((event) => event.type === "logged");
  const fresh: Fresh = logged ? { type: "voided", data: {} } : { type: "undone", data: { versions: mine.map((event) => event.version) } };
  const before = fold(history);
  if (logged && before.void) return refuse("already_undone", { operation });
  const { events } = enact(before, before.number, [fresh], stamp);
  return { ticket: fold([...history, ...events]), events };
}

/** The rules between tickets hold after an undo too: no open child under a parent that has ended. */
async function familyFaults(reads: Reads, after: ReadonlyMap<number, Ticket>): Promise<ReadonlyMap<number, Refusal>> {
  const faults = new Map<number, Refusal>();
  const children = (await reads.children([...after.keys()])).map((row) => after.get(row.number) ?? ticketOf(row));
  const parentNumbers = [...after.values()].flatMap((ticket) => (ticket.parent === null || after.has(ticket.parent) ? [] : [ticket.parent]));
  const parents = new Map((await reads.tickets(parentNumbers)).map((row) => [row.number, ticketOf(row)]));
  for (const child of [...children, ...after.values()]) {
    const parent = child.parent === null ? undefined : (after.get(child.parent) ?? parents.get(child.parent));
    if (parent === undefined || !OPEN.includes(child.status) || !hasEnded(parent)) continue;
    if (after.has(child.number)) faults.set(child.number, refuse("parent_closed", { parent: idOf(parent), status: parent.status }));
    else faults.set(parent.number, refuse("open_child", { children: [idOf(child)] }));
  }
  return faults;
}

/** Plans to make an operation as if it had never been. Failures: no such operation, one of the sweep's. */
export async function planUndo(reads: Reads, desk: Desk, acting: Acting, operation: Operation): Promise<Planned> {
  const numbers = [...new Set((await reads.eventsOf(operation.seq)).map((event) => event.number))];
  if (numbers.length === 0) throw fail("refused", "nothing_to_undo", { operation: operation.seq });
  const histories = await reads.histories(numbers);
  const rows = new Map((await reads.tickets(numbers)).map((row) => [row.number, row]));
  const undone = numbers.map((number): readonly [number, Undoing | Refusal] => {
    const at = Math.max(acting.now, rows.get(number)?.updatedAt ?? acting.now);
    return [number, without(histories.get(number) ?? [], operation.seq, { at, recordedAt: acting.now, operation: desk.state.operations + 1, by: acting.me })];
  });
  const faults = await familyFaults(reads, new Map(undone.flatMap(([number, to]) => ("ticket" in to ? [[number, to.ticket] as const] : []))));
  const items = undone.map(([number, to]): Item => {
    const before = rows.get(number) ?? null;
    const refusal = "rule" in to ? to : faults.get(number);
    if (refusal !== undefined || "rule" in to) return { number, outcome: "refused", refusals: refusal === undefined ? [] : [refusal], before, after: before, events: [] };
    return { number, outcome: "changed", refusals: [], before, after: rowOf(to.ticket, desk.calendarOf), events: to.events };
  });
  return { items, also: [] };
}
