/**
 * Texts of tickets come from anybody, and a terminal obeys what it is sent. Nothing here but takes characters out: what
 * is kept in the register and given to programs stays as it was.
 */
const SUSPECT = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Escape sequences taken out whole: CSI, the strings that ST or BEL ends, and what is left of the short ones. */
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[PX^_\]]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0080-\u009f]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]?/g;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const LINE_BREAKS = /\r\n?|[\u2028\u2029]/g;
const BLANKS = /[\t\n]+/g;

/** For a page: line feeds and tabs stay. */
export function cleanLines(text: string): string {
  return SUSPECT.test(text) ? text.replace(SEQUENCES, "").replace(LINE_BREAKS, "\n").replace(CONTROLS, "") : text;
}

/** For a cell: one line, whatever it was. */
export function cleanLine(text: string): string {
  return SUSPECT.test(text) ? cleanLines(text).replace(BLANKS, " ") : text;
}
