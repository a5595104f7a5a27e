import { describe, expect, it } from "vitest";
import { affect, cancel, close, edit, hold, lapse, link, log, major, note, priority, reopen, resolve, start } from "../commands.ts";
import { t, ticket } from "../story.ts";

const printer = { category: "hardware/printer" };
const logged = ticket().and("mon 09:00", log(printer));
const resolved = logged.and("mon 10:00", resolve());
const other = ticket(40).and("mon 08:00", log({ requester: "Dewi" })).ticket;

describe("resolve", () => {
  it("keeps code, note, when and by whom, and ends both clocks", () => {
    const after = logged
      .when("mon 10:00", resolve({ code: "workaround", note: "use the one on floor 2" }))
      .gives({ type: "resolved", data: { code: "workaround", public: true } });
    expect(after.resolution).toEqual({ code: "workaround", note: "use the one on floor 2", at: t("mon 10:00"), by: "sari" });
    expect([after.clocks.response.endedAt, after.clocks.resolution.endedAt]).toEqual([t("mon 10:00"), t("mon 10:00")]);
  });

  it("needs a code that exists and a note that says something", () => {
    logged.when("mon 10:00", resolve({ code: "fixd", note: "\t" })).refused("unknown_value", "bad_text");
  });

  it("refuses a code of the other type", () => {
    logged.when("mon 10:00", resolve({ code: "request-fulfilled" })).refusedFor("code_not_for_type", { type: "incident", types: ["request"] }, ["code"]);
    ticket()
      .and("mon 09:00", log({ type: "request" }))
      .when("mon 10:00", resolve({ code: "request-fulfilled" }))
      .gives("resolved");
  });

  it("sets the category in the same call, and keeps the first", () => {
    const after = logged.when("mon 10:00", resolve({ category: "network/vpn" })).gives("edited", "resolved");
    expect(after).toMatchObject({ category: "network/vpn", firstCategory: "hardware/printer" });
    logged.when("mon 10:00", resolve({ category: "printers" })).refused("unknown_value");
  });

  it("takes a ticket off hold and clears a promised update", () => {
    const held = logged.and("mon 09:10", note("soon", { next: "mon 12:00" })).and("mon 09:20", hold("awaiting-vendor"));
    expect(held.when("mon 10:00", resolve()).gives("resolved")).toMatchObject({ hold: null, nextUpdateAt: null });
  });

  it("as a duplicate needs to know of what", () => {
    logged
      .beside(other)
      .when("mon 10:00", resolve({ code: "duplicate" }))
      .refusedFor("duplicate_of_what", {}, ["duplicate-of"]);
    logged
      .beside(other)
      .and("mon 09:30", link("duplicates", 40))
      .when("mon 10:00", resolve({ code: "duplicate" }))
      .gives("resolved");
    logged
      .beside(other)
      .and("mon 09:30", link("relates-to", 40))
      .when("mon 10:00", resolve({ code: "duplicate" }))
      .refused("duplicate_of_what");
  });

  it("as a duplicate makes its requester one of the original's affected", () => {
    const then = ticket()
      .beside(other)
      .and("mon 09:00", log({ ...printer, requester: "Budi", contact: "0812" }))
      .when("mon 10:00", resolve({ code: "duplicate", duplicateOf: 40 }));
    expect(then.gives("linked", "resolved").links).toEqual([{ rel: "duplicates", to: 40 }]);
    expect(then.acted.ok && then.acted.also).toEqual([{ number: 40, command: affect("Budi", "0812") }]);
  });

  it("as a duplicate of itself, of nothing, or of its own duplicate is refused", () => {
    logged.when("mon 10:00", resolve({ code: "duplicate", duplicateOf: 41 })).refused("link_to_itself");
    logged.when("mon 10:00", resolve({ code: "duplicate", duplicateOf: 39 })).refused("no_such_ticket");
    const mine = { ...other, links: [{ rel: "duplicates" as const, to: 41 }] };
    logged
      .beside(mine)
      .when("mon 10:00", resolve({ code: "duplicate", duplicateOf: 40 }))
      .refused("duplicates_each_other");
  });
});

