import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addService, type Calendar, closedDays, isOpen, nextOpening, serviceSeconds, slices } from "../../../src/domain/time/calendar.ts";
import { iso } from "../../../src/domain/time/instant.ts";
import { at, calendar, everyDay, spell } from "./calendars.ts";

const HOUR = 3600;
const ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Jakarta"];
const office = calendar("Asia/Jakarta");
const roundTheClock = (zone: string): Calendar => calendar(zone, { week: everyDay(spell("00:00", "24:00")) });
const shown = (instant: number | null): string | null => (instant === null ? null : iso(instant));
const hoursBetween = (used: Calendar, from: string, to: string): number => serviceSeconds(used, at(from), at(to)) / HOUR;

describe("service time between two instants", () => {
  test("leaves out the break, the night and the weekend", () => {
    expect(hoursBetween(office, "2026-11-27T11:00:00+07:00", "2026-11-27T14:00:00+07:00")).toBe(2);
    expect(hoursBetween(office, "2026-11-27T16:00:00+07:00", "2026-11-30T09:00:00+07:00")).toBe(2);
    expect(hoursBetween(office, "2026-11-28T00:00:00+07:00", "2026-11-30T00:00:00+07:00")).toBe(0);
  });

  test("is negative for a reversed interval, and never a negative zero", () => {
    expect(hoursBetween(office, "2026-11-27T14:00:00+07:00", "2026-11-27T11:00:00+07:00")).toBe(-2);
    expect(hoursBetween(office, "2026-11-29T14:00:00+07:00", "2026-11-28T11:00:00+07:00")).toBe(0);
  });

  test("of a calendar that is always open is the elapsed time", () => {
    const always = calendar("Etc/UTC", { always: true, week: [] });
    expect(serviceSeconds(always, 5, 105)).toBe(100);
    expect([addService(always, 5, 100), addService(always, 5, -100)]).toEqual([105, -95]);
    expect([isOpen(always, 5), nextOpening(always, 5)]).toEqual([true, 5]);
  });

  test("counts a Sunday of 25 hours as 25, and one of 23 as 23", () => {
    expect(hoursBetween(roundTheClock("America/New_York"), "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00")).toBe(25);
    expect(hoursBetween(roundTheClock("America/New_York"), "2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00")).toBe(23);
    expect(hoursBetween(roundTheClock("Australia/Lord_Howe"), "2026-04-05T00:00:00+11:00", "2026-04-06T00:00:00+10:30")).toBe(24.5);
    expect(hoursBetween(roundTheClock("America/New_York"), "2000-01-01T00:00:00Z", "2040-01-01T00:00:00Z")).toBe(350_640);
  });

  test("an hour the clocks skip is no service time, and one they repeat counts twice", () => {
    const night = calendar("America/New_York", { week: everyDay(spell("01:00", "03:00")) });
    expect(hoursBetween(night, "2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00")).toBe(1);
    expect(hoursBetween(night, "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00")).toBe(3);
    const insideTheGap = calendar("America/New_York", { week: everyDay(spell("02:15", "02:45")) });
    expect(hoursBetween(insideTheGap, "2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00")).toBe(0);
  });

  test("a date's own hours replace its weekday's, every year or in one, and the single date wins", () => {
    const festive = calendar("Asia/Jakarta", {
      dates: { "*-12-25": [], "*-12-24": [spell("08:00", "12:00")], "2027-12-24": [], "2026-11-28": [spell("22:00", "24:00")], "*-02-29": [] },
    });
    const day = (date: string): number => hoursBetween(festive, `${date}T00:00:00+07:00`, `${date}T24:00:00+07:00`);
    expect(["2026-12-24", "2026-12-25", "2027-12-24", "2028-12-25", "2026-11-28", "2028-02-29", "2029-02-28"].map(day)).toEqual([4, 0, 0, 0, 2, 0, 8]);
    expect(closedDays(festive, at("2026-12-23T10:00:00+07:00"), at("2028-12-26T10:00:00+07:00"))).toEqual([
      "2026-12-25",
      "2027-12-24",
      "2028-02-29",
      "2028-12-25",
    ]);
    expect(closedDays(festive, at("2026-12-24T10:00:00+07:00"), at("2026-12-25T00:00:00+07:00"))).toEqual([]);
  });

  test("overlapping, empty and unsorted spells count every minute once", () => {
    const untidy = calendar("Asia/Jakarta", {
      week: everyDay(spell("13:00", "15:00"), spell("08:00", "10:00"), spell("09:00", "11:00"), [700, 700], [800, 790]),
    });
    expect(hoursBetween(untidy, "2026-11-28T00:00:00+07:00", "2026-11-29T00:00:00+07:00")).toBe(5);
  });
});

