import type { Mapped } from "../../app/alert-ports.ts";
import { type Filter, type FilterName, type Part, paramOf, parseTemplate } from "../../domain/template.ts";
import { lookUp, textOf } from "./lookup.ts";
import type { Expression, Table } from "./mapping.ts";

/** The fields an expression is asked about: an alert's, and behind `payload.` those of what it came in. */
export interface Subject {
  readonly alert: unknown;
  readonly payload: unknown;
}

/** What an expression gives; null: nothing. */
type Evaluate = (subject: Subject) => Mapped | null;

/** A problem in a mapping, without the words: what is wrong, and with what. */
export interface ExpressionFault {
  readonly key: string;
  readonly with: Readonly<Record<string, unknown>>;
}

export interface Compiled {
  readonly give: Evaluate;
  /** The fields it asks for. */
  readonly names: readonly string[];
  /** Of a table: what it was asked for, whether or not it has that word. */
  readonly raw?: (subject: Subject) => string | null;
}

const FILTER: Readonly<Partial<Record<FilterName, (text: string, argument: string) => string>>> = {
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  default: (text, instead) => (text === "" ? instead : text),
  param: (text, name) => paramOf(text, name),
};
const FILTERS = Object.keys(FILTER);
/** Of the filters that change a text, not of those that lay it out. */
const isUnfit = ({ name }: Filter): boolean => !FILTERS.includes(name);

const PAYLOAD = "payload.";

const valueAt = ({ alert, payload }: Subject, field: string): unknown =>
  field.startsWith(PAYLOAD) ? lookUp(payload, field.slice(PAYLOAD.length)) : lookUp(alert, field);

function partOf(part: Part): (subject: Subject) => string | null {
  if ("text" in part) return () => part.text;
  const { field, filters } = part;
  return (subject) => {
    let text = textOf(valueAt(subject, field)) ?? "";
    for (const { name, argument } of filters) text = FILTER[name]?.(text, argument ?? "") ?? text;
    return text === "" ? null : text;
  };
}

/** A template gives nothing where one of its fields does. */
function template(source: string, at: string, faults: ExpressionFault[]): Compiled {
  const parsed = parseTemplate(source, null);
  if (!parsed.ok) {
    for (const fault of parsed.faults) faults.push({ key: fault.key, with: { ...fault.with, at } });
    return { give: () => null, names: [] };
  }
  const unfit = parsed.parts.flatMap((part) => ("field" in part ? part.filters.filter(isUnfit) : []));
  for (const { name } of unfit) faults.push({ key: "mapping_filter", with: { at, name, filters: FILTERS } });
  const parts = parsed.parts.map(partOf);
  return {
    names: parsed.parts.flatMap((part) => ("field" in part ? [part.field] : [])),
    give(subject) {
      let value = "";
      for (const part of parts) {
        const text = part(subject);
        if (text === null) return null;
        value += text;
      }
      return { value, from: source };
    },
  };
}

function firstOf(several: readonly Compiled[]): Compiled {
  return {
    names: several.flatMap(({ names }) => names),
    give(subject) {
      for (const { give } of several) {
        const given = give(subject);
        if (given !== null) return given;
      }
      return null;
    },
  };
}

function linesOf(several: readonly Compiled[]): Compiled {
  return {
    names: several.flatMap(({ names }) => names),
    give(subject) {
      const given = several.map(({ give }) => give(subject)).filter((one) => one !== null);
      return given.length === 0 ? null : { value: given.map(({ value }) => value).join("\n"), from: given.map(({ from }) => from).join(" ") };
    },
  };
}

const folded = (word: string): string => word.trim().toLowerCase();

function tableOf({ is, none, other }: Table, of: Compiled): Compiled {
  const words = new Map(Object.entries(is).map(([word, value]) => [folded(word), value]));
  return {
    names: of.names,
    raw: (subject) => of.give(subject)?.value ?? null,
    give(subject) {
      const given = of.give(subject);
      if (given === null) return none === undefined ? null : { value: none, from: `none: ${none}` };
      const value = words.get(folded(given.value));
      if (value !== undefined) return { value, from: `${given.from}: ${given.value}` };
      return other === undefined ? null : { value: other, from: `${given.from}: ${given.value}, other: ${other}` };
    },
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isTable = (value: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(value).every((key) => ["of", "is", "none", "other"].includes(key)) &&
  value.of !== undefined &&
  isRecord(value.is) &&
  Object.values(value.is).every(isText) &&
  [value.none, value.other].every((text) => text === undefined || isText(text));
const isLines = (value: Readonly<Record<string, unknown>>): boolean => Object.keys(value).every((key) => key === "lines") && Array.isArray(value.lines);

/** Nobody writes expressions in expressions deeper than this. */
const DEEPEST = 8;

/** Makes an expression out of what a mapping file holds; what is none is added to `faults`. `at` says where it stands. */
export function compile(source: unknown, at: string, faults: ExpressionFault[], depth = 0): Compiled {
  if (isText(source)) return template(source, at, faults);
  const below = (part: unknown, place: string): Compiled => compile(part, place, faults, depth + 1);
  if (depth < DEEPEST) {
    if (Array.isArray(source)) return firstOf(source.map((part, i) => below(part, `${at}[${i}]`)));
    if (isRecord(source) && isTable(source)) return tableOf(source as unknown as Table, below(source.of, `${at}.of`));
    if (isRecord(source) && isLines(source)) return linesOf((source.lines as readonly Expression[]).map((part, i) => below(part, `${at}.lines[${i}]`)));
  }
  faults.push({ key: "mapping_expression", with: { at } });
  return { give: () => null, names: [] };
}
