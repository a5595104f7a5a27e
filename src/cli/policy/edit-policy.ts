import { Failure, isFailure, type Problem } from "../../app/failure.ts";
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

/** Faults with their lines counted as they stand below as many lines that tell of them. */
const belowThemselves = ({ problems }: Failure): readonly Problem[] =>
  problems.map(({ key, with: about }) => ({ key, with: typeof about.line === "number" ? { ...about, line: about.line + problems.length } : about }));

/** A text below its faults. */
const withFaults = (text: string, faults: readonly Problem[]): string =>
  `${faults.map((fault) => `${MARK}${saidOf(fault).what.replaceAll("\n", " ")}`).join("\n")}\n${text}`;

/** Has a policy changed in the person's editor until it has no fault; null: nothing was changed. What was typed is never lost. */
export async function editedPolicy(program: Program, text: string): Promise<GivenPolicy | null> {
  let faults: readonly Problem[] = [];
  for (let shown = text; ; ) {
    const saved = await edited(program, shown, NAME).catch((error: unknown) => {
      const told = isFailure(error) && error.problems.some(({ key }) => key === "text_kept");
      throw shown === text || told ? error : withPath(error, kept(program, shown, NAME));
    });
    if (saved.trim() === "") return null;
    if (isSame(saved, shown) && shown === text) return null;
    if (isSame(saved, shown)) throw withPath(new Failure("cancelled", [{ key: "policy_given_up", with: {} }, ...faults]), kept(program, saved, NAME));
    const plain = withoutFaults(saved);
    const given = await policyFrom(program, `${plain}\n`, NAME, ".");
    if ("policy" in given) return given;
    faults = belowThemselves(given);
    shown = withFaults(plain, faults);
  }
}
