import { PassThrough } from "node:stream";
import { createPrompt, useEffect, useRef, useState } from "@inquirer/core";
import inquirer from "inquirer";
import { fail } from "../app/failure.ts";
import { cleanLine, cleanLines } from "../render/clean.ts";
import { colours } from "../render/colour.ts";
import { type Paint, PLAIN } from "../render/paint.ts";
import { cut } from "../render/width.ts";
import { ASK_WORDS, yesOrNo } from "../words/ask.en.ts";
import { type Ask, type AskLook, Back, type Choice, type Find, type Manner } from "./ask.ts";
import { type Keyboard, openKeyboard } from "./asking/keyboard.ts";
import type { Key } from "./asking/keys.ts";
import type { Machine, Size } from "./asking/machine.ts";
import { menuQuestion } from "./asking/menu.ts";
import { searchQuestion } from "./asking/search.ts";
import { settledLines } from "./asking/settled-lines.ts";
import { textQuestion } from "./asking/text.ts";
import { Interrupt } from "./interrupt.ts";

type Left = "back" | "interrupt" | "ended";
type Outcome = { readonly answer: unknown } | { readonly left: Left };

interface Config {
  // biome-ignore lint/suspicious/noExplicitAny: a machine's state is its own affair.
  readonly machine: Machine<any, unknown>;
  readonly keyboard: Keyboard;
  readonly paint: Paint;
}

const size = (): Size => ({ columns: process.stderr.columns || 80, rows: process.stderr.rows || 24 });

/** What a key comes to that no question has a say in; null: ask the question. */
function leaves(key: Key | null): Left | null {
  if (key === null || key.name === "end-of-input") return "ended";
  return key.name === "interrupt" ? "interrupt" : null;
}

/** Draws any of our questions. Its keys come from our own keyboard, which tells what is pasted from what is typed. */
const drawn = createPrompt<Outcome, Config>(({ machine, keyboard, paint }, done) => {
  const state = useRef(machine.start);
  const outcome = useRef<Outcome | null>(null);
  const [, redraw] = useState(0);
  useEffect((readline) => {
    // The package puts its cursor behind the prompt; this much of the line stands after it.
    const show = (): void => {
      Object.assign(readline, { line: outcome.current === null ? machine.view(state.current, size(), paint).after : "", cursor: 0 });
      redraw((count: number) => count + 1);
    };
    const press = async (key: Key | null): Promise<void> => {
      if (outcome.current !== null) return;
      const left = leaves(key);
      if (left !== null) outcome.current = { left };
      else {
        const pressed = machine.press(state.current, key as Key, size());
        if ("answer" in pressed) outcome.current = { answer: pressed.answer };
        else if ("back" in pressed) outcome.current = { left: "back" };
        else state.current = pressed.state;
      }
      if (outcome.current !== null) keyboard.close();
      else {
        const look = machine.look?.(state.current) ?? null;
        if (look !== null) state.current = await look;
      }
      show();
    };
    // A key waits until what the one before it looks up is there.
    let last = Promise.resolve();
    keyboard.listen((key) => {
      last = last.then(() => press(key));
    });
    const onResize = (): void => show();
    process.stderr.on("resize", onResize);
    show();
    return () => process.stderr.off("resize", onResize);
  }, []);
  if (outcome.current !== null) {
    done(outcome.current);
    return "";
  }
  const { above, before, after, below } = machine.view(state.current, size(), paint);
  return [[...above, before + after].join("\n"), below.join("\n")];
});

/** One question of ours, put by the package. What it leaves behind is nothing: the answer is said by the caller. */
async function answerTo<State, Value>(machine: Machine<State, Value>, paint: Paint): Promise<Value> {
  const keyboard = openKeyboard();
  try {
    const prompt = inquirer.createPromptModule({ input: new PassThrough(), output: process.stderr, clearPromptOnDone: true });
    prompt.registerPrompt("ours", drawn as never);
    const { answer } = await (prompt as unknown as (questions: unknown) => Promise<{ readonly answer: Outcome }>)([
      { type: "ours", name: "answer", machine, keyboard, paint },
    ]);
    if ("answer" in answer) return answer.answer as Value;
    if (answer.left === "back") throw new Back();
    throw answer.left === "interrupt" ? new Interrupt("SIGINT") : fail("cancelled", "input_ended");
  } catch (error) {
    const { name } = error as Error;
    if (name === "ExitPromptError") throw new Interrupt("SIGINT");
    throw name === "AbortPromptError" ? fail("cancelled", "input_ended", {}, error) : error;
  } finally {
    keyboard.close();
  }
}

/** Choices as a terminal may show them. */
const cleaned = <Value extends string>(choices: readonly Choice<Value>[]): readonly Choice<Value>[] =>
  choices.map((choice) => ({ ...choice, label: cleanLine(choice.label), ...(choice.hint !== undefined && { hint: cleanLine(choice.hint) }) }));

const saidOf = (choice: Choice<string> | undefined): string | undefined => choice?.said ?? choice?.label;

const suggestion = ({ suggested }: Manner): string | null =>
  suggested === undefined ? null : suggested === "" ? ASK_WORDS.nothing : cut(cleanLine(suggested), 40);

/** Questions on this process's terminal, drawn and drawn anew as they are answered. */
function askDrawn(colour: boolean): Ask {
  const paint = colour ? colours() : PLAIN;
  const settle = (question: string, manner: Manner, answer: string): void => {
    for (const line of settledLines(question, manner, answer, size().columns, paint)) process.stderr.write(`${line}\n`);
  };
  const text: Ask["text"] = async (question, check, manner = {}) => {
    const answer = await answerTo(textQuestion(cleanLines(question), check, manner, suggestion(manner)), paint);
    settle(question, manner, answer);
    return answer;
  };
  return {
    text,
    async confirm(question, suggested, manner = {}) {
      const check = (word: string): string | null => (yesOrNo(word) === null ? ASK_WORDS.yesOrNo : null);
      const asked = `${cleanLines(question)} ${ASK_WORDS.yesNo(suggested)}`;
      const word = await answerTo(textQuestion(asked, check, { ...manner, suggested: suggested ? "y" : "n" }, null), paint);
      const answer = yesOrNo(word) ?? suggested;
      settle(question, manner, answer ? ASK_WORDS.yes : ASK_WORDS.no);
      return answer;
    },
    async choose<Value extends string>(question: string, choices: readonly Choice<Value>[], manner: Manner = {}) {
      const shown = cleaned(choices);
      const value = (await answerTo(menuQuestion(cleanLines(question), shown, manner), paint)) as Value;
      settle(question, manner, saidOf(shown.find((choice) => choice.value === value)) ?? value);
      return value;
    },
    async seek(question, find, check, manner = {}) {
      const known: Find = async (typed) => cleaned(await find(typed));
      const answer = await answerTo(searchQuestion(cleanLines(question), known, check, manner, suggestion(manner)), paint);
      settle(question, manner, answer.value);
      return answer;
    },
  };
}

/** Questions on this process's terminal, in the way it can show them and its reader can read them. */
export async function askOnTerminal({ plain, colour }: AskLook): Promise<Ask> {
  if (!plain) return askDrawn(colour);
  const { askPlainly } = await import("./ask-plain.ts");
  return askPlainly();
}
