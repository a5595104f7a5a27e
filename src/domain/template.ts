import { nearest } from "./query/near.ts";

/** Does something to a value: `trunc:40` is the name and its argument. */
export interface Filter {
  readonly name: FilterName;
  readonly argument: string | null;
}

export type Part = { readonly text: string } | { readonly field: string; readonly filters: readonly Filter[] };

/** A key of `src/words/template.en.ts`; `column` counts from 1. */
export interface TemplateFault {
  readonly key: "bad_escape" | "unclosed" | "no_field" | "unknown_field" | "unknown_filter" | "bad_argument";
  readonly with: { readonly column: number; readonly name: string; readonly near: string | null };
}

export type Template = { readonly ok: true; readonly parts: readonly Part[] } | { readonly ok: false; readonly faults: readonly TemplateFault[] };

/** What argument each filter takes. */
const FILTERS = { trunc: "number", pad: "number", upper: "none", lower: "none", json: "none", date: "optional", default: "text", param: "text" } as const;
export type FilterName = keyof typeof FILTERS;
const FILTER_NAMES = Object.keys(FILTERS) as readonly FilterName[];

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", "\\": "\\", "{": "{", "}": "}", "|": "|", "0": "\0" };
/** No line is padded or cut wider than this. */
const WIDEST = 10_000;

/**
 * Reads `{id}\t{title|trunc:40}`: text with `\n`, `\t`, `\\`, `\{`, `\}`, `\|` and `\0`, and fields in braces with filters
 * behind bars. Every fault is listed, not only the first. `fields` are those there are; null: whatever is named may be there.
 */
export function parseTemplate(source: string, fields: readonly string[] | null): Template {
  const parts: Part[] = [];
  const faults: TemplateFault[] = [];
  const fault = (key: TemplateFault["key"], at: number, name: string, near: string | null = null): void => {
    faults.push({ key, with: { column: at + 1, name, near } });
  };
  let text = "";
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === "\\") {
      const letter = source.charAt(at + 1);
      const meant = ESCAPES[letter];
      if (meant === undefined) fault("bad_escape", at, `\\${letter}`);
      text += meant ?? "";
      at += 2;
    } else if (char === "{") {
      const end = closing(source, at + 1);
      if (end === -1) {
        fault("unclosed", at, source.slice(at));
        break;
      }
      if (text !== "") parts.push({ text });
      text = "";
      const part = readField(source, at + 1, end, fields, fault);
      if (part !== null) parts.push(part);
      at = end + 1;
    } else {
      text += char;
      at += 1;
    }
  }
  if (text !== "") parts.push({ text });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, parts };
}

type Report = (key: TemplateFault["key"], at: number, name: string, near?: string | null) => void;

/** Where the brace that ends a field is; -1: nowhere. */
function closing(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === "\\") at += 1;
    else if (char === "}") return at;
  }
  return -1;
}

function readField(source: string, from: number, to: number, fields: readonly string[] | null, report: Report): Part | null {
  const pieces = split(source, from, to);
  const first = pieces[0] ?? { text: "", at: from };
  const field = first.text.trim();
  if (field === "") report("no_field", first.at, "");
  else if (fields !== null && !fields.includes(field)) report("unknown_field", first.at, field, nearest(field, fields));
  const filters: Filter[] = [];
  for (const piece of pieces.slice(1)) {
    const filter = readFilter(piece.text, piece.at, report);
    if (filter !== null) filters.push(filter);
  }
  return { field, filters };
}

/** The pieces between bars, escapes resolved, each with where it begins. */
function split(source: string, from: number, to: number): { readonly text: string; readonly at: number }[] {
  const pieces: { text: string; at: number }[] = [];
  let text = "";
  let begin = from;
  for (let at = from; at < to; at += 1) {
    const char = source.charAt(at);
    if (char === "|") {
      pieces.push({ text, at: begin });
      text = "";
      begin = at + 1;
    } else if (char === "\\") {
      at += 1;
      text += ESCAPES[source.charAt(at)] ?? source.charAt(at);
    } else text += char;
  }
  pieces.push({ text, at: begin });
  return pieces;
}

function readFilter(text: string, at: number, report: Report): Filter | null {
  const colon = text.indexOf(":");
  const name = (colon === -1 ? text : text.slice(0, colon)).trim();
  const argument = colon === -1 ? null : text.slice(colon + 1);
  if (!Object.hasOwn(FILTERS, name)) {
    report("unknown_filter", at, name, nearest(name, FILTER_NAMES));
    return null;
  }
  const known = name as FilterName;
  const wants = FILTERS[known];
  const isNumber = argument !== null && /^\d{1,5}$/.test(argument) && Number(argument) >= 1 && Number(argument) <= WIDEST;
  const fits = wants === "number" ? isNumber : wants === "none" ? argument === null : wants === "text" ? argument !== null : true;
  if (!fits) report("bad_argument", at, text.trim());
  return { name: known, argument };
}

/** What a parameter of a web address is, as `param:triggerid` asks of `https://host/page?triggerid=7&eventid=9`; nothing where it has none. */
export function paramOf(address: string, name: string): string {
  const query = address.slice(address.indexOf("?") + 1).split("#", 1)[0] ?? "";
  if (!address.includes("?")) return "";
  for (const pair of query.split("&")) {
    const equals = pair.indexOf("=");
    if (equals !== -1 && pair.slice(0, equals) === name) return unescaped(pair.slice(equals + 1));
  }
  return "";
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
