import { countingHelp, helping } from "../../app/known-error-use.ts";
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
      acts: async ({ register }) => [await helping(register, id)],
      keep: countingHelp(id),
    });
    return using.run(program, { operands: operands.slice(1), flags });
  },
};
