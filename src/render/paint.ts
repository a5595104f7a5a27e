/** What a colour is for; the word it doubles says the same. */
export type Tone = "alarm" | "warn" | "good" | "quiet" | "strong" | "chosen";

/** Dresses a text in the colour of a tone. */
export type Paint = (tone: Tone, text: string) => string;

/** For streams without colour. */
export const PLAIN: Paint = (_tone, text) => text;
