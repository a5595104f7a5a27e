import { LEVELS } from "../policy/escalation-rule.ts";
import type { Which } from "../policy/policy.ts";
import { addService, type Calendar, serviceSeconds } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { runningSince } from "./clock.ts";
import type { JudgedRow } from "./row.ts";
import { type Clock, OPEN, type Ticket } from "./ticket.ts";

/** Finds the calendar of a policy version by its name. */
export type CalendarOf = (terms: number, name: string) => Calendar;

/** Stands where there is no due: greater than any instant, and exact as a double. */
export const NO_DUE = Number.MAX_SAFE_INTEGER;

/** At this share of the target, in percent, a clock is at risk. */
const RISK = 75;

export interface Verdict {
  readonly target: number | null;
  readonly dueAt: Instant | null;
  readonly riskAt: Instant | null;
  readonly breachedAt: Instant | null;
  readonly left: number | null;
  /** When the next share of the target that nobody was warned of is spent; what is spent already, about when; null: none will be as things stand. */
  readonly nextAt: Instant | null;
}

const NONE: Verdict = { target: null, dueAt: null, riskAt: null, breachedAt: null, left: null, nextAt: null };

/** The service time that makes up a share of a target. */
export const shareOf = (targetSeconds: number, percent: number): number => Math.ceil((targetSeconds * percent) / 100);

/** When elapsed reached `seconds` within the intervals that are over; null: not within them. */
function reachedWithin(clock: Clock, calendar: Calendar, seconds: number): Instant | null {
  let spent = 0;
  for (const [from, to] of clock.running) {
    if (to === null) break;
    const span = serviceSeconds(calendar, from, to);
    if (spent + span >= seconds && (span > 0 || seconds === 0)) return addService(calendar, from, seconds - spent);
    spent += span;
  }
  return null;
}

/** The target was reached within the intervals that are over: due then, and breached as soon as a second has passed since. */
function judgeReached(clock: Clock, target: number, dueAt: Instant, left: number): Verdict {
  const seenAt = clock.endedAt ?? runningSince(clock) ?? clock.running.at(-1)?.[1] ?? dueAt;
  const nextAt = clock.endedAt === null && clock.warned < 100 ? dueAt : null;
  if (dueAt < seenAt) return { target, dueAt, riskAt: null, breachedAt: dueAt, left, nextAt };
  return { target, dueAt, riskAt: clock.endedAt === null ? dueAt : null, breachedAt: null, left, nextAt };
}

/**
 * What a clock says whatever the time of looking: its due is the first instant at which elapsed reaches the target if
 * the clock goes on running as it does. `resumesAt` is the end of the hold that pauses it, if it has one.
 */
export function judgeClock(clock: Clock, calendar: Calendar, resumesAt: Instant | null): Verdict {
  if (clock.target === null) return NONE;
  const target = clock.target.seconds;
  let spent = 0;
  for (const [from, to] of clock.running) if (to !== null) spent += serviceSeconds(calendar, from, to);
  const left = target - spent;
  const reachedAt = left > 0 ? null : reachedWithin(clock, calendar, target);
  if (reachedAt !== null) return judgeReached(clock, target, reachedAt, left);
  if (clock.endedAt !== null) return { target, dueAt: addService(calendar, clock.endedAt, left), riskAt: null, breachedAt: null, left, nextAt: null };
  const since = runningSince(clock);
  const next = LEVELS.find((percent) => percent > clock.warned);
  const nextIn = next === undefined ? null : shareOf(target, next) - spent;
  // A clock that is held tells of what it had reached.
  const passedAt = nextIn !== null && nextIn <= 0 ? (since ?? clock.running.at(-1)?.[1] ?? null) : null;
  const onFrom = since ?? (resumesAt === null ? null : Math.max(resumesAt, clock.running.at(-1)?.[1] ?? resumesAt));
  const dueAt = onFrom === null ? null : addService(calendar, onFrom, left);
  if (onFrom === null || dueAt === null) return { target, dueAt: null, riskAt: null, breachedAt: null, left, nextAt: passedAt };
  const riskIn = shareOf(target, RISK) - spent;
  const riskAt = riskIn > 0 ? addService(calendar, onFrom, riskIn) : onFrom;
  if (passedAt !== null || since === null || nextIn === null) return { target, dueAt, riskAt, breachedAt: null, left, nextAt: passedAt };
  const nextAt = next === RISK ? riskAt : next === 100 ? dueAt : addService(calendar, since, nextIn);
  return { target, dueAt, riskAt, breachedAt: null, left, nextAt };
}

