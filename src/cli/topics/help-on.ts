import { spokenLines } from "../../render/spoken.ts";
import type { Surroundings } from "../program.ts";
import { shownOn } from "../shown-on.ts";
import { isSwitchedOn } from "../switched-on.ts";

/** A page of help as standard output shows it: fitted to a terminal, and without columns for who does not look at them. */
export const helpOn = ({ io, env }: Pick<Surroundings, "io" | "env">, lines: readonly string[]): readonly string[] =>
  shownOn(io.stdout, io.stdout.isTerminal && isSwitchedOn(env.ITSM_ACCESSIBLE) ? spokenLines(lines) : lines, 0);
