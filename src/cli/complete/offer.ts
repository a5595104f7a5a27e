/** One thing that may stand where the cursor is. */
export interface Offer {
  /** The whole word, what is typed of it included, before any shell quotes it. */
  readonly word: string;
  /** What it means, for shells that show it; empty: it speaks for itself. */
  readonly about: string;
  /** More is typed right behind it, as behind `priority:`. */
  readonly goesOn: boolean;
}

/** What a shell is answered. */
export type Answer =
  | { readonly kind: "words"; readonly offers: readonly Offer[] }
  /** They stand for what is typed without beginning with it. */
  | { readonly kind: "instead"; readonly offers: readonly Offer[] }
  /** The shell's own completion of paths, behind `before`. */
  | { readonly kind: "files"; readonly before: string };

export const offer = (word: string, about = "", goesOn = false): Offer => ({ word, about, goesOn });

export const words = (offers: readonly Offer[]): Answer => ({ kind: "words", offers });

export const NOTHING: Answer = words([]);

/** Case does not count: what is offered says how it is spelled. */
export const begins = (word: string, typed: string): boolean => word.toLowerCase().startsWith(typed.toLowerCase());

/** The offers with something in front that is kept as it was typed. */
export const behind = (before: string, offers: readonly Offer[]): readonly Offer[] =>
  before === "" ? offers : offers.map((each) => ({ ...each, word: before + each.word }));
