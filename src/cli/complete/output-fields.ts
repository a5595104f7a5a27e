import type { Report, ReportName } from "../../domain/report/report.ts";
import { OPERATION_FIELDS } from "../../render/fields/operation.ts";
import { REPORTS, reportFields } from "../../render/fields/report.ts";
import { TICKET_ALIASES, TICKET_FIELDS } from "../../render/fields/ticket.ts";
import { COMPLETE_WORDS } from "../../words/complete.en.ts";
import type { VerbRow } from "../verb-row.ts";
import { begins, behind, type Offer, offer } from "./offer.ts";

const TICKET_KEYS = [...TICKET_FIELDS.map(({ key }) => key), ...Object.keys(TICKET_ALIASES)];

/** The report a verb makes; null: it is no report. */
function reportOf(row: VerbRow | null): Report | null {
  const [noun, name = ""] = row?.name.split(" ") ?? [];
  return noun === "report" ? REPORTS[name as ReportName] : null;
}

/** What --evidence may name. */
export const reportFigures = (row: VerbRow | null): readonly Offer[] => (reportOf(row)?.figures ?? []).map((figure) => offer(figure));

function keysOf(row: VerbRow | null, given: Pick<ReadonlySet<string>, "has">): readonly string[] {
  if (row?.name === "op list") return OPERATION_FIELDS.map(({ key }) => key);
  const report = given.has("evidence") ? null : reportOf(row);
  return report === null ? TICKET_KEYS : reportFields(report).map(({ key }) => key);
}

/** Keys for --fields, each of a list once. */
export function outputFields(row: VerbRow | null, typed: string, given: Pick<ReadonlySet<string>, "has">): readonly Offer[] {
  const keys = keysOf(row, given);
  const done = typed.slice(0, typed.lastIndexOf(",") + 1);
  const taken = new Set(done.split(","));
  const left = keys.filter((key) => !taken.has(key)).map((key) => offer(key));
  return behind(
    done,
    [...left, ...(done === "" ? [offer("help", COMPLETE_WORDS.fieldsHelp)] : [])].filter(({ word }) => begins(word, typed.slice(done.length))),
  );
}
