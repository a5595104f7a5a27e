import type { Which } from "../policy/policy.ts";
import { serviceSeconds } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { isRunning, runningSince } from "./clock.ts";
import type { CalendarOf } from "./judge.ts";
import { type Rest, readRest } from "./rest.ts";
import type { TicketRow } from "./row.ts";
import type { Status } from "./ticket.ts";

export type ClockState = "running" | "at_risk" | "breached" | "paused" | "met" | "missed" | "none";
export const CLOCK_STATES: readonly ClockState[] = ["running", "at_risk", "breached", "paused", "met", "missed", "none"];

/** Writers go row by row, so one remembered row spares the parsing that each of a dozen keys would repeat. */
const last: { row: TicketRow | null; rest: Rest | null } = { row: null, rest: null };

/** What the `rest` column of a row says, parsed once while the same row is asked again. */
export function restOf(row: TicketRow): Rest {
  if (last.row === row && last.rest !== null) return last.rest;
  const rest = readRest(row);
  last.row = row;
  last.rest = rest;
  return rest;
}

interface Columns {
  readonly target: number | null;
  readonly dueAt: Instant | null;
  readonly riskAt: Instant | null;
  readonly breachedAt: Instant | null;
  readonly left: number | null;
}

const columnsOf = (row: TicketRow, which: Which): Columns =>
  which === "response"
    ? { target: row.responseTarget, dueAt: row.responseDueAt, riskAt: row.responseRiskAt, breachedAt: row.responseBreachedAt, left: row.responseLeft }
    : {
        target: row.resolutionTarget,
        dueAt: row.resolutionDueAt,
        riskAt: row.resolutionRiskAt,
        breachedAt: row.resolutionBreachedAt,
        left: row.resolutionLeft,
      };

type Phase = "running" | "paused" | "ended";

/** The resolution clock runs in new and in_progress and ends with the work, so only a held ticket has to be looked into. */
const RESOLUTION_PHASE: Readonly<Partial<Record<Status, Phase>>> = { new: "running", in_progress: "running", resolved: "ended", closed: "ended" };

/** What the columns alone tell: the first response is the end of its clock. */
const plainPhase = (row: TicketRow, which: Which): Phase | undefined =>
  which === "resolution" ? RESOLUTION_PHASE[row.status] : row.firstResponseAt === null ? undefined : "ended";

function phaseOf(row: TicketRow, which: Which, now: Instant): Phase {
  const plain = plainPhase(row, which);
  if (plain !== undefined) return plain;
  const clock = restOf(row).clocks[which];
  if (clock.endedAt !== null) return "ended";
  return isRunning(clock) || holdIsOver(row, now) ? "running" : "paused";
}

/** A hold ends at its instant, whether or not that has been recorded yet. */
const holdIsOver = (row: TicketRow, now: Instant): boolean => row.holdUntil !== null && row.holdUntil <= now;

function stateIn(columns: Columns, phase: Phase, now: Instant): ClockState {
  if (phase === "ended") return columns.breachedAt === null ? "met" : "missed";
  if (columns.breachedAt !== null || (columns.riskAt !== null && columns.dueAt !== null && columns.dueAt < now)) return "breached";
  if (phase === "paused") return "paused";
  return columns.riskAt !== null && columns.riskAt <= now ? "at_risk" : "running";
}

/** What a clock of a ticket is at an instant. The due second itself is not yet a breach. */
export function clockState(row: TicketRow, which: Which, now: Instant): ClockState {
  const columns = columnsOf(row, which);
  return columns.target === null ? "none" : stateIn(columns, phaseOf(row, which, now), now);
}

/** Everything a program is told of a clock. Instants and seconds of service time; null where there is no clock. */
export interface ClockReading {
  readonly state: ClockState;
  readonly paused: boolean;
  readonly dueAt: Instant | null;
  readonly targetSeconds: number | null;
  readonly elapsedSeconds: number | null;
  readonly leftSeconds: number | null;
  readonly breachedAt: Instant | null;
}

const NONE: ClockReading = { state: "none", paused: false, dueAt: null, targetSeconds: null, elapsedSeconds: null, leftSeconds: null, breachedAt: null };

/** Reads a clock at an instant; what it spent since it last began to run is counted by the calendar of its terms. */
export function readClock(row: TicketRow, which: Which, now: Instant, calendarOf: CalendarOf): ClockReading {
  const columns = columnsOf(row, which);
  if (columns.target === null) return NONE;
  const phase = phaseOf(row, which, now);
  const state = stateIn(columns, phase, now);
  const elapsedSeconds = columns.target - (columns.left ?? 0) + (phase === "running" ? spentSince(row, which, now, calendarOf) : 0);
  return {
    state,
    paused: phase === "paused",
    dueAt: columns.dueAt,
    targetSeconds: columns.target,
    elapsedSeconds,
    leftSeconds: columns.target - elapsedSeconds,
    breachedAt: columns.breachedAt ?? (state === "breached" ? columns.dueAt : null),
  };
}

function spentSince(row: TicketRow, which: Which, now: Instant, calendarOf: CalendarOf): number {
  const clock = restOf(row).clocks[which];
  const since = runningSince(clock) ?? row.holdUntil;
  return since === null || clock.target === null ? 0 : serviceSeconds(calendarOf(clock.terms, clock.target.calendar), since, now);
}
