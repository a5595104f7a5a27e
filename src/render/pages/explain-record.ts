import type { ExplainedHold, Explanation } from "../../domain/ticket/explanation.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { RECORD_LABELS as LABELS, EXPLAIN_WORDS as WORDS } from "../../words/headings.en.ts";
import type { Look } from "../field.ts";
import type { Labelled } from "../records.ts";
import { countedRows, counts, explainedFacts, holdWords, milestoneWords } from "./explain.ts";
import type { Language } from "./relative.ts";
import { sliceRows, sliceWords } from "./slices.ts";

/** Why a clock says what it says, where it is read out: what the drawn page has, in its order. */
export function explainRecord(e: Explanation, look: Look, language: Language): readonly Labelled[] {
  const head: readonly Labelled[] = [
    [LABELS.ticket, idOf(e)],
    [LABELS.clock, e.clock],
  ];
  if (!counts(e)) return [...head, [WORDS.state, WORDS.nothing]];
  return [
    ...head,
    ...explainedFacts(e, look, language),
    ...countedRows(e, look)
      .slice(1)
      .map((cells) => [LABELS.counted, sliceWords(cells)] as const),
    ...sliceRows(e.ahead, look.zone)
      .slice(1)
      .map((cells) => [WORDS.ahead, sliceWords(cells)] as const),
    ...(e.closedDays.length === 0 ? [] : [[WORDS.closedDays, e.closedDays.join(", ")] as const]),
    ...e.holds.map((hold) => [LABELS.hold, heldWords(hold, e, look)] as const),
    ...e.milestones.map((milestone) => [LABELS.warning, `${milestone.percent} %, ${milestoneWords(e, milestone, look, language)}`] as const),
  ];
}

function heldWords(hold: ExplainedHold, e: Explanation, look: Look): string {
  const [from, to, what] = holdWords(hold, e, look);
  return [WORDS.heldSpell(from, to), what, ...(hold.note === null ? [] : [hold.note])].join(", ");
}
