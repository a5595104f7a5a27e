import { nearest } from "../domain/query/near.ts";
import type { CalendarOf } from "../domain/ticket/judge.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { Zone } from "../domain/time/zone.ts";

/** From where things are looked at: what depends on the time, the place and the person. */
export interface Look {
  readonly now: Instant;
  readonly zone: Zone;
  readonly calendarOf: CalendarOf;
  readonly me: string;
  /** Times to come are said to the second where that is soon: somebody sees them pass. */
  readonly live?: true;
  /** What the desk's rules say of people and places; absent: nothing. */
  readonly marks?: Marks;
}

interface Marks {
  readonly isVip: (requester: string | null) => boolean;
  /** The desk's number at a site; null: none is known. */
  readonly phoneAt: (site: string | null) => string | null;
}

/** Rows that have fields of their own. */
export interface ListOf {
  readonly items: readonly Field<never>[];
}

/** One row that has fields of its own. */
export interface RowOf {
  readonly row: readonly Field<never>[];
}

/**
 * What a key holds. An array lists the values it can have; `instant` is whole seconds since the epoch and is spelled by
 * the writers; `data` is any object.
 */
export type Kind = "text" | "integer" | "number" | "boolean" | "instant" | "seconds" | "texts" | "data" | readonly string[] | ListOf | RowOf;

export type Value = string | number | boolean | null | readonly unknown[] | object;

/** One key of a noun. Nested JSON, flat formats, `--fields`, tables and the JSON Schema all come from lists of these. */
export interface Field<Row> {
  /** Dots nest: `sla.response.state`. */
  readonly key: string;
  readonly kind: Kind;
  /** Never null. */
  readonly always?: true;
  readonly value: (row: Row, look: Look) => Value;
  /** How a table on a terminal shows it, where that is not how a program is told it. */
  readonly cell?: (row: Row, look: Look) => string;
  /** What a terminal calls it, where that is not its key. */
  readonly label?: string;
}

/** The fields with the names that people know them by. */
export const labelled = <Row>(labels: Readonly<Record<string, string>>, fields: readonly Field<Row>[]): readonly Field<Row>[] =>
  fields.map((field) => (Object.hasOwn(labels, field.key) ? { ...field, label: labels[field.key] as string } : field));

export const isListOf = (kind: Kind): kind is ListOf => typeof kind === "object" && "items" in kind;

export const isRowOf = (kind: Kind): kind is RowOf => typeof kind === "object" && "row" in kind;

/** The fields of a part, asked of the whole. */
export function lift<Whole, Part>(fields: readonly Field<Part>[], partOf: (whole: Whole) => Part): readonly Field<Whole>[] {
  return fields.map(({ cell, value, ...field }) => ({
    ...field,
    value: (whole: Whole, look: Look) => value(partOf(whole), look),
    ...(cell !== undefined && { cell: (whole: Whole, look: Look) => cell(partOf(whole), look) }),
  }));
}

/** A word of `--fields` that names nothing: a key of `src/words/errors.en.ts`. */
interface FieldFault {
  readonly key: "unknown_output_field";
  readonly with: { readonly name: string; readonly near: string | null };
}

export type Resolved<Row> = { readonly ok: true; readonly fields: readonly Field<Row>[] } | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** Short names for long keys. */
export type Aliases = Readonly<Record<string, string>>;

/** The fields a list such as `id,title,sla.response` names, in its order; the name of a group means all its keys. */
export function resolveFields<Row>(list: string, fields: readonly Field<Row>[], aliases: Aliases = {}): Resolved<Row> {
  const found = new Set<Field<Row>>();
  const faults: FieldFault[] = [];
  for (const word of list.split(",")) {
    const name = word.trim();
    if (name === "") continue;
    const key = Object.hasOwn(aliases, name) ? aliases[name] : name;
    const matches = fields.filter((field) => field.key === key || field.key.startsWith(`${key}.`));
    for (const field of matches) found.add(field);
    if (matches.length === 0) faults.push(unknownField(name, fields, aliases));
  }
  if (found.size === 0 && faults.length === 0) faults.push(unknownField("", fields, aliases));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, fields: [...found] };
}

const unknownField = <Row>(name: string, fields: readonly Field<Row>[], aliases: Aliases): FieldFault => ({
  key: "unknown_output_field",
  with: { name, near: nearest(name, [...fields.map(({ key }) => key), ...Object.keys(aliases)]) },
});

/** The fields of these keys, in this order; a key that does not exist is left out. */
export const pick = <Row>(fields: readonly Field<Row>[], keys: readonly string[]): readonly Field<Row>[] =>
  keys.flatMap((key) => fields.filter((field) => field.key === key));
