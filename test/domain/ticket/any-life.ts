import fc from "fast-check";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import type { Renaming } from "../../../src/domain/policy/named-fields.ts";
import type { Policy, TargetLine } from "../../../src/domain/policy/policy.ts";
import { act } from "../../../src/domain/ticket/act.ts";
import { sweep } from "../../../src/domain/ticket/acts/sweep.ts";
import type { Command } from "../../../src/domain/ticket/decide.ts";
import type { TicketEvent } from "../../../src/domain/ticket/event.ts";
import type { CalendarOf } from "../../../src/domain/ticket/judge.ts";
import type { TicketRow } from "../../../src/domain/ticket/row.ts";
import { rowOf, ticketOf } from "../../../src/domain/ticket/row-of.ts";
import type { Ticket } from "../../../src/domain/ticket/ticket.ts";
import { isRefusal, undo } from "../../../src/domain/ticket/undo.ts";
import type { Calendar } from "../../../src/domain/time/calendar.ts";
import { longest } from "../../policy-of.ts";
import {
  affect,
  assign,
  cancel,
  close,
  edit,
  escalate,
  hold,
  link,
  log,
  major,
  note,
  priority,
  recur,
  reopen,
  resolve,
  resume,
  start,
  unaffect,
  unlink,
  workaround,
} from "./commands.ts";
import { t, ticket } from "./story.ts";

/** One step of a made-up life: an act after a while, perhaps with a sweep before it, or the undo of an operation told by its place among those so far. */
export type Step = { readonly after: number; readonly ago: number; readonly swept: boolean } & (
  | { readonly command: Command }
  | { readonly undo: number }
  /** A policy is applied, and the ticket keeps its terms or adopts the new ones. */
  | { readonly policy: Policy; readonly renaming: Renaming; readonly adopt: boolean }
);

const HOUR = 3600;

/** Rules by which time does all it can do, of a desk whose policy says more than it must. */
const RULES: Policy = {
  ...DEFAULT_POLICY,
  categoryRules: { hardware: { group: "second-line", impact: "high" } },
  serviceGroups: { Print: "service-desk" },
  managers: { "second-line": ["Dewi", "Rina"], "service-desk": ["ratna", "hadi"] },
  nextUpdateSeconds: { high: 1800, medium: 14_400 },
  holdReasons: {
    ...DEFAULT_POLICY.holdReasons,
    "awaiting-requester": {
      stops: ["resolution"],
      needs: [],
      remind: { seconds: 8 * HOUR, calendar: "office" },
      ...longest({ seconds: 72 * HOUR, calendar: null }, "resolve"),
    },
    "awaiting-vendor": {
      stops: [],
      needs: [],
      remind: { seconds: 5 * HOUR, calendar: null },
      ...longest({ seconds: 30 * HOUR, calendar: null }, "remind"),
    },
    "awaiting-approval": { stops: ["resolution"], needs: ["note"], ...longest({ seconds: 4 * HOUR, calendar: "office" }, "resume") },
  },
  closure: { reopenDays: 14, autoAfter: { seconds: 6 * HOUR, calendar: "office" } },
  escalation: [
    ...DEFAULT_POLICY.escalation,
    { name: "over", clock: "resolution", percent: 90, only: {}, notify: [], to: "second-line", levels: 0 },
    { name: "up", clock: "response", percent: 100, only: {}, notify: ["requester"], to: "service-desk", levels: 2 },
  ],
};

