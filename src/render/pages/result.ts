import { type Item, isBad, isReopened, type Result, verbFor } from "../../app/outcome.ts";
import { doneWord } from "../../words/done.en.ts";
import { RESULT_WORDS } from "../../words/result.en.ts";
import { cleanLine } from "../clean.ts";
import { itemId, type SaidItem } from "../fields/result-item.ts";
import { tsvCell } from "../tsv.ts";
import { padEnd, widthOf } from "../width.ts";

/** Up to so many tickets each gets its line. */
const SINGLY = 10;
/** So many ids stand behind a reason they share. */
const IDS = 100;

const titleOf = ({ after, before }: Item): string => (after ?? before)?.title ?? "";
const byThemselves = ({ outcome }: Item): boolean => outcome === "changed" || outcome === "repeated" || outcome === "unchanged";

function sentence(said: SaidItem, result: Result): string {
  const id = itemId(said);
  const title = titleOf(said.item);
  switch (said.item.outcome) {
    case "changed":
      return RESULT_WORDS.changed(id, doneWord(verbFor(result.verb, said.item)), title, result.dryRun);
    case "unchanged":
      return RESULT_WORDS.unchanged(id, title);
    case "repeated":
      return RESULT_WORDS.repeated(id, title, isReopened(said.item));
    case "refused":
      return RESULT_WORDS.refused(id, said.message ?? "");
    case "not_found":
      return RESULT_WORDS.notFound(id);
    case "skipped":
      return RESULT_WORDS.skipped(id);
  }
}

/** For a terminal: each ticket, or above ten of them one line that sums up; `verbose` gives each in any case. Without what went wrong. */
export function resultLines(result: Result, items: readonly SaidItem[], verbose: boolean): readonly string[] {
  const lines = verbose || items.length <= SINGLY ? items.filter(({ item }) => byThemselves(item)).map((said) => cleanLine(sentence(said, result))) : [];
  if (items.length > SINGLY && items.some(({ item }) => byThemselves(item))) lines.push(RESULT_WORDS.summary(result.verb, result.counts, result.dryRun));
  return lines;
}

/** What went wrong in a set, for stderr: the headline comes behind `error: `, then a line for each ticket that stood in the way. */
export interface Trouble {
  readonly headline: string;
  readonly lines: readonly string[];
  /** What to do; null: each line says so already. */
  readonly advice: string | null;
}

/** How trouble is told: `spoken`: nothing stands in columns; `few`: above ten lines a reason that several share is told once. */
export interface TroubleManner {
  readonly spoken: boolean;
  readonly few: boolean;
}

/** What stood in the way of a set, one of which at least is refused or not found. */
export function troubleOf(result: Result, items: readonly SaidItem[], manner: TroubleManner = { spoken: false, few: false }): Trouble {
  const bad = items.filter(({ item }) => isBad(item));
  const { counts, verb } = result;
  const wroteSome = counts.changed + counts.repeated > 0;
  return {
    headline: wroteSome ? RESULT_WORDS.partly(verb, counts) : RESULT_WORDS.nothing(verb, counts),
    lines: troubleLines(bad, manner),
    advice: !wroteSome && counts.skipped > 0 ? RESULT_WORDS.keepGoing(verb, counts.skipped) : null,
  };
}

interface TroubleRow {
  readonly id: string;
  readonly message: string;
  readonly hint: string;
}

/** Each reason once, above the tickets it is about. */
function byReason(rows: readonly TroubleRow[], spoken: boolean): readonly string[] {
  const groups = new Map<string, TroubleRow[]>();
  for (const row of rows) {
    const reason = JSON.stringify([row.message, row.hint]);
    const group = groups.get(reason);
    if (group === undefined) groups.set(reason, [row]);
    else group.push(row);
  }
  return [...groups.values()].flatMap((group) => {
    const { message, hint } = group[0] as TroubleRow;
    const ids = RESULT_WORDS.those(
      group.slice(0, IDS).map(({ id }) => id),
      Math.max(0, group.length - IDS),
    );
    if (group.length === 1 && !spoken) return [`${ids}  ${message}${hint === "" ? "" : `  ${hint}`}`];
    return spoken ? [`${message}${hint === "" ? "" : `, ${hint}`}: ${ids}`] : [`${message}${hint === "" ? "" : `  ${hint}`}`, `  ${ids}`];
  });
}

function troubleLines(bad: readonly SaidItem[], { spoken, few }: TroubleManner): readonly string[] {
  const rows = bad.map((said) => ({
    id: itemId(said),
    message: said.item.outcome === "not_found" ? RESULT_WORDS.noSuchTicket : cleanLine(said.message ?? ""),
    hint: said.hint === null ? "" : cleanLine(said.hint),
  }));
  if (few && rows.length > SINGLY) return byReason(rows, spoken);
  if (spoken) return rows.map(({ id, message, hint }) => `${id}: ${message}${hint === "" ? "" : `, ${hint}`}`);
  const idWidth = Math.max(...rows.map(({ id }) => widthOf(id)));
  const messageWidth = Math.max(...rows.map(({ message, hint }) => (hint === "" ? 0 : widthOf(message))));
  return rows.map(({ id, message, hint }) => `${padEnd(id, idWidth)}  ${hint === "" ? message : `${padEnd(message, messageWidth)}  ${hint}`}`);
}

/** For a pipe: `id`, outcome, message between tabs, a line a ticket. */
export const resultRecord = (said: SaidItem): string => [itemId(said), said.item.outcome, said.message ?? ""].map(tsvCell).join("\t");

/** For `-q`: the ids of those that changed. */
export const changedIds = (items: readonly SaidItem[]): readonly string[] =>
  items.filter(({ item }) => item.outcome === "changed" || item.outcome === "repeated").map(itemId);

/** For `--failed-to`: id, rule, message of each that was not done. */
export const failedRecords = (items: readonly SaidItem[]): readonly string[] =>
  items
    .filter(({ item }) => isBad(item) || item.outcome === "skipped")
    .map((said) => [itemId(said), said.item.refusals[0]?.rule ?? said.item.outcome, said.message ?? ""].map(tsvCell).join("\t"));
