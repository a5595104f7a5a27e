import { formatHours } from "../../domain/time/duration.ts";
import { iso } from "../../domain/time/instant.ts";
import type { Zone } from "../../domain/time/zone.ts";
import { CALC_WORDS as WORDS } from "../../words/sla.en.ts";
import { localInstant, localMinute } from "../due.ts";
import type { Answer } from "../fields/sla-calc.ts";
import { SLICE_FIELDS } from "../fields/slice.ts";
import type { Paint } from "../paint.ts";
import { plainText } from "../plain.ts";
import { INDENT, paragraph } from "./sheet.ts";
import { sliceLines, sliceRows, spokenSlices } from "./slices.ts";

/** The answer alone, as programs read it: an instant, seconds of service time, or a word. */
export function bareAnswer({ calculation: { asks, to, seconds, open } }: Answer): string {
  if (asks === "open") return WORDS.state[open ? "open" : "closed"];
  return asks === "due" ? iso(to ?? 0) : String(seconds);
}

/** The answer in a sentence, by the clocks of a zone. */
export function answerLine({ calendar, calculation: { asks, from, to, seconds, open, opensAt, closesAt } }: Answer, zone: Zone): string {
  const minute = localMinute(zone, from);
  const whole = (at: number | null): string | null => (at === null ? null : localInstant(zone, at));
  if (to === null || seconds === null) return open ? WORDS.open(calendar, minute, whole(closesAt)) : WORDS.closed(calendar, minute, whole(opensAt));
  if (asks === "elapsed") return WORDS.elapsed(formatHours(seconds), calendar, minute, localInstant(zone, to));
  return WORDS.due(localInstant(zone, to), formatHours(Math.abs(seconds)), calendar, minute, seconds < 0);
}

/** What the answer is made of: the openings between both ends, and the dates that were passed over. */
export function slicePage(
  { calculation: { asks, slices, closedDays } }: Answer,
  zone: Zone,
  { width, paint, heard }: { readonly width: number; readonly paint: Paint; readonly heard: boolean },
): readonly string[] {
  if (asks === "open") return [];
  const wide = width - INDENT.length;
  const counted = slices === null ? [WORDS.omitted] : slices.length === 0 ? [WORDS.none] : (heard ? spokenSlices : sliceLines)(sliceRows(slices, zone), wide);
  const section = (name: string, lines: readonly string[]): readonly string[] => ["", paint("strong", name), ...lines.map((line) => INDENT + line)];
  return [...section(WORDS.counted, counted), ...(closedDays.length === 0 ? [] : section(WORDS.closedDays, paragraph(closedDays.join(", "), wide, "")))];
}

/** The same for a program: one opening a line, its values parted by tabs. */
export const sliceRecords = ({ calculation: { slices } }: Answer, look: Parameters<(typeof SLICE_FIELDS)[number]["value"]>[1]): readonly string[] =>
  (slices ?? []).map((slice) => SLICE_FIELDS.map(({ kind, value }) => plainText(kind, value(slice, look))).join("\t"));
