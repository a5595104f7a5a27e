import type { Word } from "./split.ts";
import { isLiteral } from "./split.ts";

/** A value with these alone needs no quotes, in a query or in a shell. */
const PLAIN_VALUE = /^[\p{L}\p{N}_][\p{L}\p{N}_/.@+:-]*$/u;
const PLAIN_TEXT = /^[\p{L}\p{N}_][\p{L}\p{N}_/.+@-]*\*?$/u;
const SPECIAL = /^(?:none|any)$/i;

export const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A value of a field as one would type it. `literal`: it is to be taken as it stands even if it reads like a keyword. */
export const spellValue = (text: string, literal = false): string =>
  !literal && PLAIN_VALUE.test(text) && !text.includes("..") && !SPECIAL.test(text) ? text : quote(text);

/** What is searched for in the text, as one would type it. */
export const spellText = (text: string): string => (PLAIN_TEXT.test(text) ? text : quote(text));

/** A value with its quotes kept where they matter: quoted it means itself. */
export const spellWord = (word: Word): string => spellValue(word.text.trim(), isLiteral(word));
