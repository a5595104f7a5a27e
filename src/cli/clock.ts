import { fail } from "../app/failure.ts";
import type { Clock } from "./program.ts";

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * The one clock of a run, in whole seconds. ITSM_NOW holds it: seconds since the epoch, or ISO 8601 (without a zone: of
 * this machine). Anything else in it is a `usage` failure, for a run on the wrong day is worse than none.
 */
export function clockOf(held: string | undefined, milliseconds: () => number): Clock {
  if (held === undefined || held === "") {
    const later = (): number => Math.floor(milliseconds() / 1000);
    return { now: later(), held: false, later };
  }
  const now = /^\d{1,11}$/.test(held) ? Number(held) : isoSeconds(held);
  if (now === null || now < 0) throw fail("usage", "clock_unreadable", { value: held });
  return { now, held: true, later: () => now };
}

function isoSeconds(text: string): number | null {
  const parts = ISO.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour = "00", minute = "00", second = "00", zone = ""] = parts;
  // Date.parse would carry 30 February over into March.
  if (Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return null;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone.toUpperCase()}`);
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}
