import { Failure, fail } from "../../app/failure.ts";
import { monthAround, monthNamed, type Period, passed, type Span } from "../../domain/report/period.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { parseWhen } from "../../domain/time/when.ts";
import type { Zone } from "../../domain/time/zone.ts";
import { localInstant } from "../../render/due.ts";
import { textOf } from "../flag-values.ts";
import type { Flags } from "../program.ts";

function instantIn(flags: Flags, name: string, zone: Zone, now: Instant): Instant | null {
  const text = textOf(flags, name);
  if (text === null) return null;
  const when = parseWhen(text, { now, zone, toward: "past" });
  if (when.ok) return when.at;
  throw new Failure("usage", [{ key: when.fault.key, with: { ...when.fault.with, flag: `--${name}` } }]);
}

function monthIn(value: string, zone: Zone, now: Instant): Period {
  const month = value === "this" ? monthAround(zone, now) : value === "last" ? monthAround(zone, now, -1) : monthNamed(zone, value);
  if (month === null) throw fail("usage", "month_unreadable", { value });
  return month;
}

/** Beginning and end: without one the month so far, without an end until now, without a beginning from that of the month. */
function periodOf(flags: Flags, zone: Zone, now: Instant): Period {
  const month = textOf(flags, "month");
  const other = ["from", "to"].find((name) => flags[name] !== undefined);
  if (month !== null && other !== undefined) throw fail("usage", "flags_exclude", { first: "--month", second: `--${other}` });
  if (other === undefined) return monthIn(month ?? "this", zone, now);
  const to = instantIn(flags, "to", zone, now) ?? now + 1;
  return { from: instantIn(flags, "from", zone, now) ?? monthAround(zone, to - 1).from, to };
}

/** The period the flags say, as far as it has passed. */
export function spanIn(flags: Flags, zone: Zone, now: Instant): Span {
  const period = periodOf(flags, zone, now);
  if (period.from >= period.to) throw fail("usage", "period_reversed", { from: localInstant(zone, period.from), to: localInstant(zone, period.to) });
  if (period.from > now) throw fail("usage", "period_ahead", { from: localInstant(zone, period.from) });
  return passed(period, now);
}
