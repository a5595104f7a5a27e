import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../../src/domain/policy/default-policy.ts";
import type { EscalationRule } from "../../../../src/domain/policy/escalation-rule.ts";
import type { Policy } from "../../../../src/domain/policy/policy.ts";
import { sweep } from "../../../../src/domain/ticket/acts/sweep.ts";
import { rowOf } from "../../../../src/domain/ticket/row-of.ts";
import { isRefusal, undo } from "../../../../src/domain/ticket/undo.ts";
import { longest } from "../../../policy-of.ts";
import { assign, close, edit, escalate, hold, log, major, note, priority, reopen, resolve, resume, start } from "../commands.ts";
import { calendarOf, type Story, said, t, ticket } from "../story.ts";

const SWEEP = sweep({ noResponse: "nobody answered" });
const HOUR = 3600;
const DAY = 24 * HOUR;

const rule = (about: Partial<EscalationRule> & Pick<EscalationRule, "name" | "percent">): EscalationRule => ({
  clock: "resolution",
  only: {},
  notify: [],
  to: null,
  levels: 0,
  ...about,
});

const desk = (changes: Partial<Policy>): Story => ticket(41, { policies: [{ ...DEFAULT_POLICY, ...changes }] });
const incident = desk({}).and("mon 13:00", log({ category: "hardware/printer" }, { assignee: "dewi", group: "service-desk" }));
const next = (story: Story): string | null => said(rowOf(story.ticket, calendarOf).sweepAt);
const swept = (story: Story, now: string): Story => story.and(now, SWEEP, { by: "sweep" });
const given = (story: Story, from: Story): readonly string[] =>
  story.history.slice(from.history.length).map((event) => (event.type === "warned" ? `${event.data.clock} ${event.data.percent}` : event.type));

