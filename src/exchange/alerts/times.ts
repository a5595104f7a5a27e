import { DAY_SECONDS, dayNumber, daysInMonth, type Instant } from "../../domain/time/instant.ts";

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)$/i;
const NUMBER = /^\d{9,16}(?:\.\d+)?$/;
/** Seconds since 1970 have so few digits until the year 5138; longer ones are thousandths or millionths. */
const SECONDS_DIGITS = 11;
const MILLISECONDS_DIGITS = 14;

function ofNumber(text: string): Instant {
  const digits = text.split(".", 1)[0]!.length;
  return Math.floor(Number(text) / (digits <= SECONDS_DIGITS ? 1 : digits <= MILLISECONDS_DIGITS ? 1000 : 1_000_000));
}

/** A time as senders write it: ISO 8601 with a zone, or a count since 1970. Null: none, or one that only stands for "not known", such as 0001-01-01. */
export function instantIn(text: string): Instant | null {
  const trimmed = text.trim();
  if (NUMBER.test(trimmed)) return ofNumber(trimmed);
  const [, year, month, day, hour, minute, second = "0", zone] = ISO.exec(trimmed)?.map((part) => part as string | undefined) ?? [];
  if (year === undefined || zone === undefined) return null;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > daysInMonth(date.year, date.month)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const offset = /^z$/i.test(zone) ? 0 : (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60);
  const at = dayNumber(date.year, date.month, date.day) * DAY_SECONDS + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  return at > 0 ? at : null;
}
