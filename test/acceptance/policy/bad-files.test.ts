import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../../world.ts";
import { minimal } from "./minimal.ts";

const HOURS = 'hours: { mon-fri: ["08:00-17:00"] }';
const office = (about: string): string => `calendars: { office: { timezone: Asia/Jakarta, ${about} } }`;
const DEEP = 100_000;
/** Each alias stands for nine of the one before. */
const BOMB = [
  "a: &a [x, x, x, x, x, x, x, x, x]",
  ..."bcdefghij".split("").map((name, i) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghij"[i]}`).join(", ")}]`),
].join("\n");
const EVERY_DAY = Array.from({ length: 366 }, (_, day) => `"*${new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(4, 10)}"`).join(", ");

/** What a file is, and the beginnings of all that is said of it. */
const BAD: Readonly<Record<string, readonly [file: string, faults: readonly string[]]>> = {
  "is empty": ["", ["1:1: Expected the sections of a policy"]],
  "is comments alone": ["# nothing\n", ["1:1: Expected the sections of a policy"]],
  "is a word": ["hello", ["1:1: Expected the sections of a policy"]],
  "is a YAML bomb": [BOMB, ["1:1: It comes to more than 200000 values"]],
  "has an alias without end": [minimal({}, "vip: &a [*a]"), ["8:10: The alias *a stands inside of what it means"]],
  "has an alias of nothing": [minimal({}, "vip: [*a]"), ["8:7: The alias *a means nothing."]],
  "is deep, in brackets": [`vip: ${"[".repeat(DEEP)}`, ["1:46: This is deeper than 40 levels."]],
  "is deep, in dashes": [`${"- ".repeat(DEEP)}a`, ["1:81: This is deeper than 40 levels."]],
  "is deep by aliases": [
    ["a: &x0 [1]", ...Array.from({ length: 100 }, (_, i) => `b${i}: &x${i + 1} [*x${i}]`)].join("\n"),
    ["1:1: This is deeper than 40 levels."],
  ],
  "has keys twice": [
    minimal({}, "priorities: [a, b]", "vip: []", "vip: []"),
    ['8:1: "priorities" is here twice, first in line 2.', '10:1: "vip" is here twice'],
  ],
  "has tabs": [minimal({}, "closure:", "\treopen_days: 3"), ["9:1: A tab cannot indent."]],
  "has unknown keys": [
    minimal({}, "calender: {}", "colour: 1"),
    ['8:1: There is no key "calender" here. Did you mean calendars?', '9:1: There is no key "colour" here.'],
  ],
  "lacks sections": ["version: 1\n", ["priorities", "impacts", "urgencies", "matrix", "calendars", "targets"].map((name) => `1:1: ${name}: is missing.`)],
  "has another version": [minimal({ version: "version: 2" }), ['1:10: Expected the number 1; "2" stands here.']],
  "has a matrix with holes": [
    minimal({ matrix: "matrix: { high: { high: high }, low: { high: low, low: urgent, medium: low } }" }),
    ["5:11: The matrix has no priority for impact high and urgency low.", '5:56: There is no priority "urgent".', '5:64: There is no urgency "medium".'],
  ],
  "has a matrix without a row": [minimal({ matrix: "matrix: { high: { high: high, low: low } }" }), ["5:9: The matrix says nothing for impact low."]],
  "has too few priorities, and one twice": [
    minimal({ priorities: "priorities: [high]", urgencies: "urgencies: [high, low, Low]" }),
    [
      "2:13: priorities: has 1 name; a scale has 2 to 6",
      '4:24: "Low" is here twice',
      '5:49: There is no priority "low"',
      '5:63: There is no priority "low"',
    ].slice(0, 2),
  ],
  "names a file of holidays outside of a list": [
    minimal({ calendars: office(`${HOURS}, holidays: { file: days.ics }`) }),
    ["6:95: holidays: is a list; in one the file is written [{ file: days.ics }]."],
  ],
  "names an unknown calendar": [
    minimal({ targets: "targets: [ { response: 1h, calendar: ofice } ]" }),
    ['7:38: There is no calendar "ofice". Did you mean office?'],
  ],
  "names unknown zones": [
    minimal({ calendars: `calendars: { office: { timezone: Asia/Jakata, ${HOURS} }, other: { timezone: "+07:00", ${HOURS} } }` }, "timezone: Mars"),
    ['6:34: There is no zone "Asia/Jakata". Did you mean Asia/Jakarta?', '6:105: There is no zone "+07:00".', '8:11: There is no zone "Mars".'],
  ],
  "has spells that overlap, run backwards or are none": [
    minimal({
      calendars: office(
        'hours: { mon: ["08:00-12:00", "11:00-17:00"], tue: ["22:00-06:00"], wed: ["22:00-00:00"], thu: ["08:00-08:00"], fri: ["25:00-26:00", 8-12] }',
      ),
    }),
    [
      '6:78: "11:00-17:00" and "08:00-12:00" overlap.',
      '6:100: "22:00-06:00" ends before it begins. Over midnight it is two: "22:00-24:00", and "00:00-06:00" on the next day.',
      '6:122: "22:00-00:00" ends before it begins. Over midnight it is "22:00-24:00".',
      '6:144: "08:00-08:00" has no length.',
      '6:166: "25:00-26:00": no clock shows 25:00.',
      '6:181: Expected hours such as "08:00-12:00"; "8-12" stands here.',
    ],
  ],
  "has dates that do not exist": [
    minimal({ calendars: office(`${HOURS}, holidays: [2026-02-30, "*-13-01", 17.8.2026, "*-02-29"], dates: { 2026-04-31: [] }`) }),
    ["6:96: There is no day 2026-02-30.", "6:108: There is no day *-13-01.", '6:119: "17.8.2026" is no date.', "6:151: There is no day 2026-04-31."],
  ],
  "has a date that wants quotes": [
    minimal({ calendars: office(`${HOURS}, holidays: [*-12-25]`) }),
    ["6:96: The alias *-12-25 means nothing. A text that begins with * needs quotes"],
  ],
  "names weekdays there are not, or twice": [
    minimal({ calendars: office('hours: { mon-fri: ["08:00-17:00"], fun: [], wed: [] }') }),
    ['6:83: "fun" is no weekday.', "6:92: wed has hours twice"],
  ],
  "has a target in a calendar that is never open": [
    minimal({ calendars: office("hours: {}") }),
    ["7:24: Calendar office is not open for that long, so it would never be due.", "7:40: Calendar office is not open for that long"],
  ],
  "has a target in a calendar that is open on one day alone": [
    minimal({ calendars: office('dates: { 2026-01-01: ["08:00-18:00"] }') }),
    ["7:24: Calendar office is not open for that long", "7:40: Calendar office is not open for that long"],
  ],
  "has a target in a calendar that is closed every day of a year": [
    minimal({ calendars: office(`${HOURS}, holidays: [${EVERY_DAY}]`) }),
    ["7:24: Calendar office is not open for that long", "7:40: Calendar office is not open for that long"],
  ],
  "counts service time in days and weeks": [
    minimal({ targets: "targets: [ { response: 1d, resolution: 2w, calendar: office } ]" }),
    ['7:24: "1d": beside a calendar a day is a service day. Write 1bd, or hours.', '7:40: "2w": beside a calendar a day is a service day. Write 10bd'],
  ],
  "has durations that are none": [
    minimal({ targets: "targets: [ { response: 3, resolution: -1h, calendar: office } ]" }),
    ["7:24: Expected a service time such as 30m", "7:39: Expected a service time such as 30m"],
  ],
  "has the same target twice": [
    minimal({ targets: "targets: [ { response: 1h, calendar: office }, { response: 2h, calendar: office } ]" }),
    ["7:48: The same tickets have a target already, in line 7."],
  ],
  "names what no object can hold": [
    minimal({}, "services: { __proto__: {}, constructor: {} }", "__proto__: 1"),
    ['8:13: "__proto__" cannot be a name', '9:1: There is no key "__proto__" here.'],
  ],
  "has two documents": [`${minimal()}---\n${minimal()}`, ["8:1: A second document begins here."]],
  "has tags": [
    minimal({}, "name: !foo bar", "vip: !!set {a}"),
    ['8:12: The tag "!foo" has no meaning', '9:12: The tag "tag:yaml.org,2002:set" has no meaning'],
  ],
  "has merge keys": [minimal({}, "closure: { <<: {} }"), ["8:12: << is not read."]],
  "has directives": [`%YAML 1.1\n---\n${minimal()}`, ["1:1: A line that begins with % cannot stand in a policy."]],
  "has checks that are none": [
    minimal(
      {},
      "tests:",
      "  - { calendar: office, from: yesterday, add: 1h, due: never }",
      "  - { calendar: office, from: 2026-02-30, add: 1d, due: 2026-01-01 10:00 }",
      "  - { impact: huge, urgency: low, priority: low, add: 1h }",
      "  - { colour: red }",
      "  - { type: incident, priority: high, opened: 2026-01-01 }",
    ),
    [
      "9:31: Expected a date and time",
      '10:31: "2026-02-30" is no date: 2026-02 has 28 days.',
      '10:48: "1d": beside a calendar',
      "11:5: calendar: is missing.",
      "11:5: from: is missing.",
      "11:5: due: is missing.",
      "11:7: impact: does not belong to this check.",
      "11:21: urgency: does not belong to this check.",
      "11:35: priority: does not belong to this check.",
      "12:5: Expected a check with due, elapsed, urgency or opened",
      '12:7: There is no key "colour" here.',
      "13:5: resolution_due: is missing.",
    ],
  ],
  "has rules of escalation that are none": [
    minimal(
      {},
      "escalation:",
      "  - { when: resolution 80% }",
      "  - { when: resolution 75%, notify: [asignee, group:nobody] }",
      "  - { when: resolution 75%, to: group:nowhere, kind: hierarchical }",
      "  - { when: resolution 75%, notify: oncall:nobody, type: problem, priority: hihg }",
    ),
    [
      "9:5: The rule does nothing",
      "9:13: Expected response or resolution with 50, 75, 90 or 100 %",
      '10:38: There is no part in a ticket "asignee". Did you mean assignee?',
      '10:47: There is no group "nobody".',
      "11:29: to: has no meaning in a hierarchical escalation.",
      '11:33: There is no group "nowhere".',
      '12:37: There is no rota of oncall: "nobody".',
      '12:58: There is no type "problem".',
      '12:77: There is no priority "hihg". Did you mean high?',
    ],
  ],
  "has holds and a closure that cannot be": [
    minimal({}, "hold_reasons: { a: { stops: [all], then: resume }, b: { max: 3bd } }", "closure: { auto_after: 3d, calendar: office, reopen_days: x }"),
    [
      '8:30: There is no clock "all".',
      "8:36: then: follows max:, which is missing.",
      '8:62: "3bd" is service time, and no calendar: beside it says whose.',
      '9:24: "3d": beside a calendar a day is a service day. Write 3bd',
      '9:59: Expected a whole number from 0 to 3650; "x" stands here.',
    ],
  ],
};

describe("a policy file is refused whole, every fault with its place, when it", () => {
  let world: World;
  const file = (name: string, content: string | Uint8Array): string => {
    const path = join(world.folder, name);
    writeFileSync(path, content);
    return path;
  };
  beforeAll(() => {
    world = makeWorld();
  });
  afterAll(() => {
    expect(existsSync(world.register), "no register was opened").toBe(false);
    world.remove();
  });

  it.each(Object.entries(BAD))("%s", async (_, [content, faults]) => {
    const path = file("bad.yaml", content);
    const { code, stdout, stderr } = await world.itsm(["policy", "check", path]);
    const said = stderr.trimEnd().split("\n");
    const short = said.map((line, i) => line.replace(`${i === 0 ? "error: " : "  and: "}${path}:`, ""));
    expect({ code, stdout, said: short.slice(0, faults.length) }).toEqual({ code: 2, stdout: "", said: faults.map((fault) => expect.stringContaining(fault)) });
    if (faults.length > 1) expect(short.slice(faults.length).filter((line) => !/^\d/.test(line))).toEqual([]);
    const document = await world.json(["policy", "check", path]);
    expect({ exit: document.exit, faults: document.error.problems.length }).toEqual({ exit: 2, faults: said.length });
    expect(document.error.problems[0].line).toBe(Number(faults[0]!.split(":")[0]));
    expect((await world.itsm(["policy", "test", path])).code).toBe(2);
  });

  it.each<readonly [what: string, said: string, make: (path: string) => void]>([
    ["is not UTF-8", "is not UTF-8 text", (path) => writeFileSync(path, Buffer.from([0x61, 0x3a, 0x20, 0xe9]))],
    ["has 50 MB", "has more than 1048576 bytes", (path) => writeFileSync(path, Buffer.alloc(50_000_000, "a: b\n"))],
    ["is a folder", "is not a file to read from", (path) => mkdirSync(path)],
    ["is a pipe nobody writes to", "is not a file to read from", (path) => spawnSync("mkfifo", [path])],
    ["is not there", "cannot be read", () => undefined],
  ])("%s", async (what, said, make) => {
    const path = join(world.folder, what);
    make(path);
    const { code, stdout, stderr } = await world.itsm(["policy", "check", path]);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(said) });
  });

  it("comes on standard input and does not end", async () => {
    const stdin = (async function* () {
      for (;;) yield Buffer.alloc(65_536, "a: b\n");
    })();
    const { code, stderr } = await world.itsm("policy check -", { stdin });
    expect({ code, stderr }).toEqual({ code: 2, stderr: "error: What comes on standard input is longer than 1 MiB, which no policy is.\n" });
  });

  it("has more faults than anybody reads", async () => {
    const path = file("many.yaml", minimal({}, ...Array.from({ length: 500 }, (_, i) => `key${i}: 1`)));
    const { stderr } = await world.itsm(["policy", "check", path]);
    const lines = stderr.trimEnd().split("\n");
    expect(lines.length).toBe(201);
    expect(lines.at(-1)).toContain("And 300 more faults.");
  });

  it("has characters that would steer a terminal", async () => {
    const path = file("escape.yaml", minimal({}, "\u001b[2Jx\u202e: 1"));
    const { code, stderr } = await world.itsm(["policy", "check", path]);
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/[\u001b\u202e]/);
  });
});
