import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import type { TicketEvent } from "../../src/domain/ticket/event.ts";
import type { Explanation } from "../../src/domain/ticket/explanation.ts";
import { NO_DUE } from "../../src/domain/ticket/judge.ts";
import { packRest } from "../../src/domain/ticket/rest.ts";
import type { TicketRow } from "../../src/domain/ticket/row.ts";
import type { Clock, Ticket } from "../../src/domain/ticket/ticket.ts";
import { fixedZone } from "../../src/domain/time/zone.ts";
import type { Look } from "../../src/render/field.ts";
import { type Shown, shownOf } from "../../src/render/fields/show.ts";

/** 2026-11-24T02:41:05Z, a Tuesday morning in Jakarta. */
export const NOW = 1_795_488_065;
export const HOUR = 3600;
export const MINUTE = 60;

export const LOOK: Look = {
  now: NOW,
  zone: fixedZone(7 * HOUR),
  me: "ratna",
  calendarOf: (_terms, name) => DEFAULT_POLICY.calendars[name]!,
};

const CLOCK: Clock = { target: { seconds: 4 * HOUR, calendar: "always" }, terms: 1, running: [[NOW - HOUR, null]], endedAt: null, warned: 0 };
export const clock = (changed: Partial<Clock> = {}): Clock => ({ ...CLOCK, ...changed });

export type RestParts = Pick<Ticket, "raised" | "refs" | "tags" | "links" | "affected" | "watchers" | "cancellation" | "hold"> & {
  readonly clocks: Ticket["clocks"];
};

const PARTS: RestParts = {
  raised: [],
  refs: [],
  tags: [],
  links: [],
  affected: [],
  watchers: [],
  cancellation: null,
  hold: null,
  clocks: { response: clock(), resolution: clock() },
};

/** The `rest` of a row that was opened when `ROW` was, or at another instant. */
export const restText = (parts: Partial<RestParts> = {}, openedAt: number = NOW - HOUR): string =>
  packRest({
    openedAt,
    updatedAt: NOW - HOUR,
    movedAt: NOW - HOUR,
    terms: 1,
    status: "new",
    resolution: null,
    previousGroup: null,
    promiseTold: false,
    silence: null,
    ...PARTS,
    ...parts,
  } as Ticket);

const ROW: TicketRow = {
  number: 41,
  version: 1,
  type: "incident",
  title: "VPN down in the Bandung office",
  status: "new",
  impact: "high",
  urgency: "high",
  priority: "high",
  computedPriority: "high",
  rank: 1,
  overrideReason: null,
  overrideUntil: null,
  category: "network/vpn",
  firstCategory: "network/vpn",
  closedCategory: null,
  service: null,
  site: null,
  ci: null,
  requester: "Sari",
  contact: null,
  affectedCount: 0,
  channel: "phone",
  group: null,
  assignee: null,
  major: 0,
  parent: null,
  key: null,
  occurrences: 1,
  holdReason: null,
  holdSince: null,
  holdUntil: null,
  holdNote: null,
  paused: 0,
  workaround: null,
  resolutionCode: null,
  resolutionNote: null,
  resolvedBy: null,
  resolvedAt: null,
  confirmedBy: null,
  closureNote: null,
  closedBy: null,
  closedAt: null,
  review: null,
  satisfaction: null,
  firstResponseAt: null,
  downAt: null,
  upAt: null,
  nextUpdateAt: null,
  openedAt: NOW - HOUR,
  loggedAt: NOW - HOUR,
  updatedAt: NOW - HOUR,
  reopenCount: 0,
  reassignmentCount: 0,
  pingPongCount: 0,
  void: 0,
  backdated: 0,
  terms: 1,
  rest: restText(),
  responseTarget: 4 * HOUR,
  responseDueAt: NOW + 3 * HOUR,
  responseRiskAt: NOW + 2 * HOUR,
  responseBreachedAt: null,
  responseLeft: 4 * HOUR,
  resolutionTarget: 4 * HOUR,
  resolutionDueAt: NOW + 3 * HOUR,
  resolutionRiskAt: NOW + 2 * HOUR,
  resolutionBreachedAt: null,
  resolutionLeft: 4 * HOUR,
  sortDueAt: NO_DUE,
  wakeAt: null,
  sweepAt: null,
};

export const row = (changed: Partial<TicketRow> = {}): TicketRow => ({ ...ROW, ...changed });

/** The response clock of a ticket somebody has answered already. */
export const ANSWERED: Partial<TicketRow> = {
  firstResponseAt: NOW - HOUR,
  responseDueAt: NOW + 3 * HOUR,
  responseRiskAt: null,
  rest: restText({ clocks: { response: clock({ running: [[NOW - HOUR, NOW - HOUR]], endedAt: NOW - HOUR }), resolution: clock() } }),
};

