import { Chalk } from "chalk";
import type { Paint, Tone } from "./paint.ts";

/** Sixteen colours, the ones every terminal has and lets its owner choose. */
const SIXTEEN = 1;

/** The colours of the tones; whether they are wanted was decided elsewhere. */
export function colours(): Paint {
  const chalk = new Chalk({ level: SIXTEEN });
  const brush: Readonly<Record<Tone, (text: string) => string>> = {
    alarm: chalk.red.bold,
    warn: chalk.yellow,
    good: chalk.green,
    quiet: chalk.dim,
    strong: chalk.bold,
    chosen: chalk.inverse,
  };
  return (tone, text) => (text === "" ? text : brush[tone](text));
}
