import { type Refusal, refuse } from "./refusal.ts";

/** Code points of a title, and of a name. */
export const TITLE_LIMIT = 200;
const NAME_LIMIT = 200;
/** Bytes of UTF-8. */
export const TEXT_LIMIT = 64 * 1024;

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const PRINTABLE_ASCII = /[!-~]/;

const codePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

export const bytes = (text: string): number => {
  let count = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return count;
};

/** Cannot be kept in any register: U+0000 is no text to PostgreSQL, a lone surrogate none to UTF-8. */
const unstorable = (text: string): "nul" | "surrogate" | null => (text.includes("\u0000") ? "nul" : !text.isWellFormed() ? "surrogate" : null);

/** Nothing but what leaves no mark on a screen: spaces, controls, formats, unassigned, joiners, fillers, variation selectors. */
export const isInvisible = (text: string): boolean => !PRINTABLE_ASCII.test(text) && /^[\s\p{C}\p{Z}\p{M}\u115f\u1160\u3164\uffa0\u2800]*$/u.test(text);

/** A title: one line of 1 to 200 code points with something to see. */
export function titleFault(title: string): Refusal | null {
  const why =
    unstorable(title) ??
    (title === "" ? "empty" : CONTROL.test(title) ? "control" : isInvisible(title) ? "invisible" : codePoints(title) > TITLE_LIMIT ? "long" : null);
  return why === null ? null : refuse("bad_title", { why, limit: TITLE_LIMIT, length: codePoints(title) }, ["title"]);
}

/** Free text of any lines, stored as given: whatever a register can hold. */
export function storedFault(field: string, text: string): Refusal | null {
  const why = unstorable(text) ?? (bytes(text) > TEXT_LIMIT ? "long" : null);
  return why === null ? null : refuse("bad_text", { field, why, limit: TEXT_LIMIT }, [field]);
}

/** Free text that has to say something: a note, a reason, a person. */
export const textFault = (field: string, text: string): Refusal | null =>
  storedFault(field, text) ?? (isInvisible(text) ? refuse("bad_text", { field, why: "empty", limit: TEXT_LIMIT }, [field]) : null);

/** A name of something or somebody: one line. */
export function nameFault(field: string, name: string): Refusal | null {
  const why = unstorable(name) ?? (isInvisible(name) ? "empty" : CONTROL.test(name) ? "control" : codePoints(name) > NAME_LIMIT ? "long" : null);
  return why === null ? null : refuse("bad_name", { field, why, limit: NAME_LIMIT }, [field]);
}

/** A tag stands in queries, where a comma separates values and a space ends a term. */
export function tagFault(tag: string): Refusal | null {
  return nameFault("tag", tag) ?? (/[\s,]/.test(tag) || tag === "none" || tag === "any" ? refuse("bad_tag", { tag }, ["tag"]) : null);
}
