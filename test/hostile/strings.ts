import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The list of naughty strings, where somebody has put it beside the project. */
const LIST = join(import.meta.dirname, "../../../shared/data/blns.json");

/** One of each kind that such lists hold: what formats, shells, databases, parsers, fonts and terminals have stumbled over. */
const KINDS: readonly string[] = [
  "undefined",
  "null",
  "true",
  "hasOwnProperty",
  "__proto__",
  "constructor",
  "0",
  "1E+02",
  "-1",
  "0..0",
  "--version",
  "-",
  "NaN",
  "0x0",
  "1.000.000,00",
  ",./;'[]\\-=",
  '<>?:"{}|_+',
  "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f",
  "\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008a\u008b\u008c\u008d\u008e\u008f\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009a\u009b\u009c\u009d\u009e\u009f",
  "\t\u000b\f \u0085 \u00a0\u1680\u2002\u2003\u2028\u2029\u202f\u205f\u3000",
  "\u00ad\u0600\u061c\u06dd\u070f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff",
  "\ufeffbyte order mark",
  "Ω≈ç√∫˜µ≤≥÷",
  "田中さんにあげて下さい",
  "👾 🙇 👨‍👩‍👧‍👦 🇮🇩 ✋🏿",
  "１２３",
  "ثم نفس سقطت وبالتحديد",
  "\u202atest\u202a \u2066evil\u2067",
  "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤",
  "<script>alert(0)</script>",
  "1;DROP TABLE ticket",
  "1'; DROP TABLE ticket-- 1",
  "' OR 1=1 -- 1",
  "%",
  "_",
  "$(touch /tmp/owned) `touch /tmp/owned`",
  "%x%x%x%n %s%s%s",
  "../../../../etc/passwd%00",
  "() { 0; }; touch /tmp/owned",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's, taken as it stands.
  "{title|upper} {0} ${HOME}",
  "CON",
  "=1+1",
  "@me @last group:none",
];

/** What a terminal would obey: it moves, colours, retitles, answers, reverses, breaks lines or hides what follows. */
const SEQUENCES: readonly string[] = [
  "\u001bc",
  "\u001b[2J\u001b[H",
  "\u001b[31mred\u001b[0m",
  "\u001b[6n",
  "\u001b[?1049h\u001b[?25l",
  "\u001b]0;owned\u0007",
  "\u001b]0;owned\u001b\\",
  "\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\",
  "\u001b]52;c;b3duZWQ=\u0007",
  "\u001bP+q544e\u001b\\",
  "\u001b_apc\u001b\\",
  "\u001b^pm\u001b\\",
  "\u001bXsos\u001b\\",
  "\u001b(0lqk\u001b(B",
  "\u001b#8",
  "\u009b31mred",
  "\u009d0;owned\u009c",
  "\u0090q\u009c",
  "a\bb\rc\u000bd\fe\u007ff\u0007g",
  "\u001b\u001b[[31m",
  "\u001b[",
  "\u001b",
  "\u202egnp.exe",
  "\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
  "one\u2028two\u2029three\u0085four",
];

/** No character of these may reach a terminal; a tab and a line feed are the page's own. */
export const STEERING: RegExp = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

const given: readonly string[] = existsSync(LIST) ? (JSON.parse(readFileSync(LIST, "utf8")) as readonly string[]) : [];

/** Every string there is, each once. */
export const STRINGS: readonly string[] = [...new Set([...given, ...KINDS, ...SEQUENCES])];

/** Those that a terminal would not merely show. */
export const STEERED: readonly string[] = STRINGS.filter((text) => STEERING.test(text));

/** All sequences one behind the other, told apart by their places. */
export const NASTY: string = SEQUENCES.map((text, index) => `${index}${text}`).join("");
