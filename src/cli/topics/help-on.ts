import { reflowed } from "../../render/reflow.ts";
import { spokenLines } from "../../render/spoken.ts";
import { widthOf } from "../../render/width.ts";
import type { Surroundings } from "../program.ts";
import { shownOn } from "../shown-on.ts";
import { isSwitchedOn } from "../switched-on.ts";

/** A page of help as standard output shows it: fitted to a terminal, and without columns for who does not look at them. */
export function helpOn({ io: { stdout }, env }: Pick<Surroundings, "io" | "env">, lines: readonly string[]): readonly string[] {
  if (!stdout.isTerminal) return lines;
  const whole = lines.some((line) => widthOf(line) > stdout.columns) ? reflowed(lines) : lines;
  return shownOn(stdout, isSwitchedOn(env.ITSM_ACCESSIBLE) ? spokenLines(whole) : whole, 0);
}
