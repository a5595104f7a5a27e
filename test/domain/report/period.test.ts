import { describe, expect, it } from "vitest";
import { before, monthAround, monthNamed, passed } from "../../../src/domain/report/period.ts";
import { iso } from "../../../src/domain/time/instant.ts";
import { fixedZone, type Zone } from "../../../src/domain/time/zone.ts";

const JAKARTA = fixedZone(7 * 3600);
const at = (text: string): number => Date.parse(text) / 1000;
const said = ({ from, to }: { readonly from: number; readonly to: number }): readonly string[] => [iso(from), iso(to)];
/** Berlin in 2026: clocks go forward on 29 March and back on 25 October, at 01:00 UTC. */
const BERLIN: Zone = { name: "Europe/Berlin", offsetAt: (when) => (when >= at("2026-03-29T01:00Z") && when < at("2026-10-25T01:00Z") ? 7200 : 3600) };

describe("a month", () => {
  it("begins and ends by the clocks of its zone", () => {
    expect(said(monthNamed(JAKARTA, "2026-10")!)).toEqual(["2026-09-30T17:00:00Z", "2026-10-31T17:00:00Z"]);
    expect(said(monthNamed(BERLIN, "2026-10")!)).toEqual(["2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"]);
    expect(said(monthAround(JAKARTA, at("2026-11-30T17:00:00Z")))).toEqual(["2026-11-30T17:00:00Z", "2026-12-31T17:00:00Z"]);
    expect(said(monthAround(JAKARTA, at("2027-01-15T00:00:00Z"), -1))).toEqual(["2026-11-30T17:00:00Z", "2026-12-31T17:00:00Z"]);
  });

  it.each(["2026-13", "2026-00", "2026-1", "2026", "october", "", "1969-12", "2026-10-01", "last month"])("is not %j", (text) =>
    expect(monthNamed(JAKARTA, text)).toBeNull(),
  );
});

describe("what a period is held against", () => {
  const against = (from: string, to: string, now: string): readonly string[] => said(before(JAKARTA, passed({ from: at(from), to: at(to) }, at(now))));

  it("is the month before a month, however long", () =>
    expect(against("2026-10-31T17:00:00Z", "2026-11-30T17:00:00Z", "2027-01-01T00:00:00Z")).toEqual(["2026-09-30T17:00:00Z", "2026-10-31T17:00:00Z"]));
  it("is the quarter before a quarter", () =>
    expect(against("2026-06-30T17:00:00Z", "2026-09-30T17:00:00Z", "2027-01-01T00:00:00Z")).toEqual(["2026-03-31T17:00:00Z", "2026-06-30T17:00:00Z"]));
  it("is the same stretch of the month before where the month is not over", () =>
    expect(against("2026-10-31T17:00:00Z", "2026-11-30T17:00:00Z", "2026-11-02T16:59:59Z")).toEqual(["2026-09-30T17:00:00Z", "2026-10-02T17:00:00Z"]));
  it("ends with a shorter month", () =>
    expect(against("2027-02-28T17:00:00Z", "2027-03-31T17:00:00Z", "2027-03-31T16:00:00Z")).toEqual(["2027-01-31T17:00:00Z", "2027-02-28T17:00:00Z"]));
  it("is as long as any other period", () =>
    expect(against("2026-11-02T00:00:00Z", "2026-11-09T00:00:00Z", "2027-01-01T00:00:00Z")).toEqual(["2026-10-26T00:00:00Z", "2026-11-02T00:00:00Z"]));
});
