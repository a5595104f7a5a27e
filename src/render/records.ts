import { NO_NAMES } from "../words/headings.en.ts";
import { cleanLine, cleanLines } from "./clean.ts";
import { wrap } from "./width.ts";

/** What something is called, and what it is. */
export type Labelled = readonly [label: string, value: string];

/**
 * One thing for somebody who hears it or reads it by touch: a label and a value a line, nothing beside another, nothing
 * cut, nothing told by its place.
 */
export const recordLines = (facts: readonly Labelled[], width: number): readonly string[] => facts.flatMap((fact) => factLines(fact, width));

function factLines([label, value]: Labelled, width: number): readonly string[] {
  const [first = "", ...rest] = cleanLines(value).replace(/\t/g, " ").split("\n");
  return [`${cleanLine(label)}: ${first === "" && rest.length === 0 ? NO_NAMES : first}`, ...rest].flatMap((line) => wrap(line, width));
}

/** Several of them, apart by a blank line. */
export const recordsLines = (records: readonly (readonly Labelled[])[], width: number): readonly string[] =>
  records.flatMap((facts, index) => [...(index === 0 ? [] : [""]), ...recordLines(facts, width)]);
