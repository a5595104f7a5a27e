import { CLOCKS, type HoldRule, type Which } from "../../policy/policy.ts";
import type { Instant } from "../../time/instant.ts";
import { end, run, stop } from "../clock.ts";
import { type Context, type Decision, refused, UNCHANGED, unless } from "../decision.ts";
import { type Lasting, REDACTED } from "../event.ts";
import { type Evolve, moved, promising } from "../evolving.ts";
import { afterPublicWord } from "../promise.ts";
import { refuse } from "../refusal.ts";
import { nextTurn, spanEnd } from "../span-end.ts";
import { textFault } from "../texts.ts";
import type { Clock, Hold, Ticket } from "../ticket.ts";
import { unknownValue } from "../vocabulary.ts";

/** Waits on somebody. The reason says which clocks stop meanwhile. */
export interface PutOnHold {
  readonly do: "hold";
  readonly reason: string;
  readonly until: Instant | null;
  readonly note: string | null;
  readonly public: boolean;
}

/**
 * What its reason says of how long a hold since then may last. One that then goes on by itself has an end, as if somebody
 * had said so. Reminders and that end are never in the past.
 */
export function lasting({ remind, max }: HoldRule, until: Instant | null, since: Instant, x: Pick<Context, "at" | "rules">): Lasting {
  const remindAt = remind === undefined ? null : nextTurn(remind, since, x.at, x);
  const outstaysAt = max === undefined ? null : spanEnd(max.after, since, x);
  const goesOnAt = max?.then !== "resume" || outstaysAt === null || (until !== null && outstaysAt >= until) ? until : Math.max(outstaysAt, x.at);
  return {
    until: goesOnAt,
    ...(remindAt !== null && { remindAt }),
    ...(outstaysAt !== null && max !== undefined && max.then !== "resume" && { outstaysAt, brings: max.then }),
  };
}

/** The same as a hold remembers it. */
export const lastingOf = ({ until, remindAt, outstaysAt, brings }: Lasting): Pick<Hold, "until" | "remindAt" | "outstay"> => ({
  until,
  remindAt: remindAt ?? null,
  outstay: outstaysAt === undefined || brings === undefined ? null : { at: outstaysAt, brings },
});

export function decideHold(t: Ticket, c: PutOnHold, x: Context): Decision {
  const rule = x.rules.holdReasons[c.reason];
  if (rule === undefined) return refused(...[unknownValue("reason", c.reason, Object.keys(x.rules.holdReasons))].filter((fault) => fault !== null));
  const held = t.hold;
  if (held !== null && held.reason === c.reason && (c.until === null || c.until === held.until) && (c.note === null || c.note === held.note)) return UNCHANGED;
  // For the same reason only what is given changes.
  const same = held !== null && held.reason === c.reason ? held : null;
  const [until, note] = [c.until ?? same?.until ?? null, c.note ?? same?.note ?? null];
  const given = { until, note };
  const faults = [
    c.note === null ? null : textFault("note", c.note),
    c.until !== null && c.until <= x.at ? refuse("until_passed", { until: c.until, flag: "until" }, ["until"]) : null,
    ...rule.needs.map((need) => (given[need] === null ? refuse("hold_needs", { reason: c.reason, need }, [need]) : null)),
  ].filter((fault) => fault !== null);
  return unless(faults, () => [
    {
      type: "held",
      data: {
        reason: c.reason,
        stops: rule.stops,
        ...lasting(rule, until, x.at, x),
        ...(c.public && c.note !== null && { public: true as const, ...afterPublicWord(t, x.rules, x.at) }),
      },
      ...(note !== null && { texts: { note } }),
    },
  ]);
}

export const evolveHeld: Evolve<"held"> = (t, { at, data, texts }) => {
  const clock = (which: Which): Clock => {
    const now = which === "response" && data.public ? end(t.clocks[which], at) : t.clocks[which];
    return data.stops.includes(which) ? stop(now, at) : run(now, at);
  };
  const from = t.hold?.from ?? (t.status === "new" ? "new" : "in_progress");
  return moved(t, at, {
    status: "on_hold",
    ...promising(t, data.nextUpdateAt),
    hold: {
      reason: data.reason,
      since: at,
      ...lastingOf(data),
      note: texts.note === null ? REDACTED : (texts.note ?? null),
      stops: data.stops,
      from,
    },
    clocks: { response: clock("response"), resolution: clock("resolution") },
  });
};

/** A hold that ends by itself: back to the status before it, and no response to anybody. It ends no hold that an undo has put in its place. */
export const evolveHoldEnded: Evolve<"holdEnded"> = (t, { at }) => {
  if (t.hold === null || t.hold.until !== at) return t;
  const [response, resolution] = CLOCKS.map((which) => run(t.clocks[which], at)) as [Clock, Clock];
  return moved(t, at, { status: t.hold.from, hold: null, clocks: { response, resolution } });
};
