import { beforeEach, describe, expect, it } from "vitest";
import { assign, cancel, close, edit, hold, note, resolve, start } from "../domain/ticket/commands.ts";
import { t } from "../domain/ticket/story.ts";
import { TestDesk, told } from "./desk.ts";

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.open();
  await desk.log({ category: "other" });
});

describe("an undo", () => {
  it("is an operation that names the one it undoes", async () => {
    await desk.do("start", [1], start());
    const before = await desk.row(1);
    const result = await desk.at("mon 09:30").undo(2);
    expect(told(result)).toBe("1 changed");
    expect(await desk.register.operation(3)).toMatchObject({ verb: "undo", undoes: 2 });
    expect(await desk.row(1)).toMatchObject({ status: "new", assignee: null, firstResponseAt: null, version: before.version + 1 });
    await desk.holds();
  });

  it("takes back a whole bulk call", async () => {
    await desk.log({ category: "other" });
    await desk.do("close", [1, 2], close({ code: "fixed", note: "x" }));
    expect(told(await desk.undo(3))).toBe("1 changed, 2 changed");
    expect((await desk.register.tickets([1, 2])).map((row) => row.status)).toEqual(["new", "new"]);
    await desk.holds();
  });

  it("is refused as a whole if one of its tickets was moved since, or goes on without it", async () => {
    await desk.log({ category: "other" });
    await desk.do("start", [1, 2], start());
    await desk.do("assign", [2], assign({ assignee: "budi" }));
    const refused = await desk.undo(3);
    expect(told(refused)).toBe("1 skipped, 2 refused moved_since");
    expect(refused).toMatchObject({ exit: 3, operation: null });
    expect(refused.items[1]?.refusals[0]?.about).toMatchObject({ operation: 4, type: "assigned", by: "sari" });
    expect(told(await desk.undo(3, { keepGoing: true }))).toBe("1 changed, 2 refused moved_since");
  });

  it("is not kept off by a note, and keeps the note", async () => {
    await desk.do("resolve", [1], resolve());
    await desk.do("note", [1], note("she is happy"));
    expect(told(await desk.undo(2))).toBe("1 changed");
    expect((await desk.history(1)).map((event) => event.type)).toEqual(["logged", "resolved", "noted", "undone"]);
  });

  it("can be undone, again and again", async () => {
    await desk.do("start", [1], start());
    await desk.undo(2);
    await desk.undo(3);
    expect((await desk.row(1)).status).toBe("in_progress");
    await desk.undo(4);
    expect((await desk.row(1)).status).toBe("new");
    expect(told(await desk.undo(2))).toBe("1 refused already_undone");
    await desk.holds();
  });

  it("takes the duplicate's requester off the original too", async () => {
    await desk.log({ category: "other", requester: "Budi" });
    await desk.do("resolve", [2], resolve({ code: "duplicate", duplicateOf: 1 }));
    expect(told(await desk.undo(3))).toBe("1 changed, 2 changed");
    expect((await desk.row(1)).affectedCount).toBe(0);
    await desk.holds();
  });
});

describe("the undo of a log", () => {
  it("voids the ticket and keeps the number", async () => {
    expect(told(await desk.undo(1))).toBe("1 changed");
    expect(await desk.row(1)).toMatchObject({ void: 1, status: "cancelled" });
    await desk.log();
    expect((await desk.register.state()).numbers).toBe(2);
    expect(told(await desk.do("note", [1], note()))).toBe("1 refused void");
  });

  it("is refused while an open child would be left behind", async () => {
    await desk.log({ parent: 1 });
    const refused = await desk.undo(1);
    expect(told(refused)).toBe("1 refused open_child");
    await desk.do("cancel", [2], cancel());
    expect(told(await desk.undo(1))).toBe("1 changed");
  });
});

describe("families after an undo", () => {
  it("a reopened child does not come back under a closed parent", async () => {
    await desk.log({ category: "other", parent: 1 });
    await desk.do("resolve", [2], resolve());
    await desk.do("close", [1], close({ code: "fixed", note: "x" }));
    expect(told(await desk.undo(3))).toBe("2 refused parent_closed");
  });

  it("a parent does not come back over a child that was opened since", async () => {
    await desk.do("cancel", [1], cancel());
    await desk.undo(2);
    await desk.log({ category: "other", parent: 1 });
    expect(told(await desk.undo(3))).toBe("1 refused open_child");
  });

  it("parents do not become two levels deep", async () => {
    await desk.log();
    await desk.do("edit", [2], edit({ parent: 1 }));
    await desk.do("edit", [2], edit({ parent: null }));
    await desk.log({ parent: 2 });
    expect(told(await desk.undo(4))).toBe("2 refused child_is_parent");
    await desk.do("edit", [3], edit({ parent: null }));
    await desk.log();
    await desk.do("edit", [1], edit({ parent: 4 }));
    expect(told(await desk.undo(4))).toBe("2 refused parent_is_child");
  });
});

it("an undo long after stands at its own time", async () => {
  await desk.do("hold", [1], hold("awaiting-requester"));
  await desk.at("wed 09:00").undo(2);
  expect(await desk.row(1)).toMatchObject({ status: "new", resolutionDueAt: t("tue 09:00"), updatedAt: t("wed 09:00") });
});
