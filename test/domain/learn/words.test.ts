import { describe, expect, it } from "vitest";
import { featuresOf } from "../../../src/domain/learn/features.ts";
import { isStopWord } from "../../../src/domain/learn/stop-words.ts";
import { wordsIn } from "../../../src/domain/learn/words.ts";

describe("the words of a text", () => {
  it("are runs of letters and figures, lower case, without marks", () => {
    expect(wordsIn("Can't print: HP-4200 (2nd floor)!", 99)).toEqual(["can", "print", "hp", "4200", "2nd", "floor"]);
    expect(wordsIn("Déjà vu, Ångström; ПРИНТЕР сломан", 99)).toEqual(["deja", "vu", "angstrom", "принтер", "сломан"]);
    expect(wordsIn("打印机 坏了 한국어 हिन्दी 👍🏽", 99)).toEqual(["打印机", "坏了", "한국어"]);
  });

  it("are at most so many, and none that nobody types", () => {
    expect(wordsIn("one two three", 2)).toEqual(["one", "two"]);
    expect(wordsIn(`${"x".repeat(41)} a b ok`, 9)).toEqual(["ok"]);
    expect(wordsIn("\u0000\u001b[31m\ud800", 9)).toEqual(["31m"]);
  });

  it("tell nothing where they are in every text", () => {
    expect(["the", "please", "yang", "tidak", "mohon"].filter((word) => !isStopWord(word))).toEqual([]);
    expect(["vpn", "printer", "down", "cetak", "constructor"].filter(isStopWord)).toEqual([]);
  });
});

describe("what a text is known by", () => {
  it("is its words, and pairs of the title, in whole numbers", () => {
    const features = featuresOf("VPN drops\nthe vpn drops hourly 0812345678");
    expect([...features.keys()]).toEqual(["vpn", "drops", "vpn drops", "the", "hourly"]);
    expect([...features.values()].every(Number.isInteger)).toBe(true);
    expect(features.get("vpn")).toBeGreaterThan(features.get("hourly") as number);
  });

  it("teaches as much whatever its length", () => {
    const length = (text: string): number => Math.sqrt([...featuresOf(text).values()].reduce((sum, one) => sum + one * one, 0));
    expect(length("jam")).toBeCloseTo(1000, -1);
    expect(length(`jam\n${"paper tray toner cable ".repeat(200)}`)).toBeCloseTo(1000, -1);
    expect(featuresOf("?!").size).toBe(0);
  });
});
