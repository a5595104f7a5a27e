import { describe, expect, it } from "vitest";
import { assign, hold, lapse, log, note, resume, start } from "../commands.ts";
import { t, ticket } from "../story.ts";

const logged = ticket().and("mon 09:00", log());

describe("start", () => {
  it("takes a ticket nobody has", () => {
    const after = logged.when("mon 09:10", start()).gives({ type: "assigned", data: { assignee: "sari", group: null } }, { type: "started", data: {} });
    expect(after).toMatchObject({ status: "in_progress", assignee: "sari", reassignmentCount: 0 });
  });

  it("of my own ticket only starts it, whatever the spelling of my name", () => {
    logged
      .and("mon 09:05", assign({ assignee: " SARI " }))
      .when("mon 09:10", start())
      .gives("started");
  });

  it("of somebody else's is refused, naming them", () => {
    logged
      .and("mon 09:05", assign({ assignee: "budi" }))
      .when("mon 09:10", start())
      .refusedFor("taken", { assignee: "budi" }, ["steal"]);
  });

  it("steals, which is a reassignment, also of one that is in progress", () => {
    const budis = logged.and("mon 09:05", start(), { by: "budi" });
    budis.when("mon 09:10", start()).refused("taken");
    expect(budis.when("mon 09:10", start(true)).gives("assigned")).toMatchObject({ assignee: "sari", reassignmentCount: 1 });
  });

  it("ends a hold", () => {
    expect(logged.and("mon 09:05", hold("awaiting-vendor")).when("mon 09:10", start()).gives("assigned", "started")).toMatchObject({
      status: "in_progress",
      hold: null,
    });
  });
});

describe("hold", () => {
  it("keeps reason, since, until, note and which clocks it stops", () => {
    const after = logged.when("mon 09:10", hold("awaiting-approval", { until: "tue 09:00", note: "from the head of purchasing" })).gives("held");
    expect(after.hold).toEqual({
      reason: "awaiting-approval",
      since: t("mon 09:10"),
      until: t("tue 09:00"),
      note: "from the head of purchasing",
      stops: ["resolution"],
      from: "new",
      remindAt: null,
      outstay: null,
    });
  });

  it.each([
    ["awaiting-requester", ["resolution"]],
    ["awaiting-vendor", []],
    ["awaiting-change", []],
    ["awaiting-problem", []],
  ] as const)("%s stops %j", (reason, stops) => {
    expect(logged.when("mon 09:10", hold(reason)).gives("held").hold?.stops).toEqual(stops);
  });

  it("scheduled stops both clocks and needs an end", () => {
    logged.when("mon 09:10", hold("scheduled")).refusedFor("hold_needs", { reason: "scheduled", need: "until" }, ["until"]);
    expect(logged.when("mon 09:10", hold("scheduled", { until: "tue 09:00" })).gives("held").hold?.stops).toEqual(["response", "resolution"]);
  });

  it("awaiting approval needs a note: from whom", () => {
    logged.when("mon 09:10", hold("awaiting-approval")).refusedFor("hold_needs", { need: "note" }, ["note"]);
  });

  it("says what may have been meant by an unknown reason", () => {
    logged.when("mon 09:10", hold("awaiting-vendr")).refusedFor("unknown_value", { field: "reason", near: "awaiting-vendor" }, ["reason"]);
  });

  it("cannot end before it begins", () => {
    logged.when("mon 09:10", hold("awaiting-vendor", { until: "mon 09:10" })).refused("until_passed");
    logged.when("mon 09:10", hold("awaiting-vendor", { until: "mon 09:00", note: " " })).refused("bad_text", "until_passed");
  });

  it("for another reason is a new hold that remembers the status before the first", () => {
    const held = logged.and("mon 09:10", hold("awaiting-requester"));
    const after = held.when("mon 09:20", hold("awaiting-vendor")).gives("held");
    expect(after.hold).toMatchObject({ reason: "awaiting-vendor", since: t("mon 09:20"), from: "new" });
  });

  it("given another end keeps the note it had, and given another note keeps the end", () => {
    const held = logged.and("mon 09:10", hold("awaiting-approval", { note: "from Ratna", until: "tue 09:00" }));
    expect(held.when("mon 09:20", hold("awaiting-approval", { until: "wed 09:00" })).gives("held").hold).toMatchObject({
      note: "from Ratna",
      until: t("wed 09:00"),
    });
    expect(held.when("mon 09:20", hold("awaiting-approval", { note: "from Dewi" })).gives("held").hold).toMatchObject({
      note: "from Dewi",
      until: t("tue 09:00"),
    });
  });

  it("that ends by itself returns to the status before it, and is a response to nobody", () => {
    const held = logged.and("mon 09:10", hold("scheduled", { until: "tue 09:00" }));
    const after = held.when("tue 09:00", lapse, { by: "sweep" }).gives("holdEnded");
    expect(after).toMatchObject({ status: "new", hold: null, clocks: { response: { endedAt: null } } });
    const working = ticket()
      .and("mon 09:00", log())
      .and("mon 09:05", start())
      .and("mon 09:10", hold("scheduled", { until: "tue 09:00" }));
    expect(working.when("tue 09:00", lapse).gives("holdEnded").status).toBe("in_progress");
  });

  it("without an end, or before it, does not lapse", () => {
    logged.and("mon 09:10", hold("awaiting-vendor")).when("tue 09:00", lapse).unchanged();
    logged
      .and("mon 09:10", hold("awaiting-vendor", { until: "tue 09:00" }))
      .when("tue 08:59:59", lapse)
      .unchanged();
  });
});

