import fc from "fast-check";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import type { Policy } from "../../../src/domain/policy/policy.ts";
import { act } from "../../../src/domain/ticket/act.ts";
import { sweep } from "../../../src/domain/ticket/acts/sweep.ts";
import type { Command } from "../../../src/domain/ticket/decide.ts";
import type { TicketEvent } from "../../../src/domain/ticket/event.ts";
import type { TicketRow } from "../../../src/domain/ticket/row.ts";
import { rowOf, ticketOf } from "../../../src/domain/ticket/row-of.ts";
import type { Ticket } from "../../../src/domain/ticket/ticket.ts";
import { isRefusal, undo } from "../../../src/domain/ticket/undo.ts";
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
import { calendarOf, t, ticket } from "./story.ts";

/** One step of a made-up life: an act after a while, perhaps with a sweep before it, or the undo of an operation told by its place among those so far. */
export type Step = { readonly after: number; readonly ago: number; readonly swept: boolean } & ({ readonly command: Command } | { readonly undo: number });

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
  fc.constant(escalate("second-line")),
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

const swept = fc.boolean();
const after = fc.oneof(fc.constantFrom(0, 1, 59, 600, 3600), fc.integer({ min: 0, max: 2 * 86_400 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 24, arbitrary: fc.record({ after, ago: fc.constantFrom(0, 0, 0, 300), swept, command }) },
  { weight: 3, arbitrary: fc.record({ after, ago: fc.constant(0), swept, command: ending }) },
  { weight: 5, arbitrary: fc.record({ after, ago: fc.constant(0), swept, undo: fc.nat(6) }) },
);
export const steps = fc.array(step, { minLength: 6, maxLength: 24, size: "max" });

const HOUR = 3600;
const MANAGERS = { "service-desk": ["ratna", "hadi"] };

/** Rules by which time does all it can do. */
const RULES: Policy = {
  ...DEFAULT_POLICY,
  managers: MANAGERS,
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

const SWEEP = sweep({ noResponse: "no answer" });

const other: Ticket = ticket(40).and("mon 08:00", log()).ticket;
const kin = { other: (number: number) => (number === 40 ? other : null), openChildren: () => [], hasChildren: () => false, description: () => null };

export interface Moment {
  readonly now: number;
  readonly history: readonly TicketEvent[];
  readonly row: TicketRow;
  readonly undoing: boolean;
}

/** Lives a life as the register does: each act on the ticket its row gives, what time brought about before it. What is refused leaves no trace. */
export function live(all: readonly Step[]): readonly Moment[] {
  let now = t("mon 09:00");
  let operation = 0;
  let history: readonly TicketEvent[] = [];
  let row: TicketRow | null = null;
  const moments: Moment[] = [];

  const apply = (what: Command, at: number, by: string, backdated: boolean): void => {
    const context = {
      at,
      now,
      me: by,
      rules: RULES,
      version: 1,
      policyOf: () => RULES,
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
      RULES,
      () => RULES,
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
    if ("undo" in one) takeBack(one.undo);
    else apply(one.command, now - one.ago, "sari", one.ago > 0);
    moments.push({ now, history, row: row as unknown as TicketRow, undoing: "undo" in one });
  }
  return moments;
}
