import { closure } from "../ending.ts";
import { isOn } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { writeVerb } from "../write-verb.ts";

export const verb: Verb = writeVerb({
  name: "close",
  withChildren: (flags) => isOn(flags, "with-children"),
  acts: async (input) => [await closure(input)],
});
