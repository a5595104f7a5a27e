import { fail } from "../../app/failure.ts";
import { integerOf, isOn, textOf } from "../flag-values.ts";
import type { Program } from "../program.ts";
import { secondsOf } from "../seconds-in.ts";
import type { ListSource, Seen } from "./list-source.ts";
import type { Callouts } from "./on-new.ts";

/** What a watch stands on. */
export interface Watch {
  readonly program: Program;
  readonly source: ListSource;
  /** The first look, by which the register was found to be readable. */
  readonly first: Seen;
  readonly options: WatchOptions;
  /** Null: no program is run for new tickets. */
  readonly callouts: Callouts | null;
  /** What those programs had to say since it was asked last. */
  readonly heard: () => readonly string[];
}

/** How a list is watched. */
export interface WatchOptions {
  readonly everySeconds: number;
  /** Null: until somebody ends it. */
  readonly forSeconds: number | null;
  readonly bell: boolean;
  /** The program for new tickets; null: none. */
  readonly onNew: string | null;
  /** How it is shown: repainted, a line for each piece of news, or as JSON lines. */
  readonly as: "screen" | "lines" | "stream";
  /** The most tickets; null: all. */
  readonly limit: number | null;
}

const EVERY_SECONDS = 2;
const SELDOM_SECONDS = 3600;
/** Nobody scrolls further. */
const SCREEN_LIMIT = 10_000;

/** A screen needs a terminal that moves its cursor, keys from the same person, and a person who sees. */
function shownAs({ io, env, flags, accessible }: Program): WatchOptions["as"] {
  if (flags.jsonl === true || !io.stdout.isTerminal) return "stream";
  return accessible || !io.stdin.isTerminal || env.TERM === undefined || env.TERM === "" || env.TERM === "dumb" ? "lines" : "screen";
}

export function watchOptions(program: Program): WatchOptions {
  const { flags } = program;
  const everySeconds = secondsOf(flags, "every") ?? EVERY_SECONDS;
  if (everySeconds < 1 || everySeconds > SELDOM_SECONDS) throw fail("usage", "every_out_of_range", { value: textOf(flags, "every") });
  const as = shownAs(program);
  const limit = integerOf(flags, "limit") ?? (as === "screen" ? SCREEN_LIMIT : 0);
  return {
    everySeconds,
    forSeconds: secondsOf(flags, "for"),
    bell: !isOn(flags, "no-bell"),
    onNew: textOf(flags, "on-new"),
    as,
    limit: limit === 0 ? null : limit,
  };
}
