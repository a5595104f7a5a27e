import { DAY_SECONDS, isoDay, twoDigits } from "../time/instant.ts";
import { wallOf, type Zone } from "../time/zone.ts";
import { FIELDS } from "./fields.ts";
import type { Flag, Query, Sort, Term, Within } from "./term.ts";

/** One end of a range as it is shown: wall time, seconds or a number; null: open. */
interface ShownRange {
  readonly from: string | number | null;
  readonly to: string | number | null;
}

/** What a term asks, for the sentence of `src/words/query-explained.en.ts`. */
export type Clause =
  | { readonly kind: "is"; readonly not: boolean; readonly flags: readonly Flag[] }
  | {
      readonly kind: "one-of";
      readonly not: boolean;
      readonly field: string;
      readonly values: readonly string[];
      readonly none: boolean;
      readonly some: boolean;
    }
  | {
      readonly kind: "within";
      readonly not: boolean;
      readonly field: string;
      readonly as: "instant" | "duration" | "number";
      readonly ranges: readonly ShownRange[];
      readonly none: boolean;
      readonly some: boolean;
    }
  | { readonly kind: "contains"; readonly not: boolean; readonly field: string; readonly texts: readonly string[] };

export interface Explained {
  readonly clauses: readonly Clause[];
  readonly sort: Sort | null;
  /** Void tickets are left out unless the query asks for them. */
  readonly withVoid: boolean;
}

/** `2026-11-24 09:41`, with seconds where they are not nought: what the clocks of the reader show. */
function wallText(at: number, zone: Zone): string {
  const { day, secondOfDay } = wallOf(zone, at);
  const minute = Math.floor((secondOfDay % DAY_SECONDS) / 60);
  const second = secondOfDay % 60;
  return `${isoDay(day)} ${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}${second === 0 ? "" : `:${twoDigits(second)}`}`;
}

function rangesOf(term: Within, zone: Zone): readonly ShownRange[] {
  if (FIELDS[term.field] !== "instant") return term.ranges;
  const shown = (at: number | null): string | null => (at === null ? null : wallText(at, zone));
  return term.ranges.map(({ from, to }) => ({ from: shown(from), to: shown(to) }));
}

function clauseOf(term: Term, zone: Zone): Clause {
  switch (term.kind) {
    case "is":
      return { kind: "is", not: term.not, flags: term.flags };
    case "one-of":
      return { kind: "one-of", not: term.not, field: term.field, values: term.values, none: term.none, some: term.some };
    case "contains":
      return { kind: "contains", not: term.not, field: term.field, texts: term.texts };
    case "within":
      return {
        kind: "within",
        not: term.not,
        field: term.field,
        as: FIELDS[term.field] as "instant" | "duration" | "number",
        ranges: rangesOf(term, zone),
        none: term.none,
        some: term.some,
      };
  }
}

const isVoid = (term: Term, not: boolean): boolean => term.kind === "is" && term.not === not && term.flags.includes("void");

/** A query as facts that a sentence can be made of; times are shown as the zone's clocks show them. */
export const explain = (query: Query, zone: Zone): Explained => ({
  clauses: query.terms.filter((term) => !isVoid(term, true)).map((term) => clauseOf(term, zone)),
  sort: query.sort,
  withVoid: query.terms.some((term) => isVoid(term, false)),
});
