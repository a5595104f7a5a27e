import { dirname, resolve } from "node:path";
import { EXIT, fail } from "../../app/failure.ts";
import type { Copied } from "../../app/keeper.ts";
import { RESTORE_FIELDS } from "../../render/fields/care.ts";
import { DOING } from "../../words/care.en.ts";
import { progressOn } from "../care/progress.ts";
import type { Standing } from "../care-door.ts";
import { placeOf } from "../config.ts";
import { isOn, textOf } from "../flag-values.ts";
import { makeFolder } from "../make-folder.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Program, Verb } from "../program.ts";
import { isServerAddress } from "../server-address.ts";
import { waitOf } from "../waiting.ts";

/** What stands there, as sentences tell it. */
const replacedBy = ({ kind, name, operations }: Standing) => ({ was: kind, oldName: name, oldOperations: operations });

/** The name has to be typed, by a person or in a script; a failure where it is another, or nobody can be asked. */
async function agreed(program: Program, standing: Standing, copied: Copied): Promise<boolean> {
  if (standing.kind === "missing") return true;
  const name = standing.name ?? copied.name;
  const stated = textOf(program.flags, "confirm");
  if (stated !== null) {
    if (stated.trim() !== name) throw fail("usage", "confirm_name_other", { name, given: stated });
    return true;
  }
  if (!program.mayAsk) throw fail("usage", "confirm_name_missing", { name });
  await program.notice("replace_register", { ...copied, ...replacedBy(standing) });
  const typed = await (await program.ask()).text(await program.say("type_name", { name }));
  return typed.trim() === name;
}

/** What no copying is needed to tell. */
function refuseAhead(program: Program, { kind, name }: Standing): void {
  const stated = textOf(program.flags, "confirm");
  if (kind !== "register" || name === null || isOn(program.flags, "dry-run")) return;
  if (stated !== null && stated.trim() !== name) throw fail("usage", "confirm_name_other", { name, given: stated });
  if (stated === null && !program.mayAsk) throw fail("usage", "confirm_name_missing", { name });
}

/** Lets a backup take the place of the register, which is kept beside it. */
export const verb: Verb = {
  name: "db restore",
  async run(program, { operands: [from = ""], flags }) {
    const { place, named } = placeOf(textOf(flags, "db") ?? undefined, program.env, program.config);
    if (isServerAddress(place)) throw fail("usage", "restore_url");
    const dryRun = isOn(flags, "dry-run");
    const care = await program.doors.care();
    if (!named && !dryRun) makeFolder(dirname(resolve(place)));
    const standing = await care.standingAt(place);
    refuseAhead(program, standing);
    const { progress, end } = progressOn(program, DOING.copying);
    let seen: Copied | null = null;
    const restored = await care
      .restore(from, place, standing, {
        now: program.clock.now,
        wait: waitOf(program, place),
        progress,
        async agree(copied) {
          end();
          seen = copied;
          return !dryRun && (await agreed(program, standing, copied));
        },
      })
      .finally(end);
    if (restored === null && !dryRun) {
      await program.notice("not_replaced");
      return EXIT.cancelled;
    }
    const told = restored ?? { ...(seen as unknown as Copied), kept: null };
    printOne(program, RESTORE_FIELDS, { ...told, from, dryRun }, told.path, plainLook(program));
    program.io.stdout.flush();
    await program.notice(dryRun ? "would_restore" : "restored", { ...told, ...replacedBy(standing) });
    return 0;
  },
};
