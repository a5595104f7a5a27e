import { fail } from "../../app/failure.ts";
import { BACKUP_FIELDS } from "../../render/fields/care.ts";
import { DOING } from "../../words/care.en.ts";
import { progressOn } from "../care/progress.ts";
import { mayReplace } from "../care/replacing.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** Copies the register into a file while others go on writing, reads it back, and says what it holds. */
export const verb: Verb = {
  name: "db backup",
  async run(program, { operands: [to = ""] }) {
    if (to === "-") throw fail("usage", "out_dash", { verb: program.row.name });
    const register = await program.openRegister("read", { upgrade: false });
    const replace = await mayReplace(program, await program.doors.care(), to);
    const keeper = await register.keeper();
    const { progress, end } = progressOn(program, DOING.copying);
    const copied = await keeper.backup(to, replace, progress).finally(end);
    printOne(program, BACKUP_FIELDS, copied, copied.path, plainLook(program));
    program.io.stdout.flush();
    await program.notice("backed_up", { ...copied });
    return 0;
  },
};
