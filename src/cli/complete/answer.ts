import type { Glimpse } from "../../app/glimpse.ts";
import type { Asked } from "./cursor.ts";
import { flagOffers, flagValues } from "./flag-offers.ts";
import { type Answer, begins, NOTHING, words } from "./offer.ts";
import { operandOffers } from "./operand-offers.ts";
import { queryOffers } from "./query-words.ts";
import { verbOffers } from "./verb-offers.ts";

/** What may stand under the cursor. */
export async function answerTo(asked: Asked, known: Glimpse): Promise<Answer> {
  switch (asked.kind) {
    case "nothing":
      return NOTHING;
    case "verb": {
      const verbs = verbOffers(asked.noun).filter(({ word }) => begins(word, asked.typed));
      return words(asked.row?.operands.includes("QUERY") === true ? [...verbs, ...(await queryOffers(known, asked.typed, false))] : verbs);
    }
    case "flag":
      return words(flagOffers(asked));
    case "value":
      return flagValues(known, asked);
    case "operand":
      return operandOffers(known, asked);
  }
}