/** A desk's morning: every state a list can show, and titles that are hard to fit. */
export const MORNING: readonly TicketRow[] = [
  row({
    ...ANSWERED,
    number: 12,
    major: 1,
    rank: 0,
    overrideReason: "all sites",
    title: "Mail is down everywhere",
    assignee: "ratna",
    status: "in_progress",
    resolutionDueAt: NOW - 2 * HOUR,
    openedAt: NOW - 6 * HOUR,
  }),
  row({
    ...ANSWERED,
    number: 41,
    assignee: "budi",
    group: "second-line",
    status: "in_progress",
    resolutionDueAt: NOW + 35 * MINUTE,
    resolutionRiskAt: NOW + MINUTE,
  }),
  row({
    number: 140,
    priority: "medium",
    rank: 2,
    title: "Printer on the third floor prints every page twice, and the second one upside down, since the paper was changed",
    group: "service-desk",
    responseDueAt: NOW + 12 * MINUTE,
    responseRiskAt: NOW - MINUTE,
    openedAt: NOW - 30 * MINUTE,
  }),
  row({
    ...ANSWERED,
    number: 1041,
    type: "request",
    priority: "low",
    rank: 3,
    title: "新しいノートパソコンの申請 für Zoë 👩🏽‍💻",
    assignee: "christopher.longname",
    resolutionDueAt: NOW + 30 * HOUR,
    resolutionRiskAt: NOW + 20 * HOUR,
    openedAt: NOW - 3 * 24 * HOUR,
  }),
  row({
    ...ANSWERED,
    number: 77,
    type: "request",
    priority: "medium",
    rank: 2,
    status: "on_hold",
    holdReason: "awaiting-requester",
    title: "Reset \u001b[31mmy\u001b[0m password\n please",
    resolutionDueAt: null,
    resolutionRiskAt: null,
    rest: restText({
      clocks: { response: clock({ running: [[NOW - HOUR, NOW - HOUR]], endedAt: NOW - HOUR }), resolution: clock({ running: [[NOW - HOUR, NOW - MINUTE]] }) },
    }),
  }),
  row({
    ...ANSWERED,
    number: 3,
    priority: "low",
    rank: 3,
    overrideReason: "VIP",
    status: "resolved",
    title: "Keyboard",
    resolutionRiskAt: null,
    rest: restText({
      clocks: {
        response: clock({ running: [[NOW - HOUR, NOW - HOUR]], endedAt: NOW - HOUR }),
        resolution: clock({ running: [[NOW - HOUR, NOW - MINUTE]], endedAt: NOW - MINUTE }),
      },
    }),
  }),
];

const told = (version: number, at: number, by: string) => ({ number: 41, version, at, recordedAt: at, operation: 200 + version, by });

/** What happened to one ticket, undone things included. */
export const HISTORY: readonly TicketEvent[] = [
  {
    ...told(1, NOW - 6 * HOUR, "ratna"),
    type: "logged",
    data: {
      type: "incident",
      impact: "high",
      urgency: "high",
      category: "unclassified",
      service: null,
      site: null,
      ci: null,
      refs: [],
      channel: "phone",
      tags: [],
      major: false,
      parent: null,
      key: null,
      downAt: NOW - 7 * HOUR,
      upAt: null,
      priority: "high",
      rank: 1,
      targets: { response: { seconds: 900, calendar: "always" }, resolution: { seconds: 4 * HOUR, calendar: "always" } },
      computed: "high",
      terms: 1,
      group: null,
      assignee: null,
    },
    texts: { title: "VPN down", description: 'Nobody in Bandung can connect.\nThe client says "timeout".', requester: "Sari" },
  },
  {
    ...told(2, NOW - 5 * HOUR, "ratna"),
    type: "edited",
    data: { set: { category: "network/vpn", tags: ["vpn", "bandung"] } },
    texts: { title: "VPN down in the Bandung office" },
  },
  { ...told(3, NOW - 5 * HOUR, "ratna"), type: "assigned", data: { group: "second-line", assignee: "budi" }, texts: {} },
  {
    ...told(4, NOW - 4 * HOUR, "budi"),
    type: "held",
    data: { reason: "awaiting-vendor", stops: [], until: NOW - HOUR },
    texts: { note: "Telkom ticket 88-1" },
  },
  {
    ...told(5, NOW - 3 * HOUR, "budi"),
    type: "noted",
    data: { public: true, from: "agent" },
    texts: {
      note: "The vendor is replacing a line card. This is a long note that has to be broken into several lines on any terminal, however wide it may happen to be today.\n\n    $ ping 10.0.0.1",
    },
  },
  { ...told(6, NOW - 2 * HOUR, "budi"), type: "cancelled", data: {}, texts: { reason: "wrong window" } },
  { ...told(7, NOW - 2 * HOUR, "budi"), type: "undone", data: { versions: [6] }, texts: {} },
  { ...told(8, NOW - HOUR, "sweep"), type: "holdEnded", data: {}, texts: {} },
  { ...told(9, NOW - 30 * MINUTE, "budi"), type: "noted", data: { public: false, from: "requester" }, texts: { note: null } },
  { ...told(10, NOW - 20 * MINUTE, "budi"), type: "linked", data: { rel: "relates-to", to: 40 }, texts: {} },
  { ...told(11, NOW - 10 * MINUTE, "budi"), type: "resolved", data: { code: "fixed", public: true }, texts: { note: "Line card replaced." } },
];

