import { type Key, keysIn } from "../../../src/cli/watch/keys.ts";
import type { Happening, Screen } from "../../../src/cli/watch/screen.ts";
import type { Cursor } from "../../../src/render/watch/repaint.ts";

/** What comes next: text is typed, a pair is a new size, a function happens and time passes until the next look. */
type Doing = string | readonly [columns: number, rows: number] | (() => unknown);

export interface FakeScreen extends Screen {
  /** What is shown now. */
  text(): string;
  cursor: Cursor;
  rings: number;
  left: boolean;
}

const A_LONG_TIME = 60_000;

/** A terminal whose person does these things in order; then their input has ended. */
export function fakeScreen(script: readonly Doing[], size: readonly [columns: number, rows: number] = [80, 24]): FakeScreen {
  const todo = [...script];
  let [columns, rows] = size;
  let shown: readonly string[] = [];
  const screen: FakeScreen = {
    get columns() {
      return columns;
    },
    get rows() {
      return rows;
    },
    cursor: null,
    rings: 0,
    left: false,
    text: () => shown.join("\n"),
    show(lines, cursor) {
      shown = lines;
      screen.cursor = cursor;
    },
    ring() {
      screen.rings += 1;
    },
    async next(): Promise<Happening> {
      const next = todo.shift();
      if (next === undefined) return { kind: "end", passed: 0 };
      if (typeof next === "string") return { kind: "keys", keys: keysIn(next, true).keys as readonly Key[], passed: 0 };
      if (typeof next === "function") {
        await next();
        return { kind: "time", passed: A_LONG_TIME };
      }
      [columns, rows] = next;
      return { kind: "size", passed: 0 };
    },
    leave() {
      screen.left = true;
    },
  };
  return screen;
}
