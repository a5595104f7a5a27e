import { isOn } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { writeVerb } from "../write-verb.ts";

export const verb: Verb = writeVerb({
  name: "start",
  acts: ({ flags }) => [{ do: "start", steal: isOn(flags, "steal") }],
});
