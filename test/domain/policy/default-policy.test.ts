import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import { aimAt, computedPriority, rankOf } from "../../../src/domain/policy/matrix.ts";
import { targetsOf } from "../../../src/domain/policy/targets.ts";
import { isOpen } from "../../../src/domain/time/calendar.ts";
import { t } from "../ticket/story.ts";

const MINUTE = 60;
const HOUR = 3600;

describe("a new register's matrix", () => {
  it.each([
    ["high", "high", "high"],
    ["high", "medium", "high"],
    ["high", "low", "medium"],
    ["medium", "high", "high"],
    ["medium", "medium", "medium"],
    ["medium", "low", "low"],
    ["low", "high", "medium"],
    ["low", "medium", "low"],
    ["low", "low", "low"],
  ])("impact %s, urgency %s: %s", (impact, urgency, priority) => {
    expect(computedPriority(DEFAULT_POLICY, impact, urgency)).toBe(priority);
  });

  it("ranks the most urgent first, and one it does not know last", () => {
    expect(["high", "medium", "low", "whenever"].map((priority) => rankOf(DEFAULT_POLICY, priority))).toEqual([1, 2, 3, 4]);
  });
});

describe("a new register's targets", () => {
  it.each([
    ["incident", "high", 15 * MINUTE, 4 * HOUR, "always"],
    ["incident", "medium", HOUR, 8 * HOUR, "office"],
    ["incident", "low", 4 * HOUR, 24 * HOUR, "office"],
    ["request", "high", HOUR, 8 * HOUR, "office"],
    ["request", "medium", 4 * HOUR, 24 * HOUR, "office"],
    ["request", "low", 8 * HOUR, 40 * HOUR, "office"],
  ] as const)("of a %s, %s", (type, priority, response, resolution, calendar) => {
    const of = { service: null, site: null, type, priority };
    expect(targetsOf(DEFAULT_POLICY, of)).toEqual({ response: { seconds: response, calendar }, resolution: { seconds: resolution, calendar } });
    expect(aimAt(DEFAULT_POLICY, DEFAULT_POLICY, of)).toMatchObject({ priority, rank: ["high", "medium", "low"].indexOf(priority) + 1 });
  });
});

describe("a new register's office", () => {
  const { office } = DEFAULT_POLICY.calendars;
  it.each([
    ["mon 07:59:59", false],
    ["mon 08:00", true],
    ["mon 12:00", false],
    ["mon 13:00", true],
    ["fri 16:59:59", true],
    ["fri 17:00", false],
    ["sat 10:00", false],
    ["sun 10:00", false],
  ])("at %s: open %s", (at, open) => {
    expect(office !== undefined && isOpen(office, t(at))).toBe(open);
  });

  it("has a service day of eight hours", () => {
    expect(office?.daySeconds).toBe(8 * HOUR);
  });
});

it("a new register's names", () => {
  expect(Object.keys(DEFAULT_POLICY.resolutionCodes)).toEqual([
    "fixed",
    "workaround",
    "request-fulfilled",
    "user-guidance",
    "duplicate",
    "no-fault-found",
    "resolved-by-requester",
    "resolved-by-change",
    "known-error",
    "no-response",
    "withdrawn",
  ]);
  expect(Object.entries(DEFAULT_POLICY.holdReasons).map(([name, { stops, needs }]) => [name, stops.join(), needs.join()])).toEqual([
    ["awaiting-requester", "resolution", ""],
    ["awaiting-approval", "resolution", "note"],
    ["awaiting-vendor", "", ""],
    ["awaiting-change", "", ""],
    ["awaiting-problem", "", ""],
    ["scheduled", "response,resolution", "until"],
  ]);
  expect(DEFAULT_POLICY.categories.filter((path) => path.includes("/")).join(" ")).toBe(
    "hardware/laptop hardware/desktop hardware/printer hardware/phone software/application software/operating-system software/mail network/lan network/wifi network/vpn network/internet access/password access/account access/permission",
  );
  expect(DEFAULT_POLICY.categories.filter((path) => !path.includes("/"))).toEqual(["hardware", "software", "network", "access", "other"]);
  expect(DEFAULT_POLICY).toMatchObject({
    groups: ["service-desk", "second-line"],
    services: [],
    sites: [],
    closure: { reopenDays: 14, autoAfter: null },
    majorUpdateSeconds: 30 * MINUTE,
  });
});

it("every parent of a category is a category", () => {
  for (const path of DEFAULT_POLICY.categories) if (path.includes("/")) expect(DEFAULT_POLICY.categories).toContain(path.slice(0, path.lastIndexOf("/")));
});
