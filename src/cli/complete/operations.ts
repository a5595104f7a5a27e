import type { Glimpse } from "../../app/glimpse.ts";
import { cleanLine } from "../../render/clean.ts";
import { operationId } from "../../render/fields/event.ts";
import { COMPLETE_WORDS } from "../../words/complete.en.ts";
import { type Offer, offer } from "./offer.ts";

/** Operations by the beginning of their numbers, written as `op-215` or as `215`; nothing where no operation begins so. */
export async function operationOffers(known: Glimpse, typed: string): Promise<readonly Offer[]> {
  const [, digits] = /^(?:o|op|op-)?([1-9]\d{0,14}|)$/i.exec(typed) ?? [];
  if (digits === undefined) return [];
  const bare = /^\d/.test(typed);
  return (await known.operations(digits)).map(({ seq, verb, actor }) =>
    offer(bare ? String(seq) : operationId(seq), cleanLine(COMPLETE_WORDS.operation(verb, actor))),
  );
}
