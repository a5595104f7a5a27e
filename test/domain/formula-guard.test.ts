import fc from "fast-check";
import { expect, it } from "vitest";
import { guardFormula, unguardFormula } from "../../src/domain/formula-guard.ts";

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1"])("guards %j", (cell) => {
  expect(guardFormula(cell)).toBe(`'${cell}`);
});

it.each(["", "a=1", "'tis", "1-2"])("leaves %j as it is", (cell) => {
  expect(guardFormula(cell)).toBe(cell);
  expect(unguardFormula(cell)).toBe(cell);
});

it("gives back exactly what it guarded", () => {
  const tricky = fc.array(fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "a", " ")).map((chars) => chars.join(""));
  fc.assert(fc.property(fc.oneof(tricky, fc.string()), (cell) => unguardFormula(guardFormula(cell)) === cell));
});
