import { distinct, numberOf } from "./numbers.ts";

/** Why a line of a list of tickets is no number. */
interface LineFault {
  readonly key: string;
  /** Counted from 1, blank lines and comments included. */
  readonly line: number;
  readonly with: Readonly<Record<string, unknown>>;
}

/** What a list of tickets says; `total` counts the faults, of which the first are kept. */
export type NumberLines =
  | { readonly ok: true; readonly numbers: readonly number[] }
  | { readonly ok: false; readonly faults: readonly LineFault[]; readonly total: number };

const KEPT_FAULTS = 20;
/** A number and a ticket's worth of columns is far shorter; JSON carries whole descriptions. */
const LONGEST_LINE = 65_536;

interface Trouble {
  readonly key: string;
  readonly value: string;
}
const trouble = (key: string, value: string): Trouble => ({ key, value: value.length > 40 ? `${value.slice(0, 40)}…` : value });

function fromJson(line: string): number | Trouble {
  if (/^\{\s*"schema"/.test(line)) return trouble("line.document", "{");
  let record: Readonly<Record<string, unknown>>;
  try {
    record = JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return trouble("line.json", line);
  }
  const said = record.number ?? record.id;
  if (typeof said !== "number" && typeof said !== "string") return trouble("line.json-number", line);
  const number = numberOf(String(said));
  return typeof number === "number" ? number : trouble(number, String(said));
}

/** The first column: up to a tab, else up to a comma, quotes of CSV taken off. */
function firstField(line: string): string {
  const tab = line.indexOf("\t");
  const record = tab < 0 ? line : line.slice(0, tab);
  const quoted = /^\s*"((?:[^"]|"")*)"\s*(?:,|$)/.exec(record)?.[1];
  if (quoted !== undefined) return quoted.replaceAll('""', '"').trim();
  return (tab < 0 ? (record.split(",", 1)[0] ?? "") : record).trim();
}

function fromText(line: string): number | Trouble {
  const field = firstField(line);
  const number = numberOf(field.startsWith("#") ? field.slice(1) : field);
  return typeof number === "number" ? number : trouble(number, field);
}

/** A line that is nothing but a number, and a safe one. */
const BARE = /^[1-9][0-9]{0,14}$/;

/**
 * The tickets that lines of TSV, simple CSV or JSONL name in their first field, in order, each once; or every line
 * that names none. A byte order mark and carriage returns do not matter.
 */
export function parseNumberLines(lines: Iterable<string>): NumberLines {
  const numbers: number[] = [];
  const faults: LineFault[] = [];
  let total = 0;
  let count = 0;
  let first = true;
  for (const raw of lines) {
    count += 1;
    if (BARE.test(raw)) {
      first = false;
      numbers.push(Number(raw));
      continue;
    }
    const line = (count === 1 ? raw.replace(/^\uFEFF/, "") : raw).replace(/^ +|\r$/g, "");
    if (line.trim() === "" || (line.startsWith("#") && !/^#\d/.test(line))) continue;
    const header = first && /^"?(?:id|number)/i.test(line);
    first = false;
    if (header) continue;
    let read: number | Trouble;
    if (line.startsWith("{")) read = fromJson(line);
    else if (line.startsWith("[")) read = trouble("line.document", "[");
    else read = line.length > LONGEST_LINE ? trouble("line.long", line) : fromText(line);
    if (typeof read === "number") {
      numbers.push(read);
      continue;
    }
    total += 1;
    if (faults.length < KEPT_FAULTS) faults.push({ key: read.key, line: count, with: { value: read.value } });
    // Inside one document every further line would be a fault of the same kind.
    if (read.key === "line.document") break;
  }
  return total === 0 ? { ok: true, numbers: distinct(numbers) } : { ok: false, faults, total };
}
