import type { Glimpse } from "../../app/glimpse.ts";
import { ALWAYS_THERE, choicesOf, FIELD_NAMES, FIELDS, FLAGS, RANKED, SORT_FIELDS } from "../../domain/query/fields.ts";
import { spellValue } from "../../domain/query/spell.ts";
import type { FieldName } from "../../domain/query/term.ts";
import { builtInViews } from "../../domain/query/views.ts";
import { COMPLETE_WORDS, KIND_WORDS } from "../../words/complete.en.ts";
import { fieldValues, isField } from "./field-values.ts";
import { begins, behind, type Offer, offer } from "./offer.ts";

const SPACE = /\s/;
/** What means something to the language in a value that a shell hands on as one word. */
const SPECIAL = /[",]|\.\.|^(?:none|any)$|^@/i;

/** Where the last piece of a query in one word begins: behind the last blank outside double quotes. */
function lastPiece(typed: string): number {
  let from = 0;
  let quoted = false;
  for (let at = 0; at < typed.length; at += 1) {
    if (typed[at] === '"') quoted = !quoted;
    else if (!quoted && SPACE.test(typed[at]!)) from = at + 1;
  }
  return from;
}

const TERM = /^([a-z]+)(:|!=)(.*)$/is;

/** What may stand in a query; `whole`: the word is all of it, as behind --where, and not one value with blanks. */
export async function queryOffers(known: Glimpse, typed: string, whole: boolean): Promise<readonly Offer[]> {
  if (whole || !SPACE.test(typed)) return lastOffers(known, typed, whole);
  const asOneValue = TERM.test(typed) ? await termOffers(known, typed, false) : null;
  return asOneValue === null || asOneValue.length === 0 ? lastOffers(known, typed, true) : asOneValue;
}

/** For the last piece of what is typed, with all before it kept. */
async function lastOffers(known: Glimpse, typed: string, inOne: boolean): Promise<readonly Offer[]> {
  const from = inOne ? lastPiece(typed) : 0;
  const piece = typed.slice(from);
  return behind(typed.slice(0, from), (await termOffers(known, piece, inOne)) ?? (await pieceOffers(known, piece)));
}

/** Null: there is no field in front. */
async function termOffers(known: Glimpse, typed: string, inOne: boolean): Promise<readonly Offer[] | null> {
  const [, name, sign, rest] = TERM.exec(typed) ?? [];
  if (name === undefined || sign === undefined || rest === undefined) return null;
  const field = name.toLowerCase();
  if (field === "sort") return behind(name + sign, sortOffers(rest));
  if (field !== "is" && !isField(field)) return [];
  const done = rest.slice(0, rest.lastIndexOf(",") + 1);
  const last = rest.slice(done.length);
  const taken = new Set(done.split(","));
  const values = (field === "is" ? flagOffers(last) : await valueOffers(known, field, last, inOne)).filter(({ word }) => !taken.has(word));
  return behind(name + sign + done, values);
}

const flagOffers = (typed: string): readonly Offer[] => FLAGS.filter((flag) => begins(flag, typed)).map((flag) => offer(flag));

function sortOffers(typed: string): readonly Offer[] {
  const minus = typed.startsWith("-") ? "-" : "";
  return behind(
    minus,
    SORT_FIELDS.filter((field) => begins(field, typed.slice(minus.length))).map((field) => offer(field)),
  );
}

async function pieceOffers(known: Glimpse, typed: string): Promise<readonly Offer[]> {
  const policy = await known.policy();
  const hint = (field: FieldName): string => choicesOf(field, policy)?.join(", ") ?? KIND_WORDS[FIELDS[field]] ?? "";
  const views = Object.entries(builtInViews(policy)).map(([view, query]) => offer(`@${view}`, query));
  const fields = [
    ...FIELD_NAMES.map((field) => offer(`${field}:`, hint(field), true)),
    offer("is:", FLAGS.join(", "), true),
    offer("sort:", COMPLETE_WORDS.sort, true),
  ];
  return (typed.startsWith("@") ? views : typed === "" ? [...fields, ...views] : fields).filter(({ word }) => begins(word, typed));
}

async function valueOffers(known: Glimpse, field: FieldName, typed: string, inOne: boolean): Promise<readonly Offer[]> {
  const range = RANKED.has(field) ? typed.lastIndexOf("..") : -1;
  const before = range === -1 ? "" : typed.slice(0, range + 2);
  const last = typed.slice(before.length).replace(/^"/, "");
  const special =
    before !== "" || ALWAYS_THERE.has(field) || typed.startsWith('"') ? [] : [offer("none", COMPLETE_WORDS.none), offer("any", COMPLETE_WORDS.any)];
  const values = (await fieldValues(known, field, last)).map((each) => ({ ...each, word: spelled(field, each.word, inOne || typed.startsWith('"')) }));
  return [...behind(before, values), ...special.filter(({ word }) => begins(word, last))];
}

/** A value as the language reads it; a shell keeps the blanks of a word together, so they need no quotes of the language's. */
function spelled(field: FieldName, value: string, inOne: boolean): string {
  if (value === "@me" || !(FIELDS[field] === "name" || FIELDS[field] === "mark" || FIELDS[field] === "word")) return value;
  return inOne || SPECIAL.test(value) ? spellValue(value) : value;
}
