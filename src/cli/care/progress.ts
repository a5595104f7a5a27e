import type { Progress } from "../../app/ports.ts";
import type { Program } from "../program.ts";

/** A run that is over by then needs no progress shown. */
const SOON_MS = 400;
const ERASE = "\r\u001b[K";

export interface Shown {
  readonly progress: Progress;
  /** Takes the line away. */
  readonly end: () => void;
}

/** Shows how far something has come on one line of a terminal's stderr, drawn again at each percent; to nobody else. */
export function progressOn({ io, quiet, accessible, env }: Program, doing: string): Shown {
  const { stderr } = io;
  if (!stderr.isTerminal || quiet || accessible || env.TERM === "dumb") return { progress: () => undefined, end: () => undefined };
  const since = performance.now();
  let last = -1;
  return {
    progress(done, of) {
      const percent = of === 0 ? 100 : Math.floor((100 * done) / of);
      if (percent === last || performance.now() - since < SOON_MS) return;
      last = percent;
      stderr.write(`${ERASE}${doing} ${percent} %`);
    },
    end() {
      if (last >= 0) stderr.write(ERASE);
      last = -1;
    },
  };
}
