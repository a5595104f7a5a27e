/** A moment: whole seconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const DAY_SECONDS = 86_400;

/** A date of the proleptic Gregorian calendar; `month` 1 to 12. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const YEAR_DAYS = 365;
const FOUR_YEARS_DAYS = 1461;
const CENTURY_DAYS = 36_524;
const ERA_DAYS = 146_097;
/** Days from 0000-03-01 to 1970-01-01: years counted from March end with the leap day. */
const MARCH_TO_EPOCH = 719_468;

/** Days from 1970-01-01 to the date; a month or day out of range runs over into the next one. */
export function dayNumber(year: number, month: number, day: number): number {
  const months = year * 12 + month - 3;
  const marchYear = Math.floor(months / 12);
  const monthOfYear = months - marchYear * 12;
  const leaps = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * YEAR_DAYS + leaps + Math.floor((153 * monthOfYear + 2) / 5) + day - 1 - MARCH_TO_EPOCH;
}

/** The date of a day number. */
export function civilOf(day: number): Civil {
  const shifted = day + MARCH_TO_EPOCH;
  const era = Math.floor(shifted / ERA_DAYS);
  const ofEra = shifted - era * ERA_DAYS;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / (FOUR_YEARS_DAYS - 1)) + Math.floor(ofEra / CENTURY_DAYS) - Math.floor(ofEra / (ERA_DAYS - 1))) / YEAR_DAYS,
  );
  const ofYear = ofEra - (YEAR_DAYS * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1 };
}

/** The weekday of a day number, 0 = Sunday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** How many days a month has. */
export const daysInMonth = (year: number, month: number): number => dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);

export const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** `2026-11-24` for a day number. */
export function isoDay(day: number): string {
  const civil = civilOf(day);
  return `${String(civil.year).padStart(4, "0")}-${twoDigits(civil.month)}-${twoDigits(civil.day)}`;
}

/** The dates written last: instants that are written together often share one. */
const written = new Map<number, string>();
const WRITTEN_AT_MOST = 2000;

function dateText(day: number): string {
  let text = written.get(day);
  if (text === undefined) {
    if (written.size === WRITTEN_AT_MOST) written.clear();
    text = `${isoDay(day)}T`;
    written.set(day, text);
  }
  return text;
}

/** `2026-11-24T02:41:05Z`, the one form instants are shown in to programs. */
export function iso(at: Instant): string {
  const day = Math.floor(at / DAY_SECONDS);
  const second = at - day * DAY_SECONDS;
  const minute = Math.floor(second / 60);
  return `${dateText(day)}${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:${twoDigits(second % 60)}Z`;
}
