import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../../src/domain/policy/default-policy.ts";
import type { Policy } from "../../../../src/domain/policy/policy.ts";
import { assign, cancel, close, edit, escalate, high, hold, log, low, major, note, priority, reopen, resolve, resume, start } from "../commands.ts";
import { type Story, t, ticket } from "../story.ts";

const RULES: Policy = {
  ...DEFAULT_POLICY,
  groups: ["service-desk", "second-line", "network", "finance"],
  services: ["Payroll", "Mail"],
  categoryRules: { hardware: { group: "second-line", impact: "high" }, network: { group: "network" } },
  serviceGroups: { Payroll: "finance" },
  managers: { network: ["Dewi", "Rina"] },
  nextUpdateSeconds: { high: 1800, medium: 14_400 },
};
const desk = ticket(41, { policies: [RULES] });
const unsaid = { impact: null, urgency: null } as const;
/** Nobody says the group either. */
function logOf(fields: Parameters<typeof log>[0]): ReturnType<typeof log> {
  const { group: _, ...rest } = log(fields);
  return rest;
}

describe("a log that leaves something to the desk's rules", () => {
  it("begins with the group and the impact of its category, and records them", () => {
    expect(
      desk.when("mon 09:00", logOf({ ...unsaid, category: "hardware/printer" })).gives({
        type: "logged",
        data: { impact: "high", urgency: "medium", priority: "high", group: "second-line" },
      }),
    ).toMatchObject({ group: "second-line", impact: "high", priority: "high", reassignmentCount: 0 });
  });

  it("begins with the group of its service where the category says none, else with none", () => {
    expect(desk.and("mon 09:00", logOf({ ...unsaid, service: "Payroll" })).ticket).toMatchObject({ group: "finance", impact: "medium" });
    expect(desk.and("mon 09:00", logOf({ service: "Payroll", category: "network" })).ticket.group).toBe("network");
    expect(desk.and("mon 09:00", logOf({ service: "Mail", category: "other" })).ticket.group).toBeNull();
  });

  it("leaves alone what is stated, none included", () => {
    expect(desk.and("mon 09:00", log({ ...low, category: "hardware" })).ticket).toMatchObject({ group: null, impact: "low" });
    expect(desk.and("mon 09:00", log({ category: "hardware" }, { group: "network" })).ticket.group).toBe("network");
  });

  it("takes the middle of names of the desk's own", () => {
    const own = desk.within({ policies: [{ ...RULES, impacts: ["1", "2", "3", "4"], urgencies: ["now", "later"], matrix: {} }] });
    expect(own.and("mon 09:00", logOf(unsaid)).ticket).toMatchObject({ impact: "3", urgency: "later", priority: "low" });
  });
});

describe("an edit of the category", () => {
  const bare = desk.and("mon 09:00", logOf({}));

  it("gives an open ticket without a group that of the category, and leaves person and impact", () => {
    const budis = bare.and("mon 09:05", assign({ assignee: "budi" }));
    expect(
      budis.when("mon 09:10", edit({ category: "hardware" })).gives("edited", { type: "assigned", data: { group: "second-line", assignee: "budi" } }),
    ).toMatchObject({ group: "second-line", assignee: "budi", impact: "medium", reassignmentCount: 0 });
    expect(bare.and("mon 09:10", edit({ service: "Payroll" })).ticket.group).toBe("finance");
  });

  it("never changes a group there is, nor gives one where the call says which", () => {
    const given = bare.and("mon 09:05", assign({ group: "service-desk" }));
    given.when("mon 09:10", edit({ category: "network" })).gives("edited");
    bare.when("mon 09:10", edit({ category: "network" }, { groupSaid: true })).gives("edited");
    bare.when("mon 09:10", edit({ title: "Printer on floor 4" })).gives("edited");
  });

  it("gives no group back that was taken away, unless the new category has another", () => {
    const taken = desk.and("mon 09:00", logOf({ category: "hardware" })).and("mon 09:05", assign({ group: null }));
    taken.when("mon 09:10", edit({ category: "hardware/printer" })).gives("edited");
    expect(taken.and("mon 09:10", edit({ category: "network" })).ticket.group).toBe("network");
  });

  it("gives none to a ticket that is over, nor does one that ends it", () => {
    const over = bare.and("mon 09:10", resolve());
    over.when("mon 09:20", edit({ category: "network" }, { reason: "as it was" })).gives("edited");
    bare.when("mon 09:10", close({ code: "fixed", note: "x", category: "network" })).gives("edited", "resolved", "closed");
  });
});