describe("resume", () => {
  it("goes on in progress with a note", () => {
    const held = logged.and("mon 09:10", hold("awaiting-requester"));
    expect(held.when("mon 09:20", resume("she called back")).gives({ type: "resumed", data: {}, texts: { note: "she called back" } })).toMatchObject({
      status: "in_progress",
      hold: null,
    });
  });
});

describe("the first response", () => {
  const answered = (story: typeof logged): number | null => story.ticket.clocks.response.endedAt;

  it.each(["phone", "walk-in", "chat"] as const)("on %s is the logging itself", (channel) => {
    expect(answered(ticket().and("mon 09:00", log({ channel })))).toBe(t("mon 09:00"));
  });

  it.each(["email", "portal", "monitoring", "import", "cli"] as const)("on %s is still to come", (channel) => {
    expect(answered(ticket().and("mon 09:00", log({ channel })))).toBeNull();
  });

  it("to a phone call entered later was given when it came", () => {
    expect(answered(ticket().and("mon 11:00", log({ channel: "phone" }), { at: "mon 09:00" }))).toBe(t("mon 09:00"));
  });

  it.each([
    ["start", start()],
    ["a public note", note("we are on it", { public: true })],
    ["a hold with a public note", hold("awaiting-vendor", { note: "ordered", public: true })],
  ] as const)("is %s", (_name, command) => {
    expect(answered(logged.and("mon 09:10", command))).toBe(t("mon 09:10"));
  });

  it.each([
    ["a private note", note()],
    ["a public note in the requester's words", note("any news?", { public: true, from: "requester" })],
    ["a hold with a private note", hold("awaiting-vendor", { note: "ordered" })],
    ["an assignment", assign({ assignee: "budi" })],
  ] as const)("is not %s", (_name, command) => {
    expect(answered(logged.and("mon 09:10", command))).toBeNull();
  });

  it("is a resume by a person", () => {
    expect(answered(logged.and("mon 09:10", hold("scheduled", { until: "tue 09:00" })).and("mon 09:20", resume()))).toBe(t("mon 09:20"));
  });

  it("stays the first", () => {
    expect(answered(logged.and("mon 09:10", start()).and("mon 09:20", note("done soon", { public: true })))).toBe(t("mon 09:10"));
  });
});
