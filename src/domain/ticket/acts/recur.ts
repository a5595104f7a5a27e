import { type Context, type Decision, decided } from "../decision.ts";
import type { Evolve } from "../evolving.ts";
import type { Ticket } from "../ticket.ts";

/** The same trouble came again. */
export interface Recur {
  readonly do: "recur";
  readonly count: number;
}

export const decideRecur = (_ticket: Ticket, c: Recur, _context: Context): Decision => decided({ type: "recurred", data: { count: c.count } });

export const evolveRecurred: Evolve<"recurred"> = (t, { data }) => ({ ...t, occurrences: t.occurrences + data.count });
