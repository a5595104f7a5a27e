import { aimAt } from "../../policy/matrix.ts";
import { type Context, type Decision, decided, UNCHANGED } from "../decision.ts";
import type { Ticket } from "../ticket.ts";

/** What time alone brings about at `context.at`: a hold or an override that was given an end has reached it. */
export interface Lapse {
  readonly do: "lapse";
}

export function decideLapse(t: Ticket, _command: Lapse, x: Context): Decision {
  if (t.hold?.until === x.at) return decided({ type: "holdEnded", data: {} });
  if (t.override?.until === x.at)
    return decided({ type: "overrideEnded", data: { ...aimAt(x.rules, x.policyOf(t.terms), { ...t, priority: t.computedPriority }), lapsed: true } });
  return UNCHANGED;
}
