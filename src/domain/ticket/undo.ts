import { aimAt } from "../policy/matrix.ts";
import { CLOCKS, type Policy } from "../policy/policy.ts";
import { enact, type Stamp } from "./act.ts";
import type { Aim, Fresh, TicketEvent } from "./event.ts";
import { fold, live } from "./fold.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Ticket } from "./ticket.ts";

/** A ticket after an undo, and the events that say so. */
export interface Undone {
  readonly ticket: Ticket;
  readonly events: readonly TicketEvent[];
}

/** Events that may come after what is undone: they moved nothing. */
const STILL: readonly TicketEvent["type"][] = ["noted", "recurred", "warned", "reminded", "redacted"];

/** What time alone brought about; it would come about again. */
const lapsed = (event: TicketEvent): boolean => event.type === "holdEnded" || (event.type === "overrideEnded" && event.data.lapsed === true);

/** What the sweep did; it would do it again. */
const swept = (event: TicketEvent): boolean =>
  event.type === "warned" ||
  event.type === "reminded" ||
  (event.type === "escalated" && event.data.rule !== undefined) ||
  ((event.type === "closed" || event.type === "resolved") && event.data.swept === true);

/** Whoever was informed, the ticket stayed where it was. */
const informed = (event: TicketEvent): boolean => event.type === "escalated" && event.data.kind === "hierarchical";

/** Whether an event stands in the way of undoing what ends at version `last`. An undo of something later than that left it as it was. */
function movesAfter(event: TicketEvent, last: number): boolean {
  if (event.type === "undone") return event.data.versions.some((version) => version <= last);
  return !lapsed(event) && !informed(event) && !STILL.includes(event.type);
}

/** The end of an override recorded the priority of its day, which may follow from what is undone now. */
function corrected(ticket: Ticket, later: readonly TicketEvent[], rules: Policy, terms: Policy): readonly Fresh[] {
  if (ticket.override !== null || !later.some((event) => event.type === "overrideEnded")) return [];
  const aim: Aim = aimAt(rules, terms, { ...ticket, priority: ticket.computedPriority });
  const holds = CLOCKS.every((which) => {
    const { target, endedAt } = ticket.clocks[which];
    return endedAt !== null || (target?.seconds === aim.targets[which]?.seconds && target?.calendar === aim.targets[which]?.calendar);
  });
  return aim.priority === ticket.priority && holds ? [] : [{ type: "edited", data: { set: {}, aim } }];
}

/**
 * Makes an operation as if it had never been: the fold skips its events from now on, and the history keeps both. Undoing
 * a log voids the ticket. Refused if a later event moved the ticket.
 */
export function undo(history: readonly TicketEvent[], operation: number, stamp: Stamp, rules: Policy, policyOf: (version: number) => Policy): Undone | Refusal {
  if (history.some((event) => event.operation === operation && event.type === "redacted")) return refuse("redacted", { operation });
  const mine = history.filter((event) => event.operation === operation && !lapsed(event) && !swept(event));
  if (mine.length === 0) return refuse("ended_by_itself", { operation });
  const last = (mine.at(-1) as TicketEvent).version;
  const standing = live(history);
  const before = fold(history);
  const logged = mine.some((event) => event.type === "logged");
  if (!mine.some((event) => standing.includes(event)) || (logged && before.void)) return refuse("already_undone", { operation });
  if (before.void && !mine.some((event) => event.type === "voided")) return refuse("void");
  const later = standing.filter((event) => event.version > last);
  const inTheWay = later.find((event) => movesAfter(event, last));
  if (inTheWay !== undefined) return refuse("moved_since", { operation: inTheWay.operation, type: inTheWay.type, by: inTheWay.by });
  const fresh: Fresh = logged ? { type: "voided", data: {} } : { type: "undone", data: { versions: mine.map((event) => event.version) } };
  const { events } = enact(before, before.number, [fresh], stamp);
  const after = fold([...history, ...events]);
  const whole = enact(after, after.number, corrected(after, later, rules, policyOf(after.terms)), stamp);
  return { ticket: whole.ticket as Ticket, events: [...events, ...whole.events] };
}

export const isRefusal = (result: Undone | Refusal): result is Refusal => "rule" in result;
