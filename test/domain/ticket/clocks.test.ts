import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import { cancel, edit, high, hold, lapse, log, low, note, priority, reopen, resolve, resume, start } from "./commands.ts";
import { t, ticket } from "./story.ts";

// Medium incidents: 1 h to respond, 8 h to resolve, 08:00-12:00 and 13:00-17:00. High ones: 15 min and 4 h, at any time.

describe("due", () => {
  it.each([
    ["opened ten minutes before closing", "mon 16:50", "tue 08:50", "tue 16:50"],
    ["opened ten minutes before the weekend", "fri 16:50", "mon+1 08:50", "mon+1 16:50"],
    ["opened half an hour before lunch", "mon 11:30", "mon 13:30", "tue 11:30"],
    ["opened during lunch", "mon 12:30", "mon 14:00", "tue 12:00"],
    ["opened before the desk does", "mon 06:00", "mon 09:00", "mon 17:00"],
    ["opened after the desk closed", "mon 20:00", "tue 09:00", "tue 17:00"],
    ["opened on a Saturday", "sat 10:00", "mon+1 09:00", "mon+1 17:00"],
    ["reached exactly at closing time, it is closing time", "mon 16:00", "mon 17:00", "tue 16:00"],
    ["reached exactly at noon, it is noon", "mon 11:00", "mon 12:00", "tue 11:00"],
  ])("%s", (_name, opened, response, resolution) => {
    const story = ticket().and(opened, log());
    expect([story.clock("response", opened).dueAt, story.clock("resolution", opened).dueAt]).toEqual([t(response), t(resolution)]);
  });

  it("of a high incident counts nights and weekends", () => {
    const story = ticket().and("fri 22:00", log(high));
    expect([story.clock("response", "fri 22:00").dueAt, story.clock("resolution", "fri 22:00").dueAt]).toEqual([t("fri 22:15"), t("sat 02:00")]);
  });

  it("of a low incident spans days of eight hours", () => {
    const story = ticket().and("fri 16:50", log(low));
    expect([story.clock("response", "fri 16:50").dueAt, story.clock("resolution", "fri 16:50").dueAt]).toEqual([t("mon+1 11:50"), t("wed+1 16:50")]);
  });
});

describe("states", () => {
  const story = ticket().and("mon 09:00", log(high));

  it("runs, is at risk from three quarters of its target on, and breached after the due second", () => {
    expect(["mon 11:59:59", "mon 12:00", "mon 13:00", "mon 13:00:01"].map((now) => story.clock("resolution", now).state)).toEqual([
      "running",
      "at_risk",
      "at_risk",
      "breached",
    ]);
    expect(story.clock("resolution", "mon 14:00")).toEqual({
      state: "breached",
      paused: false,
      dueAt: t("mon 13:00"),
      targetSeconds: 14_400,
      elapsedSeconds: 18_000,
      leftSeconds: -3600,
      breachedAt: t("mon 13:00"),
    });
  });

  it("ends met at the due second and missed one later, and keeps its due", () => {
    expect(story.and("mon 13:00", resolve()).clock("resolution", "tue 09:00")).toMatchObject({
      state: "met",
      dueAt: t("mon 13:00"),
      leftSeconds: 0,
      breachedAt: null,
    });
    expect(story.and("mon 13:00:01", resolve()).clock("resolution", "tue 09:00")).toMatchObject({
      state: "missed",
      dueAt: t("mon 13:00"),
      leftSeconds: -1,
      breachedAt: t("mon 13:00"),
    });
    expect(story.and("mon 10:00", resolve()).clock("resolution", "tue 09:00")).toMatchObject({ state: "met", dueAt: t("mon 13:00"), elapsedSeconds: 3600 });
  });

  it("is none once cancelled", () => {
    expect(story.and("mon 14:00", cancel()).see("response", "mon 15:00")).toBe("none due - left -");
  });

  it("is none where the policy has no target", () => {
    const policies = [{ ...DEFAULT_POLICY, targets: [{ responseSeconds: null, resolutionSeconds: 3600, calendar: "always" }] }];
    const half = ticket(41, { policies }).and("mon 09:00", log());
    expect([half.see("response", "mon 09:30"), half.see("resolution", "mon 09:30")]).toEqual(["none due - left -", "running due mon 10:00 left 30m"]);
  });
});

