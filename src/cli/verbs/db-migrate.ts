import { REGISTER_FIELDS } from "../../render/fields/register.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** Brings a register up to this program's schema, as opening it for writing does; says where it stands then. */
export const verb: Verb = {
  name: "db migrate",
  async run(program, { flags }) {
    const register = await program.openRegister(flags["dry-run"] === true ? "read" : "write");
    const { place, readOnly } = register;
    printOne(program, REGISTER_FIELDS, { place, readOnly, state: await register.state() }, place, plainLook(program));
    return 0;
  },
};
