import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName } from "../../../src/domain/fold-name.ts";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import { explain } from "../../../src/domain/query/explain.ts";
import { flagWords } from "../../../src/domain/query/list-flags.ts";
import { nearest } from "../../../src/domain/query/near.ts";
import { type Around, parse } from "../../../src/domain/query/parse.ts";
import { fixedZone } from "../../../src/domain/time/zone.ts";
import { queryFault } from "../../../src/words/query.en.ts";
import { explainedQuery } from "../../../src/words/query-explained.en.ts";

const NOW = Date.UTC(2026, 10, 24, 2, 41, 5) / 1000;
const ZONE = fixedZone(7 * 3600);
const AROUND: Around = { now: NOW, me: "Budi", zone: ZONE, policy: DEFAULT_POLICY, open: "add" };

describe("names", () => {
  it.each([
    ["Ratna", "ratna"],
    ["  Ratna \t Dewi ", "ratna dewi"],
    ["ＲＡＴＮＡ", "ratna"],
    ["E\u0301cole", "école"],
    ["", ""],
  ])("%j folds to %j", (given, folded) => {
    expect(foldName(given)).toBe(folded);
  });

  it("fold once and for all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => foldName(foldName(text)) === foldName(text)),
      { numRuns: 5000 },
    );
  });
});

describe("the nearest word", () => {
  it.each<[string, readonly string[], string | null]>([
    ["hgih", ["high", "medium", "low"], "high"],
    ["prio", ["id", "priority"], "priority"],
    ["assigne", ["assign", "assignee"], "assign"],
    ["OPNE", ["open"], "open"],
    ["lw", ["low", "high"], "low"],
    ["xyz", ["open", "closed"], null],
    ["x", ["id", "ci"], null],
    ["", ["a"], null],
    ["a".repeat(1000), ["a"], null],
  ])("of %s in %j is %s", (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});

describe("flags of a listing", () => {
  it("are words of a query", () => {
    expect(flagWords({ priority: "high,medium", tag: ["vpn", "vip"], assignee: "@me", since: "7d", mine: true, open: true })).toEqual({
      words: ["priority:high,medium", "assignee:@me", "tag:vpn", "tag:vip", "opened:7d..", "is:mine", "is:open"],
      open: "add",
    });
    expect(flagWords({ all: true })).toEqual({ words: [], open: "leave" });
  });

  it("keep names and times with spaces whole", () => {
    const { words } = flagWords({ assignee: "Ratna Dewi,none", since: "2 jam lalu", status: ["new", "on_hold"] });
    const parsed = parse(words, AROUND);
    expect(parsed.ok && parsed.query.text).toBe('status:new,on_hold assignee:"Ratna Dewi",none opened:"2 jam lalu"..');
  });

  it("fault like the words themselves", () => {
    expect(parse(flagWords({ priority: "" }).words, AROUND)).toMatchObject({ faults: [{ key: "query.empty" }] });
  });
});

describe("a query in words", () => {
  const say = (text: string, open: "add" | "leave" = "add"): string => {
    const parsed = parse(text, { ...AROUND, open });
    return parsed.ok ? explainedQuery(explain(parsed.query, ZONE)) : "";
  };

  it.each([
    ["priority:high sort:sla", "open tickets whose priority is high, worst SLA first"],
    ["", "open tickets"],
    [
      "priority:high,medium tag!=vpn age:4h.. is:unassigned",
      "unassigned open tickets whose priority is high or medium, not tagged vpn and opened at least 4h ago",
    ],
    ["resolved:..7d", "tickets resolved until 2026-11-17 09:41:05"],
    ["opened:today", "open tickets opened between 2026-11-24 00:00 and 2026-11-24 23:59:59"],
    ["due:..3d", "open tickets due until 2026-11-27 09:41:05"],
    ["is:breached,atrisk", "open tickets that breached a target or whose clock is at risk"],
    ["category:hardware", "open tickets whose category is hardware or below"],
    ["printer title!=fire", "open tickets that mention “printer” and whose title does not mention “fire”"],
    ["service:none assignee:any", "open tickets whose service is none and with any assignee"],
    ["@recent", "tickets last changed since 2026-11-23 09:41:05 and of any status"],
    ["id:41..45,47", "tickets whose number is 41 to 45 or 47"],
    ["is:void sort:-number", "void tickets, newest first"],
  ])("%s", (text, sentence) => {
    expect(say(text)).toBe(sentence);
  });

  it("is all tickets where nothing is asked", () => {
    expect(say("", "leave")).toBe("all tickets");
  });
});

describe("every fault has a sentence", () => {
  it.each([
    "prioritty:x owner:y open:z priority:hgih status:open is:opne is:on_hold is: tag:a,,b type:none opened:a..b..c opened:7d..14d age:>4h age:4x.. age:8bh.. opened:7d age:4h op:INC-4 @oncal @me @last sort:x sort!=x -is:new age=4h age>4h assignee:@x id:0,01,-1,x,99999999999999999",
    'x "y',
    '""',
    "a\u0000",
    "x ".repeat(300),
    "x".repeat(70_000),
    `tag:${"a,".repeat(600)}b`,
  ])("%.60s", (text) => {
    const parsed = parse(text, AROUND);
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    for (const one of parsed.faults) {
      const sentence = one.key.startsWith("when.") ? "." : queryFault(one.key, one.with);
      expect(sentence, one.key).toMatch(/[.…]$/);
      expect(sentence, one.key).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  it("and names the view it is in", () => {
    expect(queryFault("query.sort-not", { view: "odd" })).toMatch(/^In the view @odd: /);
    expect(queryFault("when.unknown", {})).toBe(null);
  });
});
