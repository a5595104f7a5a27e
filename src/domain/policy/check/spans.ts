import type { Calendar } from "../../time/calendar.ts";
import { type Duration, parseDuration, secondsOf } from "../../time/duration.ts";
import type { Span } from "../policy.ts";
import type { Tree } from "../tree.ts";
import { unexpected } from "./reading.ts";
import type { Report } from "./report.ts";

/** A calendar by its name; null: none is named, or none that is known. */
export interface Counted {
  readonly name: string;
  readonly calendar: Calendar;
}

/** A text with a sign in front, which only checks have. */
export function signed(text: string): readonly [sign: 1 | -1, rest: string] {
  return /^[-\u2212]/.test(text) ? [-1, text.slice(1)] : [1, text];
}

/** Seconds of elapsed time: `s m h d w`. */
export function elapsedIn(report: Report, tree: Tree, least = 1): number | null {
  const duration = tree.kind === "scalar" ? parseDuration(tree.text) : null;
  if (duration === null) return unexpected(report, tree, "elapsed");
  if (duration.service) {
    report(tree.place, "service_without_calendar", { text: (tree as { text: string }).text });
    return null;
  }
  if (duration.seconds < least) return unexpected(report, tree, "elapsed");
  return duration.seconds;
}

/** `d` and `w` are no service time: a day of a calendar is written `bd`. */
function serviceFault(report: Report, tree: Tree, text: string, duration: Duration): boolean {
  if (duration.service || !/[dw]/.test(text)) return false;
  report(tree.place, "elapsed_beside_calendar", { text, instead: text.replace(/(\d+)w/g, (_, weeks) => `${Number(weeks) * 5}d`).replace(/(\d+)d.*/, "$1bd") });
  return true;
}

/** Seconds of service time of a calendar: `s m h bh bd`, with a sign where `negative`. */
export function serviceIn(report: Report, tree: Tree, { daySeconds }: Pick<Calendar, "daySeconds">, negative = false): number | null {
  if (tree.kind !== "scalar") return unexpected(report, tree, "service");
  const [sign, rest] = negative ? signed(tree.text) : [1, tree.text];
  const duration = parseDuration(rest);
  if (duration === null) return unexpected(report, tree, "service");
  if (serviceFault(report, tree, rest, duration)) return null;
  const seconds = secondsOf(duration, { daySeconds });
  return sign < 0 && seconds !== 0 ? -seconds : seconds;
}

/** A length of time: service time where a calendar is named beside it, elapsed time otherwise. */
export function spanIn(report: Report, tree: Tree, by: Counted | null): Span | null {
  const seconds = by === null ? elapsedIn(report, tree) : serviceIn(report, tree, by.calendar);
  return seconds === null ? null : { seconds, calendar: by?.name ?? null };
}
