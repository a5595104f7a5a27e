import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import { FIELD_NAMES, FLAGS, SORT_FIELDS } from "../../../src/domain/query/fields.ts";
import { type Around, parse } from "../../../src/domain/query/parse.ts";
import type { Query, Term } from "../../../src/domain/query/term.ts";
import { fixedZone } from "../../../src/domain/time/zone.ts";

const HOUR = 3600;
const DAY = 86_400;
/** 2026-11-24 09:41:05 in Jakarta, a Tuesday. */
const NOW = Date.UTC(2026, 10, 24, 2, 41, 5) / 1000;
const MIDNIGHT = Date.UTC(2026, 10, 23, 17) / 1000;
const AROUND: Around = { now: NOW, me: "Budi  S", zone: fixedZone(7 * HOUR), policy: DEFAULT_POLICY, open: "leave" };

function query(input: string | readonly string[], around: Partial<Around> = {}): Query {
  const parsed = parse(input, { ...AROUND, ...around });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.query;
}
/** The terms without the one that keeps void tickets out. */
const terms = (input: string | readonly string[], around: Partial<Around> = {}): readonly Term[] =>
  query(input, around).terms.filter((term) => !(term.kind === "is" && term.not && term.flags[0] === "void"));
function faults(input: string | readonly string[], around: Partial<Around> = {}): readonly string[] {
  const parsed = parse(input, { ...AROUND, ...around });
  return parsed.ok ? [] : parsed.faults.map(({ key, column }) => `${column} ${key}`);
}
const firstFault = (input: string | readonly string[], around: Partial<Around> = {}): Readonly<Record<string, unknown>> => {
  const parsed = parse(input, { ...AROUND, ...around });
  return parsed.ok ? {} : (parsed.faults[0]?.with ?? {});
};

const oneOf = (field: string, values: readonly string[], more: object = {}): object => ({
  kind: "one-of",
  field,
  not: false,
  values,
  none: false,
  some: false,
  ...more,
});
const within = (field: string, ...ranges: readonly (readonly [number | null, number | null])[]): object => ({
  kind: "within",
  field,
  not: false,
  ranges: ranges.map(([from, to]) => ({ from, to })),
  none: false,
  some: false,
});
const contains = (field: string, ...texts: readonly string[]): object => ({ kind: "contains", field, not: false, texts });

