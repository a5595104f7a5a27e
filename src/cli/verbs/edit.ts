import { idOf } from "../../domain/ticket/number.ts";
import { edits } from "../field-flags.ts";
import type { Verb } from "../program.ts";
import { writeVerb } from "../write-verb.ts";

/** Flags that are about the call, not about the ticket. */
const CHANGES = [
  ..."title type impact urgency priority category service site ci ref requester contact channel group assignee tag untag description".split(" "),
  ..."description-file down-at up-at key major parent code satisfaction".split(" "),
];

export const verb: Verb = writeVerb({
  name: "edit",
  missing: (flags) => (CHANGES.some((name) => flags[name] !== undefined) ? [] : ["FIELD"]),
  acts: edits,
  remarks({ before, after }, flags) {
    const filled = flags.group === undefined && before?.group === null && after !== null && after.group !== null;
    return filled ? [{ key: "group_filled", with: { id: idOf(after), group: after.group } }] : [];
  },
});
