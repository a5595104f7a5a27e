import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import type { Policy } from "../../../src/domain/policy/policy.ts";
import type { PolicyTest } from "../../../src/domain/policy/policy-test.ts";
import { runTests } from "../../../src/domain/policy/run-tests.ts";
import { offsetIn } from "../../../src/domain/time/zone.ts";
import { readPolicy } from "../../../src/exchange/policy/read-policy.ts";
import { minimal } from "../../acceptance/policy/minimal.ts";

const none = (): null => null;

function read(text: string, beside: (name: string) => string | null = none): { readonly policy: Policy; readonly tests: readonly PolicyTest[] } {
  const found = readPolicy(text, "desk.yaml", beside);
  if (!found.ok) throw new Error(JSON.stringify(found.faults));
  return found;
}
const policyOf = (...more: readonly string[]): Policy => read(minimal({}, ...more)).policy;

describe("a policy file", () => {
  it("with the sections it needs has all others as a new register has them", () => {
    const { name, from, zone, services, sites, groups, categories, holdReasons, resolutionCodes, closure, escalation, majorUpdateSeconds } = policyOf();
    const usual = DEFAULT_POLICY;
    expect({ name, services, sites, groups, categories, holdReasons, resolutionCodes, closure, escalation, majorUpdateSeconds }).toEqual({
      name: usual.name,
      services: usual.services,
      sites: usual.sites,
      groups: usual.groups,
      categories: usual.categories,
      holdReasons: usual.holdReasons,
      resolutionCodes: usual.resolutionCodes,
      closure: usual.closure,
      escalation: usual.escalation,
      majorUpdateSeconds: usual.majorUpdateSeconds,
    });
    expect({ from, zone: zone.name }).toEqual({ from: null, zone: "Asia/Jakarta" });
  });

  it("has the policy's zone in a calendar that is always open, and turns are handed over by it", () => {
    const calendars = "calendars: { always: { always: true }, london: { always: true, timezone: Europe/London } }";
    const policy = read(
      minimal(
        { calendars, targets: "targets: [ { response: 1h, resolution: 8h, calendar: always } ]" },
        "timezone: Europe/Berlin",
        "oncall: { night: { calendar: always, starts: 2026-07-06 08:00, people: [Ina, Jens] } }",
      ),
    ).policy;
    expect(policy.calendars.always).toMatchObject({ always: true, zone: "Europe/Berlin" });
    expect(policy.calendars.always?.offsets).toEqual(policy.zone.offsets);
    expect(policy.calendars.london?.zone).toBe("Europe/London");
    expect(policy.oncall?.night?.starts).toBe(Date.UTC(2026, 6, 6, 6) / 1000);
  });

  it("replaces a section whole", () => {
    expect(policyOf("hold_reasons: { vendor: {} }").holdReasons).toEqual({ vendor: { stops: [], needs: [] } });
    expect(policyOf("groups: [a]").groups).toEqual(["a"]);
    expect(policyOf("escalation: []").escalation).toEqual([]);
    expect(policyOf("resolution_codes: { done: { types: request }, fixed: }").resolutionCodes).toEqual({
      done: { types: ["request"] },
      fixed: { types: ["incident", "request"] },
    });
  });

  it("may be JSON", () => {
    const matrix = { a: { a: "1", b: "1" }, b: { a: "2", b: "2" } };
    const file = {
      version: 1,
      priorities: [1, 2],
      impacts: ["a", "b"],
      urgencies: ["a", "b"],
      matrix,
      calendars: { c: { always: true } },
      targets: [{ resolution: "4h", calendar: "c" }],
    };
    expect(read(JSON.stringify(file, null, 2)).policy).toMatchObject({ priorities: ["1", "2"], matrix });
  });

  it("may have a byte order mark, CRLF and anchors", () => {
    expect(read(minimal({}, "vip: &v [Ratna]", "groups: *v").replaceAll("\n", "\r\n")).policy).toMatchObject({ vip: ["Ratna"], groups: ["Ratna"] });
  });

  it("names weekdays singly, in ranges over the week's end and in lists", () => {
    const { week } = read(
      minimal({ calendars: 'calendars: { office: { timezone: Etc/UTC, hours: { sat-mon: "00:00-24:00", "tue,thu": ["13:00-17:00", "08:00-12:00"] } } }' }),
    ).policy.calendars.office!;
    const whole = [[0, 1440]];
    const split = [
      [480, 720],
      [780, 1020],
    ];
    expect(week).toEqual([whole, whole, split, [], split, [], whole]);
  });

  it("says what a service day is, or has its longest weekday", () => {
    const day = (about: string): number | undefined =>
      read(minimal({ calendars: `calendars: { office: { timezone: Etc/UTC, ${about} } }` })).policy.calendars.office?.daySeconds;
    expect(day('hours: { mon-fri: "08:00-17:00", sat: "08:00-10:00" }')).toBe(9 * 3600);
    expect(day('hours: { mon-fri: "08:00-17:00" }, day: 8h')).toBe(8 * 3600);
    expect(policyOf("timezone: Etc/UTC").zone).toEqual({ name: "Etc/UTC", offsets: [[0, 0]] });
  });

  it("has hours of a date instead of those of a holiday", () => {
    const { dates } = read(
      minimal({
        calendars:
          'calendars: { office: { timezone: Etc/UTC, hours: { mon-fri: "08:00-17:00" }, holidays: ["*-12-24", 2026-12-31], dates: { 2026-12-31: "08:00-12:00" } } }',
      }),
    ).policy.calendars.office!;
    expect(dates).toEqual({ "*-12-24": [], "2026-12-31": [[480, 720]] });
  });

  it("counts targets in service time", () => {
    const { targets } = read(
      minimal({
        targets: "targets: [ { priority: high, response: none, resolution: 1bd4bh, calendar: office }, { type: request, response: 90s, calendar: office } ]",
      }),
    ).policy;
    expect(targets).toEqual([
      { priority: "high", responseSeconds: null, resolutionSeconds: 12 * 3600, calendar: "office" },
      { type: "request", responseSeconds: 90, resolutionSeconds: null, calendar: "office" },
    ]);
  });

  it("has a tree of categories, in which group and impact are rules unless they have branches", () => {
    const { categories, categoryRules } = policyOf(
      "categories: { hardware: { group: second-line, laptop: {}, printer: { impact: low, group: {} } }, group: { team: } }",
    );
    expect(categories).toEqual(["hardware", "hardware/laptop", "hardware/printer", "hardware/printer/group", "group", "group/team"]);
    expect(categoryRules).toEqual({ hardware: { group: "second-line" }, "hardware/printer": { impact: "low" } });
  });

  it("names groups, services and sites with what belongs to them", () => {
    const policy = policyOf(
      "groups: { desk: { members: [Dewi, Rudi], manager: Sari }, network: { manager: [Sari, Agus] }, other: }",
      "services: { mail: { group: network }, vpn: }",
      "sites: { surabaya: { phone: +62 31 555 0101 } }",
      "vip: [Ratna]",
    );
    expect(policy).toMatchObject({
      groups: ["desk", "network", "other"],
      members: { desk: ["Dewi", "Rudi"] },
      managers: { desk: ["Sari"], network: ["Sari", "Agus"] },
      services: ["mail", "vpn"],
      serviceGroups: { mail: "network" },
      sites: ["surabaya"],
      sitePhones: { surabaya: "+62 31 555 0101" },
      vip: ["Ratna"],
    });
  });

  it("has rotas, by the zone of a calendar", () => {
    const { oncall } = policyOf(
      "oncall: { desk: { group: second-line, starts: 2026-11-02 09:00, people: [Dewi, Rudi], overrides: [ { person: none, from: 2026-12-25, until: 2026-12-26 } ] } }",
    );
    expect(oncall).toEqual({
      desk: {
        group: "second-line",
        calendar: "office",
        starts: Date.UTC(2026, 10, 2, 2) / 1000,
        turnSeconds: 604_800,
        people: ["Dewi", "Rudi"],
        overrides: [{ person: null, from: Date.UTC(2026, 11, 24, 17) / 1000, until: Date.UTC(2026, 11, 25, 17) / 1000 }],
      },
    });
  });

  it("says what follows a hold, by the clock or by a calendar", () => {
    const { holdReasons } = policyOf(
      "hold_reasons: { a: { stops: resolution, remind: 1d, max: 5d, then: resolve }, b: { stops: [resolution, response], needs: [note], max: 3bd, calendar: office } }",
    );
    expect(holdReasons).toEqual({
      a: {
        stops: ["resolution"],
        needs: [],
        remind: { seconds: 86_400, calendar: null },
        // biome-ignore lint/suspicious/noThenProperty: it is a word of the file, and no function.
        max: { after: { seconds: 432_000, calendar: null }, then: "resolve" },
      },
      // biome-ignore lint/suspicious/noThenProperty: the same.
      b: { stops: ["response", "resolution"], needs: ["note"], max: { after: { seconds: 86_400, calendar: "office" }, then: "remind" } },
    });
    expect(policyOf("closure: { auto_after: 3bd, calendar: office }").closure).toEqual({ autoAfter: { seconds: 86_400, calendar: "office" }, reopenDays: 14 });
  });

  it("calls a rule of escalation by its when, made unique", () => {
    const { escalation } = policyOf(
      "escalation:",
      "  - { when: resolution 75%, notify: assignee }",
      "  - { when: resolution 100%, priority: [high], to: group:second-line, kind: functional }",
      "  - { when: resolution 100%, kind: hierarchical }",
      "  - { name: late, when: response 90 %, category: hardware, notify: [group, 'person:Dewi', 'group:service-desk'] }",
    );
    expect(escalation).toEqual([
      { name: "resolution 75%", clock: "resolution", percent: 75, only: {}, notify: ["assignee"], to: null, levels: 0 },
      { name: "resolution 100%", clock: "resolution", percent: 100, only: { priority: ["high"] }, notify: [], to: "second-line", levels: 0 },
      { name: "resolution 100% (2)", clock: "resolution", percent: 100, only: {}, notify: [], to: null, levels: 1 },
      {
        name: "late",
        clock: "response",
        percent: 90,
        only: { category: ["hardware"] },
        notify: ["group", "person:Dewi", "group:service-desk"],
        to: null,
        levels: 0,
      },
    ]);
  });

  it("promises updates and fills in templates", () => {
    expect(
      policyOf("next_update: { high: 30m }", "major_update: 15m", "templates: { laptop: { title: 'New laptop for ', major: true, tag: [a, b] } }"),
    ).toMatchObject({
      nextUpdateSeconds: { high: 1800 },
      majorUpdateSeconds: 900,
      templates: { laptop: { title: "New laptop for ", major: true, tag: ["a", "b"] } },
    });
  });

  it("reads a file of holidays once, and closes on its days", () => {
    const asked: string[] = [];
    const ics = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270101\nEND:VEVENT\nEND:VCALENDAR\n";
    const calendar = '{ timezone: Etc/UTC, hours: { mon-fri: "08:00-17:00" }, holidays: [ { file: id.ics } ] }';
    const { policy } = read(minimal({ calendars: `calendars: { office: ${calendar}, other: ${calendar} }` }), (name) => {
      asked.push(name);
      return ics;
    });
    expect({ asked, dates: policy.calendars.other?.dates }).toEqual({ asked: ["id.ics"], dates: { "2027-01-01": [] } });
  });

  it("keeps the offsets of a zone that changes its clocks", () => {
    const { offsets } = read(minimal({ calendars: 'calendars: { office: { timezone: Europe/Berlin, hours: { mon-fri: "08:00-17:00" } } }' })).policy.calendars
      .office!;
    expect(
      [Date.UTC(2026, 2, 29, 0, 59, 59), Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 0, 59, 59), Date.UTC(2026, 9, 25, 1)].map((at) =>
        offsetIn(offsets, at / 1000),
      ),
    ).toEqual([3600, 7200, 7200, 3600]);
  });
});

