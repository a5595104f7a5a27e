import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import { withPath } from "../edit-kept.ts";
import { discard, kept } from "../editor.ts";
import { formNamed } from "../flags/output.ts";
import { applyPolicy } from "../policy/apply-policy.ts";
import { editedPolicy } from "../policy/edit-policy.ts";
import { filesMissing, textAlone, textOfPolicy, versionGiven, versionNamed } from "../policy/given-policy.ts";
import type { Verb } from "../program.ts";
import { saidOf } from "../say.ts";

/** Changes the rules in an editor, and goes the way of `policy apply`. */
export const verb: Verb = {
  name: "policy edit",
  async run(program, args) {
    formNamed(args.flags);
    if (!program.mayAsk) throw fail("usage", "policy_edit_open");
    const register = await program.openRegister("write");
    const desk = await deskOf(register, program.clock.now);
    const before = await versionGiven(register, desk, versionNamed(args, desk) ?? desk.version);
    const missing = await filesMissing(program, before, ".");
    if (missing.length > 0) await program.notice("policy_files_inlined", { files: missing.join(", "), count: missing.length });
    const given = await editedPolicy(program, await (missing.length > 0 ? textAlone : textOfPolicy)(program, before));
    if (given === null) {
      await program.notice("policy_unedited");
      return 0;
    }
    const path = kept(program, given.source, "policy.yaml");
    try {
      const code = await applyPolicy(program, args.flags, given);
      if (code === 0) discard(path);
      else program.tell(saidOf({ key: "text_kept", with: { path } }).what);
      return code;
    } catch (error) {
      throw withPath(error, path);
    }
  },
};
