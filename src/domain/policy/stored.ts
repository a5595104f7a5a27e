import { DEFAULT_POLICY } from "./default-policy.ts";
import type { Policy } from "./policy.ts";

/** What versions that were stored before there was such a part say of it. */
const UNSAID: Pick<Policy, "from" | "zone" | "categoryRules" | "managers" | "serviceGroups" | "sitePhones" | "vip" | "escalation" | "nextUpdateSeconds"> = {
  from: null,
  zone: DEFAULT_POLICY.zone,
  categoryRules: {},
  managers: {},
  serviceGroups: {},
  sitePhones: {},
  vip: [],
  escalation: DEFAULT_POLICY.escalation,
  nextUpdateSeconds: {},
};

/** The policy of a stored version, whichever program stored it. */
export function storedPolicy(compiled: string): Policy {
  const stored = JSON.parse(compiled) as Policy;
  return { ...UNSAID, ...stored, closure: { reopenDays: stored.closure.reopenDays, autoAfter: stored.closure.autoAfter ?? null } };
}
