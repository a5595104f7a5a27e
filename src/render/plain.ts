import { iso } from "../domain/time/instant.ts";
import type { Field, Kind, Look, Value } from "./field.ts";

/** A value as one flat text, nothing cut: instants in ISO 8601 UTC, lists joined by commas, absent empty. */
export function plainText(kind: Kind, value: Value): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return kind === "instant" ? iso(value) : String(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(",");
  return JSON.stringify(value);
}

export type RowText<Row> = (row: Row, look: Look) => string;

/** What each field of a row says in flat formats. */
export const plainCells = <Row>(fields: readonly Field<Row>[]): readonly RowText<Row>[] =>
  fields.map(
    ({ kind, value }) =>
      (row, look) =>
        plainText(kind, value(row, look)),
  );

/** A key as a program finds it in JSON. */
export const keysOf = <Row>(fields: readonly Field<Row>[]): readonly string[] => fields.map(({ key }) => key);
