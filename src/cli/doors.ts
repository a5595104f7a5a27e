import type { AlertFormats } from "../app/alert-ports.ts";
import type { InlineFiles, ReadPolicy, WritePolicy } from "../app/policy-ports.ts";
import type { Register, WaitOptions } from "../app/ports.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { Ask, AskLook } from "./ask.ts";
import type { Screen } from "./watch/screen.ts";

/** How a register is opened. */
interface OpenOptions {
  /** A missing one is made: `file` in a folder that exists, `folders` makes those too. */
  readonly create: "no" | "file" | "folders";
  /** What a register made now is called, and when. */
  readonly name: string;
  readonly now: Instant;
  readonly wait: WaitOptions;
  /** False: one of an older version is opened as it is. */
  readonly upgrade: boolean;
}

/** What `main.ts` hands in from layers that verbs may not import. */
export interface Doors {
  /** Throws a `Failure`: `usage` for a file that is no register, `unavailable` where it cannot be used now. */
  openSqlite(path: string, options: OpenOptions): Promise<Register>;
  /** Whether a write would make a register there. Throws what opening it for that write would throw. */
  isMissing(path: string, create: OpenOptions["create"]): Promise<boolean>;
  /** Takes the terminal over, until its `leave`. */
  screen(): Promise<Screen>;
  /** Waits so many milliseconds, and resolves to how many it were. */
  pause(milliseconds: number): Promise<number>;
  /** How other programs say that something is wrong. */
  alertFormats(): Promise<AlertFormats>;
  /** What turns the text of a policy file into a policy. */
  readPolicy(): Promise<ReadPolicy>;
  /** What turns a policy into the text of a file. */
  writePolicy(): Promise<WritePolicy>;
  /** What puts dates in the place of the files that a policy's text names. */
  inlineFiles(): Promise<InlineFiles>;
  ask(look: AskLook): Promise<Ask>;
}
