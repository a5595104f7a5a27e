import { fail } from "../app/failure.ts";
import { foldName } from "../domain/fold-name.ts";
import { cleanLine, cleanLines } from "../render/clean.ts";
import { PLAIN } from "../render/paint.ts";
import { wrap } from "../render/width.ts";
import { ASK_WORDS, yesOrNo } from "../words/ask.en.ts";
import { type Ask, Back, type Check, type Choice, type Manner, type Sought, type TextManner, TO_EDITOR } from "./ask.ts";
import { having } from "./asking/menu.ts";
import { offered } from "./asking/search.ts";
import { settledLines } from "./asking/settled-lines.ts";

/** Lines that come in the same instant were pasted together. */
const INSTANT_MS = 40;
/** A terminal that is closed says so by a signal as well, which tells more. */
const HANG_UP_MS = 150;

/** What was given as one answer: the lines that came in one instant. Rejects where the input ends before the first is whole. */
function nextLines(): Promise<readonly string[]> {
  const { stdin } = process;
  const decoder = new TextDecoder();
  let text = "";
  let timer: NodeJS.Timeout | undefined;
  return new Promise((resolve, reject) => {
    const leave = (settle: () => void): void => {
      clearTimeout(timer);
      stdin.off("data", onData);
      for (const event of ["end", "error", "close"]) stdin.off(event, onEnd);
      stdin.pause();
      stdin.unref?.();
      settle();
    };
    const onData = (bytes: Uint8Array): void => {
      text += decoder.decode(bytes, { stream: true });
      if (!text.includes("\n")) return;
      clearTimeout(timer);
      timer = setTimeout(() => leave(() => resolve(text.replace(/\n$/, "").split("\n"))), INSTANT_MS);
    };
    const onEnd = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => leave(() => reject(fail("cancelled", "input_ended"))), HANG_UP_MS);
    };
    if (stdin.readableEnded || stdin.destroyed) onEnd();
    stdin.on("data", onData);
    for (const event of ["end", "error", "close"]) stdin.on(event, onEnd);
    stdin.ref?.();
    stdin.resume();
  });
}

const columns = (): number => process.stderr.columns || 80;
const say = (text: string): void => {
  for (const line of cleanLines(text).split("\n")) process.stderr.write(`${wrap(line, columns() - 1).join("\n")}\n`);
};

/** Puts a question as lines, and gives the answer typed on the line below it. */
async function answered(lines: readonly string[], line: string, manner: TextManner): Promise<string> {
  for (const each of lines) say(each);
  process.stderr.write(`${line} `);
  const given = await nextLines();
  if (given.length > 1) say(ASK_WORDS.several(given.length));
  if (manner.editor === true && given.length === 1 && given[0]?.endsWith(TO_EDITOR) === true) return cleanLine(given[0].trimEnd()) + TO_EDITOR;
  const answer = manner.lines === true ? cleanLines(given.join("\n")) : cleanLine(given.join("\n"));
  if (manner.back === true && answer.trim() === "<") throw new Back();
  return answer;
}

const hints = ({ hint, back }: Manner, enter: string | null): readonly string[] => {
  const said = [hint ?? "", enter === null ? "" : ASK_WORDS.enter(enter), back === true ? ASK_WORDS.backPlain : ""].filter((each) => each !== "");
  return said.length === 0 ? [] : [`(${said.join("; ")})`];
};

/** What Enter alone takes, by its first line. */
function suggestion(suggested: string | undefined): string | null {
  if (suggested === undefined) return null;
  const [first = "", ...more] = suggested.split("\n");
  return suggested === "" ? ASK_WORDS.nothing : more.length === 0 ? first : `${first} …`;
}

const EMPTIES = "-";
const plainHint = ({ hint, editor }: TextManner, empties: boolean): string =>
  [hint ?? "", editor === true ? ASK_WORDS.editorPlain : "", empties ? ASK_WORDS.empties : ""].filter((each) => each !== "").join("; ");

