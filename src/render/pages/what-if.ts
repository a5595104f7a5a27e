import type { ComparedCompliance, Kept } from "../../app/what-if.ts";
import { CHANGES } from "../../domain/ticket/what-if.ts";
import type { Zone } from "../../domain/time/zone.ts";
import { WHAT_IF_WORDS as WORDS } from "../../words/sla.en.ts";
import { cleanLine } from "../clean.ts";
import { localMinute } from "../due.ts";
import type { ComparedDesk } from "../fields/what-if.ts";
import { hang } from "../hang.ts";
import { percent } from "../share.ts";
import { widthOf } from "../width.ts";
import { INDENT, sheet } from "./sheet.ts";

const keptWords = ({ met, missed }: Kept): string => (met + missed === 0 ? WORDS.noneEnded : WORDS.share(met, met + missed, percent(met / (met + missed))));

const sum = (of: readonly Kept[]): Kept => ({ met: of.reduce((all, { met }) => all + met, 0), missed: of.reduce((all, { missed }) => all + missed, 0) });

/** A row for each priority and clock, and one for each clock of all priorities. */
function complianceRows(compliance: readonly ComparedCompliance[]): readonly (readonly string[])[] {
  if (compliance.length === 0) return [];
  const totals = (["response", "resolution"] as const).flatMap((clock) => {
    const of = compliance.filter((one) => one.clock === clock);
    return of.length < 2 ? [] : [{ priority: WORDS.all, clock, now: sum(of.map(({ now }) => now)), would: sum(of.map(({ would }) => would)) }];
  });
  const { priority, clock, metNow, metThen } = WORDS.columns;
  return [
    [priority, clock, metNow, metThen],
    ...[...compliance, ...totals].map((one) => [cleanLine(one.priority), one.clock, keptWords(one.now), keptWords(one.would)]),
  ];
}

/** How many open tickets there are, and what would become of them. */
export function openLines({ open, name }: ComparedDesk): readonly string[] {
  const counts = [...CHANGES, "unjudged" as const].flatMap((what) => (open[what] > 0 ? [WORDS.counts[what](open[what])] : []));
  return [WORDS.title(cleanLine(name), open.tickets), ...(counts.length === 0 ? [] : [counts.join(", ")])];
}

/** Side by side, or as sentences where that is too wide or read out. */
function compared(rows: readonly (readonly string[])[], width: number, heard: boolean): readonly string[] {
  const lines = sheet(rows, [null, null, null, null]).map((line) => INDENT + line);
  if (!heard && lines.every((line) => widthOf(line) <= width)) return lines;
  return rows.slice(1).flatMap(([priority = "", clock = "", now = "", then = ""]) => hang(INDENT + WORDS.comparedRow(priority, clock, now, then), width, 4));
}

/** How the clocks that ended were kept and would have been, and what the policy knows nothing of. */
export function whatIfPage(
  { since, compliance, leftOut, lacks }: ComparedDesk,
  zone: Zone,
  { width, heard }: { readonly width: number; readonly heard: boolean },
): readonly string[] {
  const left = WORDS.leftOut(leftOut.duplicates, leftOut.unjudged);
  const rows = complianceRows(compliance);
  return [
    "",
    WORDS.compliance(localMinute(zone, since)),
    ...(rows.length === 0 ? [INDENT + WORDS.noneEnded] : compared(rows, width, heard)),
    ...(left === "" ? [] : [INDENT + left]),
    ...(lacks.length === 0 ? [] : ["", WORDS.lacks]),
    ...lacks.flatMap(({ field, value, tickets }) => hang(INDENT + WORDS.lack(field, cleanLine(value), tickets), width, 4)),
  ];
}
