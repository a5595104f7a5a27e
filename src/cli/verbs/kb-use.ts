import { knownErrorInUse } from "../../app/known-error-writes.ts";
import { knownErrorNumber } from "../known-error-in.ts";
import type { Verb } from "../program.ts";
import { writeVerb } from "../write-verb.ts";

/** Gives tickets the workaround of a known error, and counts that it helped them. */
export const verb: Verb = {
  name: "kb use",
  run(program, { operands, flags }) {
    const id = knownErrorNumber(operands[0] ?? "");
    const using = writeVerb({
      name: "kb use",
      acts: async ({ register }) => [{ do: "workaround", workaround: (await knownErrorInUse(register, id)).workaround }],
      async keep(tx, items) {
        const { operations } = await tx.state();
        const numbers = items.filter((item) => item.outcome === "changed").map((item) => item.number);
        await (await tx.insight()).knownErrorUsed(id, operations, numbers);
      },
    });
    return using.run(program, { operands: operands.slice(1), flags });
  },
};
