import { fail } from "../../app/failure.ts";
import { retireKnownError } from "../../app/known-error-writes.ts";
import { KNOWN_ERROR_WORDS } from "../../words/learnt.en.ts";
import { textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { knownErrorNumber, printWritten, writingOf } from "../known-error-in.ts";
import type { Verb } from "../program.ts";

/** Takes a known error out of use. */
export const verb: Verb = {
  name: "kb retire",
  async run(program, { operands, flags }) {
    formNamed(flags);
    const id = knownErrorNumber(operands[0] ?? "");
    const reason = textOf(flags, "reason");
    if (reason === null) throw fail("usage", "flags_missing", { verb: "kb retire", missing: ["reason"] });
    const writing = writingOf(program, flags);
    const register = await program.openRegister("write");
    await printWritten(program, flags, await retireKnownError(register, id, reason, writing), KNOWN_ERROR_WORDS.wasRetired);
    return 0;
  },
};
