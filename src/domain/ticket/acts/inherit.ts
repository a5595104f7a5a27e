import { UNCLASSIFIED } from "../../policy/policy.ts";
import type { Ticket } from "../ticket.ts";
import type { Close } from "./close.ts";
import type { Resolve } from "./resolve.ts";

/** What a child is resolved or closed with along with its parent: the parent's code, note and category where it lacks them. */
export function inherited<C extends Resolve | Close>(command: C, parent: Ticket, child: Ticket): C {
  const category = child.category === UNCLASSIFIED ? (command.category ?? parent.category) : null;
  const own = child.status === "resolved" && command.do === "close";
  return {
    ...command,
    code: own ? null : (command.code ?? parent.resolution?.code ?? null),
    note: own ? null : (command.note ?? parent.resolution?.note ?? null),
    category: category === UNCLASSIFIED ? null : category,
    duplicateOf: null,
  };
}
