import { fail } from "../app/failure.ts";
import type { Zone } from "../domain/time/zone.ts";

/**
 * The person's zone: `name`, or the machine's where it is null. The machine's own date arithmetic is told by TZ, so a
 * run that shows no local time loads no zone at all, and Intl only checks a name that was given.
 */
export function zoneNamed(name: string | null): Zone {
  if (name !== null) {
    if (!isZone(name)) throw fail("usage", "zone_unknown", { zone: name });
    if (process.env.TZ !== name) process.env.TZ = name;
  }
  return { name: name ?? process.env.TZ ?? null, offsetAt: (at) => -60 * new Date(at * 1000).getTimezoneOffset() };
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
