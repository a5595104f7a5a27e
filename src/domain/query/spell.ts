import type { Word } from "./split.ts";
import { isLiteral } from "./split.ts";

// To make an expression with character properties takes a quarter of a millisecond, so each waits in a function until
// some text is not ASCII.
const ASCII_VALUE = /^\w[\w/.@+:-]*$/;
const ASCII_TEXT = /^\w[\w/.+@-]*\*?$/;

/** A value with these alone needs no quotes, in a query or in a shell. */
const isPlainValue = (text: string): boolean => ASCII_VALUE.test(text) || /^[\p{L}\p{N}_][\p{L}\p{N}_/.@+:-]*$/u.test(text);
const isPlainText = (text: string): boolean => ASCII_TEXT.test(text) || /^[\p{L}\p{N}_][\p{L}\p{N}_/.+@-]*\*?$/u.test(text);
const SPECIAL = /^(?:none|any)$/i;

export const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A value of a field as one would type it. `literal`: it is to be taken as it stands even if it reads like a keyword. */
export const spellValue = (text: string, literal = false): string =>
  !literal && isPlainValue(text) && !text.includes("..") && !SPECIAL.test(text) ? text : quote(text);

/** What is searched for in the text, as one would type it. */
export const spellText = (text: string): string => (isPlainText(text) ? text : quote(text));

/** A value with its quotes kept where they matter: quoted it means itself. */
export const spellWord = (word: Word): string => spellValue(word.text.trim(), isLiteral(word));
