/** Where something stands in a file; both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One value of a file: `text` as it is written there, which is what a name means (`1` and `true` are names too). */
export interface ScalarTree {
  readonly kind: "scalar";
  readonly place: Place;
  readonly value: string | number | boolean | null;
  readonly text: string;
}

export interface ListTree {
  readonly kind: "list";
  readonly place: Place;
  readonly items: readonly Tree[];
}

export interface EntryTree {
  readonly key: string;
  readonly place: Place;
  readonly value: Tree;
}

export interface MapTree {
  readonly kind: "map";
  readonly place: Place;
  readonly entries: readonly EntryTree[];
}

/** A file of keys, lists and values, each with its place; what it means is not looked at. */
export type Tree = ScalarTree | ListTree | MapTree;

/** Something wrong in a file: where, and a key of `src/words/policy.en.ts` with its parameters. */
export interface TreeFault {
  readonly place: Place;
  readonly key: string;
  readonly with: Readonly<Record<string, unknown>>;
}
