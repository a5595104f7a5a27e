import { expect, test } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import { storedPolicy } from "../../../src/domain/policy/stored.ts";

test("a version stored before a policy knew of escalation, zones and people is read whole", () => {
  const { from, zone, categoryRules, managers, serviceGroups, sitePhones, vip, escalation, nextUpdateSeconds, closure, ...old } = DEFAULT_POLICY;
  const stored = { ...old, closure: { reopenDays: closure.reopenDays, autoAfterSeconds: null } };

  expect(storedPolicy(JSON.stringify(stored))).toEqual(DEFAULT_POLICY);
});

test("what a version says is kept", () => {
  const policy = { ...DEFAULT_POLICY, vip: ["Ratna"], escalation: [], closure: { reopenDays: 3, autoAfter: { seconds: 60, calendar: "office" } } };

  expect(storedPolicy(JSON.stringify(policy))).toEqual(policy);
});
