export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** What stands behind the label and tells more. */
  readonly hint?: string;
  /** What the answer is called on the screen afterwards; its label where left out. */
  readonly said?: string;
  /** The key that chooses it, where it is not its place, counted from 1. */
  readonly key?: string;
}

/** How a question may be answered besides. */
export interface Manner {
  /** What Enter alone takes: the text, or the value of a choice. */
  readonly suggested?: string;
  /** One line that helps to answer. */
  readonly hint?: string;
  /** Going back is possible: the question rejects with a `Back`. */
  readonly back?: boolean;
  /** What the answer is called on the screen afterwards; the question itself where left out, nothing where empty. */
  readonly as?: string;
}

export interface TextManner extends Manner {
  /** What stands on the line to be gone on with or changed. */
  readonly begun?: string;
  /** Line breaks that are pasted belong to the answer; otherwise they become spaces. */
  readonly lines?: boolean;
  /** The answer may be empty. On a plain line, where Enter keeps what stands there, a dash empties it. */
  readonly optional?: boolean;
  /** Tab ends the answer, for an editor: it comes as far as it was written, with `TO_EDITOR` behind it. */
  readonly editor?: boolean;
}

/** No answer has a tab of its own. */
export const TO_EDITOR = "\t";

/** One of those known, or what was typed. */
export interface Sought {
  readonly value: string;
  readonly known: boolean;
}

/** What is known that begins with or has what was typed. */
export type Find = (typed: string) => Promise<readonly Choice<string>[]>;

/** What is wrong with an answer; null: nothing. */
export type Check = (answer: string) => string | null;

/**
 * Questions to a person, on stderr. Each rejects with a `Failure` of code `cancelled` when their input ends, and with an
 * `Interrupt` at Ctrl-C. What is typed or pasted comes without escape sequences and control characters.
 */
export interface Ask {
  /** `suggested` is what Enter alone means. */
  confirm(question: string, suggested: boolean, manner?: Omit<Manner, "suggested">): Promise<boolean>;
  /** One line. */
  text(question: string, check?: Check, manner?: TextManner): Promise<string>;
  /** One of several: by its key, without Enter where there are at most nine, by what its label has, or by the arrows. */
  choose<Value extends string>(question: string, choices: readonly Choice<Value>[], manner?: Manner): Promise<Value>;
  /** One of many that are known, found by what is typed, or what was typed. */
  seek(question: string, find: Find, check?: Check, manner?: Manner): Promise<Sought>;
}

/** A person at a question wants to answer the one before it again. Told by `back`, for chunks are bundled apart. */
export class Back extends Error {
  readonly back = true;
}

export const isBack = (error: unknown): boolean => error instanceof Error && (error as Partial<Back>).back === true;

/** What the terminal of the questions can do. */
export interface AskLook {
  /** Numbered lines and a plain line to answer on; nothing is drawn anew and the cursor is never moved. */
  readonly plain: boolean;
  readonly colour: boolean;
}
