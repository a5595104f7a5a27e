import { nearest } from "../../domain/query/near.ts";
import { DAY_SECONDS, dayNumber } from "../../domain/time/instant.ts";
import type { Offsets } from "../../domain/time/zone.ts";

/** Shorter words are like too many cities. */
const SHORTEST_CITY = 5;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;
/** No zone has put its clocks away and back within so short a time, except that one Ramadan lasts longer. */
const STEP = 7 * DAY_SECONDS;

function formatOf(zone: string): Intl.DateTimeFormat | null {
  // A bare distance from UTC (`+07:00`) is no zone by name.
  if (!/^[A-Za-z]/.test(zone)) return null;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  } catch {
    return null;
  }
}

function offsetsMade(format: Intl.DateTimeFormat): Offsets {
  const offsetAt = (at: number): number => {
    const text = format.formatToParts(at * 1000).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
    const [, sign, hours, minutes, seconds] = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0));
  };
  const start = dayNumber(FIRST_YEAR, 1, 1) * DAY_SECONDS;
  const end = dayNumber(LAST_YEAR + 1, 1, 1) * DAY_SECONDS;
  const found: [number, number][] = [[start, offsetAt(start)]];
  let before = found[0]![1];
  for (let at = start; at < end; at += STEP) {
    const after = offsetAt(at + STEP);
    if (before === after) continue;
    let old = at;
    let fresh = at + STEP;
    while (fresh - old > 1) {
      const middle = Math.floor((old + fresh) / 2);
      if (offsetAt(middle) === before) old = middle;
      else fresh = middle;
    }
    found.push([fresh, after]);
    before = after;
  }
  return found;
}

/** The zones of a run, each table made once. */
export function zoneTables(): { offsetsOf(zone: string): Offsets | null; nearZone(zone: string): string | null } {
  const made = new Map<string, Offsets | null>();
  return {
    /** A zone's offsets from 1970 to 2100, exact to the second, by its IANA name or a link to it; null: there is no such zone. */
    offsetsOf(zone) {
      let table = made.get(zone);
      if (table === undefined) {
        const format = formatOf(zone);
        table = format === null ? null : offsetsMade(format);
        made.set(zone, table);
      }
      return table;
    },
    /** The zone most likely meant by a name that is none. */
    nearZone(zone) {
      const names = [...Intl.supportedValuesOf("timeZone"), "UTC", "Etc/UTC"];
      const cities = names.map((name) => name.split("/").at(-1)!);
      const last = zone.split("/").at(-1)!;
      const city = last.length < SHORTEST_CITY ? null : nearest(last, cities);
      return nearest(zone, names) ?? (city === null ? null : names[cities.indexOf(city)]!);
    },
  };
}