describe("warnings", () => {
  it("come before due across a night", () => {
    const answered = incident.and("mon 13:00", start(), { by: "dewi" });
    expect(next(answered)).toBe("mon 17:00");
    const half = swept(answered, "mon 17:00");
    expect(given(half, answered)).toEqual(["resolution 50"]);
    expect(next(half)).toBe("tue 10:00");
    half.when("tue 09:59:59", SWEEP).unchanged();
    half.when("tue 10:00", SWEEP).gives({
      type: "warned",
      data: {
        clock: "resolution",
        percent: 75,
        target: { seconds: 8 * HOUR, calendar: "office" },
        told: [
          { party: "assignee", name: "dewi" },
          { party: "group", name: "service-desk" },
        ],
      },
    });
  });

  it("of several levels passed at once are one, of the highest", () => {
    const after = swept(incident, "wed 09:00");
    expect(given(after, incident)).toEqual(["response 100", "resolution 100"]);
    expect(next(after)).toBeNull();
    after.when("fri 09:00", SWEEP).unchanged();
  });

  it("are given anew for a new target, and of what it has passed already", () => {
    const warned = swept(incident.and("mon 13:00", start(), { by: "dewi" }), "mon 17:00");
    const shorter = warned.and("tue 08:00", edit({ impact: "high", urgency: "high" }));
    expect(next(shorter)).toBe("tue 08:00");
    expect(given(swept(shorter, "tue 08:01"), shorter)).toEqual(["resolution 100"]);
  });

  it("stay given under the same target, and of another only what an undo leaves", () => {
    const warned = swept(incident.and("mon 13:00", start(), { by: "dewi" }), "mon 17:00");
    expect(next(warned.and("tue 08:00", edit({ category: "other" })))).toBe("tue 10:00");
    const raised = warned.and("tue 08:00", priority("high", "the director"));
    const told = swept(raised, "tue 08:10");
    const edited = raised.history.at(-1)?.operation as number;
    const undone = undo(
      told.history,
      edited,
      { at: t("tue 08:20"), recordedAt: t("tue 08:20"), operation: 99, by: "sari" },
      DEFAULT_POLICY,
      () => DEFAULT_POLICY,
    );
    if (isRefusal(undone)) throw new Error(undone.rule);
    expect(undone.ticket.clocks.resolution.warned).toBe(50);
  });

  it("after a reopen keep what was reached", () => {
    const warned = swept(incident.and("mon 13:00", start(), { by: "dewi" }), "mon 17:00");
    const again = warned.and("tue 08:30", resolve()).and("wed 08:00", reopen());
    expect(again.ticket.clocks.resolution.warned).toBe(50);
    expect(next(again)).toBe("wed 09:30");
  });

  it("come while it is held where the hold stops no clock, and wait where it does", () => {
    const started = swept(incident.and("mon 13:00", start(), { by: "dewi" }), "mon 17:00");
    const waiting = started.and("tue 09:00", hold("awaiting-vendor"));
    expect(given(swept(waiting, "tue 11:00"), waiting)).toEqual(["resolution 75"]);
    const stopped = started.and("tue 09:00", hold("awaiting-requester"));
    expect(next(stopped)).toBeNull();
    stopped.when("fri 09:00", SWEEP).unchanged();
    expect(next(stopped.and("fri 09:00", resume()))).toBe("fri 10:00");
  });

  it("tell of a level reached before the hold that stopped the clock", () => {
    const held = incident.and("mon 13:00", start(), { by: "dewi" }).and("tue 11:00", hold("awaiting-requester"));
    expect(next(held)).toBe("tue 11:00");
    expect(given(swept(held, "wed 09:00"), held)).toEqual(["resolution 75"]);
  });

  it("of a target of zero come at once", () => {
    const none = desk({ targets: [{ responseSeconds: null, resolutionSeconds: 0, calendar: "office" }] }).and("sat 09:00", log());
    expect(given(swept(none, "sat 09:00"), none)).toEqual(["resolution 100"]);
  });

  it("end no idling: the last change stays whose it was", () => {
    expect(swept(incident, "wed 09:00").ticket.updatedAt).toBe(t("mon 13:00"));
  });

  it("stand in nobody's way of undoing", () => {
    const warned = swept(incident.and("mon 13:30", assign({ assignee: "budi" })), "wed 09:00");
    const undone = undo(warned.history, 2, { at: t("wed 10:00"), recordedAt: t("wed 10:00"), operation: 99, by: "sari" }, DEFAULT_POLICY, () => DEFAULT_POLICY);
    expect(isRefusal(undone) ? undone.rule : undone.ticket).toMatchObject({ assignee: "dewi", clocks: { resolution: { warned: 100 } } });
    const operation = warned.history.at(-1)?.operation as number;
    expect(undo(warned.history, operation, { at: 0, recordedAt: 0, operation: 99, by: "sari" }, DEFAULT_POLICY, () => DEFAULT_POLICY)).toMatchObject({
      rule: "ended_by_itself",
    });
  });
});