describe("a hold that stops the clock", () => {
  it("over a weekend", () => {
    const held = ticket().and("fri 15:00", log()).and("fri 16:00", hold("awaiting-requester"));
    expect(held.see("resolution", "sat 12:00")).toBe("paused due - left 420m");
    expect(held.and("mon+1 09:00", resume()).see("resolution", "mon+1 09:00")).toBe("running due mon+1 17:00 left 420m");
  });

  it("ended after hours", () => {
    const story = ticket().and("fri 15:00", log()).and("fri 16:00", hold("awaiting-requester")).and("fri 19:00", resume());
    expect(story.see("resolution", "sat 12:00")).toBe("running due mon+1 16:00 left 420m");
  });

  it("with an end has a due while it is paused, the same before and after its end is recorded", () => {
    const held = ticket()
      .and("fri 15:00", log())
      .and("fri 16:00", hold("awaiting-requester", { until: "sat 10:00" }));
    expect(held.see("resolution", "fri 18:00")).toBe("paused due mon+1 16:00 left 420m");
    expect(held.see("resolution", "mon+1 09:00")).toBe("running due mon+1 16:00 left 360m");
    const ended = held.and("mon+1 09:00", lapse, { at: "sat 10:00", by: "sweep" });
    expect(ended.see("resolution", "mon+1 09:00")).toBe("running due mon+1 16:00 left 360m");
    expect(ended.ticket.clocks).toEqual(held.and("sat 10:00", lapse).ticket.clocks);
  });

  it("lets the old due pass without a breach", () => {
    const held = ticket().and("mon 09:00", log(high)).and("mon 10:00", hold("awaiting-requester"));
    expect(held.see("resolution", "tue 09:00")).toBe("paused due - left 180m");
    expect(held.and("tue 09:00", resume()).see("resolution", "tue 09:00")).toBe("running due tue 12:00 left 180m");
  });

  it("twice inside one minute loses no second", () => {
    const story = ticket()
      .and("mon 09:00", log())
      .and("mon 09:10:10", hold("awaiting-requester"))
      .and("mon 09:10:20", resume())
      .and("mon 09:10:30", hold("awaiting-requester"))
      .and("mon 09:10:55", resume());
    expect(story.clock("resolution", "mon 09:11").dueAt).toBe(t("tue 09:00:35"));
  });

  it("begun and ended in one second is no pause", () => {
    const story = ticket().and("mon 09:00", log()).and("mon 09:10", hold("awaiting-requester")).and("mon 09:10", resume());
    expect(story.clock("resolution", "mon 09:11").dueAt).toBe(t("tue 09:00"));
  });

  it("changed for a reason that stops nothing lets it run on, and the other way round", () => {
    const story = ticket().and("mon 09:00", log(high)).and("mon 10:00", hold("awaiting-requester")).and("mon 12:00", hold("awaiting-vendor"));
    expect(story.see("resolution", "mon 12:00")).toBe("running due mon 15:00 left 180m");
    expect(story.and("mon 12:30", hold("awaiting-requester")).see("resolution", "mon 18:00")).toBe("paused due - left 150m");
  });

  it("leaves the response clock running, unless it stops both", () => {
    const logged = ticket().and("mon 09:00", log());
    expect(logged.and("mon 09:30", hold("awaiting-requester")).see("response", "mon 09:44")).toBe("running due mon 10:00 left 16m");
    const scheduled = logged.and("mon 09:30", hold("scheduled", { until: "mon 11:00" }));
    expect(scheduled.see("response", "mon 10:30")).toBe("paused due mon 11:30 left 30m");
    expect(scheduled.and("mon 11:00", lapse).see("response", "mon 11:30:01")).toMatch(/^breached due mon 11:30/);
  });

  it("with a reply in the same command answers and waits at once", () => {
    const story = ticket()
      .and("mon 09:00", log())
      .and("mon 09:20", hold("awaiting-requester", { note: "which printer?", public: true }));
    expect(story.see("response", "mon 18:00")).toBe("met due mon 10:00 left 40m");
    expect(story.see("resolution", "mon 18:00")).toBe("paused due - left 460m");
  });

  it("with a reply, of both clocks, ends the response for good", () => {
    const story = ticket()
      .and("mon 09:00", log())
      .and("mon 09:20", hold("scheduled", { until: "tue 09:00", note: "tomorrow at nine", public: true }));
    expect(story.and("tue 09:00", lapse).see("response", "wed 09:00")).toBe("met due mon 10:00 left 40m");
  });
});

