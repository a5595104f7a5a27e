import { describe, expect, it } from "vitest";
import type { Act } from "../../../src/domain/ticket/decide.ts";
import type { Status } from "../../../src/domain/ticket/ticket.ts";
import { cancel, close, hold, log, reopen, resolve, resume, start } from "./commands.ts";
import { type Story, ticket } from "./story.ts";

const logged = ticket().and("mon 09:00", log({ category: "hardware/printer" }));
const STORIES: Readonly<Record<Status, Story>> = {
  new: logged,
  in_progress: logged.and("mon 09:05", start()),
  on_hold: logged.and("mon 09:05", hold("awaiting-vendor")),
  resolved: logged.and("mon 09:05", resolve()),
  closed: logged.and("mon 09:05", resolve()).and("mon 09:06", close()),
  cancelled: logged.and("mon 09:05", cancel()),
};

const ACTS = {
  start: start(),
  hold: hold("awaiting-requester"),
  resume: resume(),
  resolve: resolve(),
  close: close({ code: "fixed", note: "new roller" }),
  cancel: cancel(),
  reopen: reopen(),
} as const satisfies Record<string, Act>;
type Name = keyof typeof ACTS;

/** The lifecycle as the desk means it, beside the table of the code: `no` is refused by the table, `same` changes nothing. */
const MEANING: Readonly<Record<Status, Readonly<Record<Name, Status | "no" | "same">>>> = {
  new: { start: "in_progress", hold: "on_hold", resume: "no", resolve: "resolved", close: "closed", cancel: "cancelled", reopen: "no" },
  in_progress: { start: "same", hold: "on_hold", resume: "no", resolve: "resolved", close: "closed", cancel: "cancelled", reopen: "no" },
  on_hold: { start: "in_progress", hold: "on_hold", resume: "in_progress", resolve: "resolved", close: "closed", cancel: "cancelled", reopen: "no" },
  resolved: { start: "no", hold: "no", resume: "no", resolve: "same", close: "closed", cancel: "no", reopen: "in_progress" },
  closed: { start: "no", hold: "no", resume: "no", resolve: "no", close: "same", cancel: "no", reopen: "in_progress" },
  cancelled: { start: "no", hold: "no", resume: "no", resolve: "no", close: "no", cancel: "same", reopen: "no" },
};

const ALLOWED: Readonly<Record<Status, readonly Name[]>> = {
  new: ["start", "hold", "resolve", "close", "cancel"],
  in_progress: ["start", "hold", "resolve", "close", "cancel"],
  on_hold: ["start", "hold", "resume", "resolve", "close", "cancel"],
  resolved: ["resolve", "close", "reopen"],
  closed: ["close", "reopen"],
  cancelled: ["cancel"],
};

describe.each(Object.keys(MEANING) as Status[])("a ticket that is %s", (status) => {
  it.each(Object.entries(MEANING[status]) as [Name, Status | "no" | "same"][])("%s: %s", (name, meaning) => {
    const then = STORIES[status].when("mon 09:30", ACTS[name]);
    if (meaning === "no") then.refusedFor("not_allowed", { act: name, status, allowed: ALLOWED[status] }, []);
    else if (meaning === "same") then.unchanged();
    else expect(then.acted.ok && then.acted.ticket.status).toBe(meaning);
  });
});

describe("where the table has a condition", () => {
  it.each(["new", "in_progress", "on_hold"] as const)("an open ticket (%s) closes only with a resolution", (status) => {
    STORIES[status].when("mon 09:30", close()).refusedFor("resolution_missing", { status, lacking: ["code", "note"] }, ["code", "note"]);
    STORIES[status].when("mon 09:30", close({ code: "fixed" })).refusedFor("resolution_missing", { lacking: ["note"] }, ["note"]);
    STORIES[status].when("mon 09:30", close({ note: "done" })).refusedFor("resolution_missing", { lacking: ["code"] }, ["code"]);
  });

  it("first-contact resolution is recorded as resolve, then close", () => {
    const after = STORIES.new
      .when("mon 09:30", ACTS.close)
      .gives({ type: "resolved", data: { code: "fixed" }, texts: { note: "new roller" } }, { type: "closed", data: { confirmedBy: "agent" } });
    expect(after).toMatchObject({
      status: "closed",
      resolution: { code: "fixed", note: "new roller", by: "sari" },
      closure: { note: null, category: "hardware/printer" },
    });
  });

  it("a closed ticket reopens up to fourteen days later, to the second", () => {
    STORIES.closed.when("mon+2 09:06", reopen()).gives("reopened");
    STORIES.closed.when("mon+2 09:06:01", reopen()).refusedFor("reopen_window", { days: 14, id: "INC-41" }, []);
  });

  it("a resolved ticket reopens however late", () => {
    STORIES.resolved.when("mon+9 09:06", reopen()).gives("reopened");
  });
});

