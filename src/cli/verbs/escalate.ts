import { fail } from "../../app/failure.ts";
import { isOn, textOf } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { noteText } from "../text-in.ts";
import { writeVerb } from "../write-verb.ts";

const GROUP = "group:";

export const verb: Verb = writeVerb({
  name: "escalate",
  flagOf: { group: "to" },
  missing: (flags) => (isOn(flags, "up") ? [] : ["to", "reason"].filter((name) => flags[name] === undefined)),
  acts: async ({ program, flags }) => {
    const up = isOn(flags, "up");
    const to = textOf(flags, "to");
    if (up && to?.startsWith(GROUP)) throw fail("usage", "up_to_group", { to });
    return [
      {
        do: "escalate",
        kind: up ? "hierarchical" : "functional",
        to: to?.startsWith(GROUP) ? to.slice(GROUP.length) : to,
        reason: textOf(flags, "reason"),
        note: await noteText(program, flags),
      },
    ];
  },
});