const level = fc.constantFrom("high", "medium", "low");
const text = fc.constantFrom("x", "y", "\u202eodd\n");
const until = fc.option(fc.constantFrom("tue 12:00", "wed 08:00", "fri 18:00", "mon+1 09:00"), { nil: undefined });
const withUntil = (end: string | undefined) => (end === undefined ? {} : { until: end });

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.boolean().map(start),
  fc
    .tuple(fc.constantFrom("awaiting-requester", "awaiting-vendor", "awaiting-approval", "scheduled"), until, text, fc.boolean())
    .map(([reason, end, note, isPublic]) => hold(reason, { ...withUntil(end), note, public: isPublic })),
  fc.boolean().map((isPublic) => resume("back", isPublic)),
  fc.constant(reopen()),
  fc.tuple(level, level).map(([impact, urgency]) => edit({ impact, urgency }, { reason: "as it is" })),
  fc.constantFrom(
    edit({ service: "Print" }, { reason: "r" }),
    edit({ requester: "Dewi", contact: null }, { reason: "r" }),
    edit({}, { addTags: ["vip"], addRefs: ["V-1"] }),
    edit({ category: "network" }),
    edit({ category: "hardware" }, { reason: "r", code: "fixed", satisfaction: 2 }),
  ),
  fc.tuple(fc.constantFrom("high", "low", "computed"), until).map(([name, end]) => priority(name, "because", name === "computed" ? undefined : end)),
  fc.constant(major()),
  fc.constantFrom(
    assign({ assignee: "budi" }),
    assign({ group: "second-line" }),
    assign({ group: "service-desk", assignee: "sari" }),
    assign({ assignee: null }),
  ),
  fc.constantFrom(escalate("second-line"), escalate(null, { kind: "hierarchical" }), escalate("Wati", { kind: "hierarchical" })),
  fc.tuple(text, fc.boolean(), fc.constantFrom("agent", "requester")).map(([words, isPublic, from]) => note(words, { public: isPublic, from })),
  fc.constantFrom(workaround("use the other"), workaround(null)),
  fc.constantFrom(link("duplicates", 40), link("relates-to", 40), unlink("duplicates", 40), affect("Eko", "0811"), affect("Dewi"), unaffect("Eko"), recur()),
);
const ending: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(fc.constantFrom("fixed", "workaround"), text).map(([code, words]) => resolve({ code, note: words })),
  fc.constantFrom(
    close({ category: "other", review: "z" }),
    close({ code: "fixed", note: "x", category: "network/vpn", review: "z", satisfaction: 4, confirmedBy: "requester" }),
    cancel(),
  ),
);

const { always, office } = DEFAULT_POLICY.calendars as { readonly always: Calendar; readonly office: Calendar };
const half = (line: TargetLine): TargetLine => ({ ...line, resolutionSeconds: (line.resolutionSeconds ?? 0) / 2 });

/** Policies as desks change to them: fewer rules, a holiday, other targets, another scale, other names. */
const POLICIES: readonly { readonly policy: Policy; readonly renaming: Renaming }[] = [
  { policy: DEFAULT_POLICY, renaming: {} },
  { policy: { ...RULES, calendars: { always, office: { ...office, dates: { "2026-11-25": [] } } } }, renaming: {} },
  { policy: { ...RULES, targets: DEFAULT_POLICY.targets.map(half) }, renaming: {} },
  { policy: { ...DEFAULT_POLICY, targets: DEFAULT_POLICY.targets.slice(0, 1) }, renaming: {} },
  { policy: { ...RULES, priorities: ["critical", ...DEFAULT_POLICY.priorities] }, renaming: {} },
  {
    policy: {
      ...DEFAULT_POLICY,
      calendars: { shop: { ...office, week: office.week.map(() => [[600, 1200]] as const) } },
      targets: DEFAULT_POLICY.targets.map((line) => ({ ...line, calendar: "shop" })),
      groups: ["service-desk", "network"],
      categories: [...DEFAULT_POLICY.categories.filter((path) => path !== "hardware"), "devices"],
    },
    renaming: { group: new Map([["second-line", "network"]]), category: new Map([["hardware", "devices"]]) },
  },
];

