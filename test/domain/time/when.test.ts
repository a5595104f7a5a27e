import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iso } from "../../../src/domain/time/instant.ts";
import { type Around, parseWhen } from "../../../src/domain/time/when.ts";
import { UTC, type Zone, zoneOf } from "../../../src/domain/time/zone.ts";
import { DATES } from "../../../src/words/dates.en.ts";
import { at, calendar, tableOf } from "./calendars.ts";

const zone = (name: string): Zone => zoneOf({ zone: name, offsets: tableOf(name) });
const jakarta = zone("Asia/Jakarta");
const newYork = zone("America/New_York");
const office = calendar("Asia/Jakarta");
/** A Tuesday, 09:41:05 in Jakarta. */
const TUESDAY = at("2026-11-24T02:41:05Z");
const future: Around = { now: TUESDAY, zone: jakarta, toward: "future", calendar: office };
const past: Around = { ...future, toward: "past" };

/** The instant, or the fault's key with its sentence's parameters. */
function read(text: string, around: Around): string {
  const found = parseWhen(text, around);
  return found.ok ? iso(found.at) : found.fault.key;
}
function sentence(text: string, around: Around = future): string {
  const found = parseWhen(text, around);
  if (found.ok) throw new Error(`${text} was understood as ${iso(found.at)}`);
  return DATES[found.fault.key]?.(found.fault.with) ?? `no sentence for ${found.fault.key}`;
}

