import { fail } from "../../app/failure.ts";
import { REGISTER_FIELDS } from "../../render/fields/register.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** Makes a register and says where it is. One that is there already stays as it is. */
export const verb: Verb = {
  name: "db init",
  async run(program, { operands, flags }) {
    const [path] = operands;
    if (path !== undefined && flags.db !== undefined) throw fail("usage", "two_places", {});
    const register = await program.openRegister("write", path);
    const { place, readOnly } = register;
    printOne(program, REGISTER_FIELDS, { place, readOnly, state: await register.state() }, place, plainLook(program));
    return 0;
  },
};
