import { expect, it } from "vitest";
import { keptShare } from "../../src/render/fields/report.ts";

it.each([
  [2, 1, 0.667],
  [1, 2, 0.333],
  [1, 1999, 0.001],
  [1, 99_999, 0.001],
  [99_999, 1, 0.999],
  [5, 0, 1],
  [0, 5, 0],
  [0, 0, null],
])("%i met and %i missed are %s: rounded, but all only for all and nothing only for none", (met, missed, share) => {
  expect(keptShare(met, missed)).toBe(share);
});
