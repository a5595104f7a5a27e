import { aimAt } from "../../policy/matrix.ts";
import type { Instant } from "../../time/instant.ts";
import { type Context, type Decision, decided, refused, UNCHANGED } from "../decision.ts";
import { REDACTED } from "../event.ts";
import { aimed, type Evolve, moved } from "../evolving.ts";
import { broughtForward } from "../promise.ts";
import { refuse } from "../refusal.ts";
import { textFault } from "../texts.ts";
import { OPEN, type Ticket } from "../ticket.ts";
import { unknownValue } from "../vocabulary.ts";

/** Sets the priority against the matrix; `computed` gives the matrix its say again. */
export interface Override {
  readonly do: "override";
  readonly priority: string;
  readonly reason: string | null;
  readonly until: Instant | null;
}

/** Spelt so on the command line: the end of an override. */
const COMPUTED = "computed";

export function decideOverride(t: Ticket, c: Override, x: Context): Decision {
  const unknown = unknownValue("priority", c.priority, [...x.rules.priorities, COMPUTED]);
  if (unknown !== null) return refused(unknown);
  const lifting = c.priority === COMPUTED;
  const held = t.override;
  if (lifting && held === null) return UNCHANGED;
  if (!lifting && held !== null && c.priority === t.priority && (c.until === null || c.until === held.until) && (c.reason === null || c.reason === held.reason))
    return UNCHANGED;
  // The matrix says so already: nothing is set against it.
  if (!lifting && held === null && c.priority === t.computedPriority && c.reason === null && c.until === null) return UNCHANGED;
  const faults = [
    ...(OPEN.includes(t.status) ? [] : [refuse("fixed_once_resolved", { status: t.status, fields: ["priority"] })]),
    ...(lifting || c.reason !== null ? [] : [refuse("reason_missing", { act: "override", priority: c.priority }, ["priority-reason"])]),
    ...(c.reason === null ? [] : [textFault("priority-reason", c.reason)]),
    ...(c.until !== null && c.until <= x.at ? [refuse("until_passed", { until: c.until, flag: "priority-until" }, ["priority-until"])] : []),
    ...(t.major && (c.priority !== x.rules.priorities[0] || c.until !== null) ? [refuse("major_priority", {})] : []),
  ].filter((fault) => fault !== null);
  if (faults.length > 0) return refused(...faults);
  const aim = aimAt(x.rules, x.policyOf(t.terms), { ...t, priority: lifting ? t.computedPriority : c.priority });
  const promise = aim.priority === t.priority ? {} : broughtForward(t.nextUpdateAt, { priority: aim.priority, major: t.major }, x.rules, x.at);
  const texts = c.reason === null ? {} : { reason: c.reason };
  return decided(
    lifting ? { type: "overrideEnded", data: { ...aim, ...promise }, texts } : { type: "overridden", data: { ...aim, until: c.until, ...promise }, texts },
  );
}

export const evolveOverridden: Evolve<"overridden"> = (t, { at, data, texts }) =>
  moved(t, at, {
    priority: data.priority,
    rank: data.rank,
    clocks: aimed(t, data.targets),
    override: { reason: texts.reason ?? REDACTED, until: data.until },
    nextUpdateAt: data.nextUpdateAt ?? t.nextUpdateAt,
  });

/** One that lapsed ends what was to end then, and nothing that an undo has put in its place. */
export const evolveOverrideEnded: Evolve<"overrideEnded"> = (t, { at, data }) =>
  data.lapsed && t.override?.until !== at
    ? t
    : moved(t, at, {
        priority: data.priority,
        rank: data.rank,
        clocks: aimed(t, data.targets),
        override: null,
        nextUpdateAt: data.nextUpdateAt ?? t.nextUpdateAt,
      });
