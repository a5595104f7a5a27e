import { fail } from "../../app/failure.ts";
import type { Flags } from "../program.ts";

export type Form = "quiet" | "json" | "jsonl" | "csv" | "tsv" | "markdown" | "format";
const FORMS: readonly Form[] = ["quiet", "json", "jsonl", "csv", "tsv", "markdown", "format"];

/** The form of output somebody named; null: none was. Two are a `usage` failure, as is `--excel` without `--csv`. */
export function formNamed(flags: Flags): Form | null {
  const named = FORMS.filter((form) => flags[form] !== undefined);
  if (named.length > 1) throw fail("usage", "formats_two", { flags: named.map((form) => (form === "quiet" ? "-q" : `--${form}`)) });
  const form = named[0] ?? null;
  if (flags.format === "") throw fail("usage", "value_empty", { flag: "--format" });
  if (flags.excel === true && form !== "csv") throw fail("usage", "excel_alone");
  return form;
}
