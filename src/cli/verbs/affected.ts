import { fail } from "../../app/failure.ts";
import { textOf } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { writeVerb } from "../write-verb.ts";

export const verb: Verb = writeVerb({
  name: "affected",
  missing: (flags) => (flags.add === undefined && flags.remove === undefined ? ["add"] : []),
  acts: ({ flags }) => {
    const [add, remove, contact] = [textOf(flags, "add"), textOf(flags, "remove"), textOf(flags, "contact")];
    if (contact !== null && add === null) throw fail("usage", "contact_of_nobody", {});
    return [...(remove === null ? [] : [{ do: "unaffect" as const, name: remove }]), ...(add === null ? [] : [{ do: "affect" as const, name: add, contact }])];
  },
});
