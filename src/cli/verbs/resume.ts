import { isOn } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { noteText } from "../text-in.ts";
import { writeVerb } from "../write-verb.ts";

export const verb: Verb = writeVerb({
  name: "resume",
  acts: async (input) => [{ do: "resume", note: await noteText(input.program, input.flags), public: isOn(input.flags, "public") }],
});
