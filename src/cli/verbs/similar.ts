import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import { similarTo } from "../../app/similar.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { SIMILAR_DEFAULT, SIMILAR_FIELDS } from "../../render/fields/similar.ts";
import { integerOf, isOn } from "../flag-values.ts";
import { lookOf } from "../look.ts";
import { fieldsTold, printFew } from "../print-few.ts";
import type { Verb } from "../program.ts";
import { settled } from "../settled.ts";
import { textAsked } from "../text-asked.ts";

/** As many as one reads. */
const SHOWN = 10;
/** Farther down the likeness is chance. */
const MOST = 50;

/** Tickets like one, or like a text. */
export const verb: Verb = {
  name: "similar",
  async run(program, args) {
    const { flags } = args;
    if (isOn(flags, "open") && isOn(flags, "all")) throw fail("usage", "flags_exclude", { first: "--open", second: "--all" });
    if (fieldsTold(program, flags, SIMILAR_FIELDS, SIMILAR_DEFAULT)) return 0;
    const register = await program.openRegister("read");
    await settled(program, register);
    return register.snapshot(async (reads) => {
      const { text, number } = await textAsked(program, reads, args);
      const limit = integerOf(flags, "limit") ?? SHOWN;
      await printFew(program, flags, {
        document: "similar",
        query: null,
        all: SIMILAR_FIELDS,
        few: SIMILAR_DEFAULT,
        idOf: ({ row }) => idOf(row),
        look: lookOf(program, await deskOf(reads, program.clock.now)),
        rows: await similarTo(reads, { text, not: number, openOnly: isOn(flags, "open"), limit: limit === 0 ? MOST : Math.min(limit, MOST) }),
        none: "none_similar",
      });
      return 0;
    });
  },
};
