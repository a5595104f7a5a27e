import { OPERATION_FIELDS } from "../../render/fields/operation.ts";
import { TICKET_ALIASES, TICKET_FIELDS } from "../../render/fields/ticket.ts";
import { COMPLETE_WORDS } from "../../words/complete.en.ts";
import type { VerbRow } from "../verb-row.ts";
import { begins, behind, type Offer, offer } from "./offer.ts";

/** Keys for --fields, each of a list once. */
export function outputFields(row: VerbRow | null, typed: string): readonly Offer[] {
  const keys = row?.name === "op list" ? OPERATION_FIELDS.map(({ key }) => key) : [...TICKET_FIELDS.map(({ key }) => key), ...Object.keys(TICKET_ALIASES)];
  const done = typed.slice(0, typed.lastIndexOf(",") + 1);
  const taken = new Set(done.split(","));
  const left = keys.filter((key) => !taken.has(key)).map((key) => offer(key));
  return behind(
    done,
    [...left, ...(done === "" ? [offer("help", COMPLETE_WORDS.fieldsHelp)] : [])].filter(({ word }) => begins(word, typed.slice(done.length))),
  );
}