describe("close", () => {
  it("keeps who confirmed, the note, the rating and the category", () => {
    const after = resolved.when("mon 11:00", close({ confirmedBy: "requester", note: "works again", satisfaction: 5 })).gives("closed");
    expect(after).toMatchObject({
      status: "closed",
      satisfaction: 5,
      closure: { confirmedBy: "requester", note: "works again", category: "hardware/printer", at: t("mon 11:00"), by: "sari" },
    });
  });

  it("needs a category, which may come with it", () => {
    const unclassified = ticket().and("mon 09:00", log()).and("mon 10:00", resolve());
    unclassified.when("mon 11:00", close()).refusedFor("unclassified", {}, ["category"]);
    unclassified.when("mon 11:00", close({ category: "unclassified" })).refused("unclassified");
    expect(unclassified.when("mon 11:00", close({ category: "other" })).gives("edited", "closed")).toMatchObject({
      firstCategory: "other",
      closure: { category: "other" },
    });
  });

  it("is refused while a child is open, naming it", () => {
    const child = ticket(42)
      .beside(logged.ticket)
      .and("mon 09:30", log({ type: "request", parent: 41 }));
    resolved
      .beside(child.ticket)
      .when("mon 11:00", close())
      .refusedFor("open_child", { children: ["REQ-42"] }, ["with-children"]);
    resolved.beside(child.and("mon 10:00", resolve()).ticket).when("mon 11:00", close()).gives("closed");
  });

  it("of a major incident needs a review", () => {
    const outage = logged.and("mon 09:05", start()).and("mon 09:06", major()).and("mon 10:00", resolve());
    outage.when("mon 11:00", close()).refusedFor("review_missing", {}, ["review"]);
    expect(outage.when("mon 11:00", close({ review: "a second roller in store" })).gives("closed").closure?.review).toBe("a second roller in store");
  });

  it("by a query leaves major incidents alone", () => {
    const outage = logged.and("mon 09:05", start()).and("mon 09:06", major()).and("mon 10:00", resolve());
    outage.when("mon 11:00", close({ review: "done", byQuery: true })).refused("major_by_query");
    resolved.when("mon 11:00", close({ byQuery: true })).gives("closed");
  });

  it("lists everything that stands against it at once", () => {
    const child = ticket(42)
      .beside(logged.ticket)
      .and("mon 09:30", log({ parent: 41 }));
    const outage = ticket().and("mon 09:00", log()).and("mon 09:05", start()).and("mon 09:06", major()).beside(child.ticket);
    outage.when("mon 11:00", close()).refused("resolution_missing", "unclassified", "open_child", "review_missing");
  });

  it("refuses a rating outside 1 to 5", () => {
    resolved.when("mon 11:00", close({ satisfaction: 6 })).refused("unknown_value");
    resolved.when("mon 11:00", close({ satisfaction: 2.5 })).refused("unknown_value");
    resolved.when("mon 11:00", close({ satisfaction: 1 })).gives("closed");
  });

  it("refuses values that nothing could make sense of", () => {
    resolved
      .when("mon 11:00", close({ code: "done", note: " ", review: "\u0000", confirmedBy: "nobody" as "agent" }))
      .refused("unknown_value", "unknown_value", "bad_text", "bad_text");
  });
});

describe("cancel", () => {
  it("keeps why, when and by whom, and leaves no clock", () => {
    const cancelled = logged.and("mon 09:30", cancel("a test of the portal"));
    expect(cancelled.ticket.cancellation).toEqual({ reason: "a test of the portal", at: t("mon 09:30"), by: "sari" });
    expect(cancelled.clock("resolution", "mon 12:00")).toMatchObject({ state: "none", dueAt: null, targetSeconds: null });
  });

  it("needs a reason", () => {
    logged.when("mon 09:30", cancel("")).refused("bad_text");
  });

  it("is refused while a child is open", () => {
    const child = ticket(42)
      .beside(logged.ticket)
      .and("mon 09:30", log({ parent: 41 }));
    logged.beside(child.ticket).when("mon 10:00", cancel()).refused("open_child");
  });
});

