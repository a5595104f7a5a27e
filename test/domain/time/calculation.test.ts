import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculate } from "../../../src/domain/time/calculation.ts";
import { isOpen, nextClosing, nextOpening, serviceSeconds } from "../../../src/domain/time/calendar.ts";
import { iso } from "../../../src/domain/time/instant.ts";
import { readServiceDuration } from "../../../src/domain/time/service-duration.ts";
import { at, calendar, everyDay, spell } from "./calendars.ts";

const HOUR = 3600;
const office = calendar("Asia/Jakarta", { dates: { "2026-11-30": [] } });
const shown = (instant: number | null | undefined): string | null => (instant === null || instant === undefined ? null : iso(instant));
const friday = at("2026-11-27T16:30:00+07:00");

describe("service time as it is written beside a calendar", () => {
  it.each([
    ["90s", 90],
    ["1h30m", 5400],
    ["8bh", 28_800],
    ["2bd", 57_600],
    ["1bd4bh", 43_200],
    ["-3h", -10_800],
    ["- 1bd", -28_800],
    ["\u22122h", -7200],
    ["0s", 0],
    ["-0s", 0],
  ])("%s", (text, seconds) => expect(readServiceDuration(text, office)).toEqual({ ok: true, seconds }));

  it.each([
    ["2d", "elapsed"],
    ["-1w", "elapsed"],
    ["1d4h", "elapsed"],
    ["", "unreadable"],
    ["-", "unreadable"],
    ["1.5h", "unreadable"],
    ["--3h", "unreadable"],
    ["1bd2h", "unreadable"],
    ["999999999999h", "unreadable"],
  ])("%j is refused", (text, fault) => expect(readServiceDuration(text, office)).toEqual({ ok: false, fault }));
});

describe("what a calendar is asked", () => {
  it("when so much has passed, over a weekend and a holiday", () => {
    const found = calculate(office, friday, { asks: "due", seconds: HOUR });
    expect([shown(found?.to), found?.closedDays, found?.slices?.map(({ day, seconds, totalSeconds }) => [day, seconds, totalSeconds])]).toEqual([
      "2026-12-01T01:30:00Z",
      ["2026-11-30"],
      [
        ["2026-11-27", 1800, 1800],
        ["2026-12-01", 1800, 3600],
      ],
    ]);
  });

  it("the same back in time, oldest first", () => {
    const found = calculate(office, friday, { asks: "due", seconds: -5 * HOUR });
    expect([shown(found?.to), found?.slices?.map(({ from, totalSeconds }) => [iso(from), totalSeconds])]).toEqual([
      "2026-11-27T03:30:00Z",
      [
        ["2026-11-27T03:30:00Z", 1.5 * HOUR],
        ["2026-11-27T06:00:00Z", 5 * HOUR],
      ],
    ]);
  });

  it("how much passes, negative for a reversed interval", () => {
    const to = at("2026-12-01T09:00:00+07:00");
    expect(calculate(office, friday, { asks: "elapsed", to })?.seconds).toBe(1.5 * HOUR);
    expect(calculate(office, to, { asks: "elapsed", to: friday })?.seconds).toBe(-1.5 * HOUR);
  });

  it("whether it is open, and when that changes", () => {
    const opening = (when: string) => {
      const { open, opensAt, closesAt } = calculate(office, at(when), { asks: "open" })!;
      return [open, shown(opensAt), shown(closesAt)];
    };
    expect(opening("2026-11-27T16:30:00+07:00")).toEqual([true, null, "2026-11-27T10:00:00Z"]);
    expect(opening("2026-11-27T17:00:00+07:00")).toEqual([false, "2026-12-01T01:00:00Z", null]);
    expect(opening("2026-11-27T08:00:00+07:00")).toEqual([true, null, "2026-11-27T05:00:00Z"]);
  });

  it("what is never, in time: a calendar that never opens, one that never closes", () => {
    const never = calendar("Asia/Jakarta", { week: [] });
    const roundTheClock = calendar("America/New_York", { week: everyDay(spell("00:00", "24:00")) });
    expect(calculate(never, friday, { asks: "due", seconds: 1 })).toBeNull();
    expect(calculate(never, friday, { asks: "open" })).toMatchObject({ open: false, opensAt: null });
    expect(calculate(roundTheClock, friday, { asks: "open" })).toMatchObject({ open: true, closesAt: null });
    expect(calculate({ ...never, always: true }, friday, { asks: "open" })).toMatchObject({ open: true, closesAt: null });
  });

  it("days without end are not told one by one", () => {
    const found = calculate(office, 0, { asks: "elapsed", to: at("9999-12-31T00:00:00Z") });
    expect([found?.slices, (found?.seconds ?? 0) > 0]).toEqual([null, true]);
  });
});

describe("over any hours, with the clocks changing", () => {
  const minute = fc.integer({ min: 0, max: 1440 });
  const spells = fc.array(fc.tuple(minute, minute), { maxLength: 2 });
  const someCalendar = fc
    .tuple(fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe"), fc.array(spells, { minLength: 7, maxLength: 7 }))
    .map(([zone, week]) => calendar(zone, { week }));
  const instant = fc.integer({ min: at("2026-10-20T00:00:00Z"), max: at("2026-11-05T00:00:00Z") });

  it("it closes at the first instant that is not open, and opens at the first that is", () => {
    fc.assert(
      fc.property(someCalendar, instant, (used, from) => {
        const closes = nextClosing(used, from);
        const opens = nextOpening(used, from);
        if (closes !== null) expect([isOpen(used, closes), serviceSeconds(used, from, closes)]).toEqual([false, closes - from]);
        if (opens !== null) expect([isOpen(used, opens), serviceSeconds(used, from, opens)]).toEqual([true, 0]);
      }),
    );
  });

  it("elapsed is the inverse of due, either way", () => {
    fc.assert(
      fc.property(someCalendar, instant, fc.integer({ min: -200 * HOUR, max: 200 * HOUR }), (used, from, seconds) => {
        const to = calculate(used, from, { asks: "due", seconds })?.to ?? null;
        if (to === null) return;
        const back = calculate(used, from, { asks: "elapsed", to });
        expect(back?.seconds).toBe(seconds);
        // Of more than a hundred years no slices are told.
        if (back !== null && back.slices !== null) expect(back.slices.at(-1)?.totalSeconds ?? 0).toBe(Math.abs(seconds));
      }),
    );
  });
});
