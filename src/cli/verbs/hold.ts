import { instantOf, isOn, textOf } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { noteText } from "../text-in.ts";
import { writeVerb } from "../write-verb.ts";

export const verb: Verb = writeVerb({
  name: "hold",
  needs: ["reason"],
  acts: async ({ program, flags, calendar }) => [
    {
      do: "hold",
      reason: textOf(flags, "reason") ?? "",
      until: await instantOf(program, flags, "until", "future", calendar),
      note: await noteText(program, flags),
      public: isOn(flags, "public"),
    },
  ],
});