/** When each clock would be due, whatever its state. */
export function judgeTicket(ticket: Ticket, calendarOf: CalendarOf): Readonly<Record<Which, Verdict>> {
  const of = (which: Which): Verdict => {
    const clock = ticket.clocks[which];
    if (clock.target === null || ticket.status === "cancelled") return NONE;
    return judgeClock(clock, calendarOf(clock.terms, clock.target.calendar), ticket.hold?.until ?? null);
  };
  return { response: of("response"), resolution: of("resolution") };
}

/** The first instant at which time alone changes the ticket: the end of its hold or of its override. */
function wakeAt(ticket: Ticket): Instant | null {
  if (!OPEN.includes(ticket.status)) return null;
  const ends = [ticket.hold?.until ?? null, ticket.override?.until ?? null].filter((at) => at !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}

const earliest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce((first, at) => (at === null || (first !== null && first <= at) ? first : at), null);

/** Nothing was due before what brought it about was recorded. */
const notBefore = (at: Instant | null, { updatedAt }: Ticket): Instant | null => (at === null ? null : Math.max(at, updatedAt));

/** When a promised update has passed: its second itself is not too late. */
export const promisePasses = ({ nextUpdateAt, promiseTold }: Ticket): Instant | null => (nextUpdateAt === null || promiseTold ? null : nextUpdateAt + 1);

/** The first instant at which the sweep has something to do. */
function sweepAt(ticket: Ticket, clocks: () => Readonly<Record<Which, Verdict>>): Instant | null {
  if (ticket.status === "resolved") return ticket.major ? null : notBefore(ticket.silence?.closesAt ?? null, ticket);
  if (!OPEN.includes(ticket.status)) return null;
  const { response, resolution } = clocks();
  const { hold } = ticket;
  return notBefore(earliest([response.nextAt, resolution.nextAt, hold?.remindAt ?? null, hold?.outstay?.at ?? null, promisePasses(ticket)]), ticket);
}

/** The columns that the calendars of its terms give a ticket. */
export function judge(ticket: Ticket, calendarOf: CalendarOf): JudgedRow {
  const clocks = judgeTicket(ticket, calendarOf);
  const { response, resolution } = clocks;
  return {
    responseTarget: response.target,
    responseDueAt: response.dueAt,
    responseRiskAt: response.riskAt,
    responseBreachedAt: response.breachedAt,
    responseLeft: response.left,
    resolutionTarget: resolution.target,
    resolutionDueAt: resolution.dueAt,
    resolutionRiskAt: resolution.riskAt,
    resolutionBreachedAt: resolution.breachedAt,
    resolutionLeft: resolution.left,
    sortDueAt: resolution.dueAt ?? NO_DUE,
    wakeAt: wakeAt(ticket),
    sweepAt: sweepAt(ticket, () => clocks),
  };
}

/** A ticket and what was made of it. */
export interface Judged {
  readonly ticket: Ticket;
  readonly row: JudgedRow;
}

/** Whether a ticket's clocks, and the hold that may pause them, are those of another, so that they come to the same. */
const isJudgedAlike = (t: Ticket, other: Ticket): boolean =>
  t.clocks === other.clocks && t.hold === other.hold && t.status !== "cancelled" && other.status !== "cancelled";

/** What the sweep has to do follows from these beside the clocks and the hold. */
const isSweptAlike = (t: Ticket, other: Ticket): boolean =>
  t.status === other.status && t.nextUpdateAt === other.nextUpdateAt && t.promiseTold === other.promiseTold && t.updatedAt >= other.updatedAt;

/** The judged columns of a ticket that was another a moment ago, whose row is known: what most acts leave as it was is not counted again. */
export function judgeAgain(ticket: Ticket, { ticket: old, row }: Judged, calendarOf: CalendarOf): JudgedRow {
  const open = OPEN.includes(ticket.status);
  if (!isJudgedAlike(ticket, old) || (open && !isSweptAlike(ticket, old))) return judge(ticket, calendarOf);
  return {
    responseTarget: row.responseTarget,
    responseDueAt: row.responseDueAt,
    responseRiskAt: row.responseRiskAt,
    responseBreachedAt: row.responseBreachedAt,
    responseLeft: row.responseLeft,
    resolutionTarget: row.resolutionTarget,
    resolutionDueAt: row.resolutionDueAt,
    resolutionRiskAt: row.resolutionRiskAt,
    resolutionBreachedAt: row.resolutionBreachedAt,
    resolutionLeft: row.resolutionLeft,
    sortDueAt: row.sortDueAt,
    wakeAt: wakeAt(ticket),
    sweepAt: open ? notBefore(row.sweepAt, ticket) : sweepAt(ticket, () => judgeTicket(ticket, calendarOf)),
  };
}

/** Past its due at `at`, unless it ended in time. */
export const breachedBy = ({ breachedAt, riskAt, dueAt }: Verdict, at: Instant): boolean =>
  breachedAt !== null || (riskAt !== null && dueAt !== null && dueAt < at);
