import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Series } from "../../../src/domain/report/spread.ts";

function spreadOf(values: readonly number[]): ReturnType<Series["spread"]> {
  const series = new Series();
  for (const value of values) series.add(value);
  return series.spread();
}

describe("many durations", () => {
  it.each([
    [[7], { count: 1, mean: 7, median: 7, p90: 7 }],
    [[10, 1], { count: 2, mean: 6, median: 6, p90: 10 }],
    [[3, 1, 2], { count: 3, mean: 2, median: 2, p90: 3 }],
    [[1, 2, 3, 4], { count: 4, mean: 3, median: 3, p90: 4 }],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 100], { count: 10, mean: 15, median: 6, p90: 9 }],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], { count: 11, mean: 6, median: 6, p90: 10 }],
    [[0, 0, 0, 1], { count: 4, mean: 0, median: 0, p90: 1 }],
  ])("%j", (values, spread) => expect(spreadOf(values)).toEqual(spread));

  it("that are none have no mean", () => expect(spreadOf([])).toBeNull());

  it("nine in ten are no longer than p90, and it is one of them", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 300 }), (values) => {
        const { p90 = -1, median = -1 } = spreadOf(values) ?? {};
        expect(values).toContain(p90);
        expect(values.filter((value) => value <= p90).length * 10).toBeGreaterThanOrEqual(values.length * 9);
        expect(values.filter((value) => value < p90).length * 10).toBeLessThan(values.length * 9);
        expect(median).toBeLessThanOrEqual(p90);
      }),
    );
  });
});
