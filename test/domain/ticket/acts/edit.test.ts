import { describe, expect, it } from "vitest";
import { edit, high, log, priority, resolve, start } from "../commands.ts";
import { t, ticket } from "../story.ts";

const logged = ticket().and("mon 09:00", log());

describe("edit", () => {
  it("changes what is given and leaves the rest", () => {
    const after = logged
      .when("mon 09:10", edit({ title: "Printer on floor 4 jams", ci: "PR-0401" }))
      .gives({ type: "edited", data: { set: { ci: "PR-0401" } }, texts: { title: "Printer on floor 4 jams" } });
    expect(after).toMatchObject({ title: "Printer on floor 4 jams", ci: "PR-0401", impact: "medium", status: "new" });
  });

  it("clears with null", () => {
    const named = logged.and("mon 09:10", edit({ service: "Print", requester: "Budi" }));
    expect(
      named.when("mon 09:20", edit({ service: null, requester: null })).gives({ type: "edited", data: { set: { service: null }, clear: ["requester"] } }),
    ).toMatchObject({ service: null, requester: null });
  });

  it("is unchanged where everything holds already", () => {
    logged.when("mon 09:10", edit({ title: "Printer on floor 3 jams", impact: "medium", service: null }, { addTags: [], dropTags: ["vip"] })).unchanged();
  });

  it("adds and drops tags, adds references, each once", () => {
    const tagged = logged.and("mon 09:10", edit({}, { addTags: ["vip", "floor-3", "vip"], addRefs: ["V-1", "V-1"] }));
    expect(tagged.ticket).toMatchObject({ tags: ["vip", "floor-3"], refs: ["V-1"] });
    expect(tagged.when("mon 09:20", edit({}, { addTags: ["vip", "later"], dropTags: ["floor-3"], addRefs: ["V-2"] })).gives("edited")).toMatchObject({
      tags: ["vip", "later"],
      refs: ["V-1", "V-2"],
    });
  });

  it("compares a description with the one that stands", () => {
    const described = logged.within({ description: "since Monday" });
    described.when("mon 09:10", edit({}, { description: "since Monday" })).unchanged();
    described.when("mon 09:10", edit({}, { description: null })).gives({ type: "edited", texts: { description: "" } });
  });

  it("lists every bad value at once", () => {
    logged
      .when("mon 09:10", edit({ title: "", impact: "huge", category: "hardware/toaster", service: "a\nb" }, { addTags: ["a b"] }))
      .refused("bad_title", "unknown_value", "unknown_value", "bad_name", "bad_tag");
  });

  it("refuses service that is back before it failed", () => {
    logged.when("mon 09:10", edit({ downAt: t("mon 08:30"), upAt: t("mon 08:00") })).refused("reversed_times");
    logged
      .and("mon 09:10", edit({ downAt: t("mon 08:30") }))
      .when("mon 09:20", edit({ upAt: t("mon 08:00") }))
      .refused("reversed_times");
  });

  it("keeps the first category other than unclassified", () => {
    const first = logged.and("mon 09:10", edit({ category: "hardware" }));
    expect(first.and("mon 09:20", edit({ category: "network" })).ticket).toMatchObject({ category: "network", firstCategory: "hardware" });
  });

  it("accepts any service and site while the policy lists none, and only those listed once it does", () => {
    logged.when("mon 09:10", edit({ service: "Whatever", site: "Anywhere" })).gives("edited");
    const policies = logged.world.policies.map((policy) => ({ ...policy, services: ["Mail", "Print"], sites: ["Bandung"] }));
    const strict = logged.within({ policies });
    strict
      .when("mon 09:10", edit({ service: "Pritn" }))
      .refusedFor("unknown_value", { field: "service", near: "Print", allowed: ["Mail", "Print"] }, ["service"]);
    strict.when("mon 09:10", edit({ site: "Jakarta", service: "Mail" })).refused("unknown_value");
    strict.when("mon 09:10", edit({ service: null, site: null })).unchanged();
  });

  it("takes a code or a rating only once there is something to rate", () => {
    logged.when("mon 09:10", edit({}, { code: "fixed" })).refusedFor("not_resolved", { flags: ["code"] }, []);
    logged.when("mon 09:10", edit({}, { satisfaction: 5 })).refused("not_resolved");
  });

  it("stores a requester and a contact as given, whatever they hold but NUL and lone surrogates", () => {
    const odd = "Budi \u001b[31m\u202e\nline two";
    expect(logged.and("mon 09:10", edit({ requester: odd, contact: odd })).ticket).toMatchObject({ requester: odd, contact: odd });
    logged.when("mon 09:10", edit({ requester: "a\u0000", contact: "\ud800" })).refused("bad_text", "bad_text");
    expect(ticket().and("mon 09:00", log({ requester: odd }, { description: " \n" })).ticket.requester).toBe(odd);
  });
});

