import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import { takesFrom } from "../../../src/domain/policy/membership.ts";
import type { Policy } from "../../../src/domain/policy/policy.ts";
import { at } from "../time/calendars.ts";

const NOW = at("2026-11-24T09:00+07:00");
const desk = (changes: Partial<Policy>): Policy => ({ ...DEFAULT_POLICY, ...changes });
const rota = (group: string | null, calendar = "office") => ({ group, calendar, starts: NOW - 60, turnSeconds: 86_400, people: ["citra"] });
const MEMBERS = { network: ["Budi Santoso", "dewi"], empty: [] };

const cases: readonly (readonly [what: string, policy: Policy, person: string, group: string | null, takes: boolean])[] = [
  ["everybody's where the policy names no members", desk({}), "ayu", "network", true],
  ["everybody's where it stands in no group", desk({ members: MEMBERS }), "ayu", null, true],
  ["everybody's where nobody is named for the group", desk({ members: MEMBERS }), "ayu", "second-line", true],
  ["everybody's where the list is empty", desk({ members: MEMBERS }), "ayu", "empty", true],
  ["a member's", desk({ members: MEMBERS }), "dewi", "network", true],
  ["a member's whatever the case of the name", desk({ members: MEMBERS }), "budi  SANTOSO", "network", true],
  ["nobody else's", desk({ members: MEMBERS }), "ayu", "network", false],
  ["theirs who are on call for it", desk({ members: MEMBERS, oncall: { n: rota("network") } }), "citra", "network", true],
  ["theirs who are on call for every group", desk({ members: MEMBERS, oncall: { n: rota(null) } }), "citra", "network", true],
  ["not theirs who are on call for another", desk({ members: MEMBERS, oncall: { n: rota("second-line") } }), "citra", "network", false],
  ["not theirs where the rota's calendar is missing", desk({ members: MEMBERS, oncall: { n: rota("network", "gone") } }), "citra", "network", false],
  ["not a matter of what objects inherit", desk({ members: MEMBERS }), "ayu", "constructor", true],
];

describe("what nobody has is", () => {
  it.each(cases)("%s", (_, policy, person, group, takes) => expect(takesFrom(policy, person, NOW)(group)).toBe(takes));
});
