import { describe, expect, it } from "vitest";
import { paramOf, parseTemplate } from "../../src/domain/template.ts";

const FIELDS = ["id", "title", "openedAt"];
const faults = (source: string) => {
  const parsed = parseTemplate(source, FIELDS);
  return parsed.ok ? [] : parsed.faults.map(({ key, with: { column, near } }) => [key, column, near]);
};

describe("a template", () => {
  it("is text with fields, filters and escapes", () => {
    expect(parseTemplate("{id}\\t{title|trunc:40|upper}\\n", FIELDS)).toEqual({
      ok: true,
      parts: [
        { field: "id", filters: [] },
        { text: "\t" },
        {
          field: "title",
          filters: [
            { name: "trunc", argument: "40" },
            { name: "upper", argument: null },
          ],
        },
        { text: "\n" },
      ],
    });
  });

  it("takes braces, bars and backslashes literally behind a backslash", () => {
    expect(parseTemplate("\\{id\\}\\\\", FIELDS)).toEqual({ ok: true, parts: [{ text: "{id}\\" }] });
    expect(parseTemplate("{id|default:a\\|b\\}c}", FIELDS)).toEqual({ ok: true, parts: [{ field: "id", filters: [{ name: "default", argument: "a|b}c" }] }] });
  });

  it("lets an argument contain colons and be empty", () => {
    expect(parseTemplate("{openedAt|date:HH:mm}", FIELDS)).toEqual({
      ok: true,
      parts: [{ field: "openedAt", filters: [{ name: "date", argument: "HH:mm" }] }],
    });
    expect(faults("{id|default:}")).toEqual([]);
  });

  it("names every fault with its column and what may have been meant", () => {
    expect(faults("{ide}")).toEqual([["unknown_field", 2, "id"]]);
    expect(faults("{id|tunc:4} {titel}")).toEqual([
      ["unknown_filter", 5, "trunc"],
      ["unknown_field", 14, "title"],
    ]);
    expect(faults("{}")).toEqual([["no_field", 2, null]]);
    expect(faults("ab{id")).toEqual([["unclosed", 3, null]]);
    expect(faults("a\\x")).toEqual([["bad_escape", 2, null]]);
    expect(faults("\\")).toEqual([["bad_escape", 1, null]]);
  });

  it.each(["{id|trunc}", "{id|trunc:0}", "{id|trunc:-1}", "{id|trunc:99999}", "{id|pad:x}", "{id|upper:1}", "{id|default}", "{id|json:2}"])(
    "refuses the argument of %s",
    (source) => {
      expect(faults(source).map(([key]) => key)).toEqual(["bad_argument"]);
    },
  );
});

it("names any field where nobody says which there are", () => {
  expect(parseTemplate("{labels.a b}", null)).toEqual({ ok: true, parts: [{ field: "labels.a b", filters: [] }] });
});

it.each([
  ["https://z/tr_events.php?triggerid=14032&eventid=10528", "triggerid", "14032"],
  ["https://z/?a=1&triggerid=7#b", "triggerid", "7"],
  ["?a=%C3%A9&b=%zz", "a", "é"],
  ["?a=%C3%A9&b=%zz", "b", "%zz"],
  ["https://z/triggerid=7", "triggerid", ""],
  ["?xtriggerid=7", "triggerid", ""],
  ["", "a", ""],
])("finds a parameter of the address %s: %s", (address, name, value) => expect(paramOf(address, name)).toBe(value));
