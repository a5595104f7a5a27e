import { type Filter, paramOf, parseTemplate, type TemplateFault } from "../domain/template.ts";
import { cleanLines } from "./clean.ts";
import { spelled } from "./due.ts";
import type { Aliases, Field, Look, Value } from "./field.ts";
import { jsonText, objectWriter } from "./json.ts";
import { plainText, type RowText } from "./plain.ts";
import { cut, padEnd } from "./width.ts";

export type Format<Row> = { readonly ok: true; readonly write: RowText<Row> } | { readonly ok: false; readonly faults: readonly TemplateFault[] };

/** A value on its way through the filters: `instant` while it still is one. */
interface Passing {
  readonly text: string;
  readonly instant: number | null;
}

/** Where no pattern is given. */
const DATE_PATTERN = "YYYY-MM-DD HH:mm";

const FILTER: Readonly<Record<Filter["name"], (passing: Passing, argument: string | null, look: Look) => string>> = {
  trunc: ({ text }, columns) => cut(text, Number(columns)),
  pad: ({ text }, columns) => padEnd(text, Number(columns)),
  upper: ({ text }) => text.toUpperCase(),
  lower: ({ text }) => text.toLowerCase(),
  default: ({ text }, instead) => (text === "" ? (instead ?? "") : text),
  date: ({ text, instant }, pattern, { zone }) => (instant === null ? text : spelled(zone, instant, pattern ?? DATE_PATTERN)),
  json: ({ text }) => jsonText(text),
  param: ({ text }, name) => paramOf(text, name ?? ""),
};

/**
 * Makes the writer that a template such as `{id}\t{title|trunc:40}` describes; the caller ends the rows. `terminal`
 * takes out of every value what would steer one.
 */
export function formatWriter<Row>(template: string, fields: readonly Field<Row>[], aliases: Aliases = {}, to: "pipe" | "terminal" = "pipe"): Format<Row> {
  const parsed = parseTemplate(template, [...fields.map(({ key }) => key), ...Object.keys(aliases)]);
  if (!parsed.ok) return parsed;
  const parts = parsed.parts.map((part): RowText<Row> => {
    if ("text" in part) return () => part.text;
    const field = fields.find(({ key }) => key === (aliases[part.field] ?? part.field));
    return field === undefined ? () => "" : partWriter(field, part.filters, to);
  });
  return { ok: true, write: (row, look) => parts.map((part) => part(row, look)).join("") };
}

function partWriter<Row>(field: Field<Row>, filters: readonly Filter[], to: "pipe" | "terminal"): RowText<Row> {
  // A first `json` spells the value itself, not its text: numbers, lists and null.
  const asJson = filters[0]?.name === "json" ? objectWriter<Value>([{ key: "v", kind: field.kind, value: (value) => value }]) : null;
  const rest = asJson === null ? filters : filters.slice(1);
  return (row, look) => {
    const value = field.value(row, look);
    let passing: Passing =
      asJson === null
        ? { text: clean(plainText(field.kind, value), to), instant: field.kind === "instant" && typeof value === "number" ? value : null }
        : { text: asJson(value, look).slice('{"v":'.length, -1), instant: null };
    for (const { name, argument } of rest) {
      const text = FILTER[name](passing, argument, look);
      passing = { text, instant: text === passing.text ? passing.instant : null };
    }
    return passing.text;
  };
}

const clean = (text: string, to: "pipe" | "terminal"): string => (to === "terminal" ? cleanLines(text) : text);
