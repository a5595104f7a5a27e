import { deskOf } from "../../app/desk.ts";
import { changesBetween } from "../../domain/policy/facts.ts";
import { CHANGE_DEFAULT, CHANGE_FIELDS } from "../../render/fields/policy-version.ts";
import { fileNamed, versionNamed } from "../policy/given-policy.ts";
import { fieldsTold, printFew } from "../print-few.ts";
import { plainLook } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** What a policy file, or the version in force, says otherwise than a version. Like `diff`: exit 1 on a difference. */
export const verb: Verb = {
  name: "policy diff",
  async run(program, args) {
    if (fieldsTold(program, args.flags, CHANGE_FIELDS, CHANGE_DEFAULT)) return 0;
    const file = await fileNamed(program, args, "diff");
    const register = await program.openRegister("read");
    return register.snapshot(async (reads) => {
      const desk = await deskOf(reads, program.clock.now);
      const version = versionNamed(args, desk) ?? desk.version;
      const changes = changesBetween(desk.policyOf(version), file?.policy ?? desk.rules);
      await printFew(program, args.flags, {
        document: "policyDiff",
        query: null,
        all: CHANGE_FIELDS,
        few: CHANGE_DEFAULT,
        idOf: ({ part, name }) => [part, name].filter((word) => word !== "").join(" "),
        look: plainLook(program),
        rows: changes,
        none: "no_difference",
      });
      return changes.length > 0 ? 1 : 0;
    });
  },
};
