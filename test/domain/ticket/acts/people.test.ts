import { describe, expect, it } from "vitest";
import { rowOf } from "../../../../src/domain/ticket/row-of.ts";
import { affect, assign, cancel, close, edit, escalate, link, log, note, recur, resolve, unaffect, unlink, workaround } from "../commands.ts";
import { calendarOf, t, ticket } from "../story.ts";

const logged = ticket().and("mon 09:00", log({ requester: "Budi", category: "other" }));
const closed = logged.and("mon 10:00", resolve()).and("mon 10:01", close());

describe("assign", () => {
  it("gives a ticket to a person or a group, and leaves what is not given", () => {
    const budis = logged.and("mon 09:10", assign({ assignee: "budi", group: "service-desk" }));
    expect(budis.when("mon 09:20", assign({ assignee: "dewi" })).gives("assigned")).toMatchObject({ group: "service-desk", assignee: "dewi" });
  });

  it("to another group clears the person", () => {
    const budis = logged.and("mon 09:10", assign({ assignee: "budi", group: "service-desk" }));
    expect(budis.when("mon 09:20", assign({ group: "second-line" })).gives("assigned")).toMatchObject({ group: "second-line", assignee: null });
  });

  it("of the same is unchanged", () => {
    const budis = logged.and("mon 09:10", assign({ assignee: "budi", group: "service-desk" }));
    budis.when("mon 09:20", assign({ assignee: "Budi", group: "service-desk" })).unchanged();
    logged.when("mon 09:20", assign({ assignee: null })).unchanged();
  });

  it("knows the groups", () => {
    logged.when("mon 09:10", assign({ group: "second-lin" })).refusedFor("unknown_value", { field: "group", near: "second-line" }, ["group"]);
    logged.when("mon 09:10", assign({ assignee: "a\tb" })).refused("bad_name");
  });

  it("is for open tickets", () => {
    closed.when("mon 11:00", assign({ assignee: "dewi" })).refusedFor("not_open", { status: "closed", act: "assign" }, []);
  });

  it("counts hand-overs from one name to another, not the first", () => {
    const steps = [
      [{ assignee: "budi" }, 0],
      [{ group: "service-desk", assignee: "budi" }, 0],
      [{ assignee: "dewi" }, 1],
      [{ group: "second-line", assignee: "eko" }, 2],
      [{ assignee: null }, 2],
      [{ assignee: "sari" }, 2],
    ] as const;
    let story = logged;
    for (const [to, count] of steps) {
      story = story.and("mon 09:10", assign(to));
      expect(story.ticket.reassignmentCount).toBe(count);
    }
  });

  it("from A to B to A is ping-pong, from A to B to C is not", () => {
    const there = logged.and("mon 09:10", assign({ group: "service-desk" })).and("mon 09:20", assign({ group: "second-line" }));
    expect(there.ticket.pingPongCount).toBe(0);
    const back = there.and("mon 09:30", assign({ group: "service-desk" }));
    expect(back.ticket).toMatchObject({ pingPongCount: 1, reassignmentCount: 2 });
    expect(back.and("mon 09:40", assign({ group: "second-line" })).ticket.pingPongCount).toBe(2);
  });
});

describe("escalate", () => {
  it("to another group clears the person and keeps why", () => {
    const budis = logged.and("mon 09:10", assign({ assignee: "budi", group: "service-desk" }));
    const after = budis
      .when("mon 09:20", escalate("second-line"))
      .gives({ type: "escalated", data: { kind: "functional", to: "second-line" }, texts: { reason: "needs a specialist" } });
    expect(after).toMatchObject({ group: "second-line", assignee: null, reassignmentCount: 1 });
  });

  it("up the line leaves group and assignee where they are", () => {
    const budis = logged.and("mon 09:10", assign({ assignee: "budi", group: "service-desk" }));
    expect(budis.when("mon 09:20", escalate("the manager", { kind: "hierarchical", reason: null })).gives("escalated")).toMatchObject({
      group: "service-desk",
      assignee: "budi",
    });
  });

  it("needs a reason, another group, and an open ticket", () => {
    logged.when("mon 09:10", escalate("second-line", { reason: null })).refused("reason_missing");
    logged
      .and("mon 09:10", assign({ group: "second-line" }))
      .when("mon 09:20", escalate("second-line"))
      .refused("same_group");
    closed.when("mon 11:00", escalate("second-line")).refused("not_open");
  });
});