describe("rules of escalation", () => {
  const low = log({ impact: "low", urgency: "low", category: "network/vpn" }, { group: "service-desk", assignee: "dewi" });

  it("hand a ticket on, rule after rule, and count ping-pong", () => {
    const there = desk({
      groups: ["service-desk", "second-line"],
      escalation: [rule({ name: "over", percent: 75, to: "second-line" }), rule({ name: "back", percent: 100, to: "service-desk" })],
    }).and("mon 08:00", low);
    const after = swept(there, "fri 17:00").ticket;
    expect(after).toMatchObject({ group: "service-desk", assignee: null, reassignmentCount: 2, pingPongCount: 1 });
  });

  it("tell the group they hand it to, and leave alone what is there already or a major incident", () => {
    const rules = { escalation: [rule({ name: "over", percent: 100, to: "second-line" })] };
    desk(rules)
      .and("mon 08:00", low)
      .when("fri 17:00", SWEEP)
      .gives("warned", "warned", {
        type: "escalated",
        data: {
          kind: "functional",
          to: "second-line",
          rule: "over",
          told: [
            { party: "group", name: "second-line" },
            { party: "assignee", name: "dewi" },
          ],
        },
      });
    const there = desk(rules).and("mon 08:00", low).and("mon 08:10", escalate("second-line"));
    there.when("fri 17:00", SWEEP).gives("warned", "warned");
    const big = desk(rules).and("mon 08:00", low).and("mon 08:10", major());
    expect(given(swept(big, "mon 18:00"), big)).toEqual(["response 100", "resolution 100", "reminded"]);
  });

  it("fit by category with all below it, by priority and type", () => {
    const fitting = [
      rule({ name: "network", percent: 100, only: { category: ["network"], priority: ["low"], type: ["incident"] }, notify: ["person:Ratna"] }),
      rule({ name: "other", percent: 100, only: { category: ["net"] }, notify: ["person:Nobody"] }),
      rule({ name: "high", percent: 100, only: { priority: ["high"] }, notify: ["person:Nobody"] }),
    ];
    desk({ escalation: fitting })
      .and("mon 08:00", low)
      .when("fri 17:00", SWEEP)
      .gives("warned", {
        type: "warned",
        data: { clock: "resolution", percent: 100, target: { seconds: 24 * HOUR, calendar: "office" }, told: [{ party: "person", name: "Ratna" }] },
      });
  });

  it("tell nobody of a lower level that passed at once with a higher one, but escalate for it", () => {
    const rules = [rule({ name: "early", percent: 75, notify: ["assignee"], to: "second-line" }), rule({ name: "late", percent: 100, notify: ["requester"] })];
    desk({ escalation: rules })
      .and("mon 08:00", log({ category: "other", requester: "Budi" }, { group: "service-desk", assignee: "dewi" }))
      .when("fri 17:00", SWEEP)
      .gives(
        "warned",
        { type: "warned", data: { percent: 100, told: [{ party: "requester", name: null }] } as never },
        { type: "escalated", data: { kind: "functional", to: "second-line", rule: "early" } as never },
      );
  });

  it("inform those above, as many levels as they say, and say so where nobody is", () => {
    const up = { escalation: [rule({ name: "up", percent: 100, levels: 2 })] };
    desk({ ...up, managers: { "service-desk": ["Ratna", "Hadi", "Director"] } })
      .and("mon 08:00", low)
      .when("fri 17:00", SWEEP)
      .gives("warned", "warned", {
        type: "escalated",
        data: {
          kind: "hierarchical",
          to: "Hadi",
          rule: "up",
          above: "service-desk",
          told: [
            { party: "manager", name: "Ratna" },
            { party: "manager", name: "Hadi" },
          ],
        },
      });
    desk(up)
      .and("mon 08:00", low)
      .when("fri 17:00", SWEEP)
      .gives("warned", "warned", { type: "escalated", data: { kind: "hierarchical", to: null, rule: "up", above: "service-desk", told: [] } });
  });

  it("inform those above the group a ticket came to in the same run where it had none, and above its own where it had one", () => {
    const rules = {
      escalation: [rule({ name: "hand", percent: 75, to: "second-line" }), rule({ name: "up", percent: 100, levels: 1 })],
      managers: { "service-desk": ["Ratna"], "second-line": ["Hadi"] },
    };
    const above = (group: string | null): unknown =>
      swept(desk(rules).and("mon 08:00", log({ category: "other" }, { group })), "fri 17:00").history.at(-1)?.data;
    expect(above(null)).toMatchObject({ kind: "hierarchical", to: "Hadi", above: "second-line" });
    expect(above("service-desk")).toMatchObject({ kind: "hierarchical", to: "Ratna", above: "service-desk" });
    const nowhere = desk({ ...rules, escalation: rules.escalation.slice(1) }).and("mon 08:00", log({ category: "other" }, { group: null }));
    expect(swept(nowhere, "fri 17:00").history.at(-1)?.data).toEqual({ kind: "hierarchical", to: null, rule: "up", told: [] });
  });

  it("tell the person a ticket is taken from", () => {
    const rules = { escalation: [rule({ name: "hand", percent: 100, to: "second-line" })] };
    const story = desk(rules).and("mon 08:00", log({ category: "other" }, { group: "service-desk", assignee: "dewi" }));
    expect(swept(story, "fri 17:00").history.at(-1)?.data).toMatchObject({
      told: [
        { party: "group", name: "second-line" },
        { party: "assignee", name: "dewi" },
      ],
    });
  });

  it("by hand, each step informs the next level, until nobody is above", () => {
    const step = escalate("", { kind: "hierarchical", to: null, reason: null });
    const first = desk({ managers: { "service-desk": ["Ratna", "Hadi"] } })
      .and("mon 08:00", low)
      .and("mon 09:00", step);
    expect(first.history.at(-1)?.data).toMatchObject({ to: "Ratna", told: [{ party: "manager", name: "Ratna" }] });
    const second = first.and("mon 10:00", step);
    expect(second.history.at(-1)?.data).toMatchObject({ to: "Hadi" });
    expect(second.and("mon 11:00", step).history.at(-1)?.data).toEqual({ kind: "hierarchical", to: null });
  });

  it("say nothing of a child whose parent is open", () => {
    const parent = ticket(40).and("mon 08:00", log({ category: "other" })).ticket;
    const child = desk({ escalation: [rule({ name: "up", percent: 100, levels: 1, notify: ["assignee"] })] })
      .beside(parent)
      .and("mon 08:00", log({ category: "other", parent: 40 }, { assignee: "dewi" }));
    child.when("fri 17:00", SWEEP).gives("warned", { type: "warned", data: { told: [{ party: "assignee", name: "dewi" }] } as never });
  });

  it("tell whoever is on call when it happens", () => {
    const oncall = { desk: { group: null, calendar: "office", starts: t("mon 09:00"), turnSeconds: 7 * DAY, people: ["Ratna", "Hadi"] } };
    const story = desk({ oncall, escalation: [rule({ name: "call", percent: 100, notify: ["oncall:desk", "oncall:none"] })] }).and("mon 08:00", low);
    const told = (now: string): unknown => swept(story, now).history.at(-1)?.data;
    expect(told("fri 17:00")).toMatchObject({ told: [{ party: "oncall:desk", name: "Ratna" }] });
    expect(told("mon+1 09:00")).toMatchObject({ told: [{ party: "oncall:desk", name: "Hadi" }] });
  });
});

