import { describe, expect, it } from "vitest";
import { parsePayload } from "../../src/exchange/alerts/payload.ts";

const told = (text: string) => {
  const parsed = parsePayload(text);
  return parsed.ok ? [parsed.values.map(({ value }) => value), parsed.broken.map(({ key, with: about }) => `${about.line} ${key}`)] : parsed.fault.key;
};

describe("a payload", () => {
  it.each([
    ["one object", '{"a":1}', [[{ a: 1 }], []]],
    ["over several lines", '{\n"a":\n1}\n', [[{ a: 1 }], []]],
    ["an array", '[{"a":1},{"a":2}]', [[[{ a: 1 }, { a: 2 }]], []]],
    ["a line each", '{"a":1}\r\n\n{"a":2}\n', [[{ a: 1 }, { a: 2 }], []]],
    ["lines of which one is broken", '{"a":1}\n{"a":\n{"a":3}', [[{ a: 1 }, { a: 3 }], ["2 payload_truncated"]]],
    ["truncated in an object", '{"a":[{"b":1}', "payload_truncated"],
    ["truncated in a string", '{"a":"x\\"', "payload_truncated"],
    ["truncated over several lines", '{\n"a": 1,\n', "payload_truncated"],
    ["no JSON", "Disk full", "payload_no_json"],
    ["an unclosed string with brackets in it", '{"a":"]]]}}}"', "payload_truncated"],
    ["one bracket too many", '{"a":1}}', "payload_no_json"],
    ["numbers", "1\n2", "payload_no_json"],
  ])("is %s", (_, text, expected) => expect(told(text)).toEqual(expected));

  it.each(["[", '{"a":', '[{"a":'])("nested 100,000 deep by %s is refused, closed or not", (open) => {
    expect(told(open.repeat(100_000))).toBe("payload_deep");
    expect(told(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)).toBe("payload_deep");
  });

  it("counts no brackets in strings", () =>
    expect(told(JSON.stringify({ a: "[".repeat(1000), b: '\\"[[' }))).toEqual([[{ a: "[".repeat(1000), b: '\\"[[' }], []]));
});
