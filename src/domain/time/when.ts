import { addService, type Calendar } from "./calendar.ts";
import { parseDuration, secondsOf } from "./duration.ts";
import { hoursOf, spellsOn } from "./hours.ts";
import { DAY_SECONDS, type Instant, isoDay, twoDigits, weekdayOf } from "./instant.ts";
import { type Day, dayOf, numericDateFault } from "./when-date.ts";
import type { WhenFault } from "./when-fault.ts";
import { type TimeOfDay, timeOf } from "./when-time.ts";
import { AGO, LATER, NOW, plainWords, UNITS, VAGUE_UNITS, WITHIN } from "./when-words.ts";
import { fixedZone, gapAround, instantOf, offsetText, repeatedAt, wallOf, type Zone, zoneOf } from "./zone.ts";

/** What a time is read against. `toward` says on which side of now a bare weekday, time of day or duration lies. */
export interface Around {
  readonly now: Instant;
  readonly zone: Zone;
  readonly toward: "past" | "future";
  /** Whose hours `bh`, `bd` and `eod` mean. */
  readonly calendar?: Calendar;
}

export type When = { readonly ok: true; readonly at: Instant } | { readonly ok: false; readonly fault: WhenFault };

const LAST_AT = 253_402_300_799; // 9999-12-31T23:59:59Z
const LONGEST_TEXT = 100;
const USUAL_END = 17 * 3600;

/**
 * The instant a person means by a text, in English or Indonesian whatever the locale:
 * - ISO: `2026-11-24`, `2026-11-24 10:00`, `2026-11-24T10:00:00+07:00`; a day alone means its start, `24:00` its end;
 * - days: `today`, `besok`, `monday`, `senin lalu`, with a time (`tomorrow 09:00`, `besok jam 9`) or `eod`;
 * - from now: `now`, `2h ago`, `30 menit lagi`, `in 8bh`, `+30m`.
 * A bare weekday, time or duration lies `toward` the past or the future: the nearest that is past (or this second),
 * or still to come; `next` and `last` never mean today. `eod` is the end of the calendar's hours of that day, 17:00
 * where it has none. A time of day that the clocks show twice is a fault, unless only one of both lies on the side that is
 * meant; a day, and the end of one, mean the first. What is not wholly understood is a fault.
 */
export function parseWhen(text: string, around: Around): When {
  const plain = plainWords(text);
  if (plain === "") return refuse("when.empty");
  if (plain.length > LONGEST_TEXT) return refuse("when.unknown", { text: text.trim().slice(0, LONGEST_TEXT) });
  if (NOW.has(plain)) return within(around.now, text);
  const zoned = /^(\d{4,6}-\d{2}-\d{2}[t ]\d{1,2}[:.][\d:.,]+) ?(z|[+-]\d{2}(?::?\d{2})?)$/.exec(plain);
  const offset = zoned ? offsetOf(zoned[2] ?? "") : null;
  if (zoned && offset === null) return refuse("when.no-such-offset", { offset: (zoned[2] ?? "").toUpperCase() });
  const local = offset === null ? around : { ...around, zone: fixedZone(offset) };
  return fromNow(plain, text, around) ?? onDay((zoned?.[1] ?? plain).replace(/^([\d-]+)t(?=\d)/, "$1 "), text, local);
}

const refuse = (key: string, about: WhenFault["with"] = {}): When => ({ ok: false, fault: { key, with: about } });
const within = (at: Instant, text: string): When => (at >= 0 && at <= LAST_AT ? { ok: true, at } : refuse("when.range", { text }));

