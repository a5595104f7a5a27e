import { beforeEach, describe, expect, it } from "vitest";
import { settle } from "../../src/app/lapse.ts";
import { readRest } from "../../src/domain/ticket/rest.ts";
import { edit, high, hold, note, priority, reopen, resolve, resume, start } from "../domain/ticket/commands.ts";
import { t } from "../domain/ticket/story.ts";
import { TestDesk, told } from "./desk.ts";

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.open();
  await desk.log({ category: "other" });
});
const look = (now: string): Promise<void> =>
  settle(desk.at(now).register, { now: t(now), via: "os-user", heldClock: true }, { timeoutSeconds: 5, onWait: () => undefined });

describe("what time brings about", () => {
  it("is recorded at its own instant, as an operation of the sweep's before the caller's", async () => {
    await desk.do("hold", [1], hold("awaiting-requester", { until: "mon 10:00" }));
    await desk.at("mon 11:00").do("note", [1], note("x"));
    expect((await desk.operations()).map(({ verb, actor, via }) => [verb, actor, via])).toEqual([
      ["log", "sari", "os-user"],
      ["hold", "sari", "os-user"],
      ["sweep", "sweep", "os-user"],
      ["note", "sari", "os-user"],
    ]);
    expect((await desk.history(1))[2]).toMatchObject({ type: "holdEnded", at: t("mon 10:00"), recordedAt: t("mon 11:00"), by: "sweep", operation: 3 });
    await desk.holds();
  });

  it("does not depend on when it is recorded", async () => {
    const late = await TestDesk.open();
    await late.log({ category: "other" });
    for (const each of [desk, late]) await each.do("hold", [1], hold("awaiting-requester", { until: "mon 10:00" }));
    await look("mon 10:00");
    late.at("fri 11:00");
    await settle(late.register, { now: t("fri 11:00"), via: "os-user", heldClock: true }, { timeoutSeconds: 5, onWait: () => undefined });
    const early = await desk.row(1);
    const { updatedAt, sweepAt } = early;
    const recordedLate = await late.row(1);
    // What equals the last change is left out of the packed part, and nothing is due to the sweep before it.
    expect(recordedLate.sweepAt).toBe(t("fri 11:00"));
    expect({ ...recordedLate, updatedAt, sweepAt, rest: readRest(recordedLate) }).toEqual({ ...early, rest: readRest(early) });
    expect(early.resolutionDueAt).toBe(t("tue 10:00"));
  });

  it("comes once, and a second before its time not at all", async () => {
    await desk.do("hold", [1], hold("awaiting-requester", { until: "mon 10:00" }));
    await look("mon 09:59:59");
    expect((await desk.register.state()).operations).toBe(2);
    await look("mon 10:00");
    await look("mon 10:00");
    expect((await desk.register.state()).operations).toBe(3);
  });

  it("ends a hold and an override of one ticket each at its instant, in order, in one operation", async () => {
    await desk.do("edit", [1], [priority("high", "the director", "mon 09:30"), hold("awaiting-requester", { until: "mon 10:00" })]);
    await look("mon 12:00");
    expect((await desk.history(1)).slice(-2).map((event) => [event.type, event.at, event.operation])).toEqual([
      ["overrideEnded", t("mon 09:30"), 3],
      ["holdEnded", t("mon 10:00"), 3],
    ]);
    await desk.holds();
  });

  it("of many tickets is one operation", async () => {
    await desk.log();
    await desk.do("hold", [1, 2], hold("awaiting-vendor", { until: "mon 10:00" }));
    await look("mon 12:00");
    expect((await desk.register.eventsOf(4)).map((event) => event.number)).toEqual([1, 2]);
  });

  it("ends an override although that takes a breach away", async () => {
    await desk.log({ category: "other", impact: "low", urgency: "low" }, { next: [priority("high", "the director", "mon 14:00")] });
    await look("mon 15:00");
    expect(await desk.row(2)).toMatchObject({ priority: "low", overrideReason: null, wakeAt: null, backdated: 0 });
  });

  it("while the ticket was resolved is made up for when it is reopened", async () => {
    await desk.do("edit", [1], priority("high", "the director", "tue 09:00"));
    await desk.do("resolve", [1], resolve());
    await look("wed 09:00");
    expect((await desk.row(1)).priority).toBe("high");
    await desk.do("reopen", [1], reopen());
    await look("wed 10:00");
    expect(await desk.row(1)).toMatchObject({ priority: "medium", overrideReason: null, wakeAt: null, status: "in_progress" });
  });

  it("comes before a refusal too", async () => {
    await desk.do("hold", [1], hold("awaiting-requester", { until: "mon 10:00" }));
    expect(told(await desk.at("mon 11:00").do("resume", [1], resume()))).toBe("1 refused not_allowed");
    expect((await desk.row(1)).status).toBe("new");
  });

  it("is never somebody's latest operation, and can be told from it", async () => {
    await desk.do("hold", [1], hold("awaiting-requester", { until: "mon 10:00" }));
    await look("mon 11:00");
    expect((await desk.register.operations({ actor: "sari", limit: 1 }))[0]?.seq).toBe(2);
  });

  it("does not stand in the way of undoing the hold", async () => {
    await desk.do("hold", [1], hold("awaiting-requester", { until: "mon 10:00" }));
    await desk.at("mon 11:00").undo(2);
    expect(await desk.row(1)).toMatchObject({ status: "new", resolutionDueAt: t("tue 09:00"), wakeAt: null });
    await desk.holds();
  });

  it("ends a hold dated back whose end has passed", async () => {
    await desk.at("mon 12:00").do("hold", [1], hold("awaiting-vendor", { until: "mon 10:00" }), { at: "mon 09:30" });
    await desk.do("edit", [1], edit({ ci: "PR-1" }));
    expect((await desk.history(1)).map((event) => event.type)).toEqual(["logged", "held", "holdEnded", "edited"]);
  });
});

it("numbers, versions and operations have no gaps after all kinds of calls", async () => {
  await desk.log(high, { next: [start()] });
  await desk.log({ parent: 9 });
  await desk.do("resume", [1, 2], resume(), { keepGoing: true });
  await desk.do("hold", [1, 2], hold("awaiting-vendor", { until: "mon 10:00" }));
  await desk.at("mon 10:30").do("start", [2], start(), { dryRun: true });
  await expect(desk.do("resolve", [1], resolve({ code: "nix" }))).rejects.toThrow();
  await desk.do("resolve", [2, 1], resolve());
  await desk.undo(4);
  await desk.at("mon 11:00").log();
  await desk.holds();
  expect((await desk.register.state()).numbers).toBe(3);
});
