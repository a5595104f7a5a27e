import { instantOf, isOn, textOf } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { operandText } from "../text-in.ts";
import { writeVerb } from "../write-verb.ts";

export const verb: Verb = writeVerb({
  name: "note",
  takesText: true,
  acts: async ({ program, flags, text, calendar }) => [
    {
      do: "note",
      note: await operandText(program, flags, text, "note"),
      public: isOn(flags, "public"),
      from: textOf(flags, "from") === "requester" ? "requester" : "agent",
      nextUpdateAt: await instantOf(program, flags, "next-update", "future", calendar),
    },
  ],
});
