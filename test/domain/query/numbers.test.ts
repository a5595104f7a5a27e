import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumberLines } from "../../../src/domain/query/number-lines.ts";
import { parseSpec } from "../../../src/domain/query/numbers.ts";

const faults = (text: string): readonly string[] => {
  const parsed = parseSpec(text);
  return parsed.ok ? [] : parsed.faults.map(({ key, column }) => `${column} ${key}`);
};

describe("a set of tickets in one word", () => {
  it.each<[string, object]>([
    ["41", { kind: "numbers", numbers: [41] }],
    ["INC-41", { kind: "numbers", numbers: [41] }],
    ["inc-41", { kind: "numbers", numbers: [41] }],
    ["INC41", { kind: "numbers", numbers: [41] }],
    ["REQ-41", { kind: "numbers", numbers: [41] }],
    ["43,41,43", { kind: "numbers", numbers: [43, 41] }],
    ["41..45", { kind: "numbers", numbers: [41, 42, 43, 44, 45] }],
    ["INC-41..INC-43,7", { kind: "numbers", numbers: [41, 42, 43, 7] }],
    ["41..41", { kind: "numbers", numbers: [41] }],
    ["key:disk:a,b", { kind: "key", key: "disk:a,b" }],
    ["@last", { kind: "last" }],
    ["-", { kind: "stdin" }],
    ["9007199254740991", { kind: "numbers", numbers: [Number.MAX_SAFE_INTEGER] }],
  ])("%s", (text, spec) => {
    expect(parseSpec(text)).toEqual({ ok: true, spec });
  });

  it.each<[string, readonly string[]]>([
    ["0", ["1 number.zero"]],
    ["-1", ["1 number.negative"]],
    ["1.0", ["1 number.none"]],
    ["1e3", ["1 number.none"]],
    ["007", ["1 number.zeros"]],
    ["INC-007", ["1 number.zeros"]],
    ["9223372036854775808", ["1 number.huge"]],
    ["9007199254740992", ["1 number.huge"]],
    ["45..41", ["1 number.reversed"]],
    ["1..10001", ["1 number.long-range"]],
    ["1..9007199254740991", ["1 number.long-range"]],
    ["41..", ["1 number.range"]],
    ["..41", ["1 number.range"]],
    ["1..2..3", ["1 number.range"]],
    ["41,,43", ["4 number.empty-part"]],
    ["41,", ["4 number.empty-part"]],
    ["", ["1 number.empty"]],
    ["key:", ["5 number.empty-key"]],
    ["@mine", ["1 number.view"]],
    ["41,x,0,1..y", ["4 number.none", "6 number.zero", "11 number.none"]],
    ["ABC-41", ["1 number.none"]],
    ["٤١", ["1 number.none"]],
    ["4\u00001", ["2 query.nul"]],
  ])("%j is refused", (text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it("may be a range of ten thousand", () => {
    const parsed = parseSpec("1..10000");
    expect(parsed.ok && parsed.spec.kind === "numbers" && parsed.spec.numbers.length).toBe(10_000);
  });

  it("says how a number is written", () => {
    expect(parseSpec("INC-007")).toMatchObject({ faults: [{ with: { write: "INC-7" } }] });
    expect(parseSpec("45..41")).toMatchObject({ faults: [{ with: { write: "41..45" } }] });
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof parseSpec(text).ok === "boolean"));
  });
});

const numbers = (...lines: readonly string[]): unknown => {
  const read = parseNumberLines(lines);
  return read.ok ? read.numbers : read.faults.map(({ line, key }) => `${line} ${key}`);
};

describe("lines of tickets", () => {
  it.each<[string, readonly string[], readonly number[]]>([
    ["bare numbers, order kept, each once", ["INC-43", "41", "REQ-43", ""], [43, 41]],
    ["TSV", ["INC-41\tincident\tPrinter, on fire", "INC-43\trefused\topen child"], [41, 43]],
    ["CSV with a header", ["id,title", "INC-41,Printer", '"INC-43","a, b"'], [41, 43]],
    ["a quoted header", ['"number","title"', "41,x"], [41]],
    ["JSONL", ['{"number":41,"id":"INC-41"}', '{"id":"REQ-43"}', '{"id":44}'], [41, 43, 44]],
    ["comments and numbers behind #", ["# a comment", "#41", "#", "43"], [41, 43]],
    ["a byte order mark and carriage returns", ["\uFEFFid\r", "INC-41\r", "\r", '{"number":43}\r'], [41, 43]],
    ["nothing at all", [], []],
    ["long JSON", [`{"number":41,"description":"${"x".repeat(100_000)}"}`], [41]],
  ])("%s", (_, lines, expected) => {
    expect(numbers(...lines)).toEqual(expected);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["what is no number", ["41", "printer", "0", "007", "41..45"], ["2 number.none", "3 number.zero", "4 number.zeros", "5 number.none"]],
    ["a header that is not first", ["41", "id"], ["2 number.none"]],
    ["a JSON array", ["[", "41"], ["1 line.document"]],
    ["a JSON document", ['{"schema":"itsm.list/1","items":[]}'], ["1 line.document"]],
    ["broken JSON and JSON without a number", ['{"number":41', '{"title":"x"}', '{"number":1.5}'], ["1 line.json", "2 line.json-number", "3 number.none"]],
    ["a number JSON cannot hold", ['{"number":9007199254740993}'], ["1 number.huge"]],
    ["an empty first column", ["\t41"], ["1 number.none"]],
    ["a line without end", ["x".repeat(70_000)], ["1 line.long"]],
    ["words behind a number", ["41 43"], ["1 number.none"]],
  ])("refuses %s", (_, lines, expected) => {
    expect(numbers(...lines)).toEqual(expected);
  });

  it("keeps the first twenty faults and counts all", () => {
    const read = parseNumberLines(Array.from({ length: 1000 }, () => "x"));
    expect(read).toMatchObject({ ok: false, total: 1000 });
    expect(!read.ok && read.faults.length).toBe(20);
  });
});