describe("a hold that stops nothing", () => {
  it("does not keep the breach away", () => {
    const held = ticket().and("mon 09:00", log(high)).and("mon 10:00", hold("awaiting-vendor"));
    expect(["mon 13:00", "mon 13:00:01"].map((now) => held.clock("resolution", now))).toMatchObject([
      { state: "at_risk", paused: false },
      { state: "breached", paused: false },
    ]);
  });
});

describe("a breach is a fact", () => {
  it("stays when the ticket is then held", () => {
    const held = ticket().and("mon 09:00", log(high)).and("mon 14:00", hold("awaiting-requester"));
    expect(held.clock("resolution", "tue 09:00")).toMatchObject({ state: "breached", paused: true, dueAt: t("mon 13:00"), leftSeconds: -3600 });
  });

  it("at closing time stays when the ticket is held before the next opening", () => {
    const friday = ticket().and("fri 08:00", log());
    expect(friday.clock("resolution", "sat 10:00").state).toBe("breached");
    const held = friday.and("sat 10:00", hold("awaiting-requester"));
    expect(held.clock("resolution", "sat 10:00")).toMatchObject({ state: "breached", paused: true, dueAt: t("fri 17:00"), breachedAt: t("fri 17:00") });
    expect(held.and("mon+1 09:00", resume()).clock("resolution", "mon+1 09:00").state).toBe("breached");
  });

  it("at closing time is missed when the work ends before the next opening", () => {
    const friday = ticket().and("fri 08:00", log());
    expect(friday.and("sat 10:00", resolve()).clock("resolution", "sat 10:00")).toMatchObject({
      state: "missed",
      dueAt: t("fri 17:00"),
      breachedAt: t("fri 17:00"),
    });
    expect(friday.and("fri 17:00", resolve()).clock("resolution", "sat 10:00").state).toBe("met");
    const late = ticket().and("fri 16:00", log());
    expect(late.and("sat 10:00", start()).clock("response", "sat 10:00")).toMatchObject({ state: "missed", breachedAt: t("fri 17:00") });
  });

  it("once the target was used up to the second, waiting does not undo it", () => {
    const held = ticket().and("mon 09:00", log(high)).and("mon 13:00", hold("awaiting-requester"));
    expect(["mon 13:00", "mon 13:00:01"].map((now) => held.clock("resolution", now).state)).toEqual(["paused", "breached"]);
    expect(held.and("mon 15:00", resume()).clock("resolution", "mon 15:00").state).toBe("breached");
    expect(held.and("mon 15:00", resolve()).clock("resolution", "mon 15:00")).toMatchObject({ state: "missed", dueAt: t("mon 13:00") });
  });
});

