import type { Register, WaitOptions } from "../app/ports.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { Zone } from "../domain/time/zone.ts";
import type { Ask } from "./ask.ts";
import type { Config } from "./config.ts";
import type { Doors } from "./doors.ts";
import type { Io } from "./io.ts";
import type { VerbRow } from "./verb-row.ts";

/** By long name without dashes, as in the manifest: `note-file`. Absent: not given. A repeatable flag is an array. */
export type Flags = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export interface Args {
  readonly operands: readonly string[];
  readonly flags: Flags;
}

/** One verb: `run` resolves to its exit code, or throws a `Failure`. */
export interface Verb {
  readonly name: string;
  run(program: Program, args: Args): Promise<number>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** One instant for the whole run. `held`: fixed from outside by ITSM_NOW. */
export interface Clock {
  readonly now: Instant;
  readonly held: boolean;
  /** What the clock says by then, for a run that goes on: while it is held, the same. */
  readonly later: () => Instant;
}

export const LANGUAGES = ["en", "id"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a run stands on: handed in by `main.ts`, or by a test. */
export interface Surroundings {
  /** Behind the program's name. */
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly io: Io;
  /** Milliseconds since the epoch. */
  readonly milliseconds: () => number;
  /** The operating system's user. */
  readonly osUser: () => string;
  readonly doors: Doors;
  /** Told of every register opened, so that a signal can close it. */
  readonly opened?: (register: Register) => void;
}

/** What is not as usual about the register a verb opens. */
export interface RegisterWanted {
  readonly at?: string | undefined;
  /** What it is called if it is made. */
  readonly name?: string | undefined;
  /** False: one of an older version stays so. Where nobody says, a file is brought up to date, a desk's server is not. */
  readonly upgrade?: boolean;
  /** How long to wait for others' locks, where not as the flags say. */
  readonly wait?: WaitOptions;
}

/** What a verb gets: everything it may know about the world. Getters do their work when first asked. */
export interface Program {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly io: Io;
  readonly doors: Doors;
  readonly row: VerbRow;
  readonly flags: Flags;
  readonly config: Config;
  readonly clock: Clock;
  /** Of the person, for reading and writing times. */
  readonly zone: Zone;
  /** Who acts. */
  readonly me: string;
  /** The operating system's user. */
  readonly via: string;
  /** The register's path or address, opened or not. */
  readonly place: string;
  /** Of times in words. */
  readonly language: Language;
  /** Neither a flag, nor the environment, nor a missing terminal forbids a question. */
  readonly mayAsk: boolean;
  /** For a person who hears the screen or reads it with braille: numbered lines, label: value lists, nothing redrawn. */
  readonly accessible: boolean;
  readonly quiet: boolean;
  /** Which flag or operand has read standard input; there is only one. */
  readonly stdinTaken: { by: string | null };
  /** Whether escapes may colour what goes to this stream. */
  colourOn(stream: "stdout" | "stderr"): boolean;
  /**
   * Where this run keeps its register, or elsewhere. Where there is none, `write` gives one that the first write makes
   * (the default one, or a named one whose folder exists), `make` makes it. Closed by the program at the end.
   */
  openRegister(mode: "read" | "write" | "make", about?: RegisterWanted): Promise<Register>;
  /** The questions to a person; only where `mayAsk`. */
  ask(): Promise<Ask>;
  /** A sentence of the words files, loaded late. */
  say(key: string, about?: Readonly<Record<string, unknown>>): Promise<string>;
  /** One line for people on stderr, nothing when quiet. */
  notice(key: string, about?: Readonly<Record<string, unknown>>): Promise<void>;
  /** The same with words that are at hand, which spares loading all others. */
  tell(text: string): void;
}
