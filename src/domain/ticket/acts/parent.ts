import type { Kin } from "../decision.ts";
import { idOf } from "../number.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { OPEN, type Ticket } from "../ticket.ts";

/** Parents go one level deep, form no cycles, and no open child stands under a parent that has ended. */
export function parentFaults(child: Ticket | null, parent: number | null | undefined, kin: Kin): readonly Refusal[] {
  if (parent === null || parent === undefined) return [];
  if (parent === child?.number) return [refuse("own_parent", {}, ["parent"])];
  const other = kin.other(parent);
  if (other === null || other.void) return [refuse("no_such_ticket", { number: parent }, ["parent"])];
  if (other.parent !== null) return [refuse("parent_is_child", { parent, grandparent: other.parent }, ["parent"])];
  if (child !== null && kin.hasChildren(child.number)) return [refuse("child_is_parent", { parent }, ["parent"])];
  const open = child === null || OPEN.includes(child.status);
  if (open && hasEnded(other)) return [refuse("parent_closed", { parent: idOf(other), status: other.status }, ["parent"])];
  return [];
}

export const hasEnded = (ticket: Ticket): boolean => ticket.status === "closed" || ticket.status === "cancelled";

/** Refuses to open a child under a closed parent, which can be reopened first; a cancelled one never can. */
export function openUnderClosed(ticket: Ticket, kin: Kin): Refusal | null {
  const parent = ticket.parent === null ? null : kin.other(ticket.parent);
  return parent !== null && parent.status === "closed" ? refuse("parent_closed", { parent: idOf(parent), status: parent.status }) : null;
}

/** Numbers as people say them. */
export const idsOf = (numbers: readonly number[], kin: Kin): readonly string[] =>
  numbers.map((number) => {
    const ticket = kin.other(number);
    return ticket === null ? String(number) : idOf(ticket);
  });
