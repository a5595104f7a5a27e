import { targetsOf } from "../../policy/targets.ts";
import { revive } from "../clock.ts";
import { type Context, type Decision, unless } from "../decision.ts";
import { type Evolve, moved } from "../evolving.ts";
import { idOf } from "../number.ts";
import { refuse } from "../refusal.ts";
import { textFault } from "../texts.ts";
import type { Ticket } from "../ticket.ts";
import { openUnderEnded } from "./parent.ts";

/** It was not over: the resolution clock goes on from where it stood. */
export interface Reopen {
  readonly do: "reopen";
  readonly reason: string;
}

const DAY = 86_400;

export function decideReopen(t: Ticket, c: Reopen, x: Context): Decision {
  const days = x.rules.closure.reopenDays;
  const faults = [
    textFault("reason", c.reason),
    t.closure !== null && x.at > t.closure.at + days * DAY ? refuse("reopen_window", { days, closedAt: t.closure.at, id: idOf(t) }) : null,
    openUnderEnded(t, x.kin),
  ].filter((fault) => fault !== null);
  return unless(faults, () => [{ type: "reopened", data: { targets: targetsOf(x.policyOf(t.terms), t) }, texts: { reason: c.reason } }]);
}

export const evolveReopened: Evolve<"reopened"> = (t, { at, data }) =>
  moved(t, at, {
    status: "in_progress",
    resolution: null,
    closure: null,
    reopenCount: t.reopenCount + 1,
    clocks: { ...t.clocks, resolution: revive(t.clocks.resolution, data.targets.resolution, t.terms, at) },
  });
