import { cleanLine, cleanLines } from "../../render/clean.ts";
import type { Paint } from "../../render/paint.ts";
import { cut, wrap } from "../../render/width.ts";
import type { Manner } from "../ask.ts";

/** What stays on the screen of a question that was answered, in so many columns: its name or all of it, and the answer. */
export function settledLines(question: string, { as }: Manner, answer: string, columns: number, paint: Paint): readonly string[] {
  if (as === "" || (as !== undefined && answer === "")) return [];
  const said = cleanLine(answer);
  if (as !== undefined) return [paint("quiet", `${as}:`) + cut(` ${said}`, columns - 2 - as.length)];
  return `${cleanLines(question)} ${said}`.split("\n").flatMap((line) => wrap(line, columns - 1));
}
