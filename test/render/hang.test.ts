import { describe, expect, it } from "vitest";
import { hang } from "../../src/render/hang.ts";

describe("hang", () => {
  it("leaves a line alone that fits", () => expect(hang("  INC-1  a  b", 13)).toEqual(["  INC-1  a  b"]));

  it("goes on below the text of the line, not below its label", () =>
    expect(hang("  INC-7  is new and cannot be closed", 24)).toEqual(["  INC-7  is new and", "         cannot be", "         closed"]));

  it("does not take a gap of the second half for the beginning of the text", () =>
    expect(hang("  INC-7  has no category yet  --category PATH", 40)).toEqual(["  INC-7  has no category yet", "         --category PATH"]));

  it("goes on at the given indent where the line has no gap", () =>
    expect(hang("error: There is no field of that name.", 20, 2)).toEqual(["error: There is no", "  field of that", "  name."]));

  it("leaves no line wider than the terminal, even where half of it is blank", () => {
    for (const line of hang(`${" ".repeat(30)}the words of a flag`, 24)) expect(line.length).toBeLessThanOrEqual(24);
  });
});
