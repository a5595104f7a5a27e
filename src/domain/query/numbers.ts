import { type Fault, fault, inColumns } from "./fault.ts";

/** A set of tickets as one word of a command line says it. */
export type Spec =
  | { readonly kind: "numbers"; readonly numbers: readonly number[] }
  | { readonly kind: "key"; readonly key: string }
  /** The ticket the acting person changed last. */
  | { readonly kind: "last" }
  | { readonly kind: "stdin" };

/** More than these in one range is a slip, not a selection. */
const LONGEST_RANGE = 10_000;

const ID = /^(?:(?:INC|REQ)-?)?(\d+)$/i;

/** The number a word means (`41`, `INC-41`, `req41`), or the key of the fault it is. */
export function numberOf(text: string): number | string {
  const digits = ID.exec(text)?.[1];
  if (digits === undefined) return /^-\d+$/.test(text) ? "number.negative" : "number.none";
  if (/^0+$/.test(digits)) return "number.zero";
  if (digits.startsWith("0")) return "number.zeros";
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : "number.huge";
}

const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Reads one end of a range; its fault is added to `faults`, by offset. */
export function readNumber(text: string, offset: number, faults: Fault[]): number | null {
  const number = numberOf(text);
  if (typeof number === "number") return number;
  faults.push(fault(number, offset, { value: shown(text), ...(number === "number.zeros" && { write: text.replace(/^(\D*)0+/, "$1") }) }));
  return null;
}

function readPart(text: string, offset: number, faults: Fault[]): readonly number[] {
  const ends = text.split("..");
  const [first = "", last] = ends;
  if (last === undefined) {
    const number = readNumber(first.trim(), offset, faults);
    return number === null ? [] : [number];
  }
  if (ends.length > 2 || first.trim() === "" || last.trim() === "") {
    faults.push(fault("number.range", offset, { value: shown(text) }));
    return [];
  }
  const from = readNumber(first.trim(), offset, faults);
  const to = readNumber(last.trim(), offset + first.length + 2, faults);
  if (from === null || to === null) return [];
  if (from > to) faults.push(fault("number.reversed", offset, { value: shown(text), write: `${last.trim()}..${first.trim()}` }));
  else if (to - from >= LONGEST_RANGE) faults.push(fault("number.long-range", offset, { value: shown(text), count: to - from + 1, most: LONGEST_RANGE }));
  else return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return [];
}

/** Order kept, the first of equals stays. */
export const distinct = (numbers: readonly number[]): readonly number[] => [...new Set(numbers)];

/**
 * Reads `41`, `INC-41`, `41,43`, `41..45`, `key:K`, `@last` or `-`. Numbers come in the order written, each once.
 * Faults carry columns of `text`, all of them.
 */
export function parseSpec(text: string): { readonly ok: true; readonly spec: Spec } | { readonly ok: false; readonly faults: readonly Fault[] } {
  if (text === "-") return { ok: true, spec: { kind: "stdin" } };
  if (text === "@last") return { ok: true, spec: { kind: "last" } };
  const refused = (faults: readonly Fault[]): { ok: false; faults: readonly Fault[] } => ({ ok: false, faults: inColumns(text, faults) });
  if (text.includes("\u0000")) return refused([fault("query.nul", text.indexOf("\u0000"))]);
  if (text.startsWith("key:")) {
    const key = text.slice(4);
    return key.trim() === "" ? refused([fault("number.empty-key", 4)]) : { ok: true, spec: { kind: "key", key } };
  }
  if (text.trim() === "") return refused([fault("number.empty", 0)]);
  if (text.startsWith("@")) return refused([fault("number.view", 0, { value: shown(text) })]);
  const faults: Fault[] = [];
  const numbers: number[] = [];
  let offset = 0;
  for (const part of text.split(",")) {
    if (part.trim() === "") faults.push(fault("number.empty-part", offset, { value: shown(text) }));
    else for (const number of readPart(part, offset, faults)) numbers.push(number);
    offset += part.length + 1;
  }
  return faults.length > 0 ? refused(faults) : { ok: true, spec: { kind: "numbers", numbers: distinct(numbers) } };
}
