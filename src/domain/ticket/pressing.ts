import { CLOCKS, type Which } from "../policy/policy.ts";
import type { Instant } from "../time/instant.ts";
import { type ClockState, clockState } from "./clock-state.ts";
import type { TicketRow } from "./row.ts";

/** A clock as a list tells of it. */
export interface SeenClock {
  readonly which: Which;
  readonly state: ClockState;
  readonly dueAt: Instant | null;
  /** Of a breached or missed clock; null otherwise. */
  readonly breachedAt: Instant | null;
}

/** A clock of a ticket at an instant. No calendar is asked. */
export function seenClock(row: TicketRow, which: Which, now: Instant): SeenClock {
  const state = clockState(row, which, now);
  const [dueAt, breachedAt] = which === "response" ? [row.responseDueAt, row.responseBreachedAt] : [row.resolutionDueAt, row.resolutionBreachedAt];
  return { which, state, dueAt, breachedAt: breachedAt ?? (state === "breached" ? dueAt : null) };
}

const goesOn = ({ state }: SeenClock): boolean => state !== "none" && state !== "met" && state !== "missed";

/** The breached first, then the one due first; what has no due comes last. */
function presses(a: SeenClock, b: SeenClock): number {
  const breached = Number(b.state === "breached") - Number(a.state === "breached");
  const at = ({ breachedAt, dueAt }: SeenClock): number => breachedAt ?? dueAt ?? Number.MAX_SAFE_INTEGER;
  return breached !== 0 ? breached : at(a) - at(b);
}

/** The clock of a ticket somebody has to look at; null: none has yet to end. No calendar is asked. */
export function pressingClock(row: TicketRow, now: Instant): SeenClock | null {
  let first: SeenClock | null = null;
  for (const which of CLOCKS) {
    const clock = seenClock(row, which, now);
    if (goesOn(clock) && (first === null || presses(clock, first) < 0)) first = clock;
  }
  return first;
}

/** Whether one of a ticket's clocks that still count is breached, or will be within so many seconds. */
export function isPressing(row: TicketRow, now: Instant, seconds: number): boolean {
  return CLOCKS.some((which) => {
    const { state, dueAt } = seenClock(row, which, now);
    if (state === "breached") return true;
    return (state === "running" || state === "at_risk") && dueAt !== null && dueAt <= now + seconds;
  });
}
