import { type Fault, fault } from "./fault.ts";
import { FIELDS } from "./fields.ts";

/** A word of a query with its quotes taken off. For each UTF-16 unit: was it inside quotes, and where was it typed. */
export interface Word {
  readonly text: string;
  readonly quoted: readonly boolean[];
  readonly at: readonly number[];
  /** Offset of the word itself in the text as typed. */
  readonly start: number;
}

/** A stretch of a word. */
export function cut(word: Word, from: number, to: number = word.text.length): Word {
  return {
    text: word.text.slice(from, to),
    quoted: word.quoted.slice(from, to),
    at: word.at.slice(from, to),
    start: word.at[from] ?? (word.at.at(-1) ?? word.start) + 1,
  };
}

/** Whether any of it was inside quotes: then it means itself, never `none`, `any` or `@me`. */
export const isLiteral = (word: Word): boolean => word.quoted.includes(true);

/** The stretches between separators that stand outside quotes. */
export function splitAt(word: Word, separator: string): readonly Word[] {
  const parts: Word[] = [];
  let from = 0;
  let found = word.text.indexOf(separator);
  while (found >= 0) {
    if (word.quoted[found] || word.quoted[found + separator.length - 1]) {
      found = word.text.indexOf(separator, found + 1);
      continue;
    }
    parts.push(cut(word, from, found));
    from = found + separator.length;
    found = word.text.indexOf(separator, from);
  }
  parts.push(cut(word, from));
  return parts;
}

/** A whole stretch of text as one word, all of it inside quotes or none. */
function wordOf(text: string, start: number, quoted: boolean): Word {
  return { text, quoted: Array<boolean>(text.length).fill(quoted), at: Array.from({ length: text.length }, (_, index) => start + index), start };
}

const SPACE = /\s/u;

/** Words of one text: `"..."` quotes spaces and separators, `""` inside quotes is a quote. */
function split(text: string, offset: number, limit: number, faults: Fault[]): readonly Word[] {
  const words: Word[] = [];
  let index = 0;
  while (index < text.length && words.length <= limit) {
    if (SPACE.test(text[index] ?? "")) {
      index += 1;
      continue;
    }
    const start = index;
    const quoted: boolean[] = [];
    const at: number[] = [];
    let inside = -1;
    let content = "";
    for (; index < text.length && (inside >= 0 || !SPACE.test(text[index] ?? "")); index += 1) {
      if (text[index] === '"') {
        if (inside < 0) {
          inside = index;
          continue;
        }
        if (text[index + 1] !== '"') {
          inside = -1;
          continue;
        }
        index += 1;
      }
      content += text[index];
      quoted.push(inside >= 0);
      at.push(offset + index);
    }
    if (inside >= 0) faults.push(fault("query.quote", offset + inside));
    else if (content.trim() === "") faults.push(fault("query.empty-phrase", offset + start));
    else words.push({ text: content, quoted, at, start: offset + start });
  }
  return words;
}

const balanced = (text: string): boolean => (text.match(/"/g)?.length ?? 0) % 2 === 0;
const fieldOf = (text: string): string | null => {
  const name = /^([a-z]+)(?::|!=)/i.exec(text)?.[1]?.toLowerCase();
  return name !== undefined && (Object.hasOwn(FIELDS, name) || name === "is" || name === "sort") ? name : null;
};

/** Whose values can have spaces in them. */
const SPACED = new Set(["category", "service", "site", "group", "assignee", "requester", "affected", "tag", "title", "text", "key", "ci", "ref"]);
const TIMES = new Set(["opened", "updated", "resolved", "closed", "due"]);

/**
 * One word of a command line. With spaces in it, it is a phrase, unless it reads as a whole query
 * (`"priority:high is:open"`) or as one value (`"service:Active Directory"`).
 */
function fromArgument(argument: string, offset: number, limit: number, faults: Fault[]): readonly Word[] {
  if (!argument.includes('"')) {
    if (!SPACE.test(argument)) return argument === "" ? [] : [wordOf(argument, offset, false)];
    if (argument.trim() === "") return [];
    const [first = "", ...others] = argument.trim().split(/\s+/u);
    const field = fieldOf(first);
    const oneValue = field !== null && (SPACED.has(field) || TIMES.has(field));
    const query = others.some((piece) => fieldOf(piece) !== null || (first.startsWith("@") && piece.startsWith("@"))) || (field !== null && !oneValue);
    return query ? split(argument, offset, limit, faults) : [wordOf(argument, offset, !oneValue)];
  }
  if (balanced(argument)) return split(argument, offset, limit, faults);
  // A shell has taken the quoting off already, so a lone quote is an inch sign rather than a slip.
  return [wordOf(argument, offset, fieldOf(argument) === null)];
}

/** Whether an argument of a command line that has spaces in it is read as one value of a field: `tag:none mouse`. */
export const isOneValue = (argument: string): boolean => {
  const typed = argument.trim();
  return !typed.includes('"') && SPACE.test(typed) && fieldOf(typed) !== null && fromArgument(typed, 0, 2, []).length === 1;
};

/** The words of a query, at most one more than `limit`; quotes that do not close go to `faults`, by offset. */
export function wordsOf(input: string | readonly string[], limit: number, faults: Fault[]): readonly Word[] {
  if (typeof input === "string") return split(input, 0, limit, faults);
  const words: Word[] = [];
  let offset = 0;
  for (const argument of input) {
    words.push(...fromArgument(argument, offset, limit, faults));
    if (words.length > limit) break;
    offset += argument.length + 1;
  }
  return words;
}