describe("the instant at which service time has passed", () => {
  test("is closing time where it is reached there, not the next opening", () => {
    expect(shown(addService(office, at("2026-11-27T16:00:00+07:00"), HOUR))).toBe("2026-11-27T10:00:00Z");
    expect(shown(addService(office, at("2026-11-27T16:00:00+07:00"), HOUR + 1))).toBe("2026-11-30T01:00:01Z");
    expect(shown(addService(office, at("2026-11-27T11:00:00+07:00"), HOUR))).toBe("2026-11-27T05:00:00Z");
  });

  test("going back is opening time where it is reached there", () => {
    expect(shown(addService(office, at("2026-11-30T09:00:00+07:00"), -HOUR))).toBe("2026-11-30T01:00:00Z");
    expect(shown(addService(office, at("2026-11-30T09:00:00+07:00"), -HOUR - 1))).toBe("2026-11-27T09:59:59Z");
  });

  test("stays where it is for nothing, open or closed", () => {
    expect(addService(office, at("2026-11-28T09:00:00+07:00"), 0)).toBe(at("2026-11-28T09:00:00+07:00"));
  });

  test("a calendar that is never open, or not often enough, answers null in time", () => {
    const never = calendar("Asia/Jakarta", { week: [] });
    const closedDates = calendar("Asia/Jakarta", {
      week: [],
      dates: { "*-12-25": [], "2026-13-45": [spell("08:00", "09:00")], nonsense: [spell("08:00", "09:00")] },
    });
    const once = calendar("Asia/Jakarta", { week: [], dates: { "2026-12-24": [spell("08:00", "09:00")] } });
    const started = performance.now();
    expect([addService(never, 0, 1), addService(never, 0, -1), nextOpening(never, 0), serviceSeconds(never, 0, 1e9)]).toEqual([null, null, null, 0]);
    expect(addService(closedDates, at("2026-01-01T00:00:00Z"), 60)).toBeNull();
    expect(addService(once, at("2026-01-01T00:00:00Z"), HOUR + 1)).toBeNull();
    expect(shown(addService(once, at("2026-01-01T00:00:00Z"), HOUR))).toBe("2026-12-24T02:00:00Z");
    expect(performance.now() - started).toBeLessThan(500);
  });
});

test("spells are half-open, and the next opening of an open instant is itself", () => {
  const times = ["07:59:59", "08:00:00", "11:59:59", "12:00:00", "17:00:00"].map((time) => at(`2026-11-27T${time}+07:00`));
  expect(times.map((time) => isOpen(office, time))).toEqual([false, true, true, false, false]);
  expect(times.map((time) => shown(nextOpening(office, time)))).toEqual([
    "2026-11-27T01:00:00Z",
    "2026-11-27T01:00:00Z",
    "2026-11-27T04:59:59Z",
    "2026-11-27T06:00:00Z",
    "2026-11-30T01:00:00Z",
  ]);
});

describe("slices", () => {
  test("are the openings of each day, cut to what was asked", () => {
    const found = slices(office, at("2026-11-27T11:00:00+07:00"), at("2026-11-30T09:30:00+07:00"));
    expect(found.map(({ day, from, seconds }) => `${day} ${iso(from)} ${seconds}`)).toEqual([
      "2026-11-27 2026-11-27T04:00:00Z 3600",
      "2026-11-27 2026-11-27T06:00:00Z 14400",
      "2026-11-30 2026-11-30T01:00:00Z 5400",
    ]);
    expect(slices(office, 100, 0)).toEqual([]);
  });

  test("are not cut where the clocks change, and are whole days of a calendar that is always open", () => {
    expect(slices(roundTheClock("America/New_York"), at("2026-11-01T00:00:00-04:00"), at("2026-11-02T00:00:00-05:00")).map(({ seconds }) => seconds)).toEqual([
      25 * HOUR,
    ]);
    const always = calendar("Etc/UTC", { always: true, week: [] });
    expect(slices(always, at("2026-11-27T22:00:00Z"), at("2026-11-28T02:00:00Z")).map(({ day, seconds }) => [day, seconds])).toEqual([
      ["2026-11-27", 7200],
      ["2026-11-28", 7200],
    ]);
  });
});

