import type { KnownErrorEntry } from "../../app/known-errors.ts";
import { KNOWN_ERROR_WORDS as WORDS } from "../../words/learnt.en.ts";
import { localMinute } from "../due.ts";
import type { Look } from "../field.ts";
import { knownErrorId } from "../fields/known-error.ts";
import { oneLine, paragraph } from "./sheet.ts";
import type { PageOptions } from "./show.ts";

/** Everything about a known error, line by line. `from`: the id of the ticket it was promoted from. */
export function knownErrorPage(
  entry: KnownErrorEntry,
  from: string | null,
  look: Look,
  { width, paint }: Pick<PageOptions, "width" | "paint">,
): readonly string[] {
  const at = (instant: number): string => localMinute(look.zone, instant);
  const section = (title: string, text: string | null): readonly string[] => (text === null ? [] : ["", paint("strong", title), ...paragraph(text, width)]);
  const added = [WORDS.added(entry.addedBy, at(entry.addedAt)), ...(from === null ? [] : [WORDS.from(from)]), WORDS.helped(entry.helped)].join(", ");
  return [
    ...paragraph(`${knownErrorId(entry.id)}  ${oneLine(entry.title)}`, width, "").map((line) => paint("strong", line)),
    ...paragraph(oneLine(added), width, ""),
    ...(entry.retiredAt === null ? [] : paragraph(oneLine(WORDS.retired(entry.retiredBy ?? "", at(entry.retiredAt), entry.retireReason ?? "")), width, "")),
    ...section(WORDS.symptom, entry.symptom),
    ...section(WORDS.cause, entry.cause),
    ...section(WORDS.workaround, entry.workaround),
  ];
}
