import { MIGRATION_FIELDS } from "../../render/fields/register.ts";
import { isOn } from "../flag-values.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** Brings a register up to this program's schema, or says what that would take. */
export const verb: Verb = {
  name: "db migrate",
  async run(program, { flags }) {
    const dryRun = isOn(flags, "dry-run");
    const register = await program.openRegister("read", { upgrade: false });
    const { place } = register;
    const { version, known, pending } = await register.facts();
    // A copy that was not finished is no register yet, and says so here.
    await register.state();
    await register.close();
    if (!dryRun && pending.length > 0) await program.openRegister("write", { upgrade: true });
    const migration = { place, dryRun, version, known, pending: dryRun ? pending : [], applied: dryRun ? [] : pending };
    printOne(program, MIGRATION_FIELDS, migration, place, plainLook(program));
    // What it is stands above what is said about it.
    program.io.stdout.flush();
    if (version !== null)
      await program.notice(pending.length === 0 ? "up_to_date" : dryRun ? "would_migrate" : "migrated", { version, known, count: pending.length });
    return 0;
  },
};