describe("impact and urgency", () => {
  it("recompute priority, rank and both targets", () => {
    const after = logged.when("mon 09:10", edit(high)).gives({ type: "edited", data: { computed: "high", aim: { priority: "high", rank: 1 } } });
    expect(after).toMatchObject({ priority: "high", computedPriority: "high", rank: 1, movedAt: t("mon 09:10") });
    expect(after.clocks.resolution.target).toEqual({ seconds: 4 * 3600, calendar: "always" });
  });

  it("recompute only what is computed while an override stands", () => {
    const overridden = logged.and("mon 09:05", priority("low", "a spare is there"));
    const after = overridden.when("mon 09:10", edit(high)).gives("edited");
    expect(after).toMatchObject({ priority: "low", computedPriority: "high", override: { reason: "a spare is there" } });
    expect(after.clocks).toEqual(overridden.ticket.clocks);
  });

  it("leave a clock that has ended as it was", () => {
    const started = logged.and("mon 09:05", start());
    const after = started.and("mon 09:10", edit(high)).ticket;
    expect(after.clocks.response).toEqual(started.ticket.clocks.response);
    expect(after.clocks.resolution.target?.seconds).toBe(4 * 3600);
  });
});

describe("the type", () => {
  it("changes the prefix and the targets, never the number", () => {
    const after = logged.when("mon 09:10", edit({ type: "request" })).gives("edited");
    expect(after).toMatchObject({
      number: 41,
      type: "request",
      clocks: { response: { target: { seconds: 4 * 3600 } }, resolution: { target: { seconds: 24 * 3600 } } },
    });
  });
});

describe("a change that takes a breach away", () => {
  const breached = ticket().and("mon 09:00", log(high));

  it("needs a reason", () => {
    breached.when("mon 14:00", edit({ impact: "low", urgency: "low" })).refusedFor("breach_removed", {}, ["reason"]);
    breached.when("mon 14:00", edit({ impact: "low", urgency: "low" }, { reason: "one user only" })).gives("edited");
    breached.when("mon 14:00", edit({ type: "request" })).refused("breach_removed");
  });

  it("by an override has its reason by nature, by lifting one it needs one", () => {
    breached.when("mon 14:00", priority("low", "a spare is there")).gives("overridden");
    const raised = logged.and("mon 09:05", priority("high", "the director"));
    raised.when("mon 14:00", priority("computed")).refusedFor("breach_removed", {}, ["priority-reason"]);
    raised.when("mon 14:00", priority("computed", "he was wrong")).gives("overrideEnded");
  });

  it("that leaves the breach needs none, nor does one before the breach", () => {
    breached.when("mon 14:00", edit({ service: "Print" })).gives("edited");
    breached.when("mon 09:10", edit({ impact: "low", urgency: "low" })).gives("edited");
  });

  it("is not resolving late", () => {
    breached.when("mon 14:00", resolve()).gives("resolved");
  });
});
