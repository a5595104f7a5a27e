import { fail } from "../../app/failure.ts";
import { isOn } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { operandText } from "../text-in.ts";
import { writeVerb } from "../write-verb.ts";

export const verb: Verb = writeVerb({
  name: "workaround",
  takesText: true,
  acts: async ({ program, flags, text }) => {
    const clear = isOn(flags, "clear");
    if (clear && (text !== null || flags["note-file"] !== undefined)) throw fail("usage", "clear_and_text", {});
    return [{ do: "workaround", workaround: clear ? null : await operandText(program, flags, text, "workaround") }];
  },
});
