/** What something is sorted by: the first numbers count most, the smaller come first. */
export type SortKey = readonly number[];

/** Negative: `a` comes first. */
export function compareKeys(a: SortKey, b: SortKey): number {
  for (let place = 0; place < a.length && place < b.length; place += 1) if (a[place] !== b[place]) return a[place]! < b[place]! ? -1 : 1;
  return a.length - b.length;
}
