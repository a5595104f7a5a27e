import { foldName } from "../../domain/fold-name.ts";
import { cut } from "../../render/width.ts";
import { ASK_WORDS } from "../../words/ask.en.ts";
import type { Check, Choice, Find, Manner, Sought } from "../ask.ts";
import { inRows, lastAbove, roomIn } from "./in-rows.ts";
import { inSight, type Line, textIn, written } from "./line.ts";
import { alarms, askedIn, goesBack, hints, type Machine, ROOM } from "./machine.ts";
import { choiceLines } from "./menu.ts";
import { plainLength } from "./text.ts";

export interface Seeking {
  readonly line: Line;
  /** What is known that has the text in `of`. */
  readonly found: readonly Choice<string>[];
  readonly of: string;
  readonly at: number;
  readonly fault: string | null;
}

/** Those found, then what was typed itself, unless it is one of them to the letter. */
export function offered(found: readonly Choice<string>[], typed: string): readonly Choice<string>[] {
  const isThere = found.some(({ value }) => foldName(value) === foldName(typed));
  return isThere || found.length === 0 ? found : [...found, { value: typed, label: ASK_WORDS.asTyped(typed) }];
}

/** A question answered with one of those known, found while it is typed, or with what is typed. */
export function searchQuestion(question: string, find: Find, check: Check | undefined, manner: Manner, show: string | null): Machine<Seeking, Sought> {
  return {
    start: { line: { before: "", after: "" }, found: [], of: "", at: 0, fault: null },
    press(state, key) {
      const typed = textIn(state.line).trim();
      if (goesBack(key, manner, typed)) return { back: true };
      const rows = offered(state.found, typed);
      if (key.name === "up" || key.name === "down") {
        const step = key.name === "down" ? 1 : -1;
        return { state: rows.length === 0 ? state : { ...state, at: (state.at + step + rows.length) % rows.length } };
      }
      if (key.name === "enter") {
        const known = state.found[state.at];
        if (typed !== "" && known !== undefined) return { answer: { value: known.value, known: true } };
        const value = typed === "" ? (manner.suggested ?? "") : typed;
        const fault = typed === "" && manner.suggested !== undefined ? null : (check?.(value) ?? null);
        return fault === null ? { answer: { value, known: false } } : { state: { ...state, fault } };
      }
      const line = written(state.line, key);
      return { state: line === null ? state : { ...state, line, at: 0, fault: null } };
    },
    look(state) {
      const typed = textIn(state.line).trim();
      if (typed === state.of) return null;
      if (typed === "") return Promise.resolve({ ...state, found: [], of: typed });
      return find(typed).then((found) => ({ ...state, found, of: typed }));
    },
    view({ line, found, at, fault }, size, paint) {
      const typed = textIn(line).trim();
      const { above, line: begun } = askedIn(question, size.columns, ROOM, paint);
      const seen = inSight(line, size.columns - plainLength(begun) - 1);
      const rows = typed === "" ? [] : offered(found, typed);
      const enter = rows[at] === undefined ? (typed === "" ? show : ASK_WORDS.asTyped(cut(typed, 24))) : cut(rows[at].label, 32);
      const help = [...alarms(fault, size, paint), ...hints(manner, enter, size, paint)];
      const shown = inRows(choiceLines(rows, at, false, size, paint), at, roomIn(size, above.length + 1 + help.length), paint);
      return {
        above: lastAbove(above, size, shown.length + 1 + help.length),
        before: begun + seen.before,
        after: seen.after,
        below: [...shown, ...help],
      };
    },
  };
}