describe("the same on both sides of now, in Asia/Jakarta", () => {
  test.each([
    ["now", "2026-11-24T02:41:05Z"],
    ["  SEKARANG ", "2026-11-24T02:41:05Z"],
    ["today", "2026-11-23T17:00:00Z"],
    ["hari ini", "2026-11-23T17:00:00Z"],
    ["tomorrow", "2026-11-24T17:00:00Z"],
    ["besok", "2026-11-24T17:00:00Z"],
    ["lusa", "2026-11-25T17:00:00Z"],
    ["day after tomorrow", "2026-11-25T17:00:00Z"],
    ["the day after tomorrow", "when.unknown"],
    ["day before yesterday", "2026-11-21T17:00:00Z"],
    ["yesterday", "2026-11-22T17:00:00Z"],
    ["kemarin", "2026-11-22T17:00:00Z"],
    ["eod", "2026-11-24T10:00:00Z"],
    ["tomorrow eod", "2026-11-25T10:00:00Z"],
    ["eod friday", "2026-11-27T10:00:00Z", "2026-11-20T10:00:00Z"],
    ["tomorrow 09:00", "2026-11-25T02:00:00Z"],
    ["09:00 tomorrow", "2026-11-25T02:00:00Z"],
    ["tomorrow at 9", "2026-11-25T02:00:00Z"],
    ["Tomorrow 9:30pm", "2026-11-25T14:30:00Z"],
    ["besok 09.00", "2026-11-25T02:00:00Z"],
    ["Besok Jam 9", "2026-11-25T02:00:00Z"],
    ["besok jam 9.30", "2026-11-25T02:30:00Z"],
    ["besok pukul 14.05", "2026-11-25T07:05:00Z"],
    ["besok jam 9 malam", "2026-11-25T14:00:00Z"],
    ["jam 2 siang besok", "2026-11-25T07:00:00Z"],
    ["hari ini jam 10", "2026-11-24T03:00:00Z"],
    ["today 24:00", "2026-11-24T17:00:00Z"],
    ["today 12am", "2026-11-23T17:00:00Z"],
    ["today 12pm", "2026-11-24T05:00:00Z"],
    ["2026-11-24", "2026-11-23T17:00:00Z"],
    ["2026-11-24T10:00", "2026-11-24T03:00:00Z"],
    ["2026-11-24 10:00", "2026-11-24T03:00:00Z"],
    ["2026-11-24 10.00", "2026-11-24T03:00:00Z"],
    ["2026-11-24 jam 10", "2026-11-24T03:00:00Z"],
    ["2026-11-24T10:00:59", "2026-11-24T03:00:59Z"],
    ["2026-11-24T10:00:59.987Z", "2026-11-24T10:00:59Z"],
    ["2026-11-24t10:00z", "2026-11-24T10:00:00Z"],
    ["2026-11-24T10:00+07:00", "2026-11-24T03:00:00Z"],
    ["2026-11-24 10:00 +0700", "2026-11-24T03:00:00Z"],
    ["2026-11-24T10:00-05", "2026-11-24T15:00:00Z"],
    ["2026-11-24T24:00", "2026-11-24T17:00:00Z"],
    ["2024-02-29", "2024-02-28T17:00:00Z"],
    ["2h ago", "2026-11-24T00:41:05Z"],
    ["2 hours ago", "2026-11-24T00:41:05Z"],
    ["1h30m ago", "2026-11-24T01:11:05Z"],
    ["1 hour and 30 minutes ago", "2026-11-24T01:11:05Z"],
    ["an hour ago", "2026-11-24T01:41:05Z"],
    ["2 jam lalu", "2026-11-24T00:41:05Z"],
    ["2 jam yang lalu", "2026-11-24T00:41:05Z"],
    ["1 jam 30 menit lalu", "2026-11-24T01:11:05Z"],
    ["sejam lalu", "2026-11-24T01:41:05Z"],
    ["2 minggu lalu", "2026-11-10T02:41:05Z"],
    ["seminggu lagi", "2026-12-01T02:41:05Z"],
    ["3 hari lalu", "2026-11-21T02:41:05Z"],
    ["10 detik lalu", "2026-11-24T02:40:55Z"],
    ["30 menit lagi", "2026-11-24T03:11:05Z"],
    ["in 30m", "2026-11-24T03:11:05Z"],
    ["in 30 min", "2026-11-24T03:11:05Z"],
    ["dalam 30 menit", "2026-11-24T03:11:05Z"],
    ["dalam 30 menit lagi", "2026-11-24T03:11:05Z"],
    ["2 days from now", "2026-11-26T02:41:05Z"],
    ["+30m", "2026-11-24T03:11:05Z"],
    ["-30m", "2026-11-24T02:11:05Z"],
    ["in 8bh", "2026-11-25T02:41:05Z"],
    ["in 1bd", "2026-11-25T02:41:05Z"],
    ["in 2 business days", "2026-11-26T02:41:05Z"],
    ["4 jam kerja lagi", "2026-11-24T07:41:05Z"],
    ["2 hari kerja lalu", "2026-11-20T02:41:05Z"],
    ["2bd ago", "2026-11-20T02:41:05Z"],
    ["next monday", "2026-11-29T17:00:00Z"],
    ["senin depan", "2026-11-29T17:00:00Z"],
    ["last monday", "2026-11-22T17:00:00Z"],
    ["senin lalu", "2026-11-22T17:00:00Z"],
    ["next tuesday", "2026-11-30T17:00:00Z"],
    ["last tuesday", "2026-11-16T17:00:00Z"],
    ["hari minggu depan", "2026-11-28T17:00:00Z"],
    ["next monday 09:00", "2026-11-30T02:00:00Z"],
  ])("%s", (text, ahead, behind = ahead) => {
    expect([read(text, future), read(text, past)]).toEqual([ahead, behind]);
  });
});

