import { describe, expect, it } from "vitest";
import { assign, close, edit, escalate, high, lapse, log, major, note, priority, resolve, start } from "../commands.ts";
import { t, ticket } from "../story.ts";

const logged = ticket().and("mon 09:00", log({ category: "other" }));
const raised = logged.and("mon 09:10", priority("high", "the director", "tue 09:00"));

describe("an override", () => {
  it("sets priority, rank and targets, with reason and end", () => {
    expect(raised.ticket).toMatchObject({ priority: "high", computedPriority: "medium", rank: 1, override: { reason: "the director", until: t("tue 09:00") } });
    expect(raised.ticket.clocks.resolution.target).toEqual({ seconds: 4 * 3600, calendar: "always" });
  });

  it("needs a reason, a known priority and an end to come", () => {
    logged.when("mon 09:10", priority("high")).refusedFor("reason_missing", { act: "override" }, ["priority-reason"]);
    logged.when("mon 09:10", priority("hihg", "x")).refusedFor("unknown_value", { near: "high" }, ["priority"]);
    logged.when("mon 09:10", priority("high", "x", "mon 09:10")).refused("until_passed");
  });

  it("of what holds already is unchanged", () => {
    logged.when("mon 09:10", priority("medium")).unchanged();
    logged.when("mon 09:10", priority("computed")).unchanged();
    raised.when("mon 09:20", priority("high")).unchanged();
    raised.when("mon 09:20", priority("high", "the director", "tue 09:00")).unchanged();
  });

  it("with an end is never unchanged where none stands: it needs a reason", () => {
    logged.when("mon 09:10", priority("medium", null, "tue 09:00")).refused("reason_missing");
  });

  it("to the computed priority can be pinned with a reason", () => {
    expect(logged.when("mon 09:10", priority("medium", "keep it there")).gives("overridden").override).toEqual({ reason: "keep it there", until: null });
  });

  it("is replaced by another", () => {
    expect(raised.when("mon 09:20", priority("low", "it was nothing")).gives("overridden")).toMatchObject({ priority: "low", override: { until: null } });
    raised.when("mon 09:20", priority("low")).refused("reason_missing");
  });

  it("is removed by computed, for what the matrix says by now", () => {
    const after = raised
      .and("mon 09:12", edit({ impact: "low", urgency: "low" }))
      .when("mon 09:14", priority("computed"))
      .gives("overrideEnded");
    expect(after).toMatchObject({ priority: "low", rank: 3, override: null, clocks: { resolution: { target: { seconds: 24 * 3600 } } } });
  });

  it("ends at its instant", () => {
    raised.when("tue 08:59:59", lapse).unchanged();
    expect(raised.when("tue 09:00", lapse).gives("overrideEnded")).toMatchObject({ priority: "medium", override: null, movedAt: t("tue 09:00") });
  });

  it("ends at its instant although that takes a breach away", () => {
    // How the sweep acts: now is later, and the end lies where it was set.
    const spared = ticket()
      .and("mon 09:00", log({ impact: "low", urgency: "low" }))
      .and("mon 09:10", priority("high", "the director", "mon 14:00"));
    expect(spared.clock("resolution", "mon 13:30").state).toBe("breached");
    const after = spared.and("mon 15:00", lapse, { at: "mon 14:00", by: "sweep" });
    expect(after.ticket).toMatchObject({ priority: "low", backdated: false });
    expect(after.clock("resolution", "mon 15:00").state).toBe("running");
  });

  it("cannot be set once the ticket is resolved", () => {
    logged.and("mon 09:20", resolve()).when("mon 09:30", priority("high", "x")).refused("fixed_once_resolved");
  });
});

