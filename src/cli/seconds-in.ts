import { fail } from "../app/failure.ts";
import { parseDuration } from "../domain/time/duration.ts";
import { textOf } from "./flag-values.ts";
import type { Flags } from "./program.ts";

/** The seconds a flag says; null: not given. Service time is refused: these flags measure elapsed time. */
export function secondsOf(flags: Flags, name: string): number | null {
  const text = textOf(flags, name);
  if (text === null) return null;
  const duration = parseDuration(text);
  if (duration === null || duration.service) throw fail("usage", "value_no_duration", { flag: `--${name}`, value: text });
  return duration.seconds;
}
