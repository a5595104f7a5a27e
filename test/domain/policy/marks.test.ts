import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import { managerAbove } from "../../../src/domain/policy/line.ts";
import { isVip, phoneAt } from "../../../src/domain/policy/marks.ts";

const desk = {
  ...DEFAULT_POLICY,
  vip: ["Budi  Santoso"],
  sitePhones: { surabaya: "031 555" },
  managers: { network: ["Dewi", "Rina", "Wati"] },
};

describe("what a desk knows of people and places", () => {
  it("is who is a VIP, by the folded name", () => {
    expect(["budi santoso", "ＢＵＤＩ Santoso", "Budi", null].map((name) => isVip(desk, name))).toEqual([true, true, false, false]);
    expect(isVip(DEFAULT_POLICY, "budi santoso")).toBe(false);
  });

  it("is its number at a site", () => {
    expect(["surabaya", "bandung", "toString", null].map((site) => phoneAt(desk, site))).toEqual(["031 555", null, null, null]);
  });
});

describe("the line above a group", () => {
  it.each([
    ["network", [], "Dewi"],
    ["network", ["Dewi"], "Rina"],
    ["network", ["dewi", "RINA"], "Wati"],
    ["network", ["Rina"], "Wati"],
    ["network", ["Wati"], null],
    ["network", ["the director"], "Dewi"],
    ["second-line", [], null],
    ["constructor", [], null],
    [null, [], null],
  ])("of %s, where %j know already, goes on with %s", (group, aware, next) => {
    expect(managerAbove(desk, group, aware)).toBe(next);
  });
});
