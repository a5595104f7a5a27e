import type { Register } from "../../app/ports.ts";
import { cleanLine } from "../../render/clean.ts";
import { isInterrupt } from "../interrupt.ts";
import type { Output } from "../io.ts";
import type { Args, Program } from "../program.ts";
import { tellFailure } from "../report-failure.ts";
import { verb as note } from "../verbs/note.ts";
import { verb as start } from "../verbs/start.ts";

/** A person stands before the screen: a lock that stays is told of soon. */
const PATIENCE = "5s";

export interface Acted {
  readonly done: boolean;
  /** What the verb said, on one line. */
  readonly said: string;
}

/** An output that keeps what is written, as one line has it. */
function kept(isTerminal: boolean): { readonly output: Output; readonly text: () => string } {
  let text = "";
  const output: Output = {
    isTerminal,
    columns: Number.MAX_SAFE_INTEGER,
    rows: 24,
    write: (more) => {
      text += more;
    },
    flush: () => undefined,
  };
  const line = (): string => cleanLine(text.trim().replace(/\s*\n\s*/g, "  "));
  return { output, text: line };
}

/** Carries out a verb for one ticket as the command line would, and hears what it has to say. Nothing is asked. */
async function acted(program: Program, register: Register, verb: typeof start, args: Args): Promise<Acted> {
  const stdout = kept(true);
  const stderr = kept(false);
  const value = { ...args.flags, timeout: PATIENCE };
  const inner = Object.create(program, {
    argv: { value: [verb.name, ...args.operands, ...Object.keys(args.flags).map((flag) => `--${flag}`)] },
    flags: { value },
    io: { value: { ...program.io, stdout: stdout.output, stderr: stderr.output } },
    mayAsk: { value: false },
    quiet: { value: false },
    colourOn: { value: () => false },
    notice: { value: async (key: string, about?: Readonly<Record<string, unknown>>) => stderr.output.write(`${await program.say(key, about)}\n`) },
    tell: { value: (text: string) => stderr.output.write(`${text}\n`) },
    openRegister: { value: async () => register },
  }) as Program;
  try {
    const code = await verb.run(inner, { operands: args.operands, flags: value });
    return { done: code === 0, said: code === 0 ? stdout.text() : stderr.text() };
  } catch (error) {
    if (isInterrupt(error)) throw error;
    tellFailure(inner, error);
    return { done: false, said: stderr.text() };
  }
}

export const takeFromScreen = (program: Program, register: Register, number: number): Promise<Acted> =>
  acted(program, register, start, { operands: [String(number)], flags: { take: true } });

export const noteFromScreen = (program: Program, register: Register, number: number, text: string): Promise<Acted> =>
  acted(program, register, note, { operands: [String(number), text], flags: {} });
