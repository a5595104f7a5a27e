import { parseDuration } from "../time/duration.ts";
import { DAY_SECONDS, type Instant } from "../time/instant.ts";
import { parseWhen } from "../time/when.ts";
import { instantOf, wallOf, type Zone } from "../time/zone.ts";
import { type Fault, fault } from "./fault.ts";
import type { Word } from "./split.ts";
import type { DurationField, InstantField } from "./term.ts";

/** What times are read against. */
export interface Clockface {
  readonly now: Instant;
  readonly zone: Zone;
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Elapsed seconds; null, with a fault, if the text is no duration or one of service time. */
export function readDuration(field: DurationField | InstantField, word: Word, faults: Fault[]): number | null {
  const text = word.text.trim();
  const duration = parseDuration(text);
  if (duration === null) faults.push(fault("query.duration", word.start, { field, value: text }));
  else if (duration.service) faults.push(fault("query.service-time", word.start, { field, value: text }));
  return duration === null || duration.service ? null : duration.seconds;
}

/** Whether a text is a bare duration, which in these fields lies before now, in `due` after it. */
const isDuration = (text: string): boolean => parseDuration(text) !== null;

/** Whether a text names a day rather than a moment: only a day can be given a time of day. */
function namesDay(text: string, around: Parameters<typeof parseWhen>[1]): boolean {
  return parseWhen(`${text} 12:00`, around).ok;
}

/**
 * The seconds a text covers: one for a moment, all of a day in the reader's zone for a day. A duration alone is a
 * moment before now (after it in `due`), with `+` after it.
 */
function spanOf(field: InstantField, word: Word, around: Clockface, faults: Fault[]): Span | null {
  const text = word.text.trim();
  const ahead = text.startsWith("+");
  if (ahead || isDuration(text)) {
    const seconds = readDuration(field, ahead ? { ...word, text: text.slice(1) } : word, faults);
    if (seconds === null) return null;
    const at = ahead || field === "due" ? around.now + seconds : around.now - seconds;
    return { from: at, to: at };
  }
  const reading = { now: around.now, zone: around.zone, toward: field === "due" ? "future" : "past" } as const;
  const when = parseWhen(text, reading);
  if (!when.ok) {
    faults.push(fault(when.fault.key, word.start, when.fault.with));
    return null;
  }
  if (!namesDay(text, reading)) return { from: when.at, to: when.at };
  const { day } = wallOf(around.zone, when.at);
  const from = instantOf(around.zone, day, 0).at;
  return { from, to: Math.max(from, instantOf(around.zone, day, DAY_SECONDS).at - 1) };
}

/** One value of an instant field, or one range of it: `from` and `to` are the same word where no `..` was written. */
export function readInstants(
  field: InstantField,
  from: Word | null,
  to: Word | null,
  around: Clockface,
  faults: Fault[],
): { readonly from: Instant | null; readonly to: Instant | null } {
  if (from !== null && from === to) {
    const text = from.text.trim();
    if (text.startsWith("+") || isDuration(text)) {
      faults.push(fault("query.one-moment", from.start, { field, value: text }));
      return { from: null, to: null };
    }
    return spanOf(field, from, around, faults) ?? { from: null, to: null };
  }
  return {
    from: from === null ? null : (spanOf(field, from, around, faults)?.from ?? null),
    to: to === null ? null : (spanOf(field, to, around, faults)?.to ?? null),
  };
}