/** Seconds east of UTC of `z`, `+07:00`, `+0700` or `+07`; null: no place on earth is that far from UTC. */
function offsetOf(text: string): number | null {
  if (text === "z") return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(":", ""));
  if (hours > 14 || minutes > 59) return null;
  return (text.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** `2h ago`, `dalam 30 menit`, `+8bh`; null: not said as a distance from now. */
function fromNow(plain: string, text: string, around: Around): When | null {
  const ago = AGO.exec(plain)?.[1] ?? /^- ?(.+)$/.exec(plain)?.[1];
  const inside = WITHIN.exec(plain)?.[1] ?? /^\+ ?(.+)$/.exec(plain)?.[1];
  const later = LATER.exec(inside ?? plain)?.[1] ?? inside;
  const said = ago ?? later ?? plain;
  // `1M` may well mean a month, so it is not read as a minute.
  if (!/^(?:\d+ ?[a-z]+(?: (?:and |dan )?|$|(?=\d)))+$/.test(said)) return null;
  const parts = [...said.matchAll(/(\d+) ?([a-z]+)/g)].map(([, count = "", word = ""]) => ({ count, word, unit: UNITS.get(word) }));
  if (parts.some(({ word }) => VAGUE_UNITS.has(word)) || /\d ?M(?![A-Za-z])/.test(text)) return refuse("when.vague-unit", { text });
  if (parts.some(({ unit }) => unit === undefined)) return null;
  const duration = parseDuration(parts.map(({ count, unit }) => `${count}${unit}`).join(""));
  if (!duration) return refuse("when.duration", { text });
  const away = ago !== undefined || (later === undefined && around.toward === "past") ? -1 : 1;
  if (!duration.service) return within(around.now + away * duration.seconds, text);
  if (!around.calendar) return refuse("when.no-calendar", { text });
  const at = addService(around.calendar, around.now, away * secondsOf(duration, around.calendar));
  return at === null ? refuse("when.never-open", { text }) : within(at, text);
}

/** A day, a time of day, or both in either order. */
function onDay(plain: string, text: string, around: Around): When {
  const words = plain.split(" ");
  const today = wallOf(around.zone, around.now).day;
  for (let cut = 0; cut <= words.length; cut++) {
    const one = words.slice(0, cut).join(" ");
    const two = words.slice(cut).join(" ");
    for (const [dayText, timeText] of cut === 0 || cut === words.length
      ? [[one, two]]
      : [
          [one, two],
          [two, one],
        ]) {
      const day = dayText ? dayOf(dayText, today) : undefined;
      const time = timeText ? timeOf(timeText) : undefined;
      if (day === null || time === null) continue;
      if (day && "fault" in day) return { ok: false, fault: day.fault };
      if (time && "fault" in time) return { ok: false, fault: time.fault };
      return choose(day, time, today, text, around);
    }
  }
  const numeric = numericDateFault(plain);
  return numeric ? { ok: false, fault: numeric } : refuse("when.unknown", { text: text.trim() });
}

/** The day meant, where it depends on now, and the instant on it. */
function choose(day: Day | undefined, time: TimeOfDay | undefined, today: number, text: string, around: Around): When {
  const on = (chosen: number): When => place(chosen, time, text, around);
  if (day?.kind === "day") return on(day.day);
  // The end of today's work is meant even when it has passed.
  if (!day && time?.kind === "end") return on(today);
  const step = day ? 7 : 1;
  const side = day?.side ?? 0;
  const ahead = day ? (day.weekday - weekdayOf(today) + 7) % 7 : 0;
  if (side !== 0) return on(today + (side > 0 ? ahead || 7 : ahead - 7));
  const first = today + ahead;
  const other = around.toward === "future" ? first + step : first - step;
  const found = on(first);
  const isMeant = (at: Instant): boolean => (around.toward === "future" ? at > around.now : at <= around.now);
  if (found.ok) return isMeant(found.at) ? found : on(other);
  // A reading in a gap, or one that comes twice, is refused only where it is the one that was meant.
  const meant = readingsOf(around.zone, first, time).filter(isMeant);
  if (meant.length === 0) return on(other);
  return found.fault.key === "when.twice" && meant.length === 1 ? within(meant[0] as Instant, text) : found;
}

/** The instants at which the clocks show a time of a day: two where they are put back, and one that never comes in a gap. */
function readingsOf(zone: Zone, day: number, time: TimeOfDay | undefined): readonly Instant[] {
  const second = time?.kind === "clock" ? time.second : 0;
  const { at, kind } = instantOf(zone, day, second);
  return kind === "fold" ? [at, repeatedAt(zone, day, second)] : [at];
}

/** Says both readings of a time that comes twice, as they can be written. */
function twice(zone: Zone, day: number, second: number): When {
  const time = `${clockOf(second)}${second % 60 === 0 ? "" : `:${twoDigits(second % 60)}`}`;
  const readings = readingsOf(zone, day, { kind: "clock", second }).map((at) => `${isoDay(day)} ${time}${offsetText(zone.offsetAt(at))}`);
  return refuse("when.twice", { time, day: isoDay(day), zone: zone.name, readings });
}

const clockOf = (local: number): string => `${twoDigits(Math.floor((local % DAY_SECONDS) / 3600))}:${twoDigits(Math.floor((local % 3600) / 60))}`;

/** `said`: the time of day is somebody's own word. */
function place(day: number, time: TimeOfDay | undefined, text: string, around: Around, said = true): When {
  if (time?.kind === "end") return endOf(day, text, around);
  const second = time?.second ?? 0;
  const zone = around.zone;
  const found = instantOf(zone, day, second);
  if (found.kind === "fold" && said && time !== undefined && second < DAY_SECONDS) return twice(zone, day, second);
  if (found.kind !== "gap") return within(found.at, text);
  const gap = gapAround(zone, day, second);
  // A day whose midnight is skipped begins, and the day before it ends, when the clocks are put forward.
  const skippedWhole = gap.to >= (day + 1) * DAY_SECONDS;
  if (second === DAY_SECONDS || (time === undefined && !skippedWhole)) return within(gap.at, text);
  const name = zone.name ?? offsetText(zone.offsetAt(around.now));
  const about = { time: clockOf(second), day: isoDay(day), zone: name, from: clockOf(gap.from), to: clockOf(gap.to) };
  return refuse("when.gap", about);
}

function endOf(day: number, text: string, around: Around): When {
  const calendar = around.calendar;
  if (calendar?.always) return place(day, { kind: "clock", second: DAY_SECONDS }, text, around, false);
  const last = calendar && spellsOn(hoursOf(calendar), day).at(-1);
  if (!calendar || !last) return place(day, { kind: "clock", second: USUAL_END }, text, around, false);
  return place(day, { kind: "clock", second: last[1] * 60 }, text, { ...around, zone: zoneOf(calendar) }, false);
}
