import { type Failure, fail, isFailure } from "../../app/failure.ts";
import { withPath } from "../edit-kept.ts";
import { edited, kept } from "../editor.ts";
import type { Program } from "../program.ts";
import { saidOf } from "../say.ts";
import { type GivenPolicy, policyFrom } from "./given-policy.ts";

const NAME = "policy.yaml";
/** What the program wrote above a text that has faults. */
const MARK = "#! ";

const isSame = (a: string, b: string): boolean => a.trimEnd() === b.trimEnd();
const withoutFaults = (text: string): string => text.replace(/^(?:#! [^\n]*\n)+/, "");

/** A text below its faults, whose lines are counted as they stand there. */
function withFaults(text: string, failure: Failure): string {
  const down = failure.problems.length;
  const faults = failure.problems.map(({ key, with: about }) => {
    const line = typeof about.line === "number" ? { line: about.line + down } : {};
    return `${MARK}${saidOf({ key, with: { ...about, ...line } }).what.replaceAll("\n", " ")}`;
  });
  return `${faults.join("\n")}\n${text}`;
}

/** Has a policy changed in the person's editor until it has no fault; null: nothing was changed. What was typed is never lost. */
export async function editedPolicy(program: Program, text: string): Promise<GivenPolicy | null> {
  for (let shown = text; ; ) {
    const saved = await edited(program, shown, NAME).catch((error: unknown) => {
      const told = isFailure(error) && error.problems.some(({ key }) => key === "text_kept");
      throw shown === text || told ? error : withPath(error, kept(program, shown, NAME));
    });
    if (saved.trim() === "") return null;
    if (isSame(saved, shown) && shown === text) return null;
    if (isSame(saved, shown)) throw withPath(fail("cancelled", "policy_given_up"), kept(program, saved, NAME));
    const plain = withoutFaults(saved);
    const given = await policyFrom(program, `${plain}\n`, NAME, ".");
    if ("policy" in given) return given;
    shown = withFaults(plain, given);
  }
}
