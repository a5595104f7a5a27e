import { beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import { parse } from "../../src/domain/query/parse.ts";
import type { Query } from "../../src/domain/query/term.ts";
import { UTC } from "../../src/domain/time/zone.ts";
import { affect, assign, cancel, close, edit, high, hold, link, note, priority, reopen, resolve, resume, start } from "../domain/ticket/commands.ts";
import { t } from "../domain/ticket/story.ts";
import { TestDesk, told } from "./desk.ts";

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.open();
});
const other = { category: "other" } as const;

/** Logs so many tickets, numbered from 1. */
async function logged(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await desk.log(other);
}
const query = (text: string): Query => {
  const parsed = parse(text, { now: t(desk.now), me: "sari", zone: UTC, policy: DEFAULT_POLICY, open: "leave" });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.query;
};

describe("one call", () => {
  it("is one operation, with who, when and under which clock", async () => {
    const result = await desk.log(other);
    expect(result).toMatchObject({ operation: 1, verb: "log", dryRun: false, repeated: false, exit: 0, counts: { requested: 1, changed: 1 } });
    expect(await desk.register.operation(1)).toMatchObject({
      verb: "log",
      actor: "sari",
      via: "os-user",
      heldClock: true,
      policy: 1,
      undoes: null,
      recordedAt: t("mon 09:00"),
    });
  });

  it("changes several tickets in one operation, several acts on each in turn", async () => {
    await logged(2);
    const result = await desk.do("edit", [2, 1], [edit({ ci: "PR-1" }), assign({ assignee: "budi" }), priority("high", "the director")]);
    expect(told(result)).toBe("2 changed, 1 changed");
    expect(result.operation).toBe(3);
    expect(await desk.row(1)).toMatchObject({ version: 4, ci: "PR-1", assignee: "budi", priority: "high" });
    await desk.holds();
  });

  it("where all holds already writes nothing", async () => {
    await logged(1);
    await desk.do("start", [1], start());
    const result = await desk.do("start", [1], start());
    expect(told(result)).toBe("1 unchanged");
    expect(result).toMatchObject({ operation: null, exit: 0, counts: { unchanged: 1 } });
    expect((await desk.register.state()).operations).toBe(2);
  });

  it("of nothing is a result of nothing", async () => {
    expect(await desk.do("start", [], start())).toMatchObject({ operation: null, exit: 0, counts: { requested: 0 } });
  });

  it("lists all refusals of all its acts", async () => {
    await logged(1);
    expect(told(await desk.do("edit", [1], [priority("high"), edit({}, { code: "fixed" })]))).toBe("1 refused reason_missing not_resolved");
  });

  it("with a value no ticket could take is a mistake in the call: one failure, nothing written", async () => {
    await logged(2);
    await expect(desk.do("resolve", [1, 2], resolve({ code: "fixd" }))).rejects.toMatchObject({
      code: "usage",
      problems: [{ key: "unknown_value", with: { value: "fixd", near: "fixed" } }],
    });
    await expect(desk.log({ title: "" })).rejects.toMatchObject({ code: "usage", problems: [{ key: "bad_title" }] });
    expect(await desk.register.state()).toMatchObject({ operations: 2, numbers: 2 });
  });

  it("on a clock set back happens no earlier than the ticket's last move", async () => {
    await desk.at("tue 09:00").log(other);
    await desk.at("mon 09:00").do("start", [1], start());
    expect((await desk.history(1)).map((event) => [event.at, event.recordedAt])).toEqual([
      [t("tue 09:00"), t("tue 09:00")],
      [t("tue 09:00"), t("mon 09:00")],
      [t("tue 09:00"), t("mon 09:00")],
    ]);
  });
});

describe("all or nothing", () => {
  it("one refusal, and the others are skipped", async () => {
    await logged(3);
    await desk.do("cancel", [2], cancel());
    const result = await desk.do("start", [1, 2, 3], start());
    expect(told(result)).toBe("1 skipped, 2 refused not_allowed, 3 skipped");
    expect(result).toMatchObject({ operation: null, exit: 3, counts: { requested: 3, changed: 0, refused: 1, skipped: 2, notFound: 0 } });
    expect(await desk.row(1)).toMatchObject({ status: "new", version: 1 });
  });

  it("only missing numbers: not found", async () => {
    await logged(1);
    expect(await desk.do("start", [1, 9, 8], start())).toMatchObject({ exit: 4, counts: { notFound: 2, skipped: 1 } });
  });

  it("missing numbers and refusals: refused", async () => {
    await logged(1);
    expect(await desk.do("resume", [1, 9], resume())).toMatchObject({ exit: 3, counts: { notFound: 1, refused: 1 } });
  });

  it("leaves the unchanged unchanged", async () => {
    await logged(2);
    await desk.do("start", [1], start());
    expect(told(await desk.do("start", [1, 9], start()))).toBe("1 unchanged, 9 not_found");
  });
});

