import type { Desk } from "../app/desk.ts";
import type { Reads } from "../app/ports.ts";
import { readRest } from "../domain/ticket/rest.ts";
import type { Calendar } from "../domain/time/calendar.ts";
import type { Flags } from "./program.ts";

const SERVICE_TIME = /\d\s*b[hd]|\beod\b|kerja/i;

/** The desk's own hours: the first of its calendars that is not always open. */
const deskHours = (desk: Desk): Calendar => {
  const calendars = Object.values(desk.rules.calendars);
  return calendars.find((calendar) => !calendar.always) ?? (calendars[0] as Calendar);
};

/**
 * Whose hours `bh` and `bd` mean: those of the one ticket's resolution clock, otherwise the desk's. The register is only
 * asked where a flag speaks of service time at all.
 */
export async function calendarNamedBy(reads: Reads, desk: Desk, flags: Flags, numbers: readonly number[]): Promise<Calendar> {
  const asked = numbers.length === 1 && Object.values(flags).some((value) => typeof value === "string" && SERVICE_TIME.test(value));
  if (!asked) return deskHours(desk);
  const [row] = await reads.tickets(numbers);
  const clock = row === undefined ? null : readRest(row).clocks.resolution;
  return clock === null || clock.target === null ? deskHours(desk) : desk.calendarOf(clock.terms, clock.target.calendar);
}
