import { describe, expect, it } from "vitest";
import type { AlertMapping, AlertPayload } from "../../src/app/alert-ports.ts";
import { ALERT_FORMATS } from "../../src/exchange/alerts/alert-formats.ts";
import { instantIn } from "../../src/exchange/alerts/times.ts";

const NOW = Date.UTC(2026, 10, 24, 2, 41, 5) / 1000;

function mapping(source: object): AlertMapping {
  const made = ALERT_FORMATS.mappingIn(JSON.stringify(source), "json");
  if (!made.ok) throw new Error(JSON.stringify(made.faults));
  return made.mapping;
}
const faults = (text: string) => {
  const made = ALERT_FORMATS.mappingIn(text, "json");
  return made.ok ? [] : made.faults.map(({ key, with: about }) => [key, about.at ?? about.name ?? null, about.near ?? about.kind ?? null]);
};
const read = (made: AlertMapping, value: unknown, now = NOW): AlertPayload & { ok: true } => {
  const payload = made.read(typeof value === "string" ? value : JSON.stringify(value), now);
  if (!payload.ok) throw new Error(payload.fault.key);
  return payload;
};
/** What one expression gives of one alert. */
const given = (expression: unknown, alert: unknown): string | null => {
  const { alerts } = read(mapping({ key: "k", title: expression }), alert);
  return alerts[0]?.fields.get("title")?.value ?? null;
};

describe("an expression", () => {
  it.each([
    ["a template", "{a} on {b.c}", { a: "x", b: { c: 7 } }, "x on 7"],
    ["a template that lacks a field", "{a} on {b}", { a: "x" }, null],
    ["a default", "{a|default:none}", {}, "none"],
    ["a filter", "{a|upper}", { a: "x" }, "X"],
    ["a parameter of an address", "{a|param:t}", { a: "http://z/?t=5" }, "5"],
    ["an address without it", "{a|param:t}", { a: "http://z/" }, null],
    ["the first of several", ["{a}", "{b}"], { b: "y" }, "y"],
    ["lines", { lines: ["{a}", "{b}", "c: {c}"] }, { a: "x", c: 1 }, "x\nc: 1"],
    ["a table, whatever the case", { of: "{a}", is: { High: "1" } }, { a: " HIGH " }, "1"],
    ["a table without the word", { of: "{a}", is: { high: "1" } }, { a: "low" }, null],
    ["a table with another", { of: "{a}", is: { high: "1" }, other: "2" }, { a: "low" }, "2"],
    ["a table asked for nothing", { of: "{a}", is: { high: "1" }, none: "3", other: "2" }, {}, "3"],
    ["a key with dots", "{a.b.c}", { "a.b": { c: 1 } }, "1"],
    ["the longer key first", "{a.b}", { a: { b: 1 }, "a.b": 2 }, "2"],
    ["a place in a list", "{a.1.b}", { a: [{ b: 1 }, { b: 2 }] }, "2"],
    ["no length of a list", "{a.length}", { a: [1, 2] }, null],
    ["a list", "{a}", { a: ["x", 1, null, "y"] }, "x, 1, y"],
    ["pairs in the order of their names", "{a}", { a: { z: "1", b: 'q"' } }, 'b="q\\"", z="1"'],
    ["false", "{a}", { a: false }, "false"],
    ["null", "{a}", { a: null }, null],
    ["blank", "{a}", { a: "  " }, null],
    ["a number that was rounded", "{a}", '{"a":12345678901234567890}', null],
    ["no prototype", "{constructor}{a.__proto__.x}", { a: {} }, null],
    ["no method", "{toString}", {}, null],
    ["__proto__ as a key like any other", "{__proto__.x}", '{"__proto__":{"x":"own"}}', "own"],
    ["constructor as a key like any other", "{constructor.name}", { constructor: { name: "own" } }, "own"],
    ["a word of a table that is a name of objects", { of: "{a}", is: { high: "1" }, other: "2" }, { a: "constructor" }, "2"],
  ])("gives %s", (_, expression, alert, value) => expect(given(expression, alert)).toBe(value));

  it("asks the whole payload behind payload.", () => {
    const { alerts } = read(mapping({ alerts: "list", key: "{payload.receiver}:{id}" }), { receiver: "ops", list: [{ id: 1 }, { id: 2 }] });
    expect(alerts.map(({ key }) => key)).toEqual(["ops:1", "ops:2"]);
  });

  it("says where a value came from", () => {
    const { alerts } = read(mapping({ key: ["{a}", "{b}"], impact: { of: "{s}", is: { x: "high" }, none: "low" } }), { b: "k", s: "X" });
    expect([alerts[0]?.fields.get("key")?.from, alerts[0]?.fields.get("impact")?.from]).toEqual(["{b}", "{s}: X"]);
  });
});

