import type { Cursor } from "../../render/watch/repaint.ts";
import type { Key } from "./keys.ts";

/** What a screen waited for, and how many milliseconds it took. `size`: all has to be drawn anew. `end`: the person's input has ended. */
export type Happening = { readonly passed: number } & ({ readonly kind: "keys"; readonly keys: readonly Key[] } | { readonly kind: "size" | "time" | "end" });

/** A terminal that was taken over. Ctrl-C and Ctrl-Z never come as keys: they end and stop the program, as anywhere. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  /** Shows these lines, the first at the top; draws only what differs. */
  show(lines: readonly string[], cursor: Cursor): void;
  ring(): void;
  /** What happens next; `time` after so many milliseconds. */
  next(milliseconds: number): Promise<Happening>;
  /** Gives the terminal back as it was. Twice does no harm. */
  leave(): void;
}
