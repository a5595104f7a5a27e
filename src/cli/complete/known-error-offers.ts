import type { Glimpse } from "../../app/glimpse.ts";
import { cleanLine } from "../../render/clean.ts";
import { knownErrorId } from "../../render/fields/known-error.ts";
import { type Offer, offer } from "./offer.ts";

/** Known errors in use by the beginning of their numbers, written as `K-3` or as `3`. */
export async function knownErrorOffers(known: Glimpse, typed: string): Promise<readonly Offer[]> {
  const [, letter = "", digits] = /^(k-?)?(\d{0,15})$/i.exec(typed) ?? [];
  if (digits === undefined) return [];
  const found = (await known.knownErrors()).filter(({ id }) => `${id}`.startsWith(digits));
  return found.map(({ id, title }) => offer(letter === "" && digits !== "" ? `${id}` : knownErrorId(id), cleanLine(title)));
}
