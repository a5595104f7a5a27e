import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readPolicy } from "../../../src/exchange/policy/read-policy.ts";
import { makeWorld, type World } from "../../world.ts";
import { readmeFiles } from "../readme-files.ts";
import { minimal } from "./minimal.ts";

const calendars = (about: string): string => `calendars: { office: ${about} }`;
const targets = (about: string): string => `targets: [ ${about} ]`;
const HOURS = 'hours: { mon-fri: ["08:00-12:00", "13:00-17:00"], sat: "08:00-12:00", sun: [] }';

/** Files of every form there is; both the reader and the schema take them. */
const GOOD: Readonly<Record<string, string>> = {
  "that of README": readmeFiles.get("desk.yaml") ?? "",
  "the least": minimal(),
  "names that are numbers": minimal({
    priorities: "priorities: [1, 2]",
    matrix: "matrix: { high: { high: 1, low: 1 }, low: { high: 2, low: 2 } }",
  }),
  "calendars of all kinds": minimal(
    {
      calendars: `calendars: { office: { ${HOURS}, holidays: [2026-08-17, "*-12-25"], dates: { 2026-12-24: "08:00-12:00" }, day: 8h }, always: { always: true }, shut: { hours: {} } }`,
    },
    "timezone: Asia/Jakarta",
  ),
  "targets of all kinds": minimal({
    targets: targets(
      "{ response: none, resolution: 1bd4bh, calendar: office }, { type: request, response: 1h30m, calendar: office }, { site: hq, resolution: 0s, calendar: office }",
    ),
  }),
  "lists of bare names": minimal({}, "groups: [a, b]", "services: [mail]", "sites: [hq]", "resolution_codes: [fixed]", "categories: [hardware, software]"),
  "maps of names with nothing behind": minimal(
    {},
    "groups: { a: , b: {} }",
    "services: { mail: }",
    "sites: { hq: }",
    "resolution_codes: { fixed: , done: { types: [request] } }",
    "categories: { hardware: , software: { mail: } }",
  ),
  "categories called as their rules": minimal({}, "categories: { hardware: { group: { team: {} }, impact: low }, group: {} }"),
  "holds of all kinds": minimal(
    {},
    "hold_reasons: { a: , b: { stops: resolution, needs: [until, note], remind: 1d, max: 1w, then: resume }, c: { max: 3bd, calendar: office } }",
  ),
  "rules of all kinds": minimal(
    {},
    "escalation:",
    "  - { when: response 50%, notify: assignee }",
    "  - { name: x, when: resolution 90 %, type: request, category: [hardware], notify: ['person:Dewi', manager], levels: 2 }",
    "  - { when: resolution 100%, to: second-line }",
  ),
  "checks of all kinds": minimal(
    {},
    "tests:",
    "  - { calendar: office, from: 2026-11-27 09:00, add: -1h, due: never }",
    "  - { calendar: office, from: 2026-11-27T09:00Z, to: 2026-11-27T10:00Z, elapsed: -1bd }",
    "  - { type: request, priority: high, service: mail, opened: 2026-11-27, pauses: [[2026-11-27, 2026-11-28]], response_due: never }",
  ),
  "the rest": minimal(
    {},
    "name: 2026",
    "closure: { reopen_days: 0 }",
    "next_update: { high: 30m }",
    "major_update: 1h",
    "templates: { a: { title: x, major: true, tag: [a] } }",
    "oncall: { a: { starts: 2026-11-02, people: [] } }",
  ),
};

/** Files that neither takes. What refers to another part of a file only the reader can know. */
const WRONG: Readonly<Record<string, string>> = {
  "no section but one": "version: 1\n",
  "another version": minimal({ version: "version: 2" }),
  "an unknown section": minimal({}, "calender: {}"),
  "one priority": minimal({ priorities: "priorities: [high]" }),
  "seven impacts": minimal({ impacts: "impacts: [a, b, c, d, e, f, g]" }),
  "no targets": minimal({ targets: "targets: []" }),
  "a target without a calendar": minimal({ targets: targets("{ response: 1h }") }),
  "a target without a time": minimal({ targets: targets("{ priority: high, calendar: office }") }),
  "a target in days": minimal({ targets: targets("{ response: 1d, calendar: office }") }),
  "a target of a number": minimal({ targets: targets("{ response: 15, calendar: office }") }),
  "an unknown type": minimal({ targets: targets("{ type: problem, response: 1h, calendar: office }") }),
  "a spell without minutes": minimal({ calendars: calendars("{ timezone: Etc/UTC, hours: { mon: [8-12] } }") }),
  "a calendar without hours": minimal({ calendars: calendars("{ timezone: Etc/UTC }") }),
  "always, but not true": minimal({ calendars: calendars("{ always: false }") }),
  "a holiday written the other way": minimal({ calendars: calendars("{ timezone: Etc/UTC, hours: {}, holidays: [17-08-2026] }") }),
  "a day of words": minimal({ calendars: calendars("{ timezone: Etc/UTC, hours: {}, day: long }") }),
  "a hold that stops all": minimal({}, "hold_reasons: { a: { stops: [all] } }"),
  "a hold with an unknown end": minimal({}, "hold_reasons: { a: { max: 1d, then: close } }"),
  "a level there is not": minimal({}, "escalation: [ { when: resolution 80%, notify: assignee } ]"),
  "a rule without when": minimal({}, "escalation: [ { notify: assignee } ]"),
  "a closure of words": minimal({}, "closure: { reopen_days: few }"),
  "a rota without a beginning": minimal({}, "oncall: { a: { people: [Dewi] } }"),
  "a check of nothing": minimal({}, "tests: [ { name: x } ]"),
  "a check of two things": minimal({}, "tests: [ { impact: high, urgency: high, priority: high, due: never } ]"),
  "a check of a ticket without a due": minimal({}, "tests: [ { type: incident, priority: high, opened: 2026-11-27 } ]"),
  "a list of sections": "- version: 1\n",
};

describe("the schema of a policy file", () => {
  let world: World;
  let isValid: (text: string) => boolean;
  beforeAll(async () => {
    world = makeWorld();
    const schema = JSON.parse(await world.ok("help schema policy"));
    const validate = new Ajv2020({ strict: true, allErrors: true, strictRequired: false, allowUnionTypes: true, strictTypes: false }).compile(schema);
    isValid = (text) => validate(parse(text));
  });
  afterAll(() => world.remove());

  const read = (text: string): unknown => {
    const found = readPolicy(text, "desk.yaml", () => null);
    return found.ok ? "read" : found.faults;
  };

  it.each(Object.entries(GOOD))("takes what the reader takes: %s", (_, text) => {
    expect([read(text), isValid(text)]).toEqual(["read", true]);
  });

  it.each(Object.entries(WRONG))("refuses what the reader refuses: %s", (_, text) => {
    expect([read(text) === "read", isValid(text)]).toEqual([false, false]);
  });

  it("says of every section what it is for", async () => {
    const { properties } = JSON.parse(await world.ok("help schema policy"));
    expect(Object.entries(properties).filter(([, section]) => (section as { description?: string }).description === undefined)).toEqual([]);
  });

  it("is listed with the others", async () => {
    expect((await world.ok("help schema")).split("\n")).toContain("policy");
  });
});
