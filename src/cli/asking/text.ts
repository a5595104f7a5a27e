import type { Paint } from "../../render/paint.ts";
import { type Check, type TextManner, TO_EDITOR } from "../ask.ts";
import { lastAbove } from "./in-rows.ts";
import { inSight, type Line, textIn, written } from "./line.ts";
import { alarms, askedIn, goesBack, hints, type Machine, ROOM } from "./machine.ts";

export interface Writing {
  readonly line: Line;
  readonly fault: string | null;
}

/** A question answered with a line of text. `show`: what Enter alone takes is said in these words. */
export function textQuestion(question: string, check: Check | undefined, manner: TextManner, show: string | null): Machine<Writing, string> {
  return {
    start: { line: { before: manner.begun ?? "", after: "" }, fault: null },
    press(state, key) {
      const typed = textIn(state.line);
      if (key.name === "tab" && manner.editor === true) return { answer: typed + TO_EDITOR };
      if (goesBack(key, manner, typed)) return { back: true };
      if (key.name === "enter") {
        const answer = typed === "" ? (manner.suggested ?? "") : typed;
        const fault = typed === "" && manner.suggested !== undefined ? null : (check?.(answer) ?? null);
        return fault === null ? { answer } : { state: { ...state, fault } };
      }
      const line = written(state.line, key, manner.lines);
      return { state: line === null ? state : { line, fault: null } };
    },
    view({ line, fault }, size, paint: Paint) {
      const { above, line: begun } = askedIn(question, size.columns, ROOM, paint);
      const seen = inSight(line, size.columns - Math.min(size.columns - 8, plainLength(begun)) - 1);
      const help = [...alarms(fault, size, paint), ...hints(manner, textIn(line) === "" ? show : null, size, paint)];
      return {
        above: lastAbove(above, size, 1 + help.length),
        before: begun + seen.before,
        after: seen.after,
        below: help,
      };
    },
  };
}

/** How long a line is without what colours it. */
export const plainLength = (text: string): number => text.replace(/\u001b\[[\d;]*m/g, "").length;
