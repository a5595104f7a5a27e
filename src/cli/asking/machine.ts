import type { Paint } from "../../render/paint.ts";
import { wrap } from "../../render/width.ts";
import { ASK_WORDS } from "../../words/ask.en.ts";
import type { Manner, TextManner } from "../ask.ts";
import type { Key } from "./keys.ts";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What a question looks like: lines, then the one it is answered on, the cursor in it, then lines below. */
interface View {
  readonly above: readonly string[];
  readonly before: string;
  readonly after: string;
  readonly below: readonly string[];
}

/** What a key comes to. */
type Pressed<State, Value> = { readonly state: State } | { readonly answer: Value } | { readonly back: true };

/** A question as a value: what it shows, and what each key makes of it. */
export interface Machine<State, Value> {
  readonly start: State;
  readonly press: (state: State, key: Key, size: Size) => Pressed<State, Value>;
  readonly view: (state: State, size: Size, paint: Paint) => View;
  /** Looks something up that the state now asks for; null: nothing. */
  readonly look?: (state: State) => Promise<State> | null;
}

/** On the line of the question a text has at least so much room, or it stands on the next. */
export const ROOM = 24;
const NEXT_LINE = "> ";

/** A question broken into lines, the last of them ready to be answered on. */
export function askedIn(question: string, columns: number, room: number, paint: Paint): { readonly above: readonly string[]; readonly line: string } {
  const lines = question.split("\n").flatMap((line) => wrap(line, columns - 1));
  const last = lines.at(-1) ?? "";
  const dressed = (line: string): string => paint("strong", line);
  if (last.length + room > columns) return { above: lines.map(dressed), line: NEXT_LINE };
  return { above: lines.slice(0, -1).map(dressed), line: `${dressed(last)} ` };
}

/** How a question can be answered beside typing: what helps, what Enter takes, that one can go back. */
export function hints({ hint, back, editor }: TextManner, enter: string | null, size: Size, paint: Paint): readonly string[] {
  const said = [hint ?? "", editor === true ? ASK_WORDS.editor : "", enter === null ? "" : ASK_WORDS.enter(enter), back === true ? ASK_WORDS.back : ""].filter(
    (each) => each !== "",
  );
  return said.length === 0 ? [] : wrap(said.join("; "), size.columns - 1).map((line) => paint("quiet", line));
}

export const alarms = (fault: string | null, size: Size, paint: Paint): readonly string[] =>
  fault === null ? [] : wrap(fault, size.columns - 1).map((line) => paint("alarm", line));

/** Esc goes back, and so does `<` where nothing has been typed yet. */
export const goesBack = (key: Key, manner: Manner, typed: string): boolean =>
  manner.back === true && (key.name === "escape" || (key.name === "text" && key.text === "<" && typed === ""));
