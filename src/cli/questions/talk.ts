import type { Desk } from "../../app/desk.ts";
import type { Reads } from "../../app/ports.ts";
import type { Suggestions } from "../../app/suggest.ts";
import type { Policy } from "../../domain/policy/policy.ts";
import type { Ask, Manner, TextManner } from "../ask.ts";
import type { Flags, Program } from "../program.ts";

/** What a step adds to what is known, by the name of the flag; undefined takes it away. */
export type Patch = Readonly<Record<string, string | boolean | undefined>>;

/** What a step can build on. */
export interface Talk {
  readonly program: Program;
  readonly ask: Ask;
  readonly reads: Reads;
  readonly desk: Desk;
  /** What flags, a template and the answers so far say, by the name of the flag. */
  readonly known: Flags;
  /** Whether there is a question to go back to. */
  readonly back: boolean;
  /** A rule wants this answer: to leave it for later is none. */
  readonly wanted: boolean;
  /** It is a line of the review that is changed: what is at hand is shown to be corrected. */
  readonly changing: boolean;
  readonly suggestions: () => Promise<Suggestions>;
  /** A line for the person at the terminal. */
  readonly say: (line: string) => void;
  /** The priority and both due times that the answers so far come to. */
  readonly foresee: (known: Flags) => Promise<string>;
}

export type StepName =
  | "title"
  | "similar"
  | "join"
  | "requester"
  | "contact"
  | "channel"
  | "type"
  | "category"
  | "service"
  | "impact"
  | "urgency"
  | "description"
  | "handover"
  | "code"
  | "note";

/** One question of the conversation. */
export interface Step {
  readonly name: StepName;
  /** The flags that answer it; one of them on the command line and it is not asked. */
  readonly flags: readonly string[];
  /** Steps whose answers stand and fall with this one's. */
  readonly carries?: readonly StepName[];
  /** Asked only from the review, or when a rule wants it. */
  readonly aside?: true;
  /** Whether there is anything to ask, by what is known. */
  readonly asks: (known: Flags, rules: Policy) => boolean;
  /** Resolves to the answer; null: there was nothing to ask after all. */
  readonly put: (talk: Talk) => Promise<Patch | null>;
}

export const isKnown = (known: Flags, flag: string): boolean => known[flag] !== undefined;

/** How a step's question is put, beside what is its own. */
export const manner = (talk: Talk, own: Manner): Manner => ({ ...own, back: talk.back });

export const without = (known: Flags, flags: readonly string[]): Flags => Object.fromEntries(Object.entries(known).filter(([flag]) => !flags.includes(flag)));

/** All that is told of the trouble so far: the title, and below it what else there is. */
export const toldIn = (known: Flags): string => [textIn(known, "title", ""), textIn(known, "description", "")].filter((text) => text !== "").join("\n");

/** Beside the type, where nobody said it. */
export const GUESSED_TYPE = "type-guessed";

/** A text that may be empty and stands on the line to be changed, where there is one. */
export const optional = (before: string): Pick<TextManner, "optional" | "suggested" | "begun"> =>
  before === "" ? { optional: true, suggested: "" } : { optional: true, begun: before };

/** What stands in a flag as text; the fallback where nothing does. */
export const textIn = (known: Flags, flag: string, fallback: string): string => {
  const value = known[flag];
  return typeof value === "string" ? value : fallback;
};
