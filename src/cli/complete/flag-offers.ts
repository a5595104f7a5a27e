import type { Glimpse } from "../../app/glimpse.ts";
import type { FieldName } from "../../domain/query/term.ts";
import { COMPLETE_WORDS } from "../../words/complete.en.ts";
import { FLAG_WORDS } from "../../words/flags.en.ts";
import type { Flag } from "../flags/flag.ts";
import type { VerbRow } from "../verb-row.ts";
import type { Asked } from "./cursor.ts";
import { fieldValues, isField } from "./field-values.ts";
import { knownErrorOffers } from "./known-error-offers.ts";
import { type Answer, begins, behind, type Offer, offer, words } from "./offer.ts";
import { queryOffers } from "./query-words.ts";
import { specAnswer } from "./tickets.ts";

/** Flags that are named otherwise than the field whose values they take. */
const FIELD_OF: Readonly<Record<string, string>> = { untag: "tag", add: "requester", remove: "affected", as: "assignee" };
/** Fields that `none` clears. */
const CLEARED = new Set(["group", "assignee", "service", "site", "ci", "requester", "key", "parent"]);
const TICKETS = new Set(["parent", "follows", "duplicate-of"]);
/** An integer with more values than these is typed. */
const MOST_INTEGERS = 20;

/** The flags a verb takes and the line has not, by their long names. */
export const flagOffers = ({ row, flags, typed }: Extract<Asked, { kind: "flag" }>): readonly Offer[] =>
  flags.map(({ long }) => offer(`--${long}`, FLAG_WORDS[`${row?.name} --${long}`] ?? FLAG_WORDS[long] ?? "")).filter(({ word }) => begins(word, typed));

/** What a flag's value may be. */
export async function flagValues(known: Glimpse, asked: Extract<Asked, { kind: "value" }>): Promise<Answer> {
  const { flag, typed, before } = asked;
  if (flag.kind === "path" || flag.long === "db") return { kind: "files", before };
  if (TICKETS.has(flag.long) && before === "") return specAnswer(known, typed, "any", []);
  const found = await valuesOf(known, asked);
  return words(
    behind(
      before,
      found.filter(({ word }) => begins(word, typed)),
    ),
  );
}

async function valuesOf(known: Glimpse, { row, flag, typed, given }: Extract<Asked, { kind: "value" }>): Promise<readonly Offer[]> {
  if (flag.kind === "choice") return flag.choices.map((each) => offer(each));
  if (flag.kind === "integer") return flag.to - flag.from < MOST_INTEGERS ? integers(flag) : [];
  // A time or a length of one is typed, whatever the flag is called.
  if (flag.kind === "instant" || flag.kind === "duration") return [];
  if (flag.long === "calendar") return Object.keys((await known.policy()).calendars).map((each) => offer(each));
  if (flag.long === "where") return queryOffers(known, typed, true);
  if (flag.long === "known-error") return knownErrorOffers(known, typed);
  if (flag.long === "fields") return (await import("./output-fields.ts")).outputFields(row, typed, given);
  if (flag.long === "evidence") return (await import("./output-fields.ts")).reportFigures(row);
  if (flag.long === "month") return ["this", "last"].map((each) => offer(each));
  if (flag.long === "tz") return zones();
  if (flag.long === "to" && flag.kind === "name") return receivers(known, row, typed, given.has("up"));
  if (flag.long === "reason") return row?.name === "hold" ? fieldValues(known, "reason", typed) : [];
  const field = FIELD_OF[flag.long] ?? flag.long;
  if (!isField(field)) return [];
  return row?.groups.includes("filters") === true ? filterValues(known, field, typed) : fieldOffers(known, row, field, typed);
}

const integers = ({ from, to }: Flag): readonly Offer[] => Array.from({ length: to - from + 1 }, (_, index) => offer(String(from + index)));

const zones = (): readonly Offer[] => ["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => offer(zone));

/** A filter takes several values, with commas between them. */
async function filterValues(known: Glimpse, field: FieldName, typed: string): Promise<readonly Offer[]> {
  const done = typed.slice(0, typed.lastIndexOf(",") + 1);
  const taken = new Set(done.split(","));
  const values = await fieldValues(known, field, typed.slice(done.length));
  return behind(
    done,
    values.filter(({ word }) => !taken.has(word)),
  );
}

/** One value of a ticket's field, and the words that take it away. */
async function fieldOffers(known: Glimpse, row: VerbRow | null, field: FieldName, typed: string): Promise<readonly Offer[]> {
  const values = await fieldValues(known, field, typed);
  const more = row?.name === "edit" && field === "priority" ? [offer("computed", COMPLETE_WORDS.computed)] : [];
  return [...values, ...more, ...(row?.groups.includes("fields") === true && CLEARED.has(field) ? [offer("none", COMPLETE_WORDS.clears)] : [])];
}

/** Who may get a ticket: with assign a person, a group or nobody; with escalate a group, or the next level's person. */
async function receivers(known: Glimpse, row: VerbRow | null, typed: string, up: boolean): Promise<readonly Offer[]> {
  if (row?.name === "escalate") return fieldValues(known, up ? "assignee" : "group", typed);
  const groups = behind("group:", await fieldValues(known, "group", typed.startsWith("group:") ? typed.slice("group:".length) : ""));
  if (typed.startsWith("group:")) return groups;
  return [...(await fieldValues(known, "assignee", typed)), ...groups, offer("none", COMPLETE_WORDS.clears)];
}
