import { resolution } from "../ending.ts";
import { isOn } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { hasNote } from "../text-in.ts";
import { writeVerb } from "../write-verb.ts";

export const verb: Verb = writeVerb({
  name: "resolve",
  missing: (flags) => [...(flags.code === undefined ? ["code"] : []), ...(hasNote(flags) ? [] : ["note"])],
  withChildren: (flags) => isOn(flags, "with-children"),
  acts: async (input) => [await resolution(input)],
});
