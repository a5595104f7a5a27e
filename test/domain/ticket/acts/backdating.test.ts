import { describe, expect, it } from "vitest";
import { assign, edit, escalate, high, hold, log, low, note, priority, reopen, resolve, start } from "../commands.ts";
import { t, ticket } from "../story.ts";

const logged = ticket().and("mon 09:00", log(low));

describe("--at", () => {
  it("is when it happened; recordedAt is when the register learnt of it", () => {
    const after = logged
      .when("mon 12:00", start(), { at: "mon 09:30" })
      .gives({ type: "assigned", at: t("mon 09:30"), recordedAt: t("mon 12:00") }, { type: "started", at: t("mon 09:30"), recordedAt: t("mon 12:00") });
    expect(after.clocks.response.endedAt).toBe(t("mon 09:30"));
    expect(after).toMatchObject({ movedAt: t("mon 09:30"), updatedAt: t("mon 12:00") });
  });

  it("of a log is when the report reached the desk", () => {
    expect(ticket().and("mon 12:00", log(), { at: "mon 09:00" }).ticket).toMatchObject({ openedAt: t("mon 09:00"), loggedAt: t("mon 12:00") });
  });

  it("may lie before notes, occurrences and the like", () => {
    const noted = logged.and("mon 11:00", note("called back")).and("mon 11:05", edit({ ci: "PR-1" }));
    noted.when("mon 12:00", start(), { at: "mon 09:30" }).gives("assigned", "started");
  });

  it.each([
    ["status", start()],
    ["hold", hold("awaiting-vendor")],
    ["priority", priority("high", "the director")],
    ["computed priority", edit(high)],
    ["group", assign({ group: "second-line" })],
    ["group by escalation", escalate("second-line")],
    ["assignee", assign({ assignee: "budi" })],
  ] as const)("may not lie before the last change of %s", (_name, command) => {
    const changed = logged.and("mon 11:00", command);
    changed.when("mon 12:00", resolve(), { at: "mon 10:59:59" }).refusedFor("before_last_move", { at: t("mon 10:59:59"), movedAt: t("mon 11:00") }, ["at"]);
    changed.when("mon 12:00", note(), { at: "mon 11:00" }).gives("noted");
  });

  it("may not lie before the ticket was opened", () => {
    logged.when("mon 12:00", note(), { at: "mon 08:59:59" }).refused("before_last_move");
  });
});

describe("a back-dated act that turns a breach into met", () => {
  const breached = ticket().and("mon 09:00", log(high));

  it("needs a reason", () => {
    breached.when("mon 14:00", resolve(), { at: "mon 12:00" }).refusedFor("backdated_breach", { at: t("mon 12:00") }, ["at-reason"]);
    breached.when("mon 09:30", start(), { at: "mon 09:10" }).refused("backdated_breach");
  });

  it("given one is marked, with the reason", () => {
    const after = breached
      .when("mon 14:00", resolve(), { at: "mon 12:00", atReason: "I was on the phone" })
      .gives({ type: "resolved", data: { backdated: true }, texts: { note: "new roller", atReason: "I was on the phone" } });
    expect(after.backdated).toBe(true);
  });

  it("stays marked", () => {
    const marked = breached.and("mon 14:00", resolve(), { at: "mon 12:00", atReason: "I was on the phone" });
    expect(marked.and("mon 15:00", reopen()).ticket.backdated).toBe(true);
  });

  it("that leaves the breach, or comes before it, needs none and is not marked", () => {
    expect(breached.when("mon 15:00", resolve(), { at: "mon 14:00" }).gives("resolved").backdated).toBe(false);
    expect(logged.when("mon 10:00", start(), { at: "mon 09:30" }).gives("assigned", "started").backdated).toBe(false);
    expect(breached.when("mon 09:10", start(), { at: "mon 09:05", atReason: "not needed" }).gives("assigned", "started").backdated).toBe(false);
  });

  it("to a hold that stopped the clock in time needs a reason too", () => {
    breached.when("mon 14:00", hold("awaiting-requester"), { at: "mon 09:10" }).refused("backdated_breach");
    breached.when("mon 14:00", hold("awaiting-vendor"), { at: "mon 09:10" }).gives("held");
  });
});
