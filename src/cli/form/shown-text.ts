/**
 * Text of tickets comes from anybody, and an editor shows what it is given: what would break, hide or turn round a line
 * is spelled `\u{…}`. A backslash before such a spelling is spelled so too, which keeps both directions exact.
 */
const ODD = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufff9-\ufffb]/g;
const SPELLED = /\\u\{([0-9a-f]{1,6})\}/gi;
const LAST_CODE = 0x10ffff;

const spell = (char: string): string => `\\u{${(char.codePointAt(0) as number).toString(16)}}`;
const spelledOut = (text: string, keep: string): string =>
  text.replace(SPELLED, (written) => `${spell("\\")}${written.slice(1)}`).replace(ODD, (char) => (keep.includes(char) ? char : spell(char)));

/** A value as one line of a form; spaces at its ends are spelled, for those of a line mean nothing. */
export const shownLine = (value: string): string => spelledOut(value, "").replace(/^\s|\s$/g, spell);

/** Lines as the body of a form. */
export const shownBody = (text: string): string => spelledOut(text, "\n\t");

/** What a spelling means. One that is no character stays as it is written. */
export const plainText = (shown: string): string =>
  shown.replace(SPELLED, (written, digits: string) => {
    const code = Number.parseInt(digits, 16);
    return code > LAST_CODE || (code >= 0xd800 && code <= 0xdfff) ? written : String.fromCodePoint(code);
  });
