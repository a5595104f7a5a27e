import { fail } from "../../app/failure.ts";
import { listOf, textOf } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { writeVerb } from "../write-verb.ts";

export const verb: Verb = writeVerb({
  name: "affected",
  missing: (flags) => (flags.add === undefined && flags.remove === undefined ? ["add"] : []),
  acts: ({ flags }) => {
    const [added, removed, contact] = [listOf(flags, "add"), listOf(flags, "remove"), textOf(flags, "contact")];
    if (contact !== null && added.length === 0) throw fail("usage", "contact_of_nobody", {});
    if (contact !== null && added.length > 1) throw fail("usage", "contact_of_several", {});
    return [...removed.map((name) => ({ do: "unaffect" as const, name })), ...added.map((name) => ({ do: "affect" as const, name, contact }))];
  },
});
