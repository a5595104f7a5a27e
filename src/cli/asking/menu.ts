import { foldName } from "../../domain/fold-name.ts";
import type { Paint } from "../../render/paint.ts";
import { cut, padEnd, widthOf } from "../../render/width.ts";
import { ASK_WORDS } from "../../words/ask.en.ts";
import type { Choice, Manner } from "../ask.ts";
import { inSight, type Line, textIn, written } from "./line.ts";
import { alarms, askedIn, goesBack, hints, type Machine, ROOM, type Size } from "./machine.ts";
import { plainLength } from "./text.ts";

/** One digit names so many. */
const AT_ONCE = 9;
const LABEL_MOST = 44;

export interface Choosing {
  readonly typed: Line;
  /** Which of those shown is pointed at; null: none. */
  readonly at: number | null;
  readonly fault: string | null;
}

type Choices = readonly Choice<string>[];

/** The key of a choice, by its place where it has none of its own. */
export const keyOf = (choice: Choice<string>, place: number): string => choice.key ?? `${place + 1}`;

/** Those whose label has every word that was typed, at the beginning of one of its own words first. */
export function having(choices: Choices, typed: string): Choices {
  const words = foldName(typed)
    .split(" ")
    .filter((word) => word !== "");
  if (words.length === 0) return choices;
  const fits = (label: string): boolean => words.every((word) => label.includes(word));
  const begins = (label: string): boolean => words.every((word) => label.split(/[\s/.-]+/).some((part) => part.startsWith(word)));
  const found = choices.filter(({ label }) => fits(foldName(label)));
  return [...found.filter(({ label }) => begins(foldName(label))), ...found.filter(({ label }) => !begins(foldName(label)))];
}

/** The lines of choices: key, label, what more there is to know; `at` is pointed at. */
export function choiceLines(choices: Choices, at: number | null, numbered: boolean, { columns }: Size, paint: Paint): readonly string[] {
  const most = Math.min(LABEL_MOST, Math.max(4, columns - 8));
  const widest = Math.min(most, Math.max(0, ...choices.filter(({ hint }) => hint !== undefined).map(({ label }) => widthOf(label))));
  return choices.map((choice, place) => {
    const head = `${place === at ? ">" : " "} ${numbered ? `${keyOf(choice, place)}  ` : ""}`;
    const left = columns - 1 - head.length;
    if (choice.hint === undefined) return head + cut(choice.label, left);
    const label = padEnd(cut(choice.label, Math.min(left, most)), widest);
    const hint = cut(choice.hint, left - widthOf(label) - 2);
    return `${head}${label}${hint === "" ? "" : `  ${paint("quiet", hint)}`}`;
  });
}

/** A question answered by choosing: at once by a key where there are few, by typing what the label has where there are many. */
export function menuQuestion(question: string, choices: Choices, manner: Manner): Machine<Choosing, string> {
  const few = choices.length <= AT_ONCE || choices.every(({ key }) => key !== undefined);
  const suggested = choices.findIndex(({ value }) => value === manner.suggested);
  const matching = ({ typed }: Choosing): Choices => having(choices, textIn(typed));
  const shownOf = (state: Choosing): Choices => (few ? choices : window(matching(state), state.at).slice(0, AT_ONCE));
  return {
    start: { typed: { before: "", after: "" }, at: suggested === -1 ? null : suggested, fault: null },
    press(state, key) {
      const typed = textIn(state.typed);
      if (goesBack(key, manner, typed)) return { back: true };
      const found = few ? choices : matching(state);
      if (key.name === "enter") {
        const chosen = found[state.at ?? -1];
        if (found.length === 0) return { state };
        return chosen === undefined ? { state: { ...state, fault: ASK_WORDS.chooseOne(keysOf(shownOf(state))) } } : { answer: chosen.value };
      }
      if (key.name === "up" || key.name === "down") {
        if (found.length === 0) return { state };
        const step = key.name === "down" ? 1 : -1;
        const at = state.at === null ? (step === 1 ? 0 : found.length - 1) : (state.at + step + found.length) % found.length;
        return { state: { ...state, at, fault: null } };
      }
      if (key.name === "text") {
        const shown = shownOf(state);
        const chosen = shown.find((choice, place) => keyOf(choice, place) === key.text);
        if (chosen !== undefined) return { answer: chosen.value };
        if (few) return { state: { ...state, fault: ASK_WORDS.chooseOne(keysOf(shown)) } };
      }
      // What is pasted chooses nothing.
      if (few || key.name === "paste") return { state };
      const line = written(state.typed, key);
      if (line === null) return { state };
      const at = textIn(line) === "" ? (suggested === -1 ? null : suggested) : having(choices, textIn(line)).length > 0 ? 0 : null;
      return { state: { typed: line, at, fault: null } };
    },
    view(state, size, paint) {
      const { above, line } = askedIn(question, size.columns, few ? 2 : ROOM / 2, paint);
      const seen = inSight(state.typed, size.columns - plainLength(line) - 1);
      const found = few ? choices : matching(state);
      const shown = shownOf(state);
      const pointed = shown.indexOf(found[state.at ?? -1] as Choice<string>);
      const enter = found[state.at ?? -1];
      return {
        above,
        before: line + seen.before,
        after: seen.after,
        below: [
          ...choiceLines(shown, pointed === -1 ? null : pointed, true, size, paint),
          ...(found.length > shown.length ? [paint("quiet", `     ${ASK_WORDS.more(found.length - shown.length)}`)] : []),
          ...(found.length === 0 ? [paint("quiet", `     ${ASK_WORDS.noneFound}`)] : []),
          ...alarms(state.fault, size, paint),
          ...hints(manner, enter === undefined ? null : cut(enter.label, 32), size, paint),
        ],
      };
    },
  };
}

/** Those in sight: the first, or the ones up to where the arrows have gone. */
const window = (found: Choices, at: number | null): Choices => found.slice(Math.max(0, (at ?? 0) - AT_ONCE + 1));

export const keysOf = (choices: Choices): string => {
  const keys = choices.map(keyOf);
  if (choices.some(({ key }) => key !== undefined)) return ASK_WORDS.oneOf(keys);
  return ASK_WORDS.between(keys[0] ?? "", keys.at(-1) ?? "");
};
