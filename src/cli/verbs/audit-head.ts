import { HEAD_FIELDS, headText } from "../../render/fields/register.ts";
import { formNamed } from "../flags/output.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** The hash of everything recorded so far, to be kept elsewhere. */
export const verb: Verb = {
  name: "audit head",
  async run(program, { flags }) {
    const register = await program.openRegister("read");
    const state = await register.state();
    if (formNamed(flags) === null) program.io.stdout.write(`${headText(state)}\n`);
    else printOne(program, HEAD_FIELDS, state, headText(state), plainLook(program));
    return 0;
  },
};
