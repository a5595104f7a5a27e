import { describe, expect, it } from "vitest";
import { groupOf, impactOf, middleOf } from "../../../src/domain/policy/beginning.ts";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";

const desk = {
  ...DEFAULT_POLICY,
  categoryRules: {
    hardware: { group: "field", impact: "high" },
    "hardware/printer": { group: "print" },
    "hardware/printer/plotter": { impact: "low" },
    hard: { group: "never" },
  },
  serviceGroups: { Payroll: "finance" },
};

describe("a group nobody states", () => {
  it.each([
    ["hardware", null, { value: "field", by: "category" }],
    ["hardware/laptop", null, { value: "field", by: "category" }],
    ["hardware/printer", null, { value: "print", by: "category" }],
    ["hardware/printer/plotter/a0", null, { value: "print", by: "category" }],
    ["hardware/laptop", "Payroll", { value: "field", by: "category" }],
    ["software", "Payroll", { value: "finance", by: "service" }],
    ["unclassified", "Payroll", { value: "finance", by: "service" }],
    ["hardwarefoo", null, null],
    ["software", "Mail", null],
    ["constructor", "constructor", null],
  ])("is that of %s, else of the service %s", (category, service, group) => {
    expect(groupOf(desk, { category, service })).toEqual(group);
  });
});

describe("an impact nobody states", () => {
  it.each([
    ["hardware/printer", "high"],
    ["hardware/printer/plotter", "low"],
    ["software/mail", null],
    ["unclassified", null],
  ])("is that of %s", (category, impact) => {
    expect(impactOf(desk, category)).toBe(impact);
  });

  it("is the middle where no category says one", () => {
    expect(middleOf(["high", "medium", "low"])).toBe("medium");
    expect(middleOf(["extensive", "significant", "minor"])).toBe("significant");
    expect(middleOf(["major", "high", "medium", "low"])).toBe("medium");
    expect(middleOf(["1", "2", "3", "4"])).toBe("3");
    expect(middleOf(["yes", "no"])).toBe("no");
  });
});
