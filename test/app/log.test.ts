import { beforeEach, describe, expect, it } from "vitest";
import { cancel, close, major, note, priority, resolve, start } from "../domain/ticket/commands.ts";
import { t } from "../domain/ticket/story.ts";
import { TestDesk, told } from "./desk.ts";

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.open();
});
const keyed = { key: "disk-full:web1", category: "other" } as const;

describe("a log", () => {
  it("takes the next number, of whatever type", async () => {
    await desk.log();
    await desk.log({ type: "request" });
    await desk.log();
    expect((await desk.register.tickets([1, 2, 3])).map((row) => row.type)).toEqual(["incident", "request", "incident"]);
  });

  it("refused takes none", async () => {
    expect(told(await desk.log({ parent: 7 }))).toBe("1 refused no_such_ticket");
    expect((await desk.register.state()).numbers).toBe(0);
    await desk.log();
    expect((await desk.row(1)).number).toBe(1);
  });

  it("starts, resolves or closes in one operation, with all the guards", async () => {
    await desk.log({ category: "other" }, { next: [start()] });
    await desk.log({}, { next: [resolve()] });
    await desk.log({}, { next: [close({ code: "fixed", note: "x", category: "other" })] });
    expect((await desk.register.tickets([1, 2, 3])).map((row) => row.status)).toEqual(["in_progress", "resolved", "closed"]);
    expect((await desk.register.state()).operations).toBe(3);
    expect(told(await desk.log({}, { next: [close({ code: "fixed", note: "x" })] }))).toBe("4 refused unclassified");
    expect((await desk.register.state()).numbers).toBe(3);
    await desk.holds();
  });

  it("declares a major incident where there is somebody to manage it", async () => {
    expect(told(await desk.log({}, { next: [major()] }))).toBe("1 refused major_unassigned");
    await desk.log({}, { next: [major()], assignee: "sari" });
    expect(await desk.row(1)).toMatchObject({ major: 1, rank: 0, priority: "high", assignee: "sari" });
  });

  it("sets a priority against the matrix at once", async () => {
    await desk.log({}, { next: [priority("high", "the director", "tue 09:00")] });
    expect(await desk.row(1)).toMatchObject({ priority: "high", computedPriority: "medium", overrideUntil: t("tue 09:00"), wakeAt: t("tue 09:00") });
  });

  it("that follows another copies what was not said", async () => {
    await desk.log({ type: "request", requester: "Budi", contact: "0812", category: "hardware", service: "Print", site: "Bandung", ci: "PR-1" });
    await desk.log({ service: "Mail" }, { follows: 1, unsaid: ["type", "requester", "contact", "category", "site", "ci"] });
    expect(await desk.row(2)).toMatchObject({
      type: "request",
      requester: "Budi",
      contact: "0812",
      category: "hardware",
      service: "Mail",
      site: "Bandung",
      ci: "PR-1",
    });
    expect(await desk.register.linksOf(2)).toEqual([{ rel: "follows", number: 1, direction: "out" }]);
    expect(await desk.register.linksOf(1)).toEqual([{ rel: "follows", number: 2, direction: "in" }]);
  });
});

describe("a key", () => {
  it("of an open ticket is the same trouble again", async () => {
    await desk.log(keyed);
    const again = await desk.log({ ...keyed, title: "Disk full again" });
    expect(told(again)).toBe("1 repeated");
    expect(again).toMatchObject({ operation: 2, exit: 0, repeated: false, counts: { repeated: 1, changed: 0 } });
    expect(await desk.row(1)).toMatchObject({ occurrences: 2, title: "Printer on floor 3 jams" });
  });

  it("of a resolved ticket reopens it", async () => {
    await desk.log(keyed);
    await desk.do("resolve", [1], resolve());
    expect(told(await desk.at("mon 10:00").log(keyed))).toBe("1 repeated");
    expect(await desk.row(1)).toMatchObject({ status: "in_progress", occurrences: 2, reopenCount: 1 });
    await desk.holds();
  });

  it("of a resolved ticket under a closed parent makes a new one, for that one cannot be reopened and nothing may be lost", async () => {
    await desk.log({ title: "The whole building is dark", category: "other" });
    await desk.log({ ...keyed, parent: 1 });
    await desk.do("resolve", [2], resolve());
    await desk.do("close", [1], close({ code: "fixed", note: "x" }));
    expect(told(await desk.log(keyed))).toBe("3 changed");
    expect(await desk.register.linksOf(3)).toEqual([{ rel: "follows", number: 2, direction: "out" }]);
    expect(await desk.row(2)).toMatchObject({ status: "resolved", occurrences: 1 });
    expect(told(await desk.log(keyed))).toBe("3 repeated");
    await desk.holds();
  });

  it.each(["closed", "cancelled"])("of a %s ticket makes a new one that follows it, and means that one from now on", async (status) => {
    await desk.log(keyed);
    await desk.do("end", [1], status === "closed" ? close({ code: "fixed", note: "x" }) : cancel());
    expect(told(await desk.log(keyed))).toBe("2 changed");
    expect(await desk.register.linksOf(2)).toEqual([{ rel: "follows", number: 1, direction: "out" }]);
    expect(await desk.register.byKey(keyed.key)).toBe(2);
    expect(told(await desk.log(keyed))).toBe("2 repeated");
  });

  it("of a void ticket is free again", async () => {
    await desk.log(keyed);
    await desk.undo(1);
    expect(await desk.register.byKey(keyed.key)).toBeNull();
    expect(told(await desk.log(keyed))).toBe("2 changed");
    expect(await desk.register.linksOf(2)).toEqual([]);
    await desk.undo(2);
    expect(await desk.register.byKey(keyed.key)).toBe(2);
  });

  it("replayed by its token counts no occurrence twice", async () => {
    await desk.log(keyed);
    await desk.log(keyed, { once: "alert-7" });
    const again = await desk.log(keyed, { once: "alert-7" });
    expect(again).toMatchObject({ repeated: true, counts: { repeated: 1 } });
    expect((await desk.row(1)).occurrences).toBe(2);
  });

  it("whose occurrence is undone counts it no more", async () => {
    await desk.log(keyed);
    await desk.log(keyed);
    await desk.undo(2);
    expect(await desk.row(1)).toMatchObject({ occurrences: 1, void: 0 });
  });
});

it("a search finds what was said, until it is undone", async () => {
  await desk.log({ title: "Printer jams" }, { description: "smoke from the tray" });
  await desk.do("note", [1], note("called the vendor"));
  const found = await desk.register.histories([1]);
  expect(found.get(1)?.map((event) => event.type)).toEqual(["logged", "noted"]);
});