describe("a mapping", () => {
  it.each(ALERT_FORMATS.kinds)("of %s is printed as a file that can be used", (kind) => {
    const file = ALERT_FORMATS.fileOf(kind);
    expect(faults(file)).toEqual([]);
    expect(Object.keys(JSON.parse(file))).toEqual(expect.arrayContaining(["about", "key", "title", "state", "recovery"]));
  });

  it.each([
    ["no JSON", "key: a", [["mapping_no_json", null, null]]],
    ["cut off", '{"key":', [["mapping_no_json", null, null]]],
    ["nested too deep", "[".repeat(100_000), [["mapping_no_json", null, null]]],
    ["a list", "[]", [["mapping_no_object", null, null]]],
    ["two objects", '{"key":"a"}\n{"key":"b"}', [["mapping_no_object", null, null]]],
    ["without a key", "{}", [["mapping_no_key", null, null]]],
    ["with another key", '{"key":"a","titel":"b"}', [["mapping_key_unknown", "titel", "title"]]],
    ["with __proto__", '{"key":"a","__proto__":{"title":"b"}}', [["mapping_key_unknown", "__proto__", null]]],
    ["with no expression", '{"key":"a","title":7}', [["mapping_expression", "title", null]]],
    ["with a table of numbers", '{"key":"a","title":{"of":"{a}","is":{"x":1}}}', [["mapping_expression", "title", null]]],
    ["with a wrong part", '{"key":"a","title":["{a}",{"lines":[1]}]}', [["mapping_expression", "title[1].lines[0]", null]]],
    [
      "with a broken template",
      '{"key":"{a","title":"{b|uper}"}',
      [
        ["unclosed", "key", null],
        ["unknown_filter", "title", "upper"],
      ],
    ],
    ["with a filter that lays out", '{"key":"{a|trunc:4}"}', [["mapping_filter", "key", null]]],
    [
      "with wrong values",
      '{"key":"a","recovery":"close","openedWithin":"2bd","wants":["host"],"knownBy":["a"]}',
      [
        ["mapping_value", "knownBy", "lists"],
        ["mapping_value", "openedWithin", "duration"],
        ["mapping_value", "recovery", "recovery"],
        ["mapping_value", "wants", "fields"],
      ],
    ],
    [
      "nested without end",
      JSON.stringify({ key: Array.from({ length: 20 }).reduce((inner) => [inner], "{a}") }),
      [["mapping_expression", "key[0][0][0][0][0][0][0][0]", null]],
    ],
  ])("%s is refused, every fault named", (_, text, expected) => expect(faults(text)).toEqual(expected));
});

