import { describe, expect, it } from "vitest";
import { fold } from "../../../../src/domain/ticket/fold.ts";
import { high, log, start } from "../commands.ts";
import { t, ticket } from "../story.ts";

describe("log", () => {
  it("makes a new ticket, with all that follows from what was said", () => {
    const after = ticket()
      .when(
        "mon 09:00",
        log({ ...high, requester: "Budi", contact: "0812", category: "hardware/printer", tags: ["vip"] }, { group: "service-desk", assignee: "sari" }),
      )
      .gives("logged");
    expect(after).toMatchObject({
      number: 41,
      version: 1,
      status: "new",
      priority: "high",
      computedPriority: "high",
      rank: 1,
      terms: 1,
      firstCategory: "hardware/printer",
      requester: "Budi",
      contact: "0812",
      tags: ["vip"],
      group: "service-desk",
      assignee: "sari",
      reassignmentCount: 0,
      occurrences: 1,
      openedAt: t("mon 09:00"),
      loggedAt: t("mon 09:00"),
    });
  });

  it("lists every fault at once", () => {
    ticket()
      .when(
        "mon 09:00",
        log(
          {
            title: " ",
            impact: "huge",
            urgency: "hug",
            category: "toaster",
            channel: "fax" as "phone",
            type: "case" as "incident",
            parent: 7,
            downAt: 2,
            upAt: 1,
          },
          { group: "nobody", follows: 8 },
        ),
      )
      .refused(
        "bad_title",
        "unknown_value",
        "unknown_value",
        "unknown_value",
        "unknown_value",
        "unknown_value",
        "unknown_value",
        "no_such_ticket",
        "no_such_ticket",
        "reversed_times",
      );
  });

  it("follows a ticket that exists and is not void", () => {
    const other = ticket(40).and("mon 08:00", log()).ticket;
    expect(
      ticket()
        .beside(other)
        .and("mon 09:00", log({}, { follows: 40 })).ticket.links,
    ).toEqual([{ rel: "follows", to: 40 }]);
    ticket()
      .beside({ ...other, void: true })
      .when("mon 09:00", log({}, { follows: 40 }))
      .refused("no_such_ticket");
  });

  it("keeps the description beside the ticket", () => {
    ticket()
      .when("mon 09:00", log({}, { description: "since this morning" }))
      .gives({ type: "logged", texts: { description: "since this morning" } });
  });
});

describe("a title", () => {
  it.each([
    ["one code point", "x"],
    ["200 code points, however many units", "😀".repeat(200)],
    ["marks and other scripts", "打印机 ไม่ทำงาน"],
    ["a bidi override, which is for whoever shows it", "abc\u202edef"],
  ])("may be %s", (_name, title) => {
    expect(ticket().and("mon 09:00", log({ title })).ticket.title).toBe(title);
  });

  it.each([
    ["nothing", "", "empty"],
    ["blanks", " \u3000 ", "invisible"],
    ["what nobody sees", "\u200b\u2060\ufeff", "invisible"],
    ["201 code points", "x".repeat(201), "long"],
    ["two lines", "a\nb", "control"],
    ["a tab", "a\tb", "control"],
    ["an escape", "\u001b[31m", "control"],
    ["a C1 control", "a\u0085", "control"],
    ["NUL", "a\u0000", "nul"],
    ["half a surrogate pair", "a\ud800", "surrogate"],
  ])("may not be %s", (_name, title, why) => {
    ticket().when("mon 09:00", log({ title })).refusedFor("bad_title", { why }, ["title"]);
  });
});

describe("free text", () => {
  it.each([64 * 1024, 64 * 1024 + 1])("fits up to 64 KiB: %i bytes", (bytes) => {
    const acted = ticket().act(log({}, { description: "é".repeat(Math.floor(bytes / 2)) + "x".repeat(bytes % 2) }), "mon 09:00");
    expect(acted.ok).toBe(bytes === 64 * 1024);
  });
});

describe("a tag", () => {
  it.each(["a b", "a,b", "none", "any", ""])("may not be %j: it stands in queries", (tag) => {
    expect(ticket().act(log({ tags: [tag] }), "mon 09:00").ok).toBe(false);
  });
});

it("a second log in a history changes nothing but the version", () => {
  const story = ticket().and("mon 09:00", log()).and("mon 09:05", start());
  const again = { ...story.history[0], version: 4, recordedAt: t("mon 09:05") } as (typeof story.history)[number];
  expect(fold([...story.history, again])).toEqual({ ...story.ticket, version: 4 });
});
