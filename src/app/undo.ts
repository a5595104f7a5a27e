import { hasEnded } from "../domain/ticket/acts/parent.ts";
import { idOf } from "../domain/ticket/number.ts";
import { type Refusal, refuse } from "../domain/ticket/refusal.ts";
import { rowOf, ticketOf } from "../domain/ticket/row-of.ts";
import { OPEN, type Ticket } from "../domain/ticket/ticket.ts";
import { isRefusal, type Undone, undo } from "../domain/ticket/undo.ts";
import type { Desk } from "./desk.ts";
import { fail } from "./failure.ts";
import type { Item } from "./outcome.ts";
import type { Acting, Planned } from "./plan.ts";
import type { Operation, Reads } from "./ports.ts";

/** What the families of a register would refuse of a ticket with its parent and children as they would be. */
function familyFault(ticket: Ticket, parent: Ticket | null, children: readonly Ticket[]): Refusal | null {
  if (ticket.void || parent === null) return null;
  if (OPEN.includes(ticket.status) && hasEnded(parent)) return refuse("parent_closed", { parent: idOf(parent), status: parent.status });
  if (parent.parent !== null) return refuse("parent_is_child", { parent: parent.number, grandparent: parent.parent });
  if (children.some((child) => !child.void)) return refuse("child_is_parent", { parent: parent.number });
  return null;
}

/** The rules between tickets hold after an undo too: one level, and no open child under a parent that has ended. */
async function familyFaults(reads: Reads, after: ReadonlyMap<number, Ticket>): Promise<ReadonlyMap<number, Refusal>> {
  const faults = new Map<number, Refusal>();
  const parentNumbers = [...after.values()].flatMap((ticket) => (ticket.parent === null || after.has(ticket.parent) ? [] : [ticket.parent]));
  const near = [...(await reads.children([...after.keys()])), ...(await reads.tickets(parentNumbers))].map(ticketOf);
  const all = new Map([...near.map((ticket) => [ticket.number, ticket] as const), ...after]);
  const childrenOf = new Map<number, Ticket[]>();
  for (const ticket of all.values()) if (ticket.parent !== null) childrenOf.set(ticket.parent, [...(childrenOf.get(ticket.parent) ?? []), ticket]);
  for (const ticket of after.values()) {
    const children = childrenOf.get(ticket.number) ?? [];
    const open = children.filter((child) => !after.has(child.number) && OPEN.includes(child.status));
    const fault =
      hasEnded(ticket) && open.length > 0
        ? refuse("open_child", { children: open.map(idOf) })
        : familyFault(ticket, all.get(ticket.parent ?? 0) ?? null, children);
    if (fault !== null) faults.set(ticket.number, fault);
  }
  return faults;
}

/** The version of the policy that an operation applied; null: none. A version stays, whatever becomes of the tickets. */
export const versionOf = async (reads: Reads, desk: Desk, { seq }: Operation): Promise<number | null> =>
  (await reads.versions(desk.state.policy)).find(({ operation }) => operation === seq)?.version ?? null;

/** Plans to make an operation as if it had never been. Failure: it changed no ticket. */
export async function planUndo(reads: Reads, desk: Desk, acting: Acting, operation: Operation): Promise<Planned> {
  const numbers = [...new Set((await reads.eventsOf(operation.seq)).map((event) => event.number))];
  if (numbers.length === 0) {
    const applied = await versionOf(reads, desk, operation);
    if (applied !== null) throw fail("refused", "policy_undo", { operation: operation.seq, version: applied, before: applied - 1 });
    throw fail("refused", "nothing_to_undo", { operation: operation.seq });
  }
  const histories = await reads.histories(numbers);
  const rows = new Map((await reads.tickets(numbers)).map((row) => [row.number, row]));
  const undone = numbers.map((number): readonly [number, Undone | Refusal] => {
    const at = Math.max(acting.now, rows.get(number)?.updatedAt ?? acting.now);
    const stamp = { at, recordedAt: acting.now, operation: desk.state.operations + 1, by: acting.me };
    return [number, undo(histories.get(number) ?? [], operation.seq, stamp, desk.rules, desk.policyOf)];
  });
  const faults = await familyFaults(reads, new Map(undone.flatMap(([number, to]) => (isRefusal(to) ? [] : [[number, to.ticket] as const]))));
  const items = undone.map(([number, to]): Item => {
    const before = rows.get(number) ?? null;
    const refusal = isRefusal(to) ? to : faults.get(number);
    if (refusal !== undefined || isRefusal(to))
      return { number, outcome: "refused", refusals: refusal === undefined ? [] : [refusal], before, after: before, events: [] };
    return { number, outcome: "changed", refusals: [], before, after: rowOf(to.ticket, desk.calendarOf), events: to.events };
  });
  return { items, also: [] };
}
