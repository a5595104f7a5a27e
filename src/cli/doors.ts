import type { AlertFormats } from "../app/alert-ports.ts";
import type { InlineFiles, ReadPolicy, WritePolicy } from "../app/policy-ports.ts";
import type { Register, WaitOptions } from "../app/ports.ts";
import type { RoleNames } from "../app/roles.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { Ask, AskLook } from "./ask.ts";
import type { CareDoor } from "./care-door.ts";
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

/** How a register on a server is opened. */
interface ServerOptions {
  /** Whether an empty schema becomes a register. */
  readonly create: boolean;
  readonly name: string;
  readonly now: Instant;
  /** What becomes of one of an older version: `no`, it is opened as it is; `refuse`, not at all; `yes`, it is brought up. */
  readonly upgrade: "yes" | "no" | "refuse";
}

/** What `main.ts` hands in from layers that verbs may not import. */
export interface Doors {
  /** Throws a `Failure`: `usage` for a file that is no register, `unavailable` where it cannot be used now. */
  openSqlite(path: string, options: OpenOptions): Promise<Register>;
  /** A register on a server, at its address. Throws a `Failure` as above, `refused` where the login has no right to it. */
  openServer(url: string, options: ServerOptions): Promise<Register>;
  /** Whom a server's history will have as logged in, by its address and what stands around it; the server is not asked. */
  serverLogin(url: string): Promise<string>;
  /** The SQL that gives roles their rights, by what they are called on a server; with an address it is run there. */
  grant(url: string | null, names: RoleNames): Promise<readonly string[]>;
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
  /** Files that keep registers: backups, exports, bundles. */
  care(): Promise<CareDoor>;
  /** What puts dates in the place of the files that a policy's text names. */
  inlineFiles(): Promise<InlineFiles>;
  ask(look: AskLook): Promise<Ask>;
}
