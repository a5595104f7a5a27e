import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import { formNamed } from "../flags/output.ts";
import { applyPolicy } from "../policy/apply-policy.ts";
import { fileNamed, versionGiven, versionNamed } from "../policy/given-policy.ts";
import type { Verb } from "../program.ts";

/** Puts a policy in force: a file's, or that of a version of before. */
export const verb: Verb = {
  name: "policy apply",
  async run(program, args) {
    formNamed(args.flags);
    if (args.operands.length > 0 && args.flags.version !== undefined) throw fail("usage", "policy_which");
    const file = await fileNamed(program, args, "apply");
    if (file !== null) return applyPolicy(program, args.flags, file);
    const register = await program.openRegister("write");
    const desk = await deskOf(register, program.clock.now);
    return applyPolicy(program, args.flags, await versionGiven(register, desk, versionNamed(args, desk) as number));
  },
};