async function textPlainly(question: string, check: Check | undefined, manner: TextManner): Promise<string> {
  const usual = manner.suggested ?? manner.begun;
  const [asked = "", ...rest] = question.split("\n").toReversed();
  const empties = manner.optional === true && usual !== undefined && usual !== "";
  const lines = [...rest.toReversed(), ...hints({ ...manner, hint: plainHint(manner, empties) }, suggestion(usual))];
  for (;;) {
    const answer = await answered(lines, cleanLine(asked), manner);
    if (answer === "" && usual !== undefined) return usual;
    if (empties && answer.trim() === EMPTIES) return "";
    if (answer.endsWith(TO_EDITOR)) return answer === TO_EDITOR ? (usual ?? "") + TO_EDITOR : answer;
    const fault = check?.(answer) ?? null;
    if (fault === null) return answer;
    say(fault);
  }
}

/** A line holds numbers of any length. */
const keyOf = (choice: Choice<string>, place: number): string => choice.key ?? `${place + 1}`;
const keysOf = (choices: readonly Choice<string>[]): string =>
  choices.some(({ key }) => key !== undefined) ? ASK_WORDS.oneOf(choices.map(keyOf)) : ASK_WORDS.between("1", `${choices.length}`);

/** The choice that an answer names: by its key, or by words that no other label has. */
function namedBy<Value extends string>(choices: readonly Choice<Value>[], answer: string): Choice<Value> | null {
  const byKey = choices.find((choice, place) => keyOf(choice, place) === answer);
  if (byKey !== undefined) return byKey;
  const exact = choices.find(({ label, value }) => foldName(label) === foldName(answer) || value === answer);
  const found = answer === "" ? [] : having(choices, answer);
  return exact ?? (found.length === 1 ? (found[0] as Choice<Value>) : null);
}

async function choosePlainly<Value extends string>(question: string, choices: readonly Choice<Value>[], manner: Manner): Promise<Choice<Value>> {
  const suggested = choices.find(({ value }) => value === manner.suggested) ?? null;
  const lines = [
    question,
    ...choices.map((choice, place) => `${keyOf(choice, place)}. ${choice.label}${choice.hint === undefined || choice.hint === "" ? "" : `: ${choice.hint}`}`),
    ...hints(manner, suggested?.label ?? null),
  ];
  let again = lines;
  for (;;) {
    const answer = (await answered(again, ASK_WORDS.number, manner)).trim();
    const chosen = answer === "" ? suggested : namedBy(choices, answer);
    if (chosen !== null) return chosen;
    again = [ASK_WORDS.chooseOne(keysOf(choices)), ...hints(manner, suggested?.label ?? null)];
  }
}

/** Questions as lines, each answered on a plain line that the terminal itself edits. Nothing is ever drawn anew. */
export function askPlainly(): Ask {
  const settle = (question: string, manner: Manner, answer: string): void => {
    if (manner.as !== undefined) for (const line of settledLines(question, manner, answer, columns(), PLAIN)) process.stderr.write(`${line}\n`);
  };
  return {
    text: (question, check, manner = {}) => textPlainly(question, check, manner),
    async confirm(question, suggested, manner = {}) {
      const check: Check = (word) => (yesOrNo(word) === null ? ASK_WORDS.yesOrNo : null);
      const word = await textPlainly(`${question} ${ASK_WORDS.yesNo(suggested)}`, check, { ...manner, suggested: suggested ? "y" : "n" });
      return yesOrNo(word) ?? suggested;
    },
    async choose(question, choices, manner = {}) {
      const chosen = await choosePlainly(question, choices, manner);
      settle(question, manner, chosen.said ?? chosen.label);
      return chosen.value;
    },
    async seek(question, find, check, manner = {}): Promise<Sought> {
      for (;;) {
        const typed = (await textPlainly(question, (answer) => (answer.trim() === "" ? (check?.("") ?? null) : null), manner)).trim();
        if (typed === "" || typed === manner.suggested) return { value: typed, known: false };
        const found = await find(typed);
        const exact = found.find(({ value }) => foldName(value) === foldName(typed));
        if (exact !== undefined) return { value: exact.value, known: true };
        const chosen = found.length === 0 ? typed : (await choosePlainly(question, offered(found, typed), manner)).value;
        const known = found.some(({ value }) => value === chosen);
        const fault = known ? null : (check?.(chosen) ?? null);
        if (fault === null) {
          settle(question, manner, chosen);
          return { value: chosen, known };
        }
        say(fault);
      }
    },
  };
}