describe("keep going", () => {
  it("changes what can be changed in one operation, and is partial", async () => {
    await logged(3);
    await desk.do("cancel", [2], cancel());
    const result = await desk.do("start", [1, 2, 3, 9], start(), { keepGoing: true });
    expect(told(result)).toBe("1 changed, 2 refused not_allowed, 3 changed, 9 not_found");
    expect(result).toMatchObject({ operation: 5, exit: 5, keepGoing: true });
    await desk.holds();
  });

  it("where nothing could be changed is refused, or not found", async () => {
    await logged(1);
    expect((await desk.do("resume", [1, 9], resume(), { keepGoing: true })).exit).toBe(3);
    expect((await desk.do("resume", [8, 9], resume(), { keepGoing: true })).exit).toBe(4);
  });
});

describe("strict", () => {
  it("refuses what would be unchanged", async () => {
    await logged(2);
    await desk.do("start", [1], start());
    const result = await desk.do("start", [1, 2], start(), { strict: true });
    expect(told(result)).toBe("1 refused unchanged, 2 skipped");
    expect(result.exit).toBe(3);
  });
});

describe("a dry run", () => {
  it("says what would happen, with the code the run would return, and writes nothing", async () => {
    await logged(2);
    const result = await desk.do("start", [1, 2], start(), { dryRun: true });
    expect(told(result)).toBe("1 changed, 2 changed");
    expect(result).toMatchObject({ operation: null, dryRun: true, exit: 0 });
    expect(result.items[0]?.after).toMatchObject({ status: "in_progress" });
    expect((await desk.do("resume", [1], resume(), { dryRun: true })).exit).toBe(3);
    expect(await desk.row(1)).toMatchObject({ status: "new" });
  });

  it("asks nothing", async () => {
    await logged(1);
    expect((await desk.do("start", [1], start(), { dryRun: true, agree: () => expect.fail("asked") })).exit).toBe(0);
  });

  it("sees a hold that has ended as ended, as the run would", async () => {
    await logged(1);
    await desk.do("hold", [1], hold("awaiting-vendor", { until: "mon 10:00" }));
    desk.at("mon 11:00");
    expect(told(await desk.do("resume", [1], resume(), { dryRun: true }))).toBe("1 refused not_allowed");
    expect(told(await desk.do("resume", [1], resume()))).toBe("1 refused not_allowed");
  });
});

describe("a question", () => {
  it("is asked once for the whole set, and a no writes nothing", async () => {
    await logged(2);
    const asked: (readonly number[])[] = [];
    await expect(desk.do("start", [1, 2], start(), { agree: (numbers) => asked.push(numbers) === 0 })).rejects.toMatchObject({ code: "cancelled" });
    expect(asked).toEqual([[1, 2]]);
    expect((await desk.register.state()).operations).toBe(2);
    expect((await desk.do("start", [1, 2], start(), { agree: () => true })).exit).toBe(0);
  });

  it("is not asked where nothing would change", async () => {
    await logged(1);
    expect((await desk.do("resume", [1], resume(), { agree: () => expect.fail("asked") })).exit).toBe(3);
  });

  it("settles the set: what no longer matches is refused, what is new is left out", async () => {
    await logged(3);
    await desk.do("start", [3], start());
    const result = await desk.where("cancel", query("status:new"), [cancel()], {
      keepGoing: true,
      agree: async (numbers) => {
        expect(numbers).toEqual([1, 2]);
        await desk.do("start", [1], start());
        await desk.log(other);
        return true;
      },
    });
    expect(told(result)).toBe("1 refused changed_meanwhile, 2 changed");
    expect((await desk.row(4)).status).toBe("new");
  });

  it("comes after what time has brought about", async () => {
    await logged(1);
    await desk.do("hold", [1], hold("awaiting-vendor", { until: "mon 10:00" }));
    desk.at("mon 11:00");
    const asked: (readonly number[])[] = [];
    const result = await desk.where("cancel", query("status:new"), [cancel()], { agree: (numbers) => asked.push(numbers) > 0 });
    expect([asked, told(result)]).toEqual([[[1]], "1 changed"]);
  });

  it("of more than the most is refused, naming how many", async () => {
    await logged(3);
    await expect(desk.where("cancel", query("status:new"), [cancel()], { max: 2 })).rejects.toMatchObject({
      code: "refused",
      problems: [{ key: "over_max", with: { max: 2, matching: 3 } }],
    });
    expect((await desk.where("cancel", query("status:new"), [cancel()], { max: 3 })).exit).toBe(0);
  });
});

