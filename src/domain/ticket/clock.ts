import type { Level } from "../policy/escalation-rule.ts";
import type { Instant } from "../time/instant.ts";
import type { Clock, Target } from "./ticket.ts";

/** A clock that has not ended is running or paused. */
export const isRunning = (clock: Clock): boolean => clock.running.length > 0 && clock.running[clock.running.length - 1]?.[1] === null;

/** When the last interval began, if it is still running. */
export const runningSince = (clock: Clock): Instant | null => (isRunning(clock) ? (clock.running[clock.running.length - 1]?.[0] ?? null) : null);

export const begun = (target: Target | null, terms: number, at: Instant): Clock => ({ target, terms, running: [[at, null]], endedAt: null, warned: 0 });

/** Lets it run from `at`; an ended or running clock is left as it is. */
export function run(clock: Clock, at: Instant): Clock {
  return clock.endedAt !== null || isRunning(clock) ? clock : { ...clock, running: [...clock.running, [at, null]] };
}

/** Pauses it at `at`. An interval cannot end before it began: an earlier `at` makes it empty. */
export function stop(clock: Clock, at: Instant): Clock {
  const since = runningSince(clock);
  return since === null ? clock : { ...clock, running: [...clock.running.slice(0, -1), [since, Math.max(since, at)]] };
}

/** Ends it for good: what was in force stays in force. */
export const end = (clock: Clock, at: Instant): Clock => (clock.endedAt !== null ? clock : { ...stop(clock, at), endedAt: at });

const sameTarget = (a: Target | null, b: Target | null): boolean => a?.seconds === b?.seconds && a?.calendar === b?.calendar;

/** Of another target nobody was warned yet. */
const warnedOf = (clock: Clock, target: Target | null): Clock["warned"] => (sameTarget(clock.target, target) ? clock.warned : 0);

/** Gives a clock that has not ended another target; its intervals stay, so nothing spent is forgotten. */
export const aim = (clock: Clock, target: Target | null): Clock => (clock.endedAt !== null ? clock : { ...clock, target, warned: warnedOf(clock, target) });

/** Somebody was warned that such a share of the target is spent; of another target, or once it has ended, that says nothing. */
export const warn = (clock: Clock, target: Target, percent: Level): Clock =>
  clock.endedAt !== null || !sameTarget(clock.target, target) || clock.warned >= percent ? clock : { ...clock, warned: percent };

/** Brings an ended clock back, from where it stood, to run again from `at`. */
export const revive = (clock: Clock, target: Target | null, terms: number, at: Instant): Clock =>
  run({ ...clock, target, terms, endedAt: null, warned: warnedOf(clock, target) }, at);