describe("what lies on the side asked for", () => {
  test.each([
    ["monday", "2026-11-29T17:00:00Z", "2026-11-22T17:00:00Z"],
    ["on monday", "2026-11-29T17:00:00Z", "2026-11-22T17:00:00Z"],
    ["Mon", "2026-11-29T17:00:00Z", "2026-11-22T17:00:00Z"],
    ["senin", "2026-11-29T17:00:00Z", "2026-11-22T17:00:00Z"],
    ["hari senin", "2026-11-29T17:00:00Z", "2026-11-22T17:00:00Z"],
    ["sen", "2026-11-29T17:00:00Z", "2026-11-22T17:00:00Z"],
    ["jumat", "2026-11-26T17:00:00Z", "2026-11-19T17:00:00Z"],
    ["jum'at 9.00", "2026-11-27T02:00:00Z", "2026-11-20T02:00:00Z"],
    ["minggu", "2026-11-28T17:00:00Z", "2026-11-21T17:00:00Z"],
    ["sunday", "2026-11-28T17:00:00Z", "2026-11-21T17:00:00Z"],
    ["tuesday", "2026-11-30T17:00:00Z", "2026-11-23T17:00:00Z"],
    ["selasa 17:00", "2026-11-24T10:00:00Z", "2026-11-17T10:00:00Z"],
    ["09:00", "2026-11-25T02:00:00Z", "2026-11-24T02:00:00Z"],
    ["9:30", "2026-11-25T02:30:00Z", "2026-11-24T02:30:00Z"],
    ["17.00", "2026-11-24T10:00:00Z", "2026-11-23T10:00:00Z"],
    ["09:41:05", "2026-11-25T02:41:05Z", "2026-11-24T02:41:05Z"],
    ["jam 5 sore", "2026-11-24T10:00:00Z", "2026-11-23T10:00:00Z"],
    ["at 10", "2026-11-24T03:00:00Z", "2026-11-23T03:00:00Z"],
    ["2h", "2026-11-24T04:41:05Z", "2026-11-24T00:41:05Z"],
    ["30 menit", "2026-11-24T03:11:05Z", "2026-11-24T02:11:05Z"],
    ["8bh", "2026-11-25T02:41:05Z", "2026-11-23T02:41:05Z"],
  ])("%s", (text, ahead, behind) => {
    expect([read(text, future), read(text, past)]).toEqual([ahead, behind]);
  });
});

test("the end of a day is the calendar's, and 17:00 where it has none", () => {
  const half = calendar("Asia/Jakarta", { dates: { "2026-11-24": [[480, 720]], "2026-11-25": [[0, 1440]] } });
  expect(read("eod", { ...future, calendar: half })).toBe("2026-11-24T05:00:00Z");
  expect(read("tomorrow eod", { ...future, calendar: half })).toBe("2026-11-25T17:00:00Z");
  expect(read("saturday eod", future)).toBe("2026-11-28T10:00:00Z");
  expect(read("eod", { ...future, calendar: { ...office, always: true } })).toBe("2026-11-24T17:00:00Z");
  expect(read("eod", { now: TUESDAY, zone: UTC, toward: "future" })).toBe("2026-11-24T17:00:00Z");
});

