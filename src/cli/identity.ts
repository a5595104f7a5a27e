import { fail } from "../app/failure.ts";
import { isInvisible } from "../domain/ticket/texts.ts";

/** Longest name that may act, in code points. */
const LONGEST = 200;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** A name somebody acts under, trimmed; `from` says where it was written. Empty, too long or with control characters: `usage`. */
export function actorOf(name: string, from: string): string {
  const trimmed = name.trim();
  if (isInvisible(trimmed) || CONTROLS.test(trimmed) || !trimmed.isWellFormed() || [...trimmed].length > LONGEST)
    throw fail("usage", "actor_unusable", { name, from });
  return trimmed;
}