describe("the affected", () => {
  const two = logged.and("mon 09:10", affect("Dewi", "0812")).and("mon 09:20", affect("Eko"));

  it("are kept with a way to reach them and when they were added", () => {
    expect(two.ticket.affected).toEqual([
      { id: 1, name: "Dewi", contact: "0812", at: t("mon 09:10") },
      { id: 2, name: "Eko", contact: null, at: t("mon 09:20") },
    ]);
  });

  it("are each counted once, and the requester not at all", () => {
    two.when("mon 09:30", affect(" dewi ")).unchanged();
    two.when("mon 09:30", affect("BUDI")).unchanged();
    expect(rowOf(two.ticket, calendarOf).affectedCount).toBe(2);
    expect(rowOf(two.and("mon 09:30", edit({ requester: "dewi" })).ticket, calendarOf).affectedCount).toBe(1);
  });

  it("can be given another contact, and taken off", () => {
    expect(two.and("mon 09:30", affect("dewi", "0813")).ticket.affected.map(({ name, contact }) => [name, contact])).toEqual([
      ["Eko", null],
      ["dewi", "0813"],
    ]);
    expect(two.and("mon 09:30", unaffect("DEWI")).ticket.affected.map(({ name }) => name)).toEqual(["Eko"]);
    two.when("mon 09:30", unaffect("Tono")).refusedFor("not_affected", { affected: ["Dewi", "Eko"] }, ["remove"]);
  });

  it("keep their places when one is taken off and another added", () => {
    expect(
      two
        .and("mon 09:30", unaffect("Dewi"))
        .and("mon 09:40", affect("Tono"))
        .ticket.affected.map(({ id }) => id),
    ).toEqual([2, 3]);
  });

  it("may be added to a closed ticket, not to a cancelled one", () => {
    closed.when("mon 11:00", affect("Dewi")).gives("affectedAdded");
    logged.and("mon 09:10", cancel()).when("mon 09:20", affect("Dewi")).refused("cancelled");
  });

  it("are stored as given", () => {
    expect(logged.and("mon 09:10", affect("Dewi\nRatna", "desk\u202e")).ticket.affected[0]).toMatchObject({ name: "Dewi\nRatna", contact: "desk\u202e" });
    logged.when("mon 09:10", affect(" ")).refused("bad_text");
  });
});

describe("links", () => {
  const other = ticket(40).and("mon 08:00", log()).ticket;
  const beside = logged.beside(other);

  it("are made once and taken off", () => {
    const linked = beside.and("mon 09:10", link("caused-by", 40));
    expect(linked.ticket.links).toEqual([{ rel: "caused-by", to: 40 }]);
    linked.when("mon 09:20", link("caused-by", 40)).unchanged();
    expect(linked.and("mon 09:20", unlink("caused-by", 40)).ticket.links).toEqual([]);
    beside.when("mon 09:10", unlink("caused-by", 40)).unchanged();
  });

  it("go to a ticket that exists and is not void, and have one of four meanings", () => {
    beside.when("mon 09:10", link("relates-to", 39)).refused("no_such_ticket");
    logged
      .beside({ ...other, void: true })
      .when("mon 09:10", link("relates-to", 40))
      .refused("no_such_ticket");
    beside.when("mon 09:10", link("relates-to", 41)).refused("link_to_itself");
    beside
      .when("mon 09:10", link("causes" as "caused-by", 40))
      .refusedFor("unknown_value", { allowed: ["duplicates", "relates-to", "caused-by", "follows"] }, ["relation"]);
  });

  it("to what it duplicates bring the requester along, the others do not", () => {
    const then = beside.when("mon 09:10", link("duplicates", 40));
    then.gives("linked");
    expect(then.acted.ok && then.acted.also).toEqual([{ number: 40, command: affect("Budi", null) }]);
    const related = beside.when("mon 09:10", link("relates-to", 40));
    expect(related.acted.ok && related.acted.also).toEqual([]);
  });
});

describe("notes", () => {
  it("say nothing by accident", () => {
    logged.when("mon 09:10", note("\u200b \n")).refused("bad_text");
    logged.when("mon 09:10", note("x".repeat(64 * 1024 + 1))).refused("bad_text");
    logged.when("mon 09:10", note("\u001b[31mred")).gives({ type: "noted", texts: { note: "\u001b[31mred" } });
  });

  it("promise the next update, and a public one keeps the promise", () => {
    const promised = logged.and("mon 09:10", note("for us", { next: "mon 12:00" }));
    expect(promised.ticket.nextUpdateAt).toBe(t("mon 12:00"));
    expect(promised.and("mon 10:00", note("for us")).ticket.nextUpdateAt).toBe(t("mon 12:00"));
    expect(promised.and("mon 10:00", note("still at it", { public: true })).ticket.nextUpdateAt).toBeNull();
    logged.when("mon 09:10", note("x", { next: "mon 09:00" })).refused("until_passed");
  });
});

describe("a workaround", () => {
  it("is set, replaced and cleared", () => {
    const set = logged.and("mon 09:10", workaround("use the one on floor 2"));
    expect(set.ticket.workaround).toBe("use the one on floor 2");
    set.when("mon 09:20", workaround("use the one on floor 2")).unchanged();
    expect(set.and("mon 09:20", workaround(null)).ticket.workaround).toBeNull();
    logged.when("mon 09:20", workaround(null)).unchanged();
    closed.when("mon 11:00", workaround("x")).refused("not_open");
    logged.when("mon 09:10", workaround(" ")).refused("bad_text");
  });
});

it("an occurrence counts", () => {
  expect(logged.and("mon 09:10", recur()).and("mon 09:20", recur(3)).ticket.occurrences).toBe(5);
});
