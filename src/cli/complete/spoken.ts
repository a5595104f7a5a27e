import { cleanLine } from "../../render/clean.ts";
import { cut, padEnd, widthOf } from "../../render/width.ts";
import type { Answer, Offer } from "./offer.ts";
import { type ShellLine, shellLine } from "./shell-words.ts";

/** What a shell's script is told: a word that says how to take the rest, then an offer a line. */
const reply = (how: string, lines: readonly string[]): string => `${[how, ...lines].join("\n")}\n`;

/** What others named can hold anything. What would not reach a line as it is cannot be typed either, so it is not offered. */
const usable = ({ word }: Offer): boolean => word !== "" && cleanLine(word) === word && word.isWellFormed();
const usableOf = (answer: Exclude<Answer, { kind: "files" }>): readonly Offer[] => answer.offers.filter(usable);

/** Words and what they mean below each other, none wider than the terminal. */
function listed(offers: readonly { readonly word: string; readonly about: string }[], columns: number): readonly string[] {
  const width = Math.min(Math.max(0, ...offers.map(({ word }) => widthOf(word))), Math.floor(columns / 2));
  return offers.map(({ word, about }) => (about === "" ? word : cut(`${padEnd(word, width)}  ${cleanLine(about)}`, Math.max(columns - 1, 1))));
}

/** For fish, which quotes and lists by itself: word, tab, meaning. */
export function fishReply(answer: Answer): string {
  if (answer.kind === "files") return reply("files", [answer.before]);
  // Fish keeps only what it can match with what is typed.
  return reply(
    answer.kind,
    usableOf(answer).map(({ word, about }) => (about === "" ? word : `${word}\t${cleanLine(about)}`)),
  );
}

/** For zsh, which quotes by itself: `+` where more is typed right behind, else a blank; the word, a tab, how it is listed. */
export function zshReply(answer: Answer, columns: number): string {
  if (answer.kind === "files") return reply("files", [answer.before]);
  const offers = usableOf(answer);
  const lines = listed(offers, columns);
  return reply(
    offers.some(({ about }) => about !== "") ? `${answer.kind} lines` : answer.kind,
    offers.map(({ word, goesOn }, index) => `${goesOn ? "+" : " "}${word}\t${lines[index]}`),
  );
}

/** What bash does with the words it is given. */
export interface BashLook {
  /** COMP_WORDBREAKS: behind the last of these what is replaced begins. */
  readonly breaks: string;
  /** The words are for looking at alone. */
  readonly listing: boolean;
  readonly columns: number;
}

/** Stays in the word it ends, for readline. */
const KEPT_BREAK = "@";

/** Where in the raw word that part begins which readline replaces: behind a quote that is open, else behind the last break outside quotes. */
function replacedFrom({ raw, open }: ShellLine["last"], breaks: string): number {
  if (open !== null) return open.from;
  let from = 0;
  let quote = "";
  for (let at = 0; at < raw.length; at += 1) {
    const char = raw[at]!;
    if (char === "\\" && quote !== "'") at += 1;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === "'" || char === '"') quote = char;
    else if (breaks.includes(char)) from = char === KEPT_BREAK ? at : at + 1;
  }
  return from;
}

const PLAIN_IN_BASH = /^[\w./:,@%+=\-\u0080-\u{10ffff}]$/u;

/** A text as bash reads it in its place; null: it cannot stand there. */
function quoted(text: string, open: ShellLine["last"]["open"]): string | null {
  if (open === null) return [...text].map((char) => (PLAIN_IN_BASH.test(char) ? char : `\\${char}`)).join("");
  if (open.quote === "'") return text.replaceAll("'", "'\\''");
  // An exclamation mark calls up the history even here, and a backslash before it would stay.
  if (open.quote === '"') return text.includes("!") ? null : text.replace(/[\\"$`]/g, "\\$&");
  return null;
}

/** For bash, which inserts words as they are: quoted for the place they come to, without what readline leaves standing before it. */
export function bashReply(answer: Answer, { last }: ShellLine, { breaks, listing, columns }: BashLook): string {
  if (answer.kind === "files") return reply("files", []);
  const from = replacedFrom(last, breaks);
  const open = last.open;
  const offers = usableOf(answer);
  // What stays of the word, as bash will read it.
  const kept = shellLine(last.raw.slice(0, from)).last.text;
  const fitting = offers.flatMap((each) => {
    if (!each.word.toLowerCase().startsWith(kept.toLowerCase())) return [];
    const word = quoted(each.word.slice(kept.length), open);
    return word === null ? [] : [{ ...each, word }];
  });
  // Words that share no beginning with what is typed would be cut down to what they share with each other.
  if (answer.kind === "instead" && fitting.length > 1) return reply("words", []);
  const goesOn = fitting.length > 0 && fitting.every((each) => each.goesOn);
  // A single word would be given its closing quote; of two only what they share is inserted.
  if (goesOn && fitting.length === 1 && open !== null) return reply("nospace", [fitting[0]!.word, `${fitting[0]!.word}…`]);
  const how = goesOn ? "nospace" : "words";
  return reply(how, listing && fitting.length > 1 ? listed(fitting, columns) : fitting.map(({ word }) => word));
}