describe("a major incident", () => {
  const mine = logged.and("mon 09:05", start());
  const outage = mine.and("mon 09:10", major());

  it("gets the first priority by override, and promises an update in 30 minutes", () => {
    expect(outage.ticket).toMatchObject({
      major: true,
      priority: "high",
      rank: 1,
      override: { reason: "the whole plant stands", until: null },
      nextUpdateAt: t("mon 09:40"),
    });
  });

  it("needs a reason, an incident manager, and to be an incident", () => {
    logged.when("mon 09:10", major(null)).refused("reason_missing", "major_unassigned");
    ticket()
      .and("mon 09:00", log({ type: "request" }))
      .and("mon 09:05", start())
      .when("mon 09:10", major())
      .refused("major_request");
    mine.and("mon 09:06", resolve()).when("mon 09:10", major()).refused("fixed_once_resolved");
  });

  it("declared again is unchanged", () => {
    outage.when("mon 09:20", major()).unchanged();
  });

  it("is given the first priority for good, whatever override stood", () => {
    const pinned = mine.and("mon 09:06", priority("high", "the whole plant stands", "mon 12:00"));
    expect(pinned.and("mon 09:10", major()).ticket.override).toEqual({ reason: "the whole plant stands", until: null });
  });

  it("keeps the first priority, its assignee and its type", () => {
    outage.when("mon 09:20", priority("low", "x")).refused("major_priority");
    outage.when("mon 09:20", priority("computed")).refused("major_priority");
    outage.when("mon 09:20", priority("high", "for today", "mon 18:00")).refused("major_priority");
    outage.when("mon 09:20", assign({ assignee: null })).refused("major_unassigned");
    outage.when("mon 09:20", assign({ group: "second-line" })).refused("major_unassigned");
    outage.when("mon 09:20", escalate("second-line")).refused("major_unassigned");
    outage.when("mon 09:20", edit({ type: "request" })).refused("major_request");
    outage.when("mon 09:20", assign({ group: "second-line", assignee: "budi" })).gives("assigned");
  });

  it("promises the next update with every public note", () => {
    expect(outage.and("mon 09:30", note("half of it is back", { public: true })).ticket.nextUpdateAt).toBe(t("mon 10:00"));
    expect(outage.and("mon 09:30", note("for us")).ticket.nextUpdateAt).toBe(t("mon 09:40"));
    expect(outage.and("mon 09:30", note("tonight", { public: true, next: "mon 18:00" })).ticket.nextUpdateAt).toBe(t("mon 18:00"));
  });

  it("is resolved like any other and closed with a review", () => {
    outage
      .and("mon 10:00", resolve())
      .when("mon 10:10", close({ review: "two rollers in store" }))
      .gives("closed");
  });
});

describe("terms", () => {
  const [first] = logged.world.policies;
  // Today's policy has another calendar under another name, and shorter targets.
  const office = { ...(first as NonNullable<typeof first>).calendars.office } as NonNullable<(typeof first & object)["calendars"][string]>;
  const today = {
    ...(first as NonNullable<typeof first>),
    calendars: { shift: office },
    targets: [{ responseSeconds: 60, resolutionSeconds: 600, calendar: "shift" }],
  };

  it("a change of priority keeps to the targets of the ticket's own policy version", () => {
    const older = logged.within({ policies: [...logged.world.policies, today] });
    expect(older.and("mon 09:10", edit(high)).ticket.clocks.resolution.target).toEqual({ seconds: 4 * 3600, calendar: "always" });
    expect(older.and("mon 09:10", priority("low", "x")).ticket.clocks.resolution.target).toEqual({ seconds: 24 * 3600, calendar: "office" });
    expect(older.and("mon 09:10", start()).and("mon 09:11", major()).ticket.clocks.resolution.target).toEqual({ seconds: 4 * 3600, calendar: "always" });
  });

  it("a new ticket runs under today's", () => {
    const fresh = ticket(42, { policies: [...logged.world.policies, today] }).and("mon 09:00", log()).ticket;
    expect(fresh).toMatchObject({ terms: 2, clocks: { resolution: { terms: 2, target: { seconds: 600, calendar: "shift" } } } });
  });
});