describe.each(ZONES)("in %s", (zone) => {
  const spells = fc.uniqueArray(fc.integer({ min: 0, max: 48 }), { maxLength: 6 }).map((edges) => {
    const sorted = edges.sort((a, b) => a - b).map((edge) => edge * 30);
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, place) => [sorted[place * 2] ?? 0, sorted[place * 2 + 1] ?? 0] as const);
  });
  const date = fc.constantFrom("*-12-25", "2026-03-08", "2026-11-01", "2026-10-25", "2026-04-05", "*-02-29", "2026-07-01", "*-07-01");
  const someCalendar = fc
    .record({ week: fc.array(spells, { minLength: 7, maxLength: 7 }), dates: fc.dictionary(date, spells, { maxKeys: 4 }) })
    .map((hours) => calendar(zone, hours));
  const instant = fc.integer({ min: at("2025-12-01T00:00:00Z"), max: at("2029-01-01T00:00:00Z") });
  /** Weeks in which the clocks of these zones change. */
  const nearAChange = fc
    .constantFrom("2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01")
    .map((day) => at(`${day}T00:00:00Z`) - 30 * HOUR);

  test("the parts of an interval add up to the whole", () => {
    fc.assert(
      fc.property(someCalendar, instant, instant, instant, (used, a, b, c) => {
        expect(serviceSeconds(used, a, b) + serviceSeconds(used, b, c)).toBe(serviceSeconds(used, a, c));
      }),
    );
  });

  test("service time is the open minutes, counted one by one", () => {
    fc.assert(
      fc.property(someCalendar, nearAChange, fc.integer({ min: 0, max: 3 * 1440 }), (used, start, length) => {
        let open = 0;
        for (let minute = 0; minute < length; minute++) if (isOpen(used, start + minute * 60)) open += 60;
        expect(serviceSeconds(used, start, start + length * 60)).toBe(open);
        expect(slices(used, start, start + length * 60).reduce((sum, { seconds }) => sum + seconds, 0)).toBe(open);
      }),
      { numRuns: 60 },
    );
  });

  test("adding is the inverse of counting, and the earliest such instant", () => {
    fc.assert(
      fc.property(someCalendar, instant, fc.integer({ min: 1, max: 400 * HOUR }), (used, from, seconds) => {
        const due = addService(used, from, seconds);
        const past = addService(used, from, -seconds);
        if (due !== null) expect([serviceSeconds(used, from, due), serviceSeconds(used, from, due - 1)]).toEqual([seconds, seconds - 1]);
        if (past !== null) expect([serviceSeconds(used, past, from), serviceSeconds(used, past + 1, from)]).toEqual([seconds, seconds - 1]);
      }),
      { numRuns: 60 },
    );
  });

  test("ten years are added and summed within a millisecond once warm", () => {
    const dates = Object.fromEntries(Array.from({ length: 12 }, (_, month) => [`*-${String(month + 1).padStart(2, "0")}-15`, []]));
    const used = calendar(zone, { dates });
    const [from, to] = [at("2026-01-01T00:00:00Z"), at("2036-01-01T00:00:00Z")];
    const seconds = serviceSeconds(used, from, to);
    const best = (work: () => unknown): number => {
      const times = Array.from({ length: 200 }, () => {
        const started = performance.now();
        work();
        return performance.now() - started;
      });
      return Math.min(...times);
    };
    expect(best(() => serviceSeconds(used, from, to))).toBeLessThan(1);
    expect(best(() => addService(used, from, seconds))).toBeLessThan(1);
  });
});
