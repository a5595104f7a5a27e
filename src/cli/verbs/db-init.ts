import { fail } from "../../app/failure.ts";
import { textOf } from "../flag-values.ts";
import { isOneName } from "../identity.ts";
import { printRegister } from "../print-register.ts";
import type { Verb } from "../program.ts";

/** Makes a register and says where it is. One that is there already stays as it is, its name too. */
export const verb: Verb = {
  name: "db init",
  async run(program, { operands, flags }) {
    const [at] = operands;
    if (at !== undefined && flags.db !== undefined) throw fail("usage", "two_places", {});
    const name = textOf(flags, "name")?.trim();
    if (name !== undefined && !isOneName(name)) throw fail("usage", "register_name_unusable", { name });
    const found = await program.openRegister("write", { at, upgrade: false });
    const isThere = (await found.facts()).version !== null;
    const register = isThere ? found : await program.openRegister("make", { at, name });
    const state = await register.state();
    if (name !== undefined && name !== state.name) throw fail("refused", "register_named", { place: register.place, name: state.name });
    await printRegister(program, register);
    // What it is stands above what is said about it.
    program.io.stdout.flush();
    await program.notice(isThere ? "register_there" : "register_made", { place: register.place });
    return 0;
  },
};
