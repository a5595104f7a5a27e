import { type Context, type Decision, refused, UNCHANGED, unless } from "../decision.ts";
import { REDACTED } from "../event.ts";
import type { Evolve } from "../evolving.ts";
import { refuse } from "../refusal.ts";
import { textFault } from "../texts.ts";
import type { Ticket } from "../ticket.ts";
import { hasEnded } from "./parent.ts";

/** Records a temporary way to keep normal operation going; null: there is none any more. */
export interface SetWorkaround {
  readonly do: "workaround";
  readonly workaround: string | null;
}

export function decideWorkaround(t: Ticket, c: SetWorkaround, _context: Context): Decision {
  const fault = c.workaround === null ? null : textFault("workaround", c.workaround);
  if (fault !== null) return refused(fault);
  if (c.workaround === t.workaround) return UNCHANGED;
  return unless(hasEnded(t) ? [refuse("not_open", { status: t.status, act: "workaround" })] : [], () => [
    { type: "workaroundSet", data: {}, ...(c.workaround !== null && { texts: { workaround: c.workaround } }) },
  ]);
}

export const evolveWorkaroundSet: Evolve<"workaroundSet"> = (t, { texts }) => ({
  ...t,
  workaround: texts.workaround === null ? REDACTED : (texts.workaround ?? null),
});
