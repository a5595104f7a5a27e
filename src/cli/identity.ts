import { fail } from "../app/failure.ts";
import { isInvisible } from "../domain/ticket/texts.ts";

/** In code points. */
const LONGEST = 200;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Whether a text can be a name: not empty, not too long, without control characters. */
export const isOneName = (name: string): boolean => !isInvisible(name) && !CONTROLS.test(name) && name.isWellFormed() && [...name].length <= LONGEST;

/** A name somebody acts under, trimmed; `from` says where it was written. One that is none: `usage`. */
export function actorOf(name: string, from: string): string {
  const trimmed = name.trim();
  if (!isOneName(trimmed)) throw fail("usage", "actor_unusable", { name, from });
  return trimmed;
}