const swept = fc.boolean();
const after = fc.oneof(fc.constantFrom(0, 1, 59, 600, 3600), fc.integer({ min: 0, max: 2 * 86_400 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 24, arbitrary: fc.record({ after, ago: fc.constantFrom(0, 0, 0, 300), swept, command }) },
  { weight: 3, arbitrary: fc.record({ after, ago: fc.constant(0), swept, command: ending }) },
  { weight: 5, arbitrary: fc.record({ after, ago: fc.constant(0), swept, undo: fc.nat(6) }) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(after, swept, fc.constantFrom(...POLICIES), fc.boolean())
      .map(([wait, sweeps, chosen, adopt]) => ({ after: wait, ago: 0, swept: sweeps, adopt, ...chosen })),
  },
);
export const steps = fc.array(step, { minLength: 6, maxLength: 24, size: "max" });

const SWEEP = sweep({ noResponse: "no answer" });

const other: Ticket = ticket(40).and("mon 08:00", log()).ticket;
const kin = { other: (number: number) => (number === 40 ? other : null), openChildren: () => [], hasChildren: () => false, description: () => null };

export interface Moment {
  readonly now: number;
  readonly history: readonly TicketEvent[];
  readonly row: TicketRow;
  readonly undoing: boolean;
  readonly calendarOf: CalendarOf;
}

/** Lives a life as the register does: each act on the ticket its row gives, what time brought about before it. What is refused leaves no trace. */
export function live(all: readonly Step[]): readonly Moment[] {
  let now = t("mon 09:00");
  let operation = 0;
  let history: readonly TicketEvent[] = [];
  let row: TicketRow | null = null;
  const moments: Moment[] = [];
  const policies: Policy[] = [RULES];
  const rules = (): Policy => policies.at(-1) as Policy;
  const policyOf = (version: number): Policy => policies[version - 1] as Policy;
  const calendarOf: CalendarOf = (terms, name) => {
    const calendar = policyOf(terms).calendars[name];
    if (calendar === undefined) throw new Error(`policy ${terms} has no calendar ${name}`);
    return calendar;
  };

  const apply = (what: Command, at: number, by: string, backdated: boolean): void => {
    const context = {
      at,
      now,
      me: by,
      rules: rules(),
      termsAt: () => policies.length,
      policyOf,
      calendarOf,
      backdated,
      atReason: backdated && by !== "sweep" ? "late" : null,
      kin,
    };
    const was = row === null ? null : { ticket: ticketOf(row), row };
    const acted = act(was?.ticket ?? null, 41, what, context, { at, recordedAt: now, operation: operation + 1, by });
    if (!acted.ok || acted.events.length === 0) return;
    operation += 1;
    history = [...history, ...acted.events];
    row = rowOf(acted.ticket, calendarOf, was);
  };
  const settle = (): void => {
    for (let wakeAt = row?.wakeAt ?? null; wakeAt !== null && wakeAt <= now; wakeAt = row?.wakeAt ?? null) {
      const before = operation;
      apply({ do: "lapse" }, wakeAt, "sweep", true);
      if (operation === before) throw new Error("what is due to end does not end");
    }
  };
  const sweepUp = (): void => {
    apply(SWEEP, Math.max(now, row === null ? now : ticketOf(row).movedAt), "sweep", false);
    if (row !== null && row.sweepAt !== null && row.sweepAt <= now) throw new Error("the sweep leaves something due");
  };
  const takeBack = (back: number): void => {
    const undone = undo(
      history,
      Math.max(Math.min(2, operation), operation - back),
      { at: Math.max(now, row?.updatedAt ?? now), recordedAt: now, operation: operation + 1, by: "sari" },
      rules(),
      policyOf,
    );
    if (isRefusal(undone)) return;
    operation += 1;
    history = [...history, ...undone.events];
    row = rowOf(undone.ticket, calendarOf);
  };

  apply(log({ requester: "Budi" }), now, "sari", false);
  for (const one of all) {
    now += one.after;
    settle();
    if (one.swept) sweepUp();
    if ("policy" in one) {
      policies.push(one.policy);
      const terms = one.adopt ? policies.length : null;
      apply({ do: "adopt", terms, openedFrom: null, renaming: one.renaming }, Math.max(now, row === null ? now : ticketOf(row).movedAt), "sari", false);
    } else if ("undo" in one) takeBack(one.undo);
    else apply(one.command, now - one.ago, "sari", one.ago > 0);
    moments.push({ now, history, row: row as unknown as TicketRow, undoing: "undo" in one, calendarOf });
  }
  return moments;
}
