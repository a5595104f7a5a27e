import { entriesOf } from "../../app/known-errors.ts";
import type { Reads } from "../../app/ports.ts";
import { openTwins } from "../../app/twins.ts";
import { textOf } from "../flag-values.ts";
import { knownErrorNumber } from "../known-error-in.ts";
import { knownBy, type Progress, reopened } from "./order-of-steps.ts";
import { isKnown, toldIn, without } from "./talk.ts";

/** So many of the likest are asked how new they are. */
const NEWER = 4;

/** The same, but for a known error that was taken out of use since it was chosen: what it answered is asked again. */
export async function withKnownErrorInUse(reads: Reads, progress: Progress): Promise<Progress> {
  const word = textOf(progress.answers, "known-error");
  if (word === null) return progress;
  const [entry] = await entriesOf(reads, [knownErrorNumber(word)]);
  if (entry?.retiredAt === null) return progress;
  const again = reopened(reopened(progress, "similar"), "handover");
  return { ...again, answers: without(again.answers, ["known-error", "resolve", "code", "note"]) };
}

/** The same, but where an open ticket like it came after a time, in seconds since the epoch, it is asked again whether it is one of these. */
export async function withTwinsSince(reads: Reads, progress: Progress, at: number): Promise<Progress> {
  const known = knownBy(progress);
  if (!progress.done.includes("similar") || isKnown(known, "joins") || isKnown(known, "known-error")) return progress;
  const twins = await openTwins(reads, toldIn(known), NEWER);
  return twins.some(({ loggedAt }) => loggedAt >= at) ? reopened(progress, "similar") : progress;
}
