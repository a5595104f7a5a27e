import type { Calendar } from "../time/calendar.ts";
import type { EscalationRule, Level, Party } from "./escalation-rule.ts";
import type { CodeRule, Policy, TargetLine, TicketType, Which } from "./policy.ts";

const HOUR = 3600;
const minutes = (hour: number): number => hour * 60;
const WORKDAY = [
  [minutes(8), minutes(12)],
  [minutes(13), minutes(17)],
] as const;

const ALWAYS: Calendar = { always: true, zone: "Etc/UTC", offsets: [[0, 0]], week: [[], [], [], [], [], [], []], dates: {}, daySeconds: 24 * HOUR };

/** Asia/Jakarta has kept UTC+07:00 since 1964, so one line is its whole table for any ticket. */
const OFFICE: Calendar = {
  always: false,
  zone: "Asia/Jakarta",
  offsets: [[0, 7 * HOUR]],
  week: [[], WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, []],
  dates: {},
  daySeconds: 8 * HOUR,
};

const target = (type: TicketType, priority: string, response: number, resolution: number, calendar: string): TargetLine => ({
  type,
  priority,
  responseSeconds: response,
  resolutionSeconds: resolution,
  calendar,
});

/** Telling moves nothing, so it is safe to begin with. */
const told = (name: string, clock: Which, percent: Level, notify: readonly Party[]): EscalationRule => ({
  name,
  clock,
  percent,
  only: {},
  notify,
  to: null,
  levels: 0,
});

const BOTH: CodeRule = { types: ["incident", "request"] };

/** What a new register starts with: a desk works at once, and its own rules can replace this whole later. */
export const DEFAULT_POLICY: Policy = {
  name: "default",
  from: null,
  zone: { name: OFFICE.zone, offsets: OFFICE.offsets },
  priorities: ["high", "medium", "low"],
  impacts: ["high", "medium", "low"],
  urgencies: ["high", "medium", "low"],
  matrix: {
    high: { high: "high", medium: "high", low: "medium" },
    medium: { high: "high", medium: "medium", low: "low" },
    low: { high: "medium", medium: "low", low: "low" },
  },
  calendars: { always: ALWAYS, office: OFFICE },
  targets: [
    target("incident", "high", HOUR / 4, 4 * HOUR, "always"),
    target("incident", "medium", HOUR, 8 * HOUR, "office"),
    target("incident", "low", 4 * HOUR, 24 * HOUR, "office"),
    target("request", "high", HOUR, 8 * HOUR, "office"),
    target("request", "medium", 4 * HOUR, 24 * HOUR, "office"),
    target("request", "low", 8 * HOUR, 40 * HOUR, "office"),
  ],
  categories: [
    "hardware",
    "hardware/laptop",
    "hardware/desktop",
    "hardware/printer",
    "hardware/phone",
    "software",
    "software/application",
    "software/operating-system",
    "software/mail",
    "network",
    "network/lan",
    "network/wifi",
    "network/vpn",
    "network/internet",
    "access",
    "access/password",
    "access/account",
    "access/permission",
    "other",
  ],
  categoryRules: {},
  services: [],
  sites: [],
  groups: ["service-desk", "second-line"],
  managers: {},
  serviceGroups: {},
  sitePhones: {},
  vip: [],
  holdReasons: {
    "awaiting-requester": { stops: ["resolution"], needs: [] },
    "awaiting-approval": { stops: ["resolution"], needs: ["note"] },
    "awaiting-vendor": { stops: [], needs: [] },
    "awaiting-change": { stops: [], needs: [] },
    "awaiting-problem": { stops: [], needs: [] },
    scheduled: { stops: ["response", "resolution"], needs: ["until"] },
  },
  resolutionCodes: {
    fixed: BOTH,
    workaround: BOTH,
    "request-fulfilled": { types: ["request"] },
    "user-guidance": BOTH,
    duplicate: BOTH,
    "no-fault-found": BOTH,
    "resolved-by-requester": BOTH,
    "resolved-by-change": BOTH,
    "known-error": BOTH,
    "no-response": BOTH,
    withdrawn: BOTH,
  },
  closure: { reopenDays: 14, autoAfter: null },
  escalation: [
    told("response 75%", "response", 75, ["assignee", "group"]),
    told("response 100%", "response", 100, ["assignee", "group", "manager"]),
    told("resolution 75%", "resolution", 75, ["assignee", "group"]),
    told("resolution 100%", "resolution", 100, ["assignee", "group", "manager"]),
  ],
  nextUpdateSeconds: {},
  majorUpdateSeconds: HOUR / 2,
};
