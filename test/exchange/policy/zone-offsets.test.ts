import { describe, expect, it } from "vitest";
import { zoneTables } from "../../../src/exchange/policy/zone-offsets.ts";
import { offsetsOf } from "../../domain/time/offsets.ts";

const tables = zoneTables();

describe("the offsets of a zone", () => {
  it.each(["Asia/Jakarta", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "America/Caracas", "Pacific/Apia"])(
    "%s: what looking at every day finds",
    (zone) => {
      const table = tables.offsetsOf(zone)!.filter(([since]) => since > Date.UTC(2000, 0, 1) / 1000 && since < Date.UTC(2030, 0, 1) / 1000);
      expect(table).toEqual(offsetsOf(zone, 2000, 2029).slice(1));
    },
  );

  it("reach from 1970 to 2100, and keep to the second", () => {
    const berlin = tables.offsetsOf("Europe/Berlin")!;
    expect(berlin[0]).toEqual([0, 3600]);
    expect(berlin.at(-1)).toEqual([Date.UTC(2100, 9, 31, 1) / 1000, 3600]);
  });

  it("are found by links too, and not by what is no zone's name", () => {
    expect(tables.offsetsOf("Asia/Calcutta")).toEqual(tables.offsetsOf("Asia/Kolkata"));
    expect(tables.offsetsOf("UTC")).toEqual([[0, 0]]);
    for (const name of ["Asia/Nowhere", "+07:00", "", "Local", "../etc/passwd"]) expect(tables.offsetsOf(name), name).toBeNull();
  });

  it("suggest the zone that was meant", () => {
    expect(["Asia/Jakrata", "Jakarta", "asia/singapor", "Europa/Berlin"].map(tables.nearZone)).toEqual([
      "Asia/Jakarta",
      "Asia/Jakarta",
      "Asia/Singapore",
      "Europe/Berlin",
    ]);
    expect(tables.nearZone("nowhere at all")).toBeNull();
  });
});
