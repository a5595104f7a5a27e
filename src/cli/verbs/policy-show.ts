import { deskOf } from "../../app/desk.ts";
import { cleanLine } from "../../render/clean.ts";
import { SHOWN_POLICY_FIELDS } from "../../render/fields/policy-version.ts";
import { isOn } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { printPage } from "../pager.ts";
import { textAlone, textOfPolicy, versionGiven, versionNamed } from "../policy/given-policy.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Verb } from "../program.ts";
import { shownOn } from "../shown-on.ts";

/** The rules of the desk as somebody wrote them, or written so that somebody can go on from there. */
export const verb: Verb = {
  name: "policy show",
  async run(program, args) {
    const form = formNamed(args.flags);
    const register = await program.openRegister("read");
    return register.snapshot(async (reads) => {
      const { stdout } = program.io;
      const desk = await deskOf(reads, program.clock.now);
      const version = versionNamed(args, desk) ?? desk.version;
      const given = await versionGiven(reads, desk, version);
      if (form !== null) {
        const { policy } = given;
        printOne(program, SHOWN_POLICY_FIELDS, { version, from: policy.from, policy }, String(version), plainLook(program));
        return 0;
      }
      const text = isOn(args.flags, "inline") ? await textAlone(program, given) : await textOfPolicy(program, given);
      if (stdout.isTerminal) await printPage(program, shownOn(stdout, text.replace(/\n$/, "").split("\n").map(cleanLine)));
      else stdout.write(text.endsWith("\n") ? text : `${text}\n`);
      return 0;
    });
  },
};