describe("another target", () => {
  it("while held: nothing that was paused is lost", () => {
    const held = ticket()
      .and("mon 09:00", log())
      .and("mon 10:00", hold("awaiting-requester"))
      .and("mon 11:00", edit(high, { reason: "all of floor 3" }));
    expect(held.see("resolution", "mon 12:00")).toBe("paused due - left 180m");
    expect(held.and("mon 13:00", resume()).see("resolution", "mon 13:00")).toBe("running due mon 16:00 left 180m");
  });

  it("by another calendar counts all intervals anew", () => {
    const held = ticket().and("mon 06:00", log(high)).and("mon 08:00", hold("awaiting-requester"));
    expect(held.see("resolution", "mon 08:00")).toBe("paused due - left 120m");
    const lower = held.and("mon 08:30", edit({ impact: "medium", urgency: "medium" }, { reason: "one user" })).and("mon 09:00", resume());
    expect(lower.see("resolution", "mon 09:00")).toBe("running due tue 09:00 left 480m");
  });

  it("shorter than the time spent gives a breach in the past", () => {
    const story = ticket().and("mon 08:00", log(low)).and("mon 08:05", start()).and("tue 12:00", edit(high));
    expect(story.clock("resolution", "tue 12:00")).toMatchObject({
      state: "breached",
      dueAt: t("mon 12:00"),
      breachedAt: t("mon 12:00"),
      leftSeconds: -24 * 3600,
    });
    expect(story.clock("response", "tue 12:00")).toMatchObject({ state: "met", targetSeconds: 4 * 3600 });
  });

  it("shorter than the time spent before a hold gives a breach while held", () => {
    const story = ticket().and("mon 08:00", log(low)).and("mon 14:00", hold("awaiting-requester")).and("tue 09:00", priority("high", "the director"));
    expect(story.clock("resolution", "tue 09:00")).toMatchObject({ state: "breached", paused: true, dueAt: t("mon 12:00") });
  });

  it("by an override with an end is in force until then, over all intervals", () => {
    const raised = ticket()
      .and("mon 08:00", log(low))
      .and("mon 08:05", start())
      .and("mon 09:00", priority("high", "the director", "mon 11:00"));
    expect(raised.see("resolution", "mon 09:00")).toBe("running due mon 12:00 left 180m");
    expect(raised.and("mon 11:00", lapse).see("resolution", "mon 11:00")).toBe("running due wed 17:00 left 1260m");
  });

  it("of nothing is due at once, and breached a second later", () => {
    const policies = [{ ...DEFAULT_POLICY, targets: [{ responseSeconds: 0, resolutionSeconds: 0, calendar: "office" }] }];
    const story = ticket(41, { policies }).and("mon 09:00", log());
    expect(["mon 09:00", "mon 09:00:01"].map((now) => story.see("resolution", now))).toEqual([
      "at_risk due mon 09:00 left 0m",
      `breached due mon 09:00 left ${-1 / 60}m`,
    ]);
    expect(story.and("mon 09:00", resolve()).clock("resolution", "tue 09:00").state).toBe("met");
    expect(story.and("mon 09:00:01", resolve()).clock("resolution", "tue 09:00").state).toBe("missed");
    expect(
      ticket(41, { policies })
        .and("mon 11:00", log({ channel: "phone" }), { at: "mon 09:00" })
        .clock("response", "mon 11:00").state,
    ).toBe("met");
    expect(ticket(41, { policies }).and("sat 09:00", log()).see("resolution", "sat 09:00:01")).toBe("breached due sat 09:00 left 0m");
  });
});

describe("resolved and reopened", () => {
  const once = ticket().and("mon 09:00", log(high)).and("mon 10:00", resolve());
  const twice = once.and("tue 09:00", reopen()).and("tue 10:30", resolve()).and("wed 12:00", reopen());

  it("goes on from where it stood, each time", () => {
    expect(once.see("resolution", "mon 18:00")).toBe("met due mon 13:00 left 180m");
    expect(once.and("tue 09:00", reopen()).see("resolution", "tue 09:00")).toBe("running due tue 12:00 left 180m");
    expect(twice.see("resolution", "wed 12:00")).toBe("running due wed 13:30 left 90m");
  });

  it("is missed when the sum is too long, and breached when reopened then", () => {
    const late = twice.and("wed 14:00", resolve());
    expect(late.see("resolution", "wed 15:00")).toBe("missed due wed 13:30 left -30m");
    expect(late.and("thu 09:00", reopen()).see("resolution", "thu 09:00")).toBe("breached due wed 13:30 left -30m");
  });

  it("leaves the response clock where it ended", () => {
    expect(twice.see("response", "wed 12:00")).toBe("missed due mon 09:15 left -45m");
  });

  it("is due again under the service it has by now", () => {
    const policies = [
      { ...DEFAULT_POLICY, targets: [...DEFAULT_POLICY.targets, { service: "Print", responseSeconds: 600, resolutionSeconds: 7200, calendar: "always" }] },
    ];
    const story = ticket(41, { policies })
      .and("mon 09:00", log())
      .and("mon 10:00", resolve())
      .and("mon 11:00", edit({ service: "Print" }, { reason: "asked again" }));
    expect(story.see("resolution", "mon 11:00")).toBe("met due tue 09:00 left 420m");
    expect(story.and("mon 12:00", reopen()).see("resolution", "mon 12:00")).toBe("running due mon 13:00 left 60m");
  });
});

describe("what no clock hears of", () => {
  it("is a note, whatever it says", () => {
    const story = ticket().and("mon 09:00", log()).and("mon 09:10", start());
    expect(story.and("mon 10:00", note("x", { public: true })).ticket.clocks).toEqual(story.ticket.clocks);
  });
});