describe("an alert", () => {
  const plain = mapping({ key: "{k}", state: { of: "{s}", is: { up: "firing", down: "recovered", off: "ignored" }, none: "firing" } });

  it("that cannot be used says what it lacks, and where it stands", () => {
    const { alerts, unusable } = read(plain, [{ k: "a" }, { s: "up" }, { k: "c", s: "sideways" }, "x", { k: "e", s: "DOWN" }]);
    expect(alerts.map(({ place, key, state }) => `${place} ${key} ${state}`)).toEqual(["1 a firing", "5 e recovered"]);
    expect(unusable.map(({ place, refusal }) => `${place} ${refusal.rule} ${refusal.about.alert} ${refusal.about.value ?? refusal.about.names ?? ""}`)).toEqual(
      ["2 alert_no_key 2 k", "3 alert_state 3 sideways", "4 alert_no_object 4 "],
    );
  });

  it("has a key that fits: a long or odd one is told apart by a digest", () => {
    const keys = ["x".repeat(200), `${"x".repeat(300)}1`, `${"x".repeat(300)}2`, "a\nb", "a b", "a\u0000b", "\ud800"].map(
      (k) => read(plain, { k }).alerts[0]?.key ?? "",
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys[0]).toBe("x".repeat(200));
    expect(keys[4]).toBe("a b");
    for (const key of keys) expect([...key].length <= 200 && key.isWellFormed() && !/[\u0000-\u001f]/.test(key), key).toBe(true);
    expect(read(plain, { k: "a\nb" }).alerts[0]?.key).toBe(keys[3]);
  });

  it("has no key that cannot be seen", () => expect(read(plain, { k: "\u200b\u2800" }).unusable).toHaveLength(1));

  it("began when it says, but not later than now; long ago the report came now", () => {
    const timed = mapping({ key: "k", startsAt: "{t}", openedWithin: "1d" });
    const times = (t: unknown) => {
      const alert = read(timed, { t }).alerts[0];
      return [alert?.startsAt ?? null, alert?.openedAt ?? null];
    };
    expect(times("2026-11-24T02:00:00.999999999Z")).toEqual([NOW - 2465, NOW - 2465]);
    expect(times("2020-02-06T00:17:58.432911368Z")).toEqual([1580948278, null]);
    expect(times("0001-01-01T00:00:00Z")).toEqual([null, null]);
    expect(times("2999-01-01T00:00:00Z")).toEqual([NOW, NOW]);
    expect(times("soon")).toEqual([null, null]);
  });
});

describe("a time", () => {
  it.each([
    ["2017-08-03T15:17:37.804-04:00", "2017-08-03T19:17:37Z"],
    ["2026-11-24 09:41:05 +0700", "2026-11-24T02:41:05Z"],
    ["2026-11-24T09:41+07:00", "2026-11-24T02:41:00Z"],
    ["1795488065", "2026-11-24T02:41:05Z"],
    ["1795488065123", "2026-11-24T02:41:05Z"],
    ["1795488065123456", "2026-11-24T02:41:05Z"],
    ["1795488065.5", "2026-11-24T02:41:05Z"],
  ])("%s is %s", (text, iso) => expect(instantIn(text)).toBe(Date.parse(iso) / 1000));

  it.each([
    "",
    "0001-01-01T00:00:00Z",
    "1970-01-01T00:00:00Z",
    "0",
    "-1",
    "2026-02-30T00:00:00Z",
    "2026-11-24T25:00:00Z",
    "2026-11-24T09:41:05",
    "2026-11-24",
    "x".repeat(1e6),
  ])("%s is not known", (text) => expect(instantIn(text)).toBeNull());
});

describe("a payload of another kind", () => {
  const GRAFANA = { evalMatches: [], ruleId: 7, ruleName: "CPU", state: "alerting", title: "CPU" };
  const ZABBIX = { trigger: "down", status: "PROBLEM", link: "?triggerid=1" };
  const ALERTMANAGER = { receiver: "ops", groupLabels: {}, alerts: [{ labels: { a: "b" }, status: "firing" }] };
  it.each([
    ["alertmanager", GRAFANA, "grafana"],
    ["alertmanager", [ZABBIX], "zabbix"],
    ["grafana", ALERTMANAGER, "alertmanager"],
    ["zabbix", GRAFANA, "grafana"],
    ["zabbix", ALERTMANAGER, "alertmanager"],
  ])("sent as %s is told", (kind, value, other) => {
    const payload = ALERT_FORMATS.builtIn(kind).read(JSON.stringify(value), NOW);
    expect(payload.ok ? null : payload.fault).toEqual({ key: "payload_other_kind", with: { kind, other } });
  });

  it.each(["alertmanager", "grafana", "zabbix", "json"])("of no kind sent as %s has alerts that lack their keys", (kind) => {
    expect(read(ALERT_FORMATS.builtIn(kind), { hello: "world", state: "ok", status: "firing" }).unusable).toHaveLength(1);
  });
});
