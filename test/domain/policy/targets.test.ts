import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import type { Policy, TargetLine } from "../../../src/domain/policy/policy.ts";
import { type Aimed, targetsOf } from "../../../src/domain/policy/targets.ts";

const line = (seconds: number, of: Partial<TargetLine>): TargetLine => ({ responseSeconds: null, resolutionSeconds: seconds, calendar: "always", ...of });
const policy = (...targets: readonly TargetLine[]): Policy => ({ ...DEFAULT_POLICY, targets });
const ticket: Aimed = { service: "VPN", site: "Bandung", type: "incident", priority: "high" };
const found = (of: Policy, aimed: Aimed = ticket): number | undefined => targetsOf(of, aimed).resolution?.seconds;

describe("the target line", () => {
  it("that fits is the most specific: service before site, site before type, type before priority", () => {
    const lines = [line(1, {}), line(2, { priority: "high" }), line(3, { type: "incident" }), line(4, { site: "Bandung" }), line(5, { service: "VPN" })];
    for (let last = 1; last <= 5; last += 1) {
      expect(found(policy(...lines.slice(0, last)))).toBe(last);
      expect(found(policy(...lines.slice(0, last).toReversed()))).toBe(last);
    }
  });

  it("for a service wins over one that names all the rest", () => {
    expect(found(policy(line(1, { site: "Bandung", type: "incident", priority: "high" }), line(2, { service: "VPN" })))).toBe(2);
  });

  it("that names something else does not fit", () => {
    expect(found(policy(line(1, {}), line(2, { service: "Mail" }), line(3, { priority: "low" })))).toBe(1);
    expect(found(policy(line(1, {}), line(2, { service: "VPN" })), { ...ticket, service: null })).toBe(1);
  });

  it("of two alike is the first", () => {
    expect(found(policy(line(1, { service: "VPN" }), line(2, { service: "VPN" })))).toBe(1);
  });

  it("that is missing, or leaves a clock out, gives none", () => {
    expect(targetsOf(policy(), ticket)).toEqual({ response: null, resolution: null });
    expect(targetsOf(policy(line(7, {})), ticket)).toEqual({ response: null, resolution: { seconds: 7, calendar: "always" } });
  });

  it("may be of no time at all", () => {
    expect(found(policy(line(0, {})))).toBe(0);
  });
});