export const RESOLVED: TicketRow = row({
  ...ANSWERED,
  status: "resolved",
  version: 11,
  openedAt: NOW - 6 * HOUR,
  downAt: NOW - 7 * HOUR,
  firstCategory: "network/vpn",
  service: "vpn",
  site: "bandung",
  contact: "sari@example.org",
  group: "second-line",
  assignee: "budi",
  overrideReason: "the director is there",
  computedPriority: "medium",
  key: "zabbix-88",
  occurrences: 3,
  workaround: "Use the web gateway.",
  resolutionCode: "fixed",
  resolutionNote: "Line card replaced.",
  resolvedAt: NOW - 10 * MINUTE,
  resolvedBy: "budi",
  affectedCount: 2,
  resolutionDueAt: NOW - 2 * HOUR,
  resolutionRiskAt: null,
  resolutionBreachedAt: NOW - 2 * HOUR,
  resolutionLeft: -2 * HOUR,
  rest: restText(
    {
      tags: ["vpn", "bandung"],
      refs: ["88-1"],
      watchers: ["dewi"],
      affected: [
        { id: 1, name: "Agus", contact: "ext. 12", at: NOW - 4 * HOUR },
        { id: 2, name: "Tuti", contact: null, at: NOW - 3 * HOUR },
      ],
      clocks: {
        response: clock({ running: [[NOW - 6 * HOUR, NOW - 6 * HOUR]], endedAt: NOW - 6 * HOUR }),
        resolution: clock({ running: [[NOW - 6 * HOUR, NOW - 10 * MINUTE]], endedAt: NOW - 10 * MINUTE }),
      },
    },
    NOW - 6 * HOUR,
  ),
});

export const SHOWN: Shown = shownOf(
  RESOLVED,
  HISTORY,
  [{ rel: "relates-to", number: 40, direction: "out" }],
  [row({ number: 40, title: "Slow internet" })],
  [row({ number: 44, title: "VPN of the second floor", status: "closed" }), row({ number: 43, title: "VPN of the first floor" })],
);

export const EXPLANATION: Explanation = {
  number: 41,
  type: "incident",
  clock: "resolution",
  asOf: NOW,
  state: "running",
  paused: false,
  terms: 3,
  calendar: "office",
  zone: "Asia/Jakarta",
  targetSeconds: 8 * HOUR,
  elapsedSeconds: 5 * HOUR + 41 * MINUTE + 5,
  leftSeconds: 2 * HOUR + 18 * MINUTE + 55,
  slices: [
    { day: "2026-11-23", from: NOW - 20 * HOUR - 41 * MINUTE - 5, to: NOW - 16 * HOUR - 41 * MINUTE - 5, seconds: 4 * HOUR, totalSeconds: 4 * HOUR },
    { day: "2026-11-24", from: NOW - HOUR - 41 * MINUTE - 5, to: NOW, seconds: HOUR + 41 * MINUTE + 5, totalSeconds: 5 * HOUR + 41 * MINUTE + 5 },
  ],
  ahead: [{ day: "2026-11-24", from: NOW, to: NOW + 2 * HOUR + 18 * MINUTE + 55, seconds: 2 * HOUR + 18 * MINUTE + 55, totalSeconds: 8 * HOUR }],
  holds: [
    {
      reason: "awaiting-requester",
      from: NOW - 40 * HOUR,
      to: NOW - 21 * HOUR,
      until: null,
      by: "budi",
      note: "asked for a screenshot",
      stops: ["resolution"],
    },
    { reason: "awaiting-vendor", from: NOW - HOUR, to: null, until: NOW + 24 * HOUR, by: "budi", note: null, stops: [] },
  ],
  closedDays: ["2026-11-25", "2026-12-25"],
  dueAt: NOW + 3 * HOUR + 18 * MINUTE + 55,
  breachedAt: null,
  endedAt: null,
  milestones: [
    { percent: 50, at: NOW - 16 * HOUR },
    { percent: 75, at: NOW + 18 * MINUTE },
    { percent: 90, at: null },
    { percent: 100, at: NOW + 3 * HOUR + 18 * MINUTE + 55 },
  ],
};
