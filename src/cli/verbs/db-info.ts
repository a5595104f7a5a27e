import { printRegister } from "../print-register.ts";
import type { Verb } from "../program.ts";

/** Where the register is and how far it has come. */
export const verb: Verb = {
  name: "db info",
  async run(program) {
    await printRegister(program, await program.openRegister("read"));
    return 0;
  },
};
