import type { Assign } from "../../domain/ticket/acts/assign.ts";
import { NONE, textOf } from "../flag-values.ts";
import type { Program, Verb } from "../program.ts";
import { writeVerb } from "../write-verb.ts";

/** `NAME`, `@me`, `group:NAME`, or `none`, which leaves the group. */
function assignment(program: Program, to: string): Assign {
  if (to === NONE) return { do: "assign", assignee: null };
  if (to.startsWith("group:")) return { do: "assign", group: to.slice("group:".length) };
  return { do: "assign", assignee: to === "@me" ? program.me : to };
}

export const verb: Verb = writeVerb({
  name: "assign",
  needs: ["to"],
  flagOf: { assignee: "to", group: "to" },
  acts: ({ program, flags }) => [assignment(program, textOf(flags, "to") ?? "")],
});
