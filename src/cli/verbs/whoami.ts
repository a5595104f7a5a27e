import { IDENTITY_FIELDS, type Identity } from "../../render/fields/register.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Program, Verb } from "../program.ts";
import { isServerAddress } from "../server-address.ts";

/** Who this run acts as, and where that name came from. */
export const verb: Verb = {
  name: "whoami",
  async run(program) {
    const { place, me } = program;
    // The history of a register on a server has the server's login.
    const via = isServerAddress(place) ? await program.doors.serverLogin(place) : program.via;
    printOne(program, IDENTITY_FIELDS, { name: me, source: sourceOf(program), via, place }, me, plainLook(program));
    return 0;
  },
};

function sourceOf({ flags, env, config }: Program): Identity["source"] {
  if (flags.as !== undefined) return "flag";
  if (env.ITSM_USER) return "environment";
  return config.user === undefined ? "system" : "settings";
}
