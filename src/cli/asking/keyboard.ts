import { type Key, Keys } from "./keys.ts";

/** A sequence is sent in one piece; over a slow line it may take so long until the rest of it is there. */
const ESCAPE_MS = 50;
/** A terminal that is closed says so by a signal as well, which tells more. */
const HANG_UP_MS = 150;

const BRACKET_PASTES = "\r\u001b[K\u001b[?2004h";
const LEAVE_PASTES = "\u001b[?2004l";

export interface Keyboard {
  /** Called with each key; `null`: nothing more will come. */
  listen(listener: (key: Key | null) => void): void;
  /** Gives the terminal back as it was. */
  close(): void;
}

/** The keys of this process's terminal, one by one and unechoed, until it is closed. */
export function openKeyboard(): Keyboard {
  const { stdin, stderr } = process;
  const decoder = new TextDecoder();
  const keys = new Keys();
  let listener: (key: Key | null) => void = () => undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const tell = (pressed: readonly (Key | null)[]): void => {
    for (const key of pressed) {
      // What came in the same instant as an answer belongs to no other question.
      if (closed) return;
      if (key?.name === "suspend") suspend();
      else listener(key);
    }
  };
  const onData = (bytes: Uint8Array): void => {
    clearTimeout(timer);
    tell(keys.feed(decoder.decode(bytes, { stream: true })));
    if (keys.waits) timer = setTimeout(() => tell(keys.settle()), ESCAPE_MS);
  };
  const onEnd = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => tell([null]), HANG_UP_MS);
  };
  const onResume = (): void => {
    stdin.setRawMode(true);
    stderr.write(BRACKET_PASTES);
    tell([{ name: "other" }]);
  };
  const suspend = (): void => {
    stdin.setRawMode(false);
    stderr.write(LEAVE_PASTES);
    process.once("SIGCONT", onResume);
    process.kill(0, "SIGTSTP");
  };
  try {
    stdin.setRawMode(true);
    // What was typed since the last question has been echoed.
    stderr.write(BRACKET_PASTES);
  } catch {
    onEnd();
  }
  if (stdin.readableEnded || stdin.destroyed) onEnd();
  stdin.on("data", onData);
  for (const event of ["end", "error", "close"]) stdin.on(event, onEnd);
  stdin.ref?.();
  stdin.resume();
  return {
    listen(to) {
      listener = to;
    },
    close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      process.off("SIGCONT", onResume);
      stdin.off("data", onData);
      for (const event of ["end", "error", "close"]) stdin.off(event, onEnd);
      stdin.pause();
      stdin.unref?.();
      try {
        stdin.setRawMode(false);
        stderr.write(LEAVE_PASTES);
      } catch {
        // The terminal itself has gone.
      }
    },
  };
}