describe("parents and children", () => {
  beforeEach(async () => {
    await desk.log(other);
    await desk.log({ parent: 1 });
    await desk.log({ parent: 1, category: "network" });
  });

  it("an open child refuses the parent's close", async () => {
    await desk.do("resolve", [1], resolve());
    const result = await desk.do("close", [1], close());
    expect(told(result)).toBe("1 refused open_child");
    expect(result.items[0]?.refusals[0]?.about).toEqual({ children: ["INC-2", "INC-3"] });
  });

  it("named together the children come first", async () => {
    expect(told(await desk.do("close", [1, 3, 2], close({ code: "fixed", note: "x", category: "other" })))).toBe("1 changed, 3 changed, 2 changed");
  });

  it("with its children a parent gives them its code, note and category where they lack them", async () => {
    await desk.do("resolve", [1], resolve({ code: "workaround", note: "another printer" }));
    const result = await desk.do("close", [1], close({ confirmedBy: "requester" }), { withChildren: true });
    expect(told(result)).toBe("1 changed, 2 changed, 3 changed");
    expect(result.counts.requested).toBe(3);
    expect(await desk.row(2)).toMatchObject({
      status: "closed",
      resolutionCode: "workaround",
      resolutionNote: "another printer",
      category: "other",
      confirmedBy: "requester",
    });
    expect(await desk.row(3)).toMatchObject({ status: "closed", resolutionCode: "workaround", category: "network" });
    await desk.holds();
  });

  it("with its children it closes those that are resolved too, with their own code", async () => {
    await desk.do("resolve", [1], resolve());
    await desk.do("resolve", [2], resolve({ code: "user-guidance", note: "shown how" }));
    expect(told(await desk.do("close", [1], close(), { withChildren: true }))).toBe("1 changed, 2 changed, 3 changed");
    expect(await desk.row(2)).toMatchObject({ status: "closed", resolutionCode: "user-guidance", resolutionNote: "shown how", category: "other" });
  });

  it("resolves only those that are open", async () => {
    await desk.do("resolve", [2], resolve({ code: "user-guidance", note: "shown how" }));
    expect(told(await desk.do("resolve", [1], resolve(), { withChildren: true }))).toBe("1 changed, 3 changed");
    expect(await desk.row(3)).toMatchObject({ status: "resolved", resolutionCode: "fixed", resolutionNote: "new roller" });
  });

  it("with its children nothing closes if one of them cannot", async () => {
    await desk.log({ parent: 1, type: "request" });
    await desk.do("resolve", [1], resolve());
    await desk.do("start", [4], start(), { by: "budi" });
    await desk.do("edit", [4], edit({ type: "request" }));
    await desk.do("assign", [2], assign({ assignee: "sari" }));
    const code = await desk.do("close", [1], close({ code: "request-fulfilled", note: "x" }), { withChildren: true });
    expect(told(code)).toContain("refused");
    expect((await desk.row(4)).status).toBe("in_progress");
  });

  it("closed together are reopened together", async () => {
    await desk.do("close", [1], close({ code: "fixed", note: "x" }), { withChildren: true });
    expect(told(await desk.do("reopen", [2], reopen()))).toBe("2 refused parent_closed");
    expect(told(await desk.do("reopen", [2, 1], reopen()))).toBe("2 changed, 1 changed");
    await desk.holds();
  });
});

