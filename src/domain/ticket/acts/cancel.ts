import { stop } from "../clock.ts";
import { type Context, type Decision, refused, UNCHANGED } from "../decision.ts";
import { REDACTED } from "../event.ts";
import { type Evolve, moved } from "../evolving.ts";
import { refuse } from "../refusal.ts";
import { textFault } from "../texts.ts";
import type { Ticket } from "../ticket.ts";
import { idsOf } from "./parent.ts";

/** It should never have been logged. (No longer wanted: resolve it as `withdrawn`.) */
export interface Cancel {
  readonly do: "cancel";
  readonly reason: string;
}

export function decideCancel(t: Ticket, c: Cancel, x: Context): Decision {
  const fault = textFault("reason", c.reason);
  if (fault !== null) return refused(fault);
  if (t.status === "cancelled")
    return t.cancellation?.reason === c.reason ? UNCHANGED : refused(refuse("already_cancelled", { by: t.cancellation?.by ?? null }));
  const children = x.kin.openChildren(t.number);
  if (children.length > 0) return refused(refuse("open_child", { children: idsOf(children, x.kin) }));
  return { ok: true, events: [{ type: "cancelled", data: {}, texts: { reason: c.reason } }] };
}

const ENDED = { status: "cancelled", hold: null, nextUpdateAt: null, promiseTold: false, silence: null } as const;

const stopped = (t: Ticket, at: number): Ticket["clocks"] => ({ response: stop(t.clocks.response, at), resolution: stop(t.clocks.resolution, at) });

export const evolveCancelled: Evolve<"cancelled"> = (t, { at, by, texts }) =>
  moved(t, at, { ...ENDED, clocks: stopped(t, at), cancellation: { reason: texts.reason ?? REDACTED, at, by } });

/** What undoing a log leaves: a number that stays taken, and nothing else to count. */
export const evolveVoided: Evolve<"voided"> = (t, { at }) => moved(t, at, { ...ENDED, clocks: stopped(t, at), void: true });
