import { type Calendar, type Slice, slices } from "./calendar.ts";
import type { Instant } from "./instant.ts";

/** A part of a local day, with all that was counted up to its end. */
export interface CountedSlice extends Slice {
  readonly totalSeconds: number;
}

/** The openings within intervals, each with the sum so far, which begins at `already` seconds. */
export function countedSlices(calendar: Calendar, intervals: readonly (readonly [Instant, Instant])[], already = 0): readonly CountedSlice[] {
  let totalSeconds = already;
  return intervals.flatMap(([from, to]) =>
    slices(calendar, from, to).map((slice) => {
      totalSeconds += slice.seconds;
      return { ...slice, totalSeconds };
    }),
  );
}