describe("where the clocks change, in America/New_York", () => {
  const spring: Around = { now: at("2026-03-08T05:00:00Z"), zone: newYork, toward: "future" };
  const autumn: Around = { now: at("2026-11-01T04:00:00Z"), zone: newYork, toward: "future" };

  test("a time in a gap is refused, and the gap named", () => {
    expect(sentence("2026-03-08 02:30", spring)).toBe("There is no 02:30 on 2026-03-08 in America/New_York: the clocks go from 02:00 straight to 03:00.");
    for (const text of ["02:30", "today 02:00", "2026-03-08T02:59:59", "sunday jam 2.30"]) expect(read(text, spring)).toBe("when.gap");
    expect(read("2026-03-08 03:00", spring)).toBe("2026-03-08T07:00:00Z");
    expect(read("2026-03-08 01:59:59", spring)).toBe("2026-03-08T06:59:59Z");
    expect(read("2026-03-08T02:30-05:00", spring)).toBe("2026-03-08T07:30:00Z");
  });

  test("a gap that is over does not stand in the way of the next such time", () => {
    expect(read("02:30", { ...spring, now: at("2026-03-08T15:00:00Z") })).toBe("2026-03-09T06:30:00Z");
  });

  test("a time that comes twice is refused with both readings, and a zone says which", () => {
    expect(sentence("2026-11-01 01:30", autumn)).toBe(
      "01:30 comes twice on 2026-11-01 in America/New_York, where the clocks go back: write 2026-11-01 01:30-04:00 or 2026-11-01 01:30-05:00.",
    );
    for (const text of ["01:30", "today 01:00", "2026-11-01T01:59:59", "sunday jam 1.30"]) expect(read(text, autumn)).toBe("when.twice");
    expect(read("2026-11-01T01:30-04:00", autumn)).toBe("2026-11-01T05:30:00Z");
    expect(read("2026-11-01 01:30-05:00", autumn)).toBe("2026-11-01T06:30:00Z");
    expect([read("2026-11-01 00:59:59", autumn), read("2026-11-01 02:00", autumn)]).toEqual(["2026-11-01T04:59:59Z", "2026-11-01T07:00:00Z"]);
  });

  test("of a time that comes twice the one that is still to come, or has been, is meant where that is one", () => {
    const between = { ...autumn, now: at("2026-11-01T06:00:00Z") };
    expect(read("01:30", between)).toBe("2026-11-01T06:30:00Z");
    expect(read("01:30", { ...between, toward: "past" })).toBe("2026-11-01T05:30:00Z");
    expect(read("01:30", { ...autumn, now: at("2026-11-01T12:00:00Z") })).toBe("2026-11-02T06:30:00Z");
  });

  test("a day whose midnight comes twice begins with the first", () => {
    const havana: Around = { now: at("2026-10-30T12:00:00Z"), zone: zone("America/Havana"), toward: "future" };
    expect(read("2026-11-01", havana)).toBe("2026-11-01T04:00:00Z");
    expect(read("2026-11-01 00:00", havana)).toBe("when.twice");
  });

  test("elapsed days are 24 hours, days by name are the clock's", () => {
    const noon = { ...autumn, now: at("2026-10-31T16:00:00Z") };
    expect([read("in 1d", noon), read("tomorrow 12:00", noon)]).toEqual(["2026-11-01T16:00:00Z", "2026-11-01T17:00:00Z"]);
  });

  test("a day whose midnight is skipped begins where the clocks are put forward; a day that is skipped is refused", () => {
    const beirut: Around = { now: at("2026-03-28T12:00:00Z"), zone: zone("Asia/Beirut"), toward: "future" };
    expect(read("2026-03-29", beirut)).toBe("2026-03-28T22:00:00Z");
    expect(read("2026-03-28 24:00", beirut)).toBe("2026-03-28T22:00:00Z");
    expect(read("2026-03-29 00:00", beirut)).toBe("when.gap");
    const apia: Around = { now: at("2011-12-29T12:00:00Z"), zone: zone("Pacific/Apia"), toward: "future" };
    expect(read("2011-12-30", apia)).toBe("when.gap");
    expect(read("2011-12-31", apia)).toBe("2011-12-30T10:00:00Z");
  });
});

