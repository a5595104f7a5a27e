import { fail } from "../../app/failure.ts";
import { ROLES, type Role, type RoleNames } from "../../app/roles.ts";
import { nearest } from "../../domain/query/near.ts";
import { isOn, listOf } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { isServerAddress } from "../server-address.ts";

/** `agent`, or `agent=helpdesk` where the role is called otherwise on the server. */
function rolesIn(given: readonly string[]): RoleNames {
  const names: Partial<Record<Role, string>> = {};
  for (const one of given.length === 0 ? ROLES : given) {
    const [word = "", name] = one.split(/=(.*)/s);
    const role = ROLES.find((each) => each === word);
    if (role === undefined) throw fail("usage", "value_no_choice", { flag: "--role", value: word, choices: ROLES, near: nearest(word, ROLES) });
    if (name !== undefined && !/^[^\p{C}]{1,63}$/u.test(name)) throw fail("usage", "role_unusable", { name });
    names[role] = name ?? `itsm_${role}`;
  }
  return names;
}

/** The SQL that lets agents record, readers read and nobody change what was recorded; with --apply it is run. */
export const verb: Verb = {
  name: "db grant",
  async run(program, { flags }) {
    const names = rolesIn(listOf(flags, "role"));
    const apply = isOn(flags, "apply");
    if (apply && !isServerAddress(program.place)) throw fail("usage", "grant_of_file", { place: program.place });
    const statements = await program.doors.grant(apply ? program.place : null, names);
    if (apply) await program.notice("granted", { names: Object.values(names) });
    else program.io.stdout.write(`${statements.join("\n")}\n`);
    return 0;
  },
};
