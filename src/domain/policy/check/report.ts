import type { Place, TreeFault } from "../tree.ts";

/** Takes a fault down; reading goes on, so that all are told at once. A parameter that takes time to find may be a function. */
export type Report = (at: Place, key: string, about?: TreeFault["with"]) => void;

/** What a value may refer to: names the file lists. */
export interface Known {
  /** As in `src/words/policy.en.ts`: `calendar`, `group` … */
  readonly kind: string;
  readonly names: readonly string[];
  /** An empty list means any name. */
  readonly open?: true;
}

/** What is reported beyond this is counted. */
const MOST_FAULTS = 200;

/** A list of faults and what takes them down. */
export function faultList(): { readonly report: Report; readonly faults: () => readonly TreeFault[] } {
  const found: TreeFault[] = [];
  let more = 0;
  let last: Place = { line: 1, column: 1 };
  return {
    report(place, key, about = {}) {
      last = place;
      if (found.length === MOST_FAULTS) more += 1;
      else
        found.push({
          place,
          key,
          with: Object.fromEntries(Object.entries(about).map(([name, value]) => [name, typeof value === "function" ? value() : value])),
        });
    },
    faults: () => (more === 0 ? inOrder(found) : [...inOrder(found), { place: last, key: "more", with: { count: more } }]),
  };
}

const inOrder = (faults: readonly TreeFault[]): readonly TreeFault[] =>
  faults.toSorted((one, other) => one.place.line - other.place.line || one.place.column - other.place.column);
