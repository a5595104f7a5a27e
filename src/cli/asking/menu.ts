import { foldName } from "../../domain/fold-name.ts";
import { type Paint, PLAIN } from "../../render/paint.ts";
import { cut, padEnd, widthOf } from "../../render/width.ts";
import { ASK_WORDS } from "../../words/ask.en.ts";
import type { Choice, Manner } from "../ask.ts";
import { inRows, lastAbove, roomIn } from "./in-rows.ts";
import type { Key } from "./keys.ts";
import { inSight, type Line, textIn, written } from "./line.ts";
import { alarms, askedIn, goesBack, hints, type Machine, ROOM, type Size } from "./machine.ts";
import { plainLength } from "./text.ts";

/** Of so many one is chosen by its digit alone; of more by typing, too. */
const FEW = 9;
/** One digit names so many, 0 the tenth. */
const AT_ONCE = 10;
const LABEL_MOST = 44;
/** Rows that hints may take. */
const HINTS = 2;

export interface Choosing {
  readonly typed: Line;
  /** Which of those shown is pointed at; null: none. */
  readonly at: number | null;
  readonly fault: string | null;
}

type Choices = readonly Choice<string>[];
const NOTHING: Line = { before: "", after: "" };

/** The key of a choice, by its place where it has none of its own. */
const keyOf = (choice: Choice<string>, place: number): string => choice.key ?? `${(place + 1) % 10}`;

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

/** Words meant for another question: none of their characters chooses, and Enter or what takes them away makes room for an answer. */
function strayed(state: Choosing, key: Key, choices: Choices): Choosing {
  const line = key.name === "enter" ? NOTHING : (written(state.typed, key) ?? state.typed);
  return { ...state, typed: line, fault: textIn(line) === "" ? null : ASK_WORDS.stray(keysOf(choices)) };
}

/** A question answered by choosing: at once by a key where there are few, by typing what the label has where there are many. */
export function menuQuestion(question: string, choices: Choices, manner: Manner): Machine<Choosing, string> {
  const few = choices.length <= FEW || choices.every(({ key }) => key !== undefined);
  const suggested = choices.findIndex(({ value }) => value === manner.suggested);
  const matching = ({ typed }: Choosing): Choices => having(choices, textIn(typed));
  const asked = ({ columns }: Size, paint: Paint) => askedIn(question, columns, few ? 2 : ROOM / 2, paint);
  /** A digit must not reach what is out of sight. */
  const atOnce = (size: Size, fault: string | null): number =>
    Math.min(AT_ONCE, roomIn(size, asked(size, PLAIN).above.length + 1 + alarms(fault, size, PLAIN).length + HINTS) - 1);
  const shownOf = (state: Choosing, size: Size): Choices => (few ? choices : window(matching(state), state.at, atOnce(size, state.fault)));
  return {
    start: { typed: NOTHING, at: suggested === -1 ? null : suggested, fault: null },
    press(state, key, size) {
      const typed = textIn(state.typed);
      if (goesBack(key, manner, typed)) return { back: true };
      const found = few ? choices : matching(state);
      if (few && typed !== "" && key.name !== "up" && key.name !== "down") return { state: strayed(state, key, choices) };
      if (key.name === "enter") {
        const chosen = found[state.at ?? -1];
        if (found.length === 0) return { state };
        // Whoever hit a wrong key may have been about to answer another question.
        if (state.fault !== null && chosen !== undefined) return { state: { ...state, fault: null } };
        return chosen === undefined ? { state: { ...state, fault: ASK_WORDS.chooseOne(keysOf(shownOf(state, size))) } } : { answer: chosen.value };
      }
      if (key.name === "up" || key.name === "down") {
        if (found.length === 0) return { state };
        const step = key.name === "down" ? 1 : -1;
        const at = state.at === null ? (step === 1 ? 0 : found.length - 1) : (state.at + step + found.length) % found.length;
        return { state: { typed: few ? NOTHING : state.typed, at, fault: null } };
      }
      if (key.name === "text") {
        const shown = shownOf(state, size);
        const chosen = shown.find((choice, place) => keyOf(choice, place) === key.text);
        if (chosen !== undefined) return { answer: chosen.value };
        if (few && !/^\d+$/.test(key.text)) return { state: strayed(state, key, choices) };
        if (few) return { state: { ...state, fault: ASK_WORDS.chooseOne(keysOf(shown)) } };
      }
      // What is pasted chooses nothing.
      if (key.name === "paste") return { state: few ? { ...state, fault: ASK_WORDS.chooseOne(keysOf(shownOf(state, size))) } : state };
      if (few) return { state };
      const line = written(state.typed, key);
      if (line === null) return { state };
      const at = textIn(line) === "" ? (suggested === -1 ? null : suggested) : having(choices, textIn(line)).length > 0 ? 0 : null;
      return { state: { typed: line, at, fault: null } };
    },
    view(state, size, paint) {
      const { above, line } = asked(size, paint);
      const seen = inSight(state.typed, size.columns - plainLength(line) - 1);
      const found = few ? choices : matching(state);
      const shown = shownOf(state, size);
      const at = shown.indexOf(found[state.at ?? -1] as Choice<string>);
      const pointed = at === -1 ? null : at;
      const enter = few && state.fault !== null ? undefined : found[state.at ?? -1];
      const help = [
        ...alarms(state.fault, size, paint),
        ...hints(manner, enter === undefined ? null : cut(enter.label.replace(/ {2,}/g, " "), 32), size, paint),
      ];
      const lines = choiceLines(shown, pointed, true, size, paint);
      const rows = inRows(lines, pointed, few ? roomIn(size, above.length + 1 + help.length) : lines.length, paint);
      return {
        above: lastAbove(above, size, rows.length + 1 + help.length),
        before: line + seen.before,
        after: seen.after,
        below: [
          ...rows,
          ...(found.length > shown.length ? [paint("quiet", `     ${ASK_WORDS.more(found.length - shown.length)}`)] : []),
          ...(found.length === 0 ? [paint("quiet", `     ${ASK_WORDS.noneFound}`)] : []),
          ...help,
        ],
      };
    },
  };
}

/** Those in sight: the first, or the ones up to where the arrows have gone. */
function window(found: Choices, at: number | null, most: number): Choices {
  const from = Math.max(0, (at ?? 0) - most + 1);
  return found.slice(from, from + most);
}

const keysOf = (choices: Choices): string => {
  const keys = choices.map(keyOf);
  if (choices.some(({ key }) => key !== undefined)) return ASK_WORDS.oneOf(keys);
  return ASK_WORDS.between(keys[0] ?? "", keys.at(-1) ?? "");
};
