import { describe, expect, test } from "vitest";
import { addService, type Calendar, isOpen, nextOpening, type Spell, serviceSeconds } from "../../../src/domain/time/calendar.ts";
import { iso } from "../../../src/domain/time/instant.ts";
import { at, spell, tableOf } from "./calendars.ts";
import { EXCEPTED, type Given, otherSuites, type Pair, type Vector } from "./other-suites.ts";

const data = otherSuites();

const spells = (pairs: readonly Pair[]): readonly Spell[] => pairs.map(([from, to]) => spell(from, to));

const compile = (given: Given): Calendar => ({
  always: false,
  zone: given.timezone,
  offsets: tableOf(given.timezone),
  week: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].map((name) => spells(given.hours[name] ?? [])),
  dates: Object.fromEntries([
    ...given.holidays.map((day) => [day, []] as const),
    ...Object.entries(given.date_hours ?? {}).map(([day, pairs]) => [day, spells(pairs)] as const),
  ]),
  daySeconds: 28_800,
});

function previousClosing(calendar: Calendar, from: number): number | null {
  if (isOpen(calendar, from)) return from;
  const second = addService(calendar, from, -1);
  return second === null ? null : second + 1;
}

function answer(vector: Vector, calendar: Calendar): unknown {
  const start = at(vector.start);
  const shown = (instant: number | null): string | null => (instant === null ? null : iso(instant));
  switch (vector.op) {
    case "add":
      return shown(addService(calendar, start, vector.seconds ?? 0));
    case "between":
      return serviceSeconds(calendar, start, at(vector.end ?? ""));
    case "is_open":
      return isOpen(calendar, start);
    case "next_open":
      return shown(nextOpening(calendar, start));
    case "prev_close":
      return shown(previousClosing(calendar, start));
    case "add_days":
      return undefined;
  }
}

describe.skipIf(data === null)("service time as other projects count it", () => {
  const calendars = new Map(Object.entries(data?.calendars ?? {}).map(([name, given]) => [name, compile(given)]));
  for (const vector of data?.vectors ?? []) {
    test.skipIf(EXCEPTED[vector.id])(`${vector.id} ${vector.op} ${EXCEPTED[vector.id] ?? ""}`, () => {
      const calendar = calendars.get(vector.calendar);
      if (!calendar) throw new Error(`no calendar ${vector.calendar}`);
      const { expected } = vector;
      expect(answer(vector, calendar)).toBe(typeof expected === "string" ? iso(at(expected)) : expected);
    });
  }
});