describe("a promised update that passes", () => {
  const promised = incident.and("mon 13:05", note("asked the vendor", { public: true, next: "mon 13:30" }));

  it("is told once, a second after its time", () => {
    expect(next(promised)).toBe("mon 13:30:01");
    promised.when("mon 13:30", SWEEP).unchanged();
    const told = swept(promised, "mon 13:31");
    expect(given(told, promised)).toEqual(["reminded"]);
    expect(told.history.at(-1)?.data).toMatchObject({ of: "promise", told: [{ party: "assignee", name: "dewi" }] });
    expect(next(told)).toBe("mon 17:00");
  });

  it("is told again of the next promise, and not of one that was kept", () => {
    const again = swept(promised, "mon 13:31").and("mon 13:40", note("still waiting", { public: true, next: "mon 14:00" }));
    expect(next(again)).toBe("mon 14:00:01");
    expect(next(again.and("mon 13:50", note("done", { public: true })))).toBe("mon 17:00");
  });
});

describe("a hold", () => {
  const reasons = (about: Policy["holdReasons"][string]): Partial<Policy> => ({ holdReasons: { ...DEFAULT_POLICY.holdReasons, "awaiting-requester": about } });
  const holding = (about: Partial<Policy["holdReasons"][string]>): Story =>
    desk(reasons({ stops: ["response", "resolution"], needs: [], ...about }))
      .and("mon 09:00", log({ category: "other" }, { assignee: "dewi" }))
      .and("mon 09:00", hold("awaiting-requester"));

  it("reminds one time after the sweep was down, however many have passed, and goes on in its rhythm", () => {
    const held = holding({ remind: { seconds: DAY, calendar: null } });
    expect(next(held)).toBe("tue 09:00");
    const late = swept(held, "fri 10:00");
    expect(given(late, held)).toEqual(["reminded"]);
    expect(next(late)).toBe("sat 09:00");
  });

  it("reminds by service time where its rule says so", () => {
    const held = holding({ remind: { seconds: 8 * HOUR, calendar: "office" } });
    expect(next(held)).toBe("tue 09:00");
    expect(next(swept(held, "fri 16:00"))).toBe("mon+1 09:00");
  });

  it("that outstays is resolved, with a note", () => {
    const held = holding({ ...longest({ seconds: 5 * DAY, calendar: null }, "resolve") });
    expect(next(held)).toBe("sat 09:00");
    const after = held.when("sat 09:00", SWEEP).gives({
      type: "resolved",
      data: { code: "no-response", public: true, swept: true },
      texts: { note: "nobody answered" },
    });
    expect(after.status).toBe("resolved");
  });

  it("that cannot be resolved is told, and tried again a day later", () => {
    const { "no-response": _, ...codes } = DEFAULT_POLICY.resolutionCodes;
    const held = holding({ ...longest({ seconds: 5 * DAY, calendar: null }, "resolve") }).within({
      policies: [{ ...DEFAULT_POLICY, resolutionCodes: codes, ...reasons({ stops: ["response", "resolution"], needs: [] }) }],
    });
    const told = swept(held, "sat 09:00");
    expect(told.history.at(-1)?.data).toMatchObject({ of: "hold", refused: ["unknown_value"], told: [{ party: "assignee", name: "dewi" }] });
    expect(next(told)).toBe("sun 09:00");
  });

  it("that outstays is told of once where nothing else is to follow", () => {
    const held = holding({ ...longest({ seconds: 5 * DAY, calendar: null }, "remind"), remind: { seconds: 2 * DAY, calendar: null } });
    const over = swept(swept(held, "fri 10:00"), "sun 10:00");
    expect(over.history.slice(-2).map((event) => event.data)).toMatchObject([
      { of: "hold", nextAt: t("sun 09:00") },
      { of: "hold", outstaysAt: null, nextAt: t("mon+1 09:00") + DAY },
    ]);
    expect(next(over)).toBe("tue+1 09:00");
  });

  it("that is to go on by itself has an end, at its instant", () => {
    const held = holding({ ...longest({ seconds: 2 * DAY, calendar: null }, "resume") });
    expect(said(held.ticket.hold?.until ?? null)).toBe("wed 09:00");
    expect(said(held.and("mon 10:00", hold("awaiting-requester", { until: "tue 08:00" })).ticket.hold?.until ?? null)).toBe("tue 08:00");
    expect(said(rowOf(held.ticket, calendarOf).wakeAt)).toBe("wed 09:00");
  });
});

