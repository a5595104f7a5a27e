import { describe, expect, it } from "vitest";
import { guess } from "../../../src/domain/learn/bayes.ts";
import { featuresOf } from "../../../src/domain/learn/features.ts";
import { HoldOut } from "../../../src/domain/learn/hold-out.ts";
import { Lessons } from "../../../src/domain/learn/lessons.ts";

const DESK: readonly (readonly [text: string, label: string])[] = [
  ["VPN drops every hour", "network"],
  ["VPN cannot connect", "network"],
  ["No wifi on floor 3", "network"],
  ["Printer jam on floor 3", "hardware"],
  ["Printer out of toner", "hardware"],
  ["constructor __proto__ toString", "hardware"],
];

function asked(text: string, desk = DESK): readonly (readonly [label: string, percent: number])[] {
  const lessons = new Lessons<string>();
  for (const [taught, label] of desk) lessons.learn(featuresOf(taught), label);
  const names = lessons.labels();
  return guess(featuresOf(text), lessons.knowledge()).map(({ label, probability }) => [names[label] as string, Math.round(probability * 100)]);
}

describe("a guess", () => {
  it("goes by the words that tell labels apart", () => {
    expect(asked("vpn is down")[0]?.[0]).toBe("network");
    expect(asked("toner for the printer")[0]?.[0]).toBe("hardware");
    expect(asked("constructor")[0]?.[0]).toBe("hardware");
  });

  it("is none where no word was ever seen", () => {
    expect(asked("coffee machine")).toEqual([]);
    expect(asked("")).toEqual([]);
    expect(asked("vpn", [])).toEqual([]);
  });

  it("promises little on little: one closed ticket is no proof", () => {
    expect(asked("vpn drops", DESK.slice(0, 1))).toEqual([["network", 25]]);
    const sum = asked("vpn printer").reduce((all, [, percent]) => all + percent, 0);
    expect(sum).toBeLessThan(100);
  });
});

describe("a hold-out", () => {
  it("counts what was right, label by label", () => {
    const trial = new HoldOut();
    for (const [text, label] of DESK) trial.learn({ features: featuresOf(text), label });
    trial.ask({ features: featuresOf("vpn"), label: "network" });
    trial.ask({ features: featuresOf("printer"), label: "hardware" });
    trial.ask({ features: featuresOf("printer"), label: "network" });
    trial.ask({ features: featuresOf("wifi"), label: "access" });
    const { trained, tested, labels, accuracy, majority, macroF1 } = trial.score();
    expect({ trained, tested, labels, accuracy, majority }).toEqual({ trained: 6, tested: 4, labels: 2, accuracy: 0.5, majority: 0.5 });
    // network: 2 * 1 / (2 + 2), hardware: 2 * 1 / (1 + 2), access: 0
    expect(macroF1).toBeCloseTo((0.5 + 2 / 3 + 0) / 3);
  });

  it("of nothing is nothing", () => {
    expect(new HoldOut().score()).toEqual({ trained: 0, tested: 0, labels: 0, accuracy: 0, macroF1: 0, majority: 0, expected: 0 });
  });
});
