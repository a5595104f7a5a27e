import { entriesOf } from "../../app/known-errors.ts";
import type { Reads } from "../../app/ports.ts";
import { textOf } from "../flag-values.ts";
import { knownErrorNumber } from "../known-error-in.ts";
import { type Progress, reopened } from "./order-of-steps.ts";
import { without } from "./talk.ts";

/** The same, but for a known error that was taken out of use since it was chosen: what it answered is asked again. */
export async function withKnownErrorInUse(reads: Reads, progress: Progress): Promise<Progress> {
  const word = textOf(progress.answers, "known-error");
  if (word === null) return progress;
  const [entry] = await entriesOf(reads, [knownErrorNumber(word)]);
  if (entry?.retiredAt === null) return progress;
  const again = reopened(reopened(progress, "similar"), "handover");
  return { ...again, answers: without(again.answers, ["known-error", "resolve", "code", "note"]) };
}
