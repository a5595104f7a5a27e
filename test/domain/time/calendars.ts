import type { Calendar, Spell } from "../../../src/domain/time/calendar.ts";
import type { Offsets } from "../../../src/domain/time/zone.ts";
import { offsetsOf } from "./offsets.ts";

const tables = new Map<string, Offsets>();

/** The table of a zone, made once per test file. */
export function tableOf(zone: string): Offsets {
  const table = tables.get(zone) ?? offsetsOf(zone);
  tables.set(zone, table);
  return table;
}

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
export const spell = (from: string, to: string): Spell => [minutes(from), minutes(to)];
export const at = (text: string): number => Date.parse(text) / 1000;

const DAY: readonly Spell[] = [spell("08:00", "12:00"), spell("13:00", "17:00")];

/** Mondays to Fridays 08:00-12:00 and 13:00-17:00, unless told otherwise. */
export const calendar = (zone: string, changes: Partial<Calendar> = {}): Calendar => ({
  always: false,
  zone,
  offsets: tableOf(zone),
  week: [[], DAY, DAY, DAY, DAY, DAY, []],
  dates: {},
  daySeconds: 28_800,
  ...changes,
});

export const everyDay = (...spells: readonly Spell[]): readonly (readonly Spell[])[] => Array.from({ length: 7 }, () => spells);
