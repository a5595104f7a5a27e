import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayNumber, iso } from "../../../src/domain/time/instant.ts";
import { fixedZone, gapAround, instantOf, offsetIn, offsetText, UTC, wallOf, type Zone, zoneOf } from "../../../src/domain/time/zone.ts";
import { at, tableOf } from "./calendars.ts";

const zone = (name: string): Zone => zoneOf({ zone: name, offsets: tableOf(name) });
const clock = (hour: number, minute: number): number => hour * 3600 + minute * 60;

describe("what the clocks of a zone show", () => {
  test("a reading leads back to its instant, or in a fold to the first instant with that reading", () => {
    for (const name of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Jakarta"]) {
      const local = zone(name);
      fc.assert(
        fc.property(fc.integer({ min: at("2001-01-01T00:00:00Z"), max: at("2039-01-01T00:00:00Z") }), (instant) => {
          const wall = wallOf(local, instant);
          const found = instantOf(local, wall.day, wall.secondOfDay);
          if (found.kind === "fold") expect([0, 1800, 3600]).toContain(instant - found.at);
          else expect(found).toEqual({ at: instant, kind: "exact" });
        }),
      );
    }
  });

  test("a reading the clocks skip is a gap, with its two edges", () => {
    const local = zone("America/New_York");
    const day = dayNumber(2026, 3, 8);
    expect(instantOf(local, day, clock(2, 30))).toEqual({ at: at("2026-03-08T07:30:00Z"), kind: "gap" });
    const gap = gapAround(local, day, clock(2, 30));
    expect(iso(gap.at)).toBe("2026-03-08T07:00:00Z");
    expect([gap.from, gap.to]).toEqual([day * 86_400 + clock(2, 0), day * 86_400 + clock(3, 0)]);
    expect(instantOf(local, day, clock(3, 0))).toEqual({ at: at("2026-03-08T07:00:00Z"), kind: "exact" });
  });

  test("a reading they show twice is a fold, and its first instant is taken", () => {
    expect(instantOf(zone("America/New_York"), dayNumber(2026, 11, 1), clock(1, 30))).toEqual({ at: at("2026-11-01T05:30:00Z"), kind: "fold" });
    expect(instantOf(zone("Australia/Lord_Howe"), dayNumber(2026, 4, 5), clock(1, 45))).toEqual({ at: at("2026-04-04T14:45:00Z"), kind: "fold" });
    expect(instantOf(zone("Australia/Lord_Howe"), dayNumber(2026, 4, 5), clock(1, 15)).kind).toBe("exact");
  });

  test("a whole day skipped at the date line is a gap", () => {
    expect(instantOf(zone("Pacific/Apia"), dayNumber(2011, 12, 30), clock(12, 0)).kind).toBe("gap");
  });
});

test("the first offset of a table also holds before it, and an empty table is UTC", () => {
  const table = [
    [100, 3600],
    [200, 7200],
  ] as const;
  expect([0, 100, 199, 200, 9999].map((instant) => offsetIn(table, instant))).toEqual([3600, 3600, 3600, 7200, 7200]);
  expect(offsetIn([], 5)).toBe(0);
  expect(UTC.offsetAt(5)).toBe(0);
  expect(wallOf(fixedZone(-3600), 0)).toEqual({ day: -1, secondOfDay: 82_800 });
});

test("offsets are written with their sign", () => {
  expect([25_200, -12_600, 0, 20_700, 26_252].map(offsetText)).toEqual(["+07:00", "-03:30", "+00:00", "+05:45", "+07:17:32"]);
});
