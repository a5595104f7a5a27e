import { hang } from "../render/hang.ts";
import type { Output } from "./io.ts";

/** Below the first line of a message. */
const INDENT = 2;

/** Lines as a stream shows them: on a terminal the long ones are broken between words. */
export const shownOn = (output: Output, lines: readonly string[], indent: number = INDENT): readonly string[] =>
  output.isTerminal ? lines.flatMap((line) => hang(line, output.columns, indent)) : lines;
