import type { Glimpse } from "../../app/glimpse.ts";
import { foldName } from "../../domain/fold-name.ts";
import { choicesOf, FIELDS } from "../../domain/query/fields.ts";
import type { FieldName } from "../../domain/query/term.ts";
import { COMPLETE_WORDS, TIMES } from "../../words/complete.en.ts";
import { begins, type Offer, offer } from "./offer.ts";
import { operationOffers } from "./operations.ts";
import { numbered } from "./tickets.ts";

const NONE: ReadonlySet<number> = new Set();

export const isField = (name: string): name is FieldName => Object.hasOwn(FIELDS, name);

/** What a field may be, by the policy or by what the register has seen; `typed` is the beginning of it. */
export async function fieldValues(known: Glimpse, field: FieldName, typed: string): Promise<readonly Offer[]> {
  const found = await all(known, field, typed);
  return found.filter(({ word }) => begins(word, typed) || begins(foldName(word), foldName(typed)));
}

async function all(known: Glimpse, field: FieldName, typed: string): Promise<readonly Offer[]> {
  const choices = choicesOf(field, await known.policy());
  if (choices !== null) return choices.map((each) => offer(each));
  const plain = async (names: Promise<readonly string[]>): Promise<readonly Offer[]> => (await names).map((each) => offer(each));
  switch (field) {
    case "assignee":
      return [offer("@me", COMPLETE_WORDS.me), ...(await plain(known.people(foldName(typed), true)))];
    case "requester":
    case "affected":
      return plain(known.people(foldName(typed), false));
    case "tag":
    case "ref":
      return plain(known.marks(field, foldName(typed)));
    case "key":
      return plain(known.marks("key", typed));
    case "service":
    case "site":
    case "group":
    case "ci":
      return plain(known.places(field));
    case "id":
    case "parent":
      return (await numbered(known, typed, "any", NONE)) ?? [];
    case "op":
      return operationOffers(known, typed);
    default:
      return Object.entries(TIMES[field] ?? {}).map(([word, about]) => offer(word, about));
  }
}