describe("closing by silence", () => {
  const closing = (autoAfter: Policy["closure"]["autoAfter"]): Story =>
    desk({ closure: { reopenDays: 14, autoAfter } }).and("thu 15:00", log({ category: "other" }, { assignee: "dewi" }));
  const days = closing({ seconds: 8 * HOUR * 3, calendar: "office" });

  it("comes by service days after the requester was told", () => {
    const resolved = days.and("thu 16:00", resolve());
    expect(next(resolved)).toBe("tue+1 16:00");
    resolved.when("tue+1 15:59:59", SWEEP).unchanged();
    resolved.when("tue+1 16:00", SWEEP).gives({ type: "closed", data: { confirmedBy: "silence", category: "other", swept: true } as never });
  });

  it("waits for somebody to tell them, and begins anew with what they are told later", () => {
    const quiet = days.and("thu 16:00", resolve({ public: false }));
    expect(next(quiet)).toBeNull();
    expect(next(quiet.and("fri 08:00", note("it is mended", { public: true })))).toBe("tue+1 17:00");
    expect(next(quiet.and("fri 08:00", note("it works", { public: true, from: "requester" })))).toBeNull();
  });

  it("is refused to an unclassified ticket, told, and tried a week later, or once it has a category", () => {
    const unclassified = desk({ closure: { reopenDays: 14, autoAfter: { seconds: HOUR, calendar: null } } })
      .and("thu 15:00", log({}, { assignee: "dewi" }))
      .and("thu 16:00", resolve());
    const told = swept(unclassified, "thu 17:30");
    expect(told.history.at(-1)?.data).toMatchObject({
      of: "closure",
      refused: ["unclassified"],
      nextAt: t("thu+1 17:30"),
      told: [{ party: "assignee", name: "dewi" }],
    });
    expect(next(told)).toBe("thu+1 17:30");
    const mended = told.and("fri 08:00", edit({ category: "other" }, { reason: "r" }));
    expect(next(mended)).toBe("fri 08:00");
    expect(given(swept(mended, "fri 08:00"), told)).toEqual(["edited", "closed"]);
    const again = swept(told, "thu+1 17:30");
    expect(again.history.at(-1)?.data).toMatchObject({ nextAt: t("thu+2 17:30"), told: [{ name: "dewi" }] });
  });

  it("is not brought forward by a category to before the requester had time to answer", () => {
    const resolved = desk({ closure: { reopenDays: 14, autoAfter: { seconds: HOUR, calendar: null } } })
      .and("thu 15:00", log())
      .and("thu 16:00", resolve());
    expect(next(resolved.and("thu 16:10", edit({ category: "other" }, { reason: "r" })))).toBe("thu 17:00");
  });

  it("that is refused to a ticket of nobody's is told whoever resolved it", () => {
    const nobodys = desk({ closure: { reopenDays: 14, autoAfter: { seconds: HOUR, calendar: null } } })
      .and("thu 15:00", log())
      .and("thu 16:00", resolve(), { by: "rini" });
    expect(nobodys.ticket).toMatchObject({ assignee: null, group: null });
    expect(swept(nobodys, "thu 17:30").history.at(-1)?.data).toMatchObject({ of: "closure", told: [{ party: "person", name: "rini" }] });
  });

  it("never comes to a major incident", () => {
    const resolved = days.and("thu 15:10", major()).and("thu 16:00", resolve());
    expect(next(resolved)).toBeNull();
  });

  it("follows the rules of its day: not while they are off, later where they wait longer", () => {
    const resolved = days.and("thu 16:00", resolve());
    const off = swept(resolved.within({ policies: [DEFAULT_POLICY] }), "wed+1 09:00");
    expect(off.history.at(-1)?.data).toMatchObject({ of: "closure", refused: ["closure_off"], nextAt: null, told: [] });
    expect(next(off)).toBeNull();
    const longer = { ...DEFAULT_POLICY, closure: { reopenDays: 14, autoAfter: { seconds: 14 * DAY, calendar: null } } };
    expect(next(swept(resolved.within({ policies: [longer] }), "wed+1 09:00"))).toBe("thu+2 16:00");
  });

  it("once it is set, an agent cannot state silence before; until then at any time", () => {
    const silent = close({ confirmedBy: "silence" });
    days.and("thu 16:00", resolve()).when("fri 09:00", silent).refused("silence_short");
    days
      .and("thu 16:00", resolve({ public: false }))
      .when("fri+1 09:00", silent)
      .refused("silence_untold");
    days.when("thu 16:00", close({ code: "fixed", note: "x", confirmedBy: "silence" })).refused("silence_untold");
    days.and("thu 16:00", resolve()).when("tue+1 16:00", silent).gives("closed");
    days
      .and("thu 16:00", resolve())
      .when("thu 16:01", close({ confirmedBy: "requester" }))
      .gives("closed");
    closing(null)
      .and("thu 16:00", resolve({ public: false }))
      .when("thu 16:01", silent)
      .gives("closed");
  });

  it("cannot be undone, but the ticket can be reopened", () => {
    const closed = swept(days.and("thu 16:00", resolve()), "tue+1 16:00");
    const operation = closed.history.at(-1)?.operation as number;
    const stamp = { at: t("wed+1 09:00"), recordedAt: t("wed+1 09:00"), operation: 99, by: "sari" };
    expect(undo(closed.history, operation, stamp, DEFAULT_POLICY, () => DEFAULT_POLICY)).toMatchObject({ rule: "ended_by_itself" });
    expect(closed.and("wed+1 09:00", reopen()).ticket).toMatchObject({ status: "in_progress", silence: null });
  });
});
