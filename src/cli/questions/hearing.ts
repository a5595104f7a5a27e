import { cleanLine } from "../../render/clean.ts";
import type { Program } from "../program.ts";
import { shownOn } from "../shown-on.ts";

/** The same program for a plan that only looks: it says nothing. */
export const hushed = (program: Program): Program =>
  Object.create(program, { notice: { value: async () => undefined }, tell: { value: () => undefined } }) as Program;

/** Lines beside a question. They are part of asking, so they are shown even where the run is quiet. */
export function tellLines({ io }: Program, lines: readonly string[]): void {
  for (const line of shownOn(io.stderr, lines.map(cleanLine))) io.stderr.write(`${line}\n`);
}
