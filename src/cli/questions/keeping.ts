import { isFailure } from "../../app/failure.ts";
import { cleanLines } from "../../render/clean.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { isOn } from "../flag-values.ts";
import type { Flags, Program } from "../program.ts";
import { saidOf } from "../say.ts";
import type { Draft } from "./draft.ts";
import { tellLines } from "./hearing.ts";
import { knownBy, type Progress } from "./order-of-steps.ts";

/** Sees to it that no answer is lost, however the run ends. */
export interface Keeping {
  readonly keep: (progress: Progress) => void;
  /** Hands on the exit code; what was done need not be kept. */
  readonly ended: (exit: number, known: Flags) => number;
  readonly close: () => void;
}

const whyOf = (error: unknown): string => {
  const [problem] = isFailure(error) ? error.problems : [];
  return problem === undefined ? (error as Error).message : saidOf(problem).what;
};

/** Keeps the draft, and says at the end of the run that it is there; what no draft could hold is given as the command that repeats it. */
export function keeperOf(program: Program, draft: Draft, isThere: boolean, commandOf: (known: Flags) => string): Keeping {
  let onDisk = isThere;
  let unkept: Progress | null = null;
  let isDone = false;
  let complained = false;
  const tell = (): void => {
    if (isDone || (!onDisk && unkept === null)) return;
    isDone = true;
    try {
      if (unkept === null) program.tell(GUIDED.kept);
      else program.io.stderr.write(`${GUIDED.repeats}\n${cleanLines(commandOf(knownBy(unkept)))}\n`);
    } catch {
      // The terminal has gone.
    }
  };
  // A signal ends the process where it stands.
  process.once("exit", tell);
  return {
    keep(progress) {
      try {
        draft.keep(progress);
        onDisk = true;
        unkept = null;
      } catch (error) {
        unkept = progress;
        if (!complained) tellLines(program, [GUIDED.notKept(whyOf(error))]);
        complained = true;
      }
    },
    ended(exit, known) {
      if (exit !== 0 || isOn(known, "dry-run")) return exit;
      if (onDisk) draft.remove();
      isDone = true;
      return exit;
    },
    close() {
      tell();
      process.off("exit", tell);
    },
  };
}
