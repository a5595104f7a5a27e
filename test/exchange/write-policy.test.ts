import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import type { Policy } from "../../src/domain/policy/policy.ts";
import { canonicalJson } from "../../src/domain/ticket/canonical.ts";
import { readPolicy } from "../../src/exchange/policy/read-policy.ts";
import { writePolicy } from "../../src/exchange/policy/write-policy.ts";
import { POLICY_NOTES } from "../../src/words/policy-file.en.ts";

/** What stays of a policy once it is written and read. */
function again(policy: Policy): unknown {
  const text = writePolicy(policy, POLICY_NOTES);
  const read = readPolicy(text, "policy.yaml", () => null);
  if (!read.ok) throw new Error(`${JSON.stringify(read.faults)}\n${text}`);
  return said(read.policy);
}

/** A policy by what it says: empty parts that may be left out are. Where clocks changed long ago is for the zone tables to know. */
function said({ members = {}, oncall = {}, templates = {}, ...policy }: Policy): unknown {
  return JSON.parse(canonicalJson({ ...policy, members, oncall, templates }));
}

const RICH: Policy = {
  ...DEFAULT_POLICY,
  name: "Head office: day & night",
  categories: ["hardware", "hardware/laptop", "hardware/group", "no", "off-site work"],
  categoryRules: { hardware: { impact: "low" }, "hardware/laptop": { impact: "high" }, no: { group: "field" } },
  services: ["mail", "ERP: finance", "true"],
  serviceGroups: { mail: "second-line" },
  sites: ["surabaya", "1st floor"],
  sitePhones: { surabaya: "+62 31 555" },
  groups: ["service-desk", "second-line", "field"],
  members: { field: ["Dewi", 'Sari "S" W', "null"] },
  managers: { field: ["Ratna", "Budi"], "second-line": ["Ratna"] },
  vip: ["Pak Budi", "12"],
  oncall: {
    desk: {
      group: "service-desk",
      calendar: "office",
      starts: 1_795_000_000,
      turnSeconds: 604_800,
      people: ["Dewi", "Sari"],
      overrides: [
        { person: null, from: 1_796_000_000, until: 1_796_086_400 },
        { person: "Budi", from: 1_797_000_000, until: 1_797_086_401 },
      ],
    },
    night: { group: null, calendar: "office", starts: 1_795_000_000, turnSeconds: 86_400, people: ["Dewi"] },
  },
  holdReasons: {
    ...DEFAULT_POLICY.holdReasons,
    // biome-ignore-start lint/suspicious/noThenProperty: so a policy calls it, and nobody awaits one.
    parts: {
      stops: ["response", "resolution"],
      needs: ["until", "note"],
      remind: { seconds: 86_400, calendar: null },
      max: { after: { seconds: 432_000, calendar: null }, then: "resume" },
    },
    office: { stops: [], needs: [], remind: { seconds: 28_800, calendar: "office" }, max: { after: { seconds: 90_000, calendar: "office" }, then: "remind" } },
    // biome-ignore-end lint/suspicious/noThenProperty: as above.
  },
  calendars: {
    ...DEFAULT_POLICY.calendars,
    office: { ...DEFAULT_POLICY.calendars.office!, dates: { "2026-08-17": [], "*-12-25": [], "2026-12-24": [[480, 720]], "2026-12-31": [[0, 1440]] } },
    shop: { ...DEFAULT_POLICY.calendars.office!, week: [[[600, 840]], [], [[0, 1440]], [[0, 1440]], [], [[1320, 1440]], [[0, 360]]], daySeconds: 86_400 },
  },
  targets: [...DEFAULT_POLICY.targets, { service: "ERP: finance", site: "1st floor", responseSeconds: null, resolutionSeconds: 100_000, calendar: "shop" }],
  closure: { reopenDays: 7, autoAfter: { seconds: 86_400, calendar: "office" } },
  escalation: [
    ...DEFAULT_POLICY.escalation,
    {
      name: "to network",
      clock: "resolution",
      percent: 50,
      only: { priority: ["high"], type: ["incident"], category: ["hardware"], service: ["mail"] },
      notify: ["group:field", "person:Dewi", "oncall:desk"],
      to: "field",
      levels: 0,
    },
    { name: "up", clock: "response", percent: 90, only: {}, notify: [], to: null, levels: 2 },
    { name: "quiet", clock: "response", percent: 90, only: { group: ["field"] }, notify: [], to: null, levels: 0 },
  ],
  nextUpdateSeconds: { high: 1800, low: 90_000 },
  majorUpdateSeconds: 900,
  templates: { reset: { title: "Password: reset", impact: "low", tag: ["a", "b, c"], major: true } },
};

describe("a policy written as a file", () => {
  it("reads back as it is, the one of a new register", () => {
    expect(again(DEFAULT_POLICY)).toEqual(said(DEFAULT_POLICY));
  });

  it("reads back as it is, one with everything in it", () => {
    expect(again(RICH)).toEqual(said(RICH));
  });

  it("reads back as it is, whatever names it has", () => {
    const name = fc
      .oneof(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
        fc.constantFrom("yes", "~", "- a", "a: b", "# x", "1e3", "0x1f", "2026-01-01", "{a}", "'", '"', "%a", "@b", "a #b", "é", "null"),
      )
      .map((text) => text.replace(/[\p{C}\p{Z}/,]/gu, "-").trim())
      .filter((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) && !["none", "any", "computed", "__proto__", "unclassified"].includes(text.toLowerCase()));
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 4, selector: (text) => text.normalize("NFKC").toLowerCase() }), (names) => {
        const policy: Policy = { ...DEFAULT_POLICY, name: names[0]!, categories: names, services: names, vip: names };
        const text = writePolicy(policy, POLICY_NOTES);
        const read = readPolicy(text, "policy.yaml", () => null);
        // What the reader does not take as a name is its own affair; what it takes, it takes as it was.
        if (read.ok) expect(said(read.policy)).toEqual(said(policy));
        else expect(read.faults.filter(({ key }) => key.startsWith("yaml"))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