describe("refused, with what to do", () => {
  test.each([
    ["03/04/2026", '"03/04/2026" can be read in two ways: write 2026-04-03 or 2026-03-04.'],
    ["3.4.26 10:00", '"3.4.26 10:00" can be read in two ways: write 2026-04-03 10:00 or 2026-03-04 10:00.'],
    ["24/11/2026", '"24/11/2026" is not written year first: write 2026-11-24 if that is the day meant.'],
    ["2026/11/24", '"2026/11/24" is not written year first: write 2026-11-24 if that is the day meant.'],
    ["2026-1-5", '"2026-1-5" is not written year first: write 2026-01-05 if that is the day meant.'],
    ["2026-02-30", '"2026-02-30" is no date: 2026-02 has 28 days.'],
    ["2026-13-01", '"2026-13-01" is no date: there is no month 13.'],
    ["25:00", '"25:00" is no time of day: hours go from 00:00 to 23:59, and 24:00 is the end of a day.'],
    ["2026-11-24T24:01", '"24:01" is no time of day: hours go from 00:00 to 23:59, and 24:00 is the end of a day.'],
    ["minggu lalu", '"minggu lalu" can be read in two ways: write 2026-11-22 or 2026-11-17.'],
    ["minggu depan", '"minggu depan" can be read in two ways: write 2026-11-29 or 2026-12-01.'],
    ["in 2 months", '"in 2 months" has no certain length: months and years differ. Count days (d) or weeks (w), or write the date.'],
    ["2026-11-24T10:00+25:00", "+25:00 is no zone's distance from UTC: write Z, or one such as +07:00."],
    ["1969-12-31", '"1969-12-31" lies outside the years 1970 to 9999.'],
    ["", "A time is missing: write one such as 2026-11-24 10:00, tomorrow 09:00, or 2h ago."],
  ])("%s", (text, said) => {
    expect(sentence(text)).toBe(said);
  });

  test.each([
    ["   ", "when.empty"],
    ["10000-01-01", "when.range"],
    ["1970-01-01", "when.range"],
    ["9999-12-31T24:00Z", "when.range"],
    ["60 years ago", "when.vague-unit"],
    ["30000d ago", "when.range"],
    ["101000d ago", "when.duration"],
    ["30m1h ago", "when.duration"],
    ["1h 1bh", "when.duration"],
    ["1M ago", "when.vague-unit"],
    ["2 bulan lalu", "when.vague-unit"],
    ["10:60", "when.no-such-time"],
    ["besok 10:00:60", "when.no-such-time"],
    ["13pm", "when.no-such-time"],
    ["12 malam", "when.no-such-time"],
    ["2026-11-31 10:00", "when.no-such-day"],
    ["2026-00-10", "when.no-such-month"],
    ["2026-11-24T10:00:00+0760", "when.no-such-offset"],
  ])("%s: %s", (text, key) => {
    expect(read(text, future)).toBe(key);
    expect(sentence(text)).not.toContain("undefined");
  });

  const UNKNOWN = [
    "soon",
    "9",
    "in 30",
    "ago",
    "2h ago ago",
    "tomorrow tomorrow",
    "tomorrow 9",
    "tomorrow 09:00 please",
    "monday tuesday",
    "next",
    "next week",
    "this monday",
    "99/99/2026",
  ];
  test.each([
    ...UNKNOWN,
    "2026-11-24Z",
    "2026-11-24 2026-11-25",
    "2026-11",
    "20261124",
    "1764000000",
    "1.5h ago",
    "in -2h",
    "constructor",
    "__proto__",
    "９:00",
    "09:00\u0000",
    "x".repeat(5000),
    "1 ".repeat(50),
  ])("%j is not known", (text) => {
    expect(read(text, future)).toBe("when.unknown");
  });

  test("service time without a calendar, or with one that is never open", () => {
    const { calendar: _, ...without } = future;
    expect(read("in 8bh", without)).toBe("when.no-calendar");
    expect(read("in 8bh", { ...future, calendar: { ...office, week: [] } })).toBe("when.never-open");
  });
});

test("any text gives an instant in range or a fault with a sentence", () => {
  const word = fc.constantFrom(
    "next",
    "last",
    "minggu",
    "lalu",
    "2",
    "9",
    "jam",
    "09:00",
    "2026-03-08",
    "02:30",
    "in",
    "h",
    "ago",
    "+",
    "pagi",
    "pm",
    "eod",
    "1h",
    "bd",
    "besok",
    "T",
    "Z",
    "+07",
    "/",
    "3/4/26",
    "se",
    "hari",
    "ini",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(word, { maxLength: 6 }).map((words) => words.join(" ")),
        fc.array(word, { maxLength: 4 }).map((words) => words.join("")),
      ),
      (text) => {
        for (const around of [future, { ...past, zone: newYork }]) {
          const found = parseWhen(text, around);
          if (found.ok) expect(found.at >= 0 && Number.isSafeInteger(found.at)).toBe(true);
          else expect(DATES[found.fault.key]?.(found.fault.with)).not.toMatch(/undefined|NaN|null/);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("an instant as this program writes it is read back, whatever the zone", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (instant) => read(iso(instant), future) === iso(instant)));
});
