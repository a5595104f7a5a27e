import fc from "fast-check";
import { expect, test } from "vitest";
import { civilOf, dayNumber, daysInMonth, iso, isoDay, weekdayOf } from "../../../src/domain/time/instant.ts";

const seconds = fc.integer({ min: -62_000_000_000, max: 253_402_300_799 });

test("an instant is written as the standard library writes it, without fractions", () => {
  fc.assert(fc.property(seconds, (at) => iso(at) === `${new Date(at * 1000).toISOString().slice(0, -5)}Z`));
  expect(iso(0)).toBe("1970-01-01T00:00:00Z");
});

test("a day number and its date lead to each other", () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
      const date = new Date(day * 86_400_000);
      expect(civilOf(day)).toEqual({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
      expect(dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day);
      expect(weekdayOf(day)).toBe(date.getUTCDay());
    }),
  );
});

test("months run over into the next year, and leap years are those of the Gregorian calendar", () => {
  expect(isoDay(dayNumber(2026, 13, 1))).toBe("2027-01-01");
  expect([1900, 2000, 2024, 2026].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28]);
  expect(daysInMonth(2026, 12)).toBe(31);
});
