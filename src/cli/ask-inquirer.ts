import inquirer from "inquirer";
import { fail } from "../app/failure.ts";
import type { Ask, Choice } from "./ask.ts";
import { Interrupt } from "./interrupt.ts";

/** One question of the package, drawn on stderr; the end of the input and Ctrl-C become what `Ask` promises. */
async function answerTo<Value>(question: Record<string, unknown>): Promise<Value> {
  const ended = new AbortController();
  // Without this a question whose input ends would leave the process with nothing to do, and so with exit 0.
  const onEnd = (): void => ended.abort();
  process.stdin.once("end", onEnd);
  // Ctrl-D ends no terminal: the reader of lines stops listening, which is all there is to notice.
  process.stdin.once("pause", onEnd);
  const prompt = inquirer.createPromptModule({ input: process.stdin, output: process.stderr, signal: ended.signal });
  try {
    const { answer } = await (prompt as (questions: unknown) => Promise<{ answer: Value }>)([{ name: "answer", ...question }]);
    return answer;
  } catch (error) {
    const { name } = error as Error;
    if (name === "ExitPromptError") throw new Interrupt("SIGINT");
    if (name === "AbortPromptError") throw fail("cancelled", "input_ended", {}, error);
    throw error;
  } finally {
    process.stdin.off("end", onEnd);
    process.stdin.off("pause", onEnd);
    process.stdin.unref?.();
  }
}

/** Questions on this process's terminal. */
export const askOnTerminal = (): Ask => ({
  confirm: (message, suggested) => answerTo<boolean>({ type: "confirm", message, default: suggested }),
  text: (message, check) => answerTo<string>({ type: "input", message, ...(check !== undefined && { validate: (answer: string) => check(answer) ?? true }) }),
  choose: <Value extends string>(message: string, choices: readonly Choice<Value>[]) =>
    answerTo<Value>({ type: "select", message, choices: choices.map(({ value, label }) => ({ value, name: label })) }),
});
