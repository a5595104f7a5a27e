import { fail } from "../../app/failure.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { isOn, textOf } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { noteText } from "../text-in.ts";
import { writeVerb } from "../write-verb.ts";

const GROUP = "group:";

export const verb: Verb = writeVerb({
  name: "escalate",
  flagOf: { group: "to" },
  missing: (flags) => (isOn(flags, "up") ? [] : ["to", "reason"].filter((name) => flags[name] === undefined)),
  remarks({ after, events }) {
    const event = events.findLast(({ type }) => type === "escalated");
    if (after === null || event?.type !== "escalated" || event.data.kind !== "hierarchical") return [];
    const { to } = event.data;
    return [{ key: to === null ? "nobody_above" : "informed", with: { id: idOf(after), group: after.group, to } }];
  },
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