describe("reopen", () => {
  it("counts, and clears resolution, closure and the rating that went with it", () => {
    const closed = resolved.and("mon 11:00", close({ satisfaction: 4 }));
    const after = closed.when("tue 09:00", reopen("it jams again")).gives({ type: "reopened", texts: { reason: "it jams again" } });
    expect(after).toMatchObject({ status: "in_progress", resolution: null, closure: null, satisfaction: null, reopenCount: 1 });
  });

  it("needs a reason", () => {
    resolved.when("mon 11:00", reopen("")).refused("bad_text");
  });

  it("revives the resolution clock alone", () => {
    const after = resolved.and("tue 09:00", reopen()).ticket;
    expect(after.clocks.response.endedAt).toBe(t("mon 10:00"));
    expect(after.clocks.resolution).toMatchObject({
      endedAt: null,
      running: [
        [t("mon 09:00"), t("mon 10:00")],
        [t("tue 09:00"), null],
      ],
    });
  });

  it("of a child of a closed parent waits until the parent is reopened", () => {
    const parent = ticket(40).and("mon 08:00", log(printer));
    const child = ticket()
      .beside(parent.ticket)
      .and("mon 09:00", log({ ...printer, parent: 40 }))
      .and("mon 10:00", resolve());
    const ended = parent.and("mon 10:30", resolve()).and("mon 10:31", close());
    child
      .within({ others: [ended.ticket] })
      .when("mon 11:00", reopen())
      .refusedFor("parent_closed", { parent: "INC-40", status: "closed" }, []);
    child
      .within({ others: [ended.and("mon 11:00", reopen()).ticket] })
      .when("mon 11:01", reopen())
      .gives("reopened");
  });

  it("of a child whose parent was cancelled, and can never be reopened, is allowed", () => {
    const parent = ticket(40).and("mon 08:00", log(printer));
    const child = ticket()
      .beside(parent.ticket)
      .and("mon 09:00", log({ ...printer, parent: 40 }))
      .and("mon 10:00", resolve());
    child
      .within({ others: [parent.and("mon 10:30", cancel()).ticket] })
      .when("mon 11:00", reopen())
      .gives("reopened");
  });

  it("after the end of an override has passed gives the computed priority back", () => {
    const overridden = logged.and("mon 09:05", priority("high", "the director", "tue 09:00")).and("mon 10:00", resolve());
    const after = overridden.when("wed 09:00", reopen()).gives("overrideEnded", "reopened");
    expect(after).toMatchObject({ priority: "medium", override: null, clocks: { resolution: { target: { seconds: 8 * 3600, calendar: "office" } } } });
    expect(overridden.when("mon 11:00", reopen()).gives("reopened")).toMatchObject({
      priority: "high",
      clocks: { resolution: { target: { calendar: "always" } } },
    });
  });

  it("of a major incident promises an update again", () => {
    const outage = logged.and("mon 09:05", start()).and("mon 09:06", major()).and("mon 10:00", resolve());
    expect(outage.and("mon 11:00", reopen()).ticket.nextUpdateAt).toBe(t("mon 11:30"));
  });
});

describe("on a ticket that has ended", () => {
  const closed = resolved.and("mon 11:00", close());

  it("notes may always be added", () => {
    for (const story of [resolved, closed, logged.and("mon 09:30", cancel())]) story.when("mon 12:00", note("for the record")).gives("noted");
  });

  it("no update can be promised", () => {
    closed.when("mon 12:00", note("more to come", { next: "mon 13:00" })).refused("not_open");
  });

  it("nothing lapses", () => {
    logged
      .and("mon 09:05", priority("high", "the director", "tue 09:00"))
      .and("mon 10:00", resolve())
      .when("mon 12:00", lapse)
      .unchanged();
  });

  it("edit changes only category, code, service, requester and satisfaction, with a reason", () => {
    for (const story of [resolved, closed]) {
      const set = { category: "network/vpn", service: "VPN", requester: "Dewi" };
      story.when("mon 12:00", edit(set, { code: "workaround", satisfaction: 3 })).refusedFor("reason_missing", { act: "edit" }, ["reason"]);
      const after = story.when("mon 12:00", edit(set, { code: "workaround", satisfaction: 3, reason: "as agreed" })).gives("edited");
      expect(after).toMatchObject({
        ...set,
        satisfaction: 3,
        firstCategory: "hardware/printer",
        resolution: { code: "workaround" },
        clocks: story.ticket.clocks,
        priority: story.ticket.priority,
      });
    }
  });

  it("edit of anything else is refused", () => {
    closed
      .when("mon 12:00", edit({ title: "Another", impact: "high" }, { description: "x", addTags: ["vip"], reason: "why not" }))
      .refusedFor("fixed_once_resolved", { fields: ["title", "impact", "tags", "description"] }, []);
    closed.when("mon 12:00", edit({ category: "hardware/printer" })).unchanged();
    logged
      .and("mon 09:30", cancel())
      .when("mon 12:00", edit({ category: "other" }, { reason: "x" }))
      .refused("cancelled");
  });

  it("the closing category is kept when the category is put right", () => {
    const after = closed.when("mon 12:00", edit({ category: "network/vpn" }, { reason: "it was the VPN" })).gives("edited");
    expect(after).toMatchObject({ category: "network/vpn", firstCategory: "hardware/printer", closure: { category: "hardware/printer" } });
  });

  it("a code that is not for its type is refused there too", () => {
    closed.when("mon 12:00", edit({}, { code: "request-fulfilled", reason: "x" })).refused("code_not_for_type");
    closed.when("mon 12:00", edit({}, { satisfaction: 0, reason: "x" })).refused("unknown_value");
  });
});
