import { registerFields } from "../../render/fields/register.ts";
import { isOn } from "../flag-values.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** Where the register is and how far it has come. */
export const verb: Verb = {
  name: "db info",
  async run(program, { flags }) {
    const register = await program.openRegister("read");
    const { place, readOnly } = register;
    const facts = await register.facts();
    printOne(
      program,
      registerFields(facts, isOn(flags, "json") || isOn(flags, "jsonl")),
      { place, readOnly, state: await register.state(), facts },
      place,
      plainLook(program),
    );
    return 0;
  },
};