describe("a term", () => {
  it.each<[string, object]>([
    ["priority:high,medium", oneOf("priority", ["high", "medium"])],
    ["Priority:HIGH", oneOf("priority", ["high"])],
    ["priority:low..medium", oneOf("priority", ["medium", "low"])],
    ["priority:medium..", oneOf("priority", ["medium", "low"])],
    ["priority:..medium", oneOf("priority", ["high", "medium"])],
    ["status:in-progress", oneOf("status", ["in_progress"])],
    ["status!=closed", oneOf("status", ["closed"], { not: true })],
    ["status:any", oneOf("status", [], { some: true })],
    ["tag!=VPN", oneOf("tag", ["vpn"], { not: true })],
    ["service:none", oneOf("service", [], { none: true })],
    ['service:"none"', oneOf("service", ["none"])],
    ['service:"Active Directory",none', oneOf("service", ["Active Directory"], { none: true })],
    ['service:"a,b"', oneOf("service", ["a,b"])],
    ["category:hardware/", oneOf("category", ["hardware"])],
    ['category:"old/thing"', oneOf("category", ["old/thing"])],
    ["assignee:@me,Ratna", oneOf("assignee", ["budi s", "ratna"])],
    ['assignee:"@me"', oneOf("assignee", ["@me"])],
    ["key:a..b", oneOf("key", ["a..b"])],
    ["key:host:disk", oneOf("key", ["host:disk"])],
    ["group:second-line", oneOf("group", ["second-line"])],
    ["reason:awaiting-vendor", oneOf("reason", ["awaiting-vendor"])],
    ["is:breached,atrisk", { kind: "is", not: false, flags: ["breached", "atrisk"] }],
    ["is!=breached", { kind: "is", not: true, flags: ["breached"] }],
    ["id:41", within("id", [41, 41])],
    ["id:INC-41,43", within("id", [41, 41], [43, 43])],
    ["id:41..45", within("id", [41, 45])],
    ["id:41..", within("id", [41, null])],
    ["op:op-215", within("op", [215, 215])],
    ["age:4h..", within("age", [4 * HOUR, null])],
    ["idle:1h..1d", within("idle", [HOUR, DAY])],
    ["opened:7d..", within("opened", [NOW - 7 * DAY, null])],
    ["resolved:..7d", within("resolved", [null, NOW - 7 * DAY])],
    ["opened:14d..7d", within("opened", [NOW - 14 * DAY, NOW - 7 * DAY])],
    ["due:..3d", within("due", [null, NOW + 3 * DAY])],
    ["due:+30m..", within("due", [NOW + 1800, null])],
    ["opened:..+30m", within("opened", [null, NOW + 1800])],
    ["opened:today", within("opened", [MIDNIGHT, MIDNIGHT + DAY - 1])],
    ["opened:monday..", within("opened", [MIDNIGHT - DAY, null])],
    ["opened:..kemarin", within("opened", [null, MIDNIGHT - 1])],
    ["opened:2026-11-01..2026-11-05", within("opened", [MIDNIGHT - 23 * DAY, MIDNIGHT - 18 * DAY - 1])],
    ["opened:2026-11-24T02:00Z..", within("opened", [Date.UTC(2026, 10, 24, 2) / 1000, null])],
    ['opened:"2 jam lalu"..', within("opened", [NOW - 2 * HOUR, null])],
    ["due:..besok", within("due", [null, MIDNIGHT + 2 * DAY - 1])],
    ["due:..friday", within("due", [null, MIDNIGHT + 4 * DAY - 1])],
    ["resolved:none", { ...within("resolved"), none: true }],
    ["title:printer", contains("title", "printer")],
    ["text:fax,printer", contains("text", "fax", "printer")],
    ["printer", contains("text", "printer")],
    ['"on fire"', contains("text", "on fire")],
    ['"say ""hi"""', contains("text", 'say "hi"')],
    ['"priority:high"', contains("text", "priority:high")],
    ["10:30", contains("text", "10:30")],
    ["http://x", contains("text", "http://x")],
    ["C:\\foo", contains("text", "C:\\foo")],
    ["budi@example.org", contains("text", "budi@example.org")],
    ["error=5", contains("text", "error=5")],
  ])("%s", (text, term) => {
    expect(terms(text)).toEqual([term]);
  });

  it("covers a whole day where clocks change, as long as that day is", () => {
    const change = Date.UTC(2026, 9, 25, 1) / 1000;
    const berlin = { name: "Europe/Berlin", offsetAt: (at: number) => (at < change ? 2 * HOUR : HOUR) };
    const from = Date.UTC(2026, 9, 24, 22) / 1000;
    expect(terms("opened:2026-10-25", { zone: berlin })).toEqual([within("opened", [from, from + 25 * HOUR - 1])]);
  });
});

describe("the words of a command line", () => {
  it.each<[readonly string[], readonly object[]]>([
    [["printer on fire"], [contains("text", "printer on fire")]],
    [
      ["printer", "fire"],
      [contains("text", "printer"), contains("text", "fire")],
    ],
    [["service:Active Directory"], [oneOf("service", ["Active Directory"])]],
    [["opened:2 jam lalu.."], [within("opened", [NOW - 2 * HOUR, null])]],
    [["priority:high is:new"], [oneOf("priority", ["high"]), { kind: "is", not: false, flags: ["new"] }]],
    [['15"'], [contains("text", '15"')]],
    [['"is:new"'], [contains("text", "is:new")]],
    [["", "  "], []],
    [["mail @budi please"], [contains("text", "mail @budi please")]],
  ])("%j", (words, expected) => {
    expect(terms(words)).toEqual(expected);
  });

  it("counts columns over single spaces, in characters", () => {
    expect(faults(["printer", "is:opne", "🔥", "state:x"])).toEqual(["12 query.flag", "19 query.field"]);
  });
});