describe("unchanged only where every value given already holds", () => {
  it("resolving again with another code or note is refused", () => {
    STORIES.resolved
      .when("mon 10:00", resolve({ code: "workaround" }))
      .refusedFor("already_resolved", { code: "fixed", by: "sari", id: "INC-41", correct: { code: "workaround" } }, []);
    STORIES.resolved.when("mon 10:00", resolve({ note: "another roller" })).refused("already_resolved");
    STORIES.resolved.when("mon 10:00", resolve({ category: "hardware" })).refused("already_resolved");
  });

  it("resolving again as a duplicate of another ticket is refused", () => {
    const [other, third] = [ticket(40).and("mon 08:00", log()).ticket, ticket(39).and("mon 08:00", log()).ticket];
    const duplicate = logged.beside(other, third).and("mon 09:05", resolve({ code: "duplicate", duplicateOf: 40 }));
    duplicate.when("mon 10:00", resolve({ code: "duplicate", duplicateOf: 40 })).unchanged();
    duplicate.when("mon 10:00", resolve({ code: "duplicate", duplicateOf: 39 })).refused("already_resolved");
    const closed = duplicate.and("mon 10:00", close());
    closed.when("mon 10:01", close({ duplicateOf: 40 })).unchanged();
    closed.when("mon 10:01", close({ duplicateOf: 39 })).refused("already_closed");
  });

  it("closing again with other values is refused", () => {
    const closed = STORIES.resolved.and("mon 09:30", close({ note: "says thanks", confirmedBy: "requester", satisfaction: 5 }));
    closed.when("mon 10:00", close()).unchanged();
    closed.when("mon 10:00", close({ note: "says thanks", confirmedBy: "requester", satisfaction: 5 })).unchanged();
    closed.when("mon 10:00", close({ confirmedBy: "silence" })).refused("already_closed");
    closed.when("mon 10:00", close({ satisfaction: 4 })).refused("already_closed");
    closed.when("mon 10:00", close({ note: "says nothing" })).refused("already_closed");
    closed.when("mon 10:00", close({ code: "workaround" })).refused("already_closed");
    closed.when("mon 10:00", close({ review: "late" })).refused("already_closed");
  });

  it("closing a resolved ticket with another code is refused", () => {
    STORIES.resolved.when("mon 10:00", close({ code: "workaround" })).refused("already_resolved");
    STORIES.resolved.when("mon 10:00", close({ code: "fixed" })).gives("closed");
  });

  it("cancelling again for another reason is refused", () => {
    STORIES.cancelled.when("mon 10:00", cancel("a test")).refused("already_cancelled");
  });

  it("holding again for the same reason is unchanged, with another end or note it is not", () => {
    const held = logged.and("mon 09:05", hold("awaiting-vendor", { until: "tue 09:00", note: "case 7" }));
    held.when("mon 10:00", hold("awaiting-vendor")).unchanged();
    held.when("mon 10:00", hold("awaiting-vendor", { until: "tue 09:00", note: "case 7" })).unchanged();
    held.when("mon 10:00", hold("awaiting-vendor", { until: "wed 09:00" })).gives("held");
    held.when("mon 10:00", hold("awaiting-vendor", { note: "case 8" })).gives("held");
  });
});

describe("a void ticket", () => {
  it("takes no act at all", () => {
    const voided = logged.happens("mon 09:10", { type: "voided", data: {} });
    for (const command of Object.values(ACTS)) voided.when("mon 09:30", command).refused("void");
  });
});
