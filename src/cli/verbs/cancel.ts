import { textOf } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { writeVerb } from "../write-verb.ts";

export const verb: Verb = writeVerb({
  name: "cancel",
  needs: ["reason"],
  acts: ({ flags }) => [{ do: "cancel", reason: textOf(flags, "reason") ?? "" }],
});
