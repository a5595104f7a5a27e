import { aimAt } from "../../policy/matrix.ts";
import { revive } from "../clock.ts";
import { type Context, type Decision, unless } from "../decision.ts";
import { type Evolve, moved } from "../evolving.ts";
import { idOf } from "../number.ts";
import { updateBy } from "../promise.ts";
import { refuse } from "../refusal.ts";
import { textFault } from "../texts.ts";
import type { Ticket } from "../ticket.ts";
import { openUnderClosed } from "./parent.ts";

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
    openUnderClosed(t, x.kin),
  ].filter((fault) => fault !== null);
  const terms = x.policyOf(t.terms);
  // The end of an override that came while the ticket was resolved changed nothing then.
  const over = t.override !== null && t.override.until !== null && t.override.until <= x.at;
  const priority = over ? t.computedPriority : t.priority;
  const nextUpdateAt = updateBy(x.rules, { priority, major: t.major }, x.at);
  return unless(faults, () => [
    ...(over ? [{ type: "overrideEnded" as const, data: aimAt(x.rules, terms, { ...t, priority }) }] : []),
    { type: "reopened", data: { targets: aimAt(x.rules, terms, { ...t, priority }).targets }, texts: { reason: c.reason } },
    ...(nextUpdateAt === null ? [] : [{ type: "edited" as const, data: { set: {}, nextUpdateAt } }]),
  ]);
}

export const evolveReopened: Evolve<"reopened"> = (t, { at, data }) =>
  moved(t, at, {
    status: "in_progress",
    resolution: null,
    closure: null,
    silence: null,
    satisfaction: null,
    reopenCount: t.reopenCount + 1,
    clocks: { ...t.clocks, resolution: revive(t.clocks.resolution, data.targets.resolution, t.terms, at) },
  });
