import { REGISTER_FIELDS } from "../../render/fields/register.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** Where the register is and how far it has come. */
export const verb: Verb = {
  name: "db info",
  async run(program) {
    const register = await program.openRegister("read");
    const { place, readOnly } = register;
    printOne(program, REGISTER_FIELDS, { place, readOnly, state: await register.state(), facts: await register.facts() }, place, plainLook(program));
    return 0;
  },
};
