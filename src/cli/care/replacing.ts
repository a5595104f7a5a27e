import { fail } from "../../app/failure.ts";
import type { CareDoor } from "../care-door.ts";
import { isOn } from "../flag-values.ts";
import type { Program } from "../program.ts";

/** Whether a file of that name may give way: nothing is there (false), `--yes` or a person says so (true); a failure otherwise. */
export async function mayReplace(program: Program, care: CareDoor, path: string): Promise<boolean> {
  if (care.foundAt(path).bytes === null) return false;
  if (isOn(program.flags, "yes")) return true;
  if (!program.mayAsk) throw fail("usage", "out_exists", { path });
  const answer = await (await program.ask()).confirm(await program.say("replace_file", { path }), false);
  if (!answer) throw fail("cancelled", "not_replaced");
  return true;
}