describe("a duplicate", () => {
  it("puts its requester among the original's affected, in the same operation", async () => {
    await desk.log({ ...other, requester: "Dewi" });
    await desk.log({ ...other, requester: "Budi", contact: "0812" });
    const result = await desk.do("resolve", [2], resolve({ code: "duplicate", duplicateOf: 1 }));
    expect(told(result)).toBe("2 changed");
    expect(await desk.row(1)).toMatchObject({ affectedCount: 1, version: 2 });
    expect((await desk.register.eventsOf(3)).map((event) => [event.number, event.type])).toEqual([
      [1, "affectedAdded"],
      [2, "linked"],
      [2, "resolved"],
    ]);
    await desk.holds();
  });

  it("does so although the original was moved after the time it is dated back to", async () => {
    await desk.log(other);
    await desk.log({ ...other, requester: "Budi" });
    await desk.at("mon 10:00").do("start", [1], start());
    await desk.at("mon 10:30").do("resolve", [2], resolve({ code: "duplicate", duplicateOf: 1 }), { at: "mon 09:50", atReason: "told on the phone" });
    expect((await desk.row(1)).affectedCount).toBe(1);
    await desk.holds();
  });

  it("of an original that changes in the same call keeps both changes", async () => {
    await desk.log(other);
    await desk.log({ ...other, requester: "Budi" });
    await desk.do("link", [2], link("duplicates", 1));
    await desk.do("note", [1, 2], note("both"));
    expect(await desk.row(1)).toMatchObject({ affectedCount: 1, version: 3 });
    await desk.holds();
  });
});

describe("people", () => {
  it("are remembered with the way to reach them", async () => {
    await desk.log({ ...other, requester: "Budi", contact: "0812" });
    await desk.do("affected", [1], affect("Dewi", "0813"));
    expect(await desk.register.people(["budi", "dewi", "eko"])).toEqual([
      { name: "Budi", contact: "0812" },
      { name: "Dewi", contact: "0813" },
    ]);
  });

  it("are not given the contact of whoever was the requester before", async () => {
    await desk.log({ ...other, requester: "Budi", contact: "0812" });
    await desk.do("edit", [1], edit({ requester: "Dewi" }));
    expect(await desk.register.people(["dewi"])).toEqual([{ name: "Dewi", contact: null }]);
  });
});

describe("a token", () => {
  it("given again writes nothing and returns the first result", async () => {
    const first = await desk.log({ ...other, ...high }, { once: "t-1" });
    await desk.at("mon 10:00").do("start", [1], start());
    const again = await desk.at("mon 11:00").log({ title: "something else" }, { once: "t-1" });
    expect(again).toMatchObject({ operation: 1, repeated: true, exit: 0, counts: first.counts });
    expect(again.items[0]?.after).toEqual(first.items[0]?.after);
    expect(await desk.register.state()).toMatchObject({ numbers: 1, operations: 2 });
  });

  it("returns refusals, the unchanged and the order as they were", async () => {
    await logged(3);
    await desk.do("start", [1], start());
    await desk.do("cancel", [2], cancel());
    const first = await desk.do("start", [3, 2, 1, 9], start(), { once: "t-2", keepGoing: true });
    expect(told(first)).toBe("3 changed, 2 refused not_allowed, 1 unchanged, 9 not_found");
    const again = await desk.do("start", [9, 1, 2, 3], start(), { once: "t-2" });
    expect(told(again)).toBe(told(first));
    expect(again).toMatchObject({ repeated: true, exit: 5, keepGoing: true, counts: first.counts });
  });

  it("with another verb or other numbers is refused", async () => {
    await logged(2);
    await desk.do("start", [1], start(), { once: "t-3" });
    await expect(desk.do("cancel", [1], cancel(), { once: "t-3" })).rejects.toMatchObject({ code: "refused", problems: [{ key: "token_of_another" }] });
    await expect(desk.do("start", [2], start(), { once: "t-3" })).rejects.toMatchObject({ code: "refused", problems: [{ key: "token_of_others" }] });
    await expect(desk.do("start", [1, 2], start(), { once: "t-3" })).rejects.toMatchObject({ code: "refused" });
  });

  it("of a call that wrote nothing is still fresh", async () => {
    await logged(1);
    await desk.do("resume", [1], resume(), { once: "t-4" });
    await desk.do("hold", [1], hold("awaiting-vendor"));
    expect(await desk.do("resume", [1], resume(), { once: "t-4" })).toMatchObject({ repeated: false, exit: 0 });
  });

  it("of two calls at once counts once", async () => {
    const [a, b] = await Promise.all([desk.log(other, { once: "t-5" }), desk.log(other, { once: "t-5" })]);
    expect([a.repeated, b.repeated].toSorted()).toEqual([false, true]);
    expect((await desk.register.state()).numbers).toBe(1);
  });
});