describe("the checks of a policy file", () => {
  const outcomes = (...tests: readonly string[]): readonly unknown[] => {
    const { policy, tests: found } = read(minimal({}, "tests:", ...tests.map((test) => `  - ${test}`)));
    return runTests(policy, found).map(({ ok, test, got: [got] }) => (ok ? true : [test.line, got?.value]));
  };

  it("pass where the calendar, the matrix and the targets say so", () => {
    expect(
      outcomes(
        '{ name: over the weekend, calendar: office, from: "2026-11-27T16:30+07:00", add: 1h, due: "2026-11-30T08:30+07:00" }',
        "{ calendar: office, from: 2026-11-30 08:30, add: -1h, due: 2026-11-27 16:30 }",
        "{ calendar: office, from: 2026-11-27 16:30, add: 1bd, due: 2026-11-30 16:30 }",
        "{ calendar: office, from: 2026-11-27 09:00, to: 2026-11-30 09:00, elapsed: 8h }",
        "{ calendar: office, from: 2026-11-30 09:00, to: 2026-11-27 09:00, elapsed: -8h }",
        "{ impact: low, urgency: high, priority: low }",
        "{ type: incident, priority: high, opened: 2026-11-27 16:30, response_due: 2026-11-30 08:30, resolution_due: 2026-11-30 16:30 }",
      ),
    ).toEqual([true, true, true, true, true, true, true]);
  });

  it("pause a clock, in any order, within one another, and after it is due", () => {
    expect(
      outcomes(
        "{ calendar: office, from: 2026-11-27 09:00, add: 1h, pauses: [[2026-11-27 09:30, 2026-11-27 10:30]], due: 2026-11-27 11:00 }",
        "{ calendar: office, from: 2026-11-27 09:00, add: 1h, pauses: [[2026-11-27 10:00, 2026-11-27 10:15], [2026-11-27 09:30, 2026-11-27 10:30]], due: 2026-11-27 11:00 }",
        "{ calendar: office, from: 2026-11-27 09:00, add: 1h, pauses: [[2026-11-27 10:00, 2026-11-27 10:15]], due: 2026-11-27 10:00 }",
        "{ calendar: office, from: 2026-11-27 09:00, add: 1h, pauses: [[2026-11-27 08:00, 2026-11-27 09:15]], due: 2026-11-27 10:15 }",
      ),
    ).toEqual([true, true, true, true]);
  });

  it("fail with what came instead, and the line they stand in", () => {
    expect(
      outcomes("{ impact: low, urgency: high, priority: high }", "{ calendar: office, from: 2026-11-27 09:00, to: 2026-11-27 10:00, elapsed: 2h }"),
    ).toEqual([
      [9, "low"],
      [10, 3600],
    ]);
  });

  it("expect no due where a calendar never opens again, and no clock where there is no target", () => {
    const { policy, tests } = read(
      minimal(
        {
          calendars: "calendars: { office: { always: true }, shut: { timezone: Etc/UTC, hours: {} } }",
          targets: "targets: [ { priority: high, response: 1h, calendar: office } ]",
        },
        "tests:",
        "  - { calendar: shut, from: 2026-11-27 09:00, add: 1s, due: never }",
        "  - { type: request, priority: high, opened: 2026-11-27 09:00, resolution_due: never }",
        "  - { type: request, priority: low, opened: 2026-11-27 09:00, response_due: never }",
      ),
    );
    expect(runTests(policy, tests).map(({ ok }) => ok)).toEqual([true, true, true]);
  });
});
