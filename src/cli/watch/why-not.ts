import { isFailure } from "../../app/failure.ts";
import { saidOf } from "../say.ts";

/** What keeps something from being done, in one line. */
export async function whyNot(error: unknown): Promise<string> {
  if (isFailure(error)) return error.problems.map((problem) => saidOf(problem).what).join("; ");
  return saidOf({ key: "unexpected", with: { why: error instanceof Error ? error.message : String(error) } }).what;
}
