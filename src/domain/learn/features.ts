import { wordsIn } from "./words.ts";

/** A word of the title weighs as if it stood there twice. */
const TITLE = 2;
/** The weights of one text, squared, sum up to the square of this: long texts teach no more than short ones. */
const WHOLE = 1000;
const MOST_WORDS = 400;
/** A long number is of one ticket alone: a serial number, a phone. */
const LONG_NUMBER = /^\d{5,}$/;

/** What a text is known by: its words, and each two that follow each other in its first line, the title; each with a weight, a whole number. */
export type Features = ReadonlyMap<string, number>;

/** Whole numbers, so that what was added can be taken away again to the last digit. */
export function featuresOf(text: string): Features {
  const end = text.indexOf("\n");
  const told = (part: string): readonly string[] => wordsIn(part, MOST_WORDS).filter((word) => !LONG_NUMBER.test(word));
  const title = told(end === -1 ? text : text.slice(0, end));
  const counts = new Map<string, number>();
  const add = (feature: string, times: number): void => void counts.set(feature, (counts.get(feature) ?? 0) + times);
  title.forEach((word, i) => {
    add(word, TITLE);
    if (i > 0) add(`${title[i - 1]} ${word}`, TITLE);
  });
  if (end !== -1) for (const word of told(text.slice(end + 1))) add(word, 1);
  let squares = 0;
  for (const times of counts.values()) squares += Math.log1p(times) ** 2;
  const length = Math.sqrt(squares);
  const features = new Map<string, number>();
  for (const [feature, times] of counts) features.set(feature, Math.round((Math.log1p(times) / length) * WHOLE));
  return features;
}
