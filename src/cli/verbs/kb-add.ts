import { fail } from "../../app/failure.ts";
import { addKnownError } from "../../app/known-error-writes.ts";
import { KNOWN_ERROR_WORDS } from "../../words/learnt.en.ts";
import { oneNumber, textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { printWritten, writingOf } from "../known-error-in.ts";
import type { Verb } from "../program.ts";

/** Without a ticket to take them from, these have to be said. */
const NEEDED = ["title", "symptom", "workaround"] as const;

/** Keeps a known error: as told, or promoted from a ticket. */
export const verb: Verb = {
  name: "kb add",
  async run(program, { flags }) {
    formNamed(flags);
    const from = textOf(flags, "from");
    const missing = from === null ? NEEDED.filter((name) => flags[name] === undefined) : [];
    if (missing.length > 0) throw fail("usage", "flags_missing", { verb: "kb add", missing });
    const writing = writingOf(program, flags);
    const register = await program.openRegister("write");
    const stated = {
      title: textOf(flags, "title"),
      symptom: textOf(flags, "symptom"),
      cause: textOf(flags, "cause"),
      workaround: textOf(flags, "workaround"),
      from: from === null ? null : await oneNumber(register, program, from, "--from"),
    };
    await printWritten(program, flags, await addKnownError(register, stated, writing), KNOWN_ERROR_WORDS.wasAdded);
    return 0;
  },
};
