import { fail } from "../../app/failure.ts";
import { allEntries, matchingEntries } from "../../app/known-errors.ts";
import { KNOWN_ERROR_DEFAULT, KNOWN_ERROR_FIELDS, knownErrorId } from "../../render/fields/known-error.ts";
import { isOn } from "../flag-values.ts";
import { fieldsTold, printFew } from "../print-few.ts";
import { plainLook } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** Known errors: those that helped most, or those that words may tell of. */
export const verb: Verb = {
  name: "kb list",
  async run(program, { operands, flags }) {
    const words = operands.join(" ").trim();
    if (words !== "" && isOn(flags, "all")) throw fail("usage", "kb_words_and_all", {});
    if (fieldsTold(program, flags, KNOWN_ERROR_FIELDS, KNOWN_ERROR_DEFAULT)) return 0;
    const register = await program.openRegister("read");
    return register.snapshot(async (reads) => {
      await printFew(program, flags, {
        document: "kb-list",
        query: words === "" ? null : words,
        all: KNOWN_ERROR_FIELDS,
        few: isOn(flags, "all") ? [...KNOWN_ERROR_DEFAULT, "state"] : KNOWN_ERROR_DEFAULT,
        idOf: ({ id }) => knownErrorId(id),
        look: plainLook(program),
        rows: words === "" ? await allEntries(reads, isOn(flags, "all")) : await matchingEntries(reads, words),
        none: "none_known",
      });
      return 0;
    });
  },
};