describe("the promise of an update", () => {
  const promised = (story: Story): number | null => story.ticket.nextUpdateAt;
  const urgent = desk.and("mon 09:00", log(high));

  it("is made as a ticket is logged, by its priority", () => {
    desk.when("mon 09:00", log(high)).gives({ type: "logged", data: { nextUpdateAt: t("mon 09:30") } });
    expect(promised(desk.and("mon 09:00", log()))).toBe(t("mon 13:00"));
    expect(promised(desk.and("mon 09:00", log(low)))).toBeNull();
    expect(promised(ticket().and("mon 09:00", log(high)))).toBeNull();
  });

  it("is made again by each public word of an agent, with a hold and its end too", () => {
    expect(promised(urgent.and("mon 09:20", note("on our way", { public: true })))).toBe(t("mon 09:50"));
    expect(promised(urgent.and("mon 09:20", hold("awaiting-vendor", { note: "the vendor comes", public: true })))).toBe(t("mon 09:50"));
    const held = urgent.and("mon 09:10", hold("awaiting-vendor", { note: "for us" }));
    expect(promised(held)).toBe(t("mon 09:30"));
    expect(promised(held.and("mon 09:40", resume("they came", true)))).toBe(t("mon 10:10"));
    expect(promised(held.and("mon 09:40", resume("they came")))).toBe(t("mon 09:30"));
  });

  it("is not made by what the requester or nobody outside reads, and a person's own stands", () => {
    expect(promised(urgent.and("mon 09:20", note("for us")))).toBe(t("mon 09:30"));
    expect(promised(urgent.and("mon 09:20", note("still down", { public: true, from: "requester" })))).toBe(t("mon 09:30"));
    expect(promised(urgent.and("mon 09:20", note("tonight", { public: true, next: "mon 18:00" })))).toBe(t("mon 18:00"));
  });

  it("comes sooner where the priority rises, and is not put off or taken back where it falls", () => {
    const medium = desk.and("mon 09:00", log());
    expect(promised(medium.and("mon 10:00", edit(high)))).toBe(t("mon 10:30"));
    expect(promised(medium.and("mon 12:45", edit(high)))).toBe(t("mon 13:00"));
    expect(promised(medium.and("mon 10:00", edit(low)))).toBe(t("mon 13:00"));
    expect(promised(medium.and("mon 10:00", priority("high", "the director")))).toBe(t("mon 10:30"));
    expect(promised(urgent.and("mon 09:10", priority("low", "a test")))).toBe(t("mon 09:30"));
    const eased = desk.and("mon 09:00", log(low)).and("mon 09:10", edit(high, { reason: "worse" }));
    expect(promised(eased)).toBe(t("mon 09:40"));
    const lifted = desk
      .and("mon 09:00", log(high))
      .and("mon 09:10", priority("low", "x"))
      .and("mon 09:20", note("x", { public: true }));
    expect(promised(lifted)).toBeNull();
    expect(promised(lifted.and("mon 09:25", priority("computed", "back")))).toBe(t("mon 09:55"));
  });

  it("of a major incident is the sooner of both", () => {
    const outage = (rules: Policy): Story =>
      ticket(41, { policies: [rules] })
        .and("mon 09:00", log())
        .and("mon 09:05", start())
        .and("mon 09:10", major());
    expect(promised(outage(RULES))).toBe(t("mon 09:40"));
    expect(promised(outage({ ...RULES, nextUpdateSeconds: { high: 600 } }))).toBe(t("mon 09:20"));
    expect(promised(outage({ ...RULES, nextUpdateSeconds: { high: 36_000 } }))).toBe(t("mon 09:40"));
    const soon = desk
      .and("mon 09:00", log())
      .and("mon 09:05", note("in a minute", { next: "mon 09:15" }))
      .and("mon 09:06", start());
    expect(promised(soon.and("mon 09:10", major()))).toBe(t("mon 09:15"));
  });

  it("ends with the ticket, and a ticket that comes back promises again", () => {
    const over = urgent.and("mon 09:20", resolve());
    expect(promised(over)).toBeNull();
    expect(promised(over.and("mon 09:40", note("thanks", { public: true })))).toBeNull();
    expect(promised(over.and("mon 10:00", reopen()))).toBe(t("mon 10:30"));
    expect(promised(urgent.and("mon 09:20", cancel()))).toBeNull();
  });
});

describe("escalating up the line", () => {
  const up = (to: string | null = null) => escalate(to, { kind: "hierarchical", reason: null });
  const network = desk.and("mon 09:00", log({}, { group: "network" }));

  it("informs the first manager of the group, then the next, then nobody, and says whom", () => {
    network.when("mon 09:10", up()).gives({ type: "escalated", data: { kind: "hierarchical", to: "Dewi" } });
    const once = network.and("mon 09:10", up());
    once.when("mon 09:20", up()).gives({ type: "escalated", data: { to: "Rina" } });
    expect(
      once
        .and("mon 09:20", up())
        .when("mon 09:30", up())
        .gives({ type: "escalated", data: { to: null } }),
    ).toMatchObject({
      group: "network",
      raised: ["Dewi", "Rina"],
    });
  });

  it("goes on above who was named, and above who escalates", () => {
    network
      .and("mon 09:10", up("rina"))
      .when("mon 09:20", up())
      .gives({ type: "escalated", data: { to: null } });
    network
      .and("mon 09:10", up("the director"))
      .when("mon 09:20", up())
      .gives({ type: "escalated", data: { to: "Dewi" } });
    network.when("mon 09:10", up(), { by: "dewi" }).gives({ type: "escalated", data: { to: "Rina" } });
  });

  it("begins anew in another group", () => {
    const elsewhere = network.and("mon 09:10", up()).and("mon 09:20", assign({ group: "finance" }));
    elsewhere.when("mon 09:30", up()).gives({ type: "escalated", data: { to: null } });
    elsewhere
      .and("mon 09:30", assign({ group: "network" }))
      .when("mon 09:40", up())
      .gives({ type: "escalated", data: { to: "Dewi" } });
  });

  it("of a ticket in no group informs nobody", () => {
    desk
      .and("mon 09:00", log())
      .when("mon 09:10", up())
      .gives({ type: "escalated", data: { to: null } });
  });
});

describe("an assignee", () => {
  it("need be no member of the group", () => {
    const closedShop = desk.within({ policies: [{ ...RULES, members: { network: ["Rudi"] } }] }).and("mon 09:00", log({}, { group: "network" }));
    expect(closedShop.and("mon 09:10", assign({ assignee: "sari" })).ticket).toMatchObject({ group: "network", assignee: "sari" });
  });
});