describe("what is wrong", () => {
  it.each<[string, readonly string[]]>([
    ["prioritty:high", ["1 query.field"]],
    ["is:new  foo:bar x", ["9 query.field"]],
    ["priority:hgih,low,urgent", ["10 query.value", "19 query.value"]],
    ["priority:high..urgent", ["16 query.value"]],
    ["status:open", ["8 query.value"]],
    ['status:"open"', ["9 query.value"]],
    ["is:", ["4 query.empty"]],
    ["priority:", ["10 query.empty"]],
    ["priority!=", ["11 query.empty"]],
    ["tag:a,,b", ["7 query.empty-part"]],
    ["is:opne,on_hold", ["4 query.flag", "9 query.flag"]],
    ["type:none", ["6 query.never-none"]],
    ["priority:a..b..c", ["10 query.range"]],
    ["priority:..", ["10 query.range"]],
    ["opened:a..b..c", ["8 query.range"]],
    ["opened:..", ["8 query.range"]],
    ["opened:7d..14d", ["8 query.reversed"]],
    ["opened:2026-11-05..2026-11-01", ["8 query.reversed"]],
    ["age:4h..1h", ["5 query.reversed"]],
    ["id:45..41", ["4 query.reversed"]],
    ["id:0,007,-1,1.0,9007199254740992", ["4 number.zero", "6 number.zeros", "10 number.negative", "13 number.none", "17 number.huge"]],
    ["op:INC-41", ["4 query.operation"]],
    ["age:4h", ["5 query.one-duration"]],
    ["opened:7d", ["8 query.one-moment"]],
    ["age:>4h", ["5 query.compare"]],
    ["age:4x..", ["5 query.duration"]],
    ["age:8bh..", ["5 query.service-time"]],
    ["opened:3bd..", ["8 query.service-time"]],
    ["age:99999999999999999999d..", ["5 query.duration"]],
    ["opened:03/04/2026..", ["8 when.ambiguous"]],
    ["opened:2026-02-30", ["8 when.no-such-day"]],
    ["assignee:@budi", ["10 query.at-name"]],
    ["@oncal", ["1 query.view"]],
    ["@me", ["1 query.reserved-view"]],
    ["sort:", ["6 query.empty"]],
    ["sort:prio", ["6 query.sort"]],
    ["sort!=sla", ["1 query.sort-not"]],
    ["-status:new", ["1 query.operator"]],
    ["priority=high", ["1 query.operator"]],
    ["age>4h", ["1 query.operator"]],
    ['printer "on fire', ["9 query.quote"]],
    ['""', ["1 query.empty-phrase"]],
    ["a\u0000b", ["2 query.nul"]],
    ["error: x", ["1 query.field"]],
    ["constructor:x", ["1 query.field"]],
    ["is:constructor", ["4 query.flag"]],
    ["@constructor", ["1 query.view"]],
    ["group:second", ["7 query.value"]],
    ["is:opne priority:x sort:y", ["4 query.flag", "18 query.value", "25 query.sort"]],
  ])("%j", (text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it("says what may have been meant", () => {
    expect(firstFault("prioritty:high")).toMatchObject({ field: "prioritty", near: "priority" });
    expect(firstFault("owner:budi")).toMatchObject({ near: "assignee" });
    expect(firstFault("open:yes")).toMatchObject({ flag: true });
    expect(firstFault("priority:hgih")).toEqual({ field: "priority", value: "hgih", near: "high", flag: null, allowed: ["high", "medium", "low"] });
    expect(firstFault("status:open")).toMatchObject({ flag: "open", near: null });
    expect(firstFault("is:on-hold")).toMatchObject({ status: "on_hold" });
    expect(firstFault("is:opne")).toMatchObject({ near: "open" });
    expect(firstFault("@oncal")).toMatchObject({ near: "oncall" });
    expect(firstFault("age:>4h")).toMatchObject({ write: "age:4h.." });
    expect(firstFault("opened:>7d")).toMatchObject({ write: "opened:..7d" });
    expect(firstFault("opened:>=2026-11-01")).toMatchObject({ write: "opened:2026-11-01.." });
    expect(firstFault("id:45..41")).toMatchObject({ write: "41..45" });
  });

  it("holds services, sites and groups to the policy's list only if there is one", () => {
    expect(faults("site:anywhere service:x")).toEqual([]);
    expect(faults("service:x", { policy: { ...DEFAULT_POLICY, services: ["mail"] } })).toEqual(["9 query.value"]);
    expect(faults('service:"x"', { policy: { ...DEFAULT_POLICY, services: ["mail"] } })).toEqual([]);
  });

  it("is bounded", () => {
    expect(faults(Array<string>(100_000).fill("x").join(" "))).toEqual(["1 query.long"]);
    expect(faults(Array.from({ length: 201 }, (_, index) => `w${index}`).join(" "))).toEqual(["891 query.many-terms"]);
    expect(faults(Array.from({ length: 100_000 }, () => "x"))).toEqual(["1 query.long"]);
    expect(faults(`tag:${Array.from({ length: 501 }, (_, index) => `t${index}`).join(",")}`)).toEqual(["1 query.many-values"]);
    expect(
      faults("@a", { views: { a: "@b ".repeat(200), b: "@c ".repeat(200), c: "@d ".repeat(200), d: "@e ".repeat(200), e: "@f ".repeat(200), f: "" } }),
    ).toEqual(["1 query.many-terms"]);
  });
});

describe("the effective query", () => {
  it.each<[string, string]>([
    ["priority:high", "priority:high is:open"],
    ["", "is:open"],
    ["sort:-opened tag:vpn", "tag:vpn is:open sort:-opened"],
    ["priority!=HIGH", "priority!=high is:open"],
    ["status:new", "status:new"],
    ["status!=new", "status!=new"],
    ["resolved:..7d", "resolved:..7d"],
    ["closed:any", "closed:any"],
    ["code:fixed", "code:fixed"],
    ["confirmed:silence", "confirmed:silence"],
    ["op:215", "op:215"],
    ["id:41", "id:41"],
    ["key:K", "key:K"],
    ["is:closed", "is:closed"],
    ["is:active", "is:active"],
    ["is:reopened", "is:reopened"],
    ["is!=reopened", "is!=reopened"],
    ["is:void", "is:void"],
    ["is:open is:open", "is:open"],
    ["is:breached", "is:breached is:open"],
    ["opened:7d..", "opened:7d.. is:open"],
    ["@mine", "is:mine is:open"],
    ["@triage tag:vpn", "is:new is:unassigned tag:vpn is:open"],
    ["@oncall", "priority:high is:open sort:sla"],
    ["@oncall sort:opened", "priority:high is:open sort:opened"],
    ["sort:opened @oncall", "priority:high is:open sort:opened"],
    ["@breached", "is:breached is:open"],
    ["@stale", "is:active idle:3d.."],
    ["@recent", "updated:1d.. status:any"],
    ["opened:Today assignee:@ME", "opened:today assignee:@me is:open"],
    ["id:INC-41..inc43,req-7 op:op-2", "id:41..43,7 op:2"],
    ['"on fire" x', '"on fire" x is:open'],
  ])("%s", (text, expected) => {
    expect(query(text, { open: "add" }).text).toBe(expected);
  });

  it("adds nothing where it is left as it is", () => {
    expect(query("priority:high").text).toBe("priority:high");
    expect(query("", {}).text).toBe("");
  });

  it("never finds void tickets unless asked to, without saying so", () => {
    const hidden = { kind: "is", not: true, flags: ["void"] };
    expect(query("id:41").terms).toContainEqual(hidden);
    expect(query("is:void").terms).toEqual([{ kind: "is", not: false, flags: ["void"] }]);
    expect(query("is:open,void").terms).not.toContainEqual(hidden);
    expect(query("is!=void").terms).toEqual([hidden]);
  });

  it("takes its order from the verb where it says none", () => {
    expect(query("x", { sort: { field: "sla", descending: false } })).toMatchObject({ sort: { field: "sla" }, text: "x" });
    expect(query("x sort:due", { sort: { field: "sla", descending: false } })).toMatchObject({ sort: { field: "due" }, text: "x sort:due" });
  });
});

describe("views", () => {
  it("stand for their words, one in another", () => {
    expect(query("@urgent tag:x", { views: { urgent: "@oncall site:Jakarta" } }).text).toBe("priority:high is:open site:Jakarta tag:x sort:sla");
  });

  it("name the first priority whatever it is called", () => {
    const policy = { ...DEFAULT_POLICY, priorities: ["P 1", "P 2"] };
    expect(query("@oncall", { policy }).text).toBe('priority:"P 1" is:open sort:sla');
  });

  it("report what is wrong inside them where they were called", () => {
    expect(faults("x @odd", { views: { odd: "is:opne" } })).toEqual(["3 query.flag"]);
    expect(firstFault("@odd", { views: { odd: "is:opne" } })).toMatchObject({ view: "odd" });
    expect(faults("@a", { views: { a: "@b", b: "@a" } })).toEqual(["1 query.view-loop"]);
  });
});

/** Text that has something of a query in it. */
const piece = fc.oneof(
  fc.constantFrom(
    ...FIELD_NAMES,
    ...FLAGS,
    ...SORT_FIELDS,
    "is",
    "sort",
    "none",
    "any",
    "@me",
    "@oncall",
    "today",
    "4h",
    "7d",
    "41",
    "INC-41",
    "high",
    "2026-11-01",
    "+30m",
    "Ratna Dewi",
    "a*",
  ),
  fc.constantFrom(":", "!=", ",", "..", '"', '""', " ", "-", "@", "*", "=", ">", "\\"),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const anyQuery = fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join(""));
const value = fc.constantFrom(
  "none",
  "any",
  "high",
  "a,b",
  '"x y"',
  "41",
  "4h..",
  "..7d",
  "today",
  "2026-11-01..today",
  "@me",
  '"none"',
  "fixed",
  "breached",
  "sla",
  "-due",
  'a"b"c',
);
const sound = fc
  .array(
    fc.tuple(fc.constantFrom(...FIELD_NAMES, "is", "sort"), fc.constantFrom(":", "!="), value).map((parts) => parts.join("")),
    { maxLength: 3 },
  )
  .map((words) => words.join(" "));

describe("any text", () => {
  const holds = (input: string | readonly string[], open: "add" | "leave"): void => {
    const parsed = parse(input, { ...AROUND, open });
    if (!parsed.ok) {
      expect(parsed.faults.length).toBeGreaterThan(0);
      for (const { column } of parsed.faults) expect(column).toBeGreaterThanOrEqual(1);
      return;
    }
    const again = query(parsed.query.text);
    expect(again).toEqual(parsed.query);
  };

  it("is a query or faults, and a query's text says the same again", () => {
    fc.assert(fc.property(anyQuery, fc.constantFrom("add" as const, "leave" as const), holds), { numRuns: 3000 });
    fc.assert(fc.property(sound, fc.constantFrom("add" as const, "leave" as const), holds), { numRuns: 3000 });
    fc.assert(fc.property(fc.array(anyQuery, { maxLength: 4 }), fc.constantFrom("add" as const, "leave" as const), holds), { numRuns: 3000 });
  });
});
