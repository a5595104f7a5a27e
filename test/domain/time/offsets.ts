import { DAY_SECONDS, dayNumber } from "../../../src/domain/time/instant.ts";
import type { Offsets } from "../../../src/domain/time/zone.ts";

/** The offset table of an IANA zone for the years from `first` to `last`, read off the machine's zone data. */
export function offsetsOf(zone: string, first = 2000, last = 2040): Offsets {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  const offsetAt = (at: number): number => {
    const text = format.formatToParts(at * 1000).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
    const [, sign, hours, minutes, seconds] = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0));
  };
  const start = dayNumber(first, 1, 1) * DAY_SECONDS;
  const end = dayNumber(last + 1, 1, 1) * DAY_SECONDS;
  const found: [number, number][] = [[start, offsetAt(start)]];
  for (let at = start; at < end; at += DAY_SECONDS) {
    let old = at;
    let fresh = at + DAY_SECONDS;
    const before = offsetAt(old);
    const after = offsetAt(fresh);
    if (before === after) continue;
    while (fresh - old > 1) {
      const middle = Math.floor((old + fresh) / 2);
      if (offsetAt(middle) === before) old = middle;
      else fresh = middle;
    }
    found.push([fresh, after]);
  }
  return found;
}
