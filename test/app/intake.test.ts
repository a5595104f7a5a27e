import { beforeEach, describe, expect, it } from "vitest";
import { assign, cancel, close, hold, major, resolve } from "../domain/ticket/commands.ts";
import { t } from "../domain/ticket/story.ts";
import { type Delivery, deliver, keyless } from "./alerts.ts";
import { TestDesk, told } from "./desk.ts";

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.open();
});
const taken = async (says: string, more: Omit<Delivery, "says"> = {}): Promise<string> => told(await deliver(desk, { says, ...more }));
/** `1 new x2`: number, status and occurrences of each ticket. */
const standing = async (): Promise<string> => {
  const { numbers } = await desk.register.state();
  const rows = await desk.register.tickets(Array.from({ length: numbers }, (_, i) => i + 1));
  return rows
    .toSorted((a, b) => a.number - b.number)
    .map((row) => `${row.number} ${row.status} x${row.occurrences}`)
    .join(", ");
};
const typesOf = async (number: number): Promise<readonly string[]> => (await desk.history(number)).map((event) => event.type);

describe("alerts that fire", () => {
  it("are a ticket a key, in one operation", async () => {
    expect(await taken("a b c")).toBe("1 changed, 2 changed, 3 changed");
    expect(await desk.register.state()).toMatchObject({ numbers: 3, operations: 1 });
    await desk.holds();
  });

  it("again are the same tickets, counted once a delivery or as often as they stand in it", async () => {
    await taken("a b");
    expect(await taken("b a b")).toBe("2 repeated, 1 repeated");
    expect(await standing()).toBe("1 new x2, 2 new x3");
    await desk.holds();
  });

  it("several times in the first delivery are one ticket with its occurrences", async () => {
    expect(await taken("a a a b")).toBe("1 changed, 2 changed");
    expect(await standing()).toBe("1 new x3, 2 new x1");
    await desk.holds();
  });

  it("stop no response clock, however often they come", async () => {
    await taken("a");
    await taken("a");
    await taken("-a");
    expect(await desk.row(1)).toMatchObject({ firstResponseAt: null, channel: "monitoring" });
  });

  it("reopen a resolved ticket, and stay with one on hold", async () => {
    await taken("a b");
    await desk.do("resolve", [1], resolve());
    await desk.do("hold", [2], hold("awaiting-vendor", { note: "x" }));
    expect(await taken("a b")).toBe("1 repeated, 2 repeated");
    expect(await standing()).toBe("1 in_progress x2, 2 on_hold x2");
    await desk.holds();
  });

  it("after a closed or cancelled ticket are a new one that follows it, which their key means from now on", async () => {
    await taken("a b", { fields: { requester: null } });
    await desk.do("close", [1], close({ code: "fixed", note: "x" }));
    await desk.do("cancel", [2], cancel());
    expect(await taken("a b")).toBe("3 changed, 4 changed");
    expect(await desk.register.linksOf(3)).toEqual([{ rel: "follows", number: 1, direction: "out" }]);
    expect(await taken("a b")).toBe("3 repeated, 4 repeated");
    await desk.holds();
  });

  it("whose ticket was undone are new, and follow nothing", async () => {
    await taken("a");
    await desk.undo(1);
    expect(await taken("a")).toBe("2 changed");
    expect(await desk.register.linksOf(2)).toEqual([]);
  });

  it("under a closed parent are a new ticket", async () => {
    await desk.log({ category: "other" });
    await taken("a", { fields: { parent: 1 } });
    await desk.do("resolve", [2], resolve());
    await desk.do("close", [1], close({ code: "fixed", note: "x" }));
    expect(await taken("a")).toBe("3 changed");
    await desk.holds();
  });

  it("are opened when they began, and what they follow was over by then", async () => {
    await taken("a", { openedAt: t("mon 08:30") });
    expect(await desk.row(1)).toMatchObject({ openedAt: t("mon 08:30"), loggedAt: t("mon 09:00") });
    await desk.at("mon 10:00").do("close", [1], close({ code: "fixed", note: "x" }));
    await desk.at("mon 11:00");
    await taken("a", { openedAt: t("mon 08:30") });
    expect(await desk.row(2)).toMatchObject({ openedAt: t("mon 10:00") });
    await desk.holds();
  });

  it("are opened at the time the call says", async () => {
    await taken("a a", { openedAt: t("mon 08:30"), at: "mon 08:45" });
    expect(await desk.row(1)).toMatchObject({ openedAt: t("mon 08:45"), occurrences: 2 });
  });
});

describe("a recovery", () => {
  it("is a private note on the open ticket", async () => {
    await taken("a b");
    expect(await taken("-a")).toBe("1 changed");
    expect((await desk.history(1)).at(-1)).toMatchObject({ type: "noted", data: { public: false }, texts: { note: "a is over" } });
    expect(await standing()).toBe("1 new x1, 2 new x1");
    await desk.holds();
  });

  it("sent again is noted once, until the alert fires again", async () => {
    await taken("a");
    await taken("-a");
    expect(await taken("-a")).toBe("1 unchanged");
    await taken("a");
    expect(await taken("-a")).toBe("1 changed");
    expect(await typesOf(1)).toEqual(["logged", "noted", "recurred", "noted"]);
  });

  it("resolves if the mapping says so", async () => {
    await taken("a");
    expect(await taken("-a", { resolves: true })).toBe("1 changed");
    expect(await desk.row(1)).toMatchObject({ status: "resolved", resolutionCode: "resolved-by-change", resolutionNote: "a is over" });
    expect(await taken("-a", { resolves: true })).toBe("1 unchanged");
    await desk.holds();
  });

  it("of nothing known changes nothing", async () => {
    const result = await deliver(desk, { says: "-a" });
    expect(told(result)).toBe("0 unchanged recovery_of_nothing");
    expect(result).toMatchObject({ exit: 0, operation: null });
    expect(await desk.register.state()).toMatchObject({ numbers: 0, operations: 0 });
  });

  it("of an ended ticket changes nothing", async () => {
    await taken("a b");
    await desk.do("close", [1], close({ code: "fixed", note: "x" }));
    await desk.do("resolve", [2], resolve());
    expect(await taken("-a -b", { resolves: true })).toBe("1 unchanged, 2 unchanged");
  });

  it("leaves a major incident to its people", async () => {
    await taken("a");
    await desk.do("assign", [1], assign({ assignee: "sari" }));
    await desk.do("edit", [1], major());
    await taken("-a", { resolves: true });
    expect(await standing()).toBe("1 new x1");
    expect((await typesOf(1)).at(-1)).toBe("noted");
  });

  it("under a code the desk does not have is a mistake in the mapping", async () => {
    await taken("a");
    await expect(deliver(desk, { says: "-a", resolves: true, code: "healed" })).rejects.toMatchObject({ code: "usage", problems: [{ key: "unknown_value" }] });
    expect((await desk.register.state()).operations).toBe(1);
  });
});

describe("an alert that flaps", () => {
  it("within one delivery is one ticket with its occurrences and the last word", async () => {
    expect(await taken("a -a a -a a")).toBe("1 changed");
    expect(await standing()).toBe("1 new x3");
    expect(await typesOf(1)).toEqual(["logged", "recurred"]);
    await taken("a -a a -a", { resolves: true });
    expect(await standing()).toBe("1 resolved x5");
    await desk.holds();
  });

  it("come and gone in its first delivery is logged and resolved", async () => {
    expect(await taken("a -a", { resolves: true })).toBe("1 changed");
    expect(await standing()).toBe("1 resolved x1");
    expect(await typesOf(1)).toEqual(["logged", "noted", "resolved"]);
  });

  it("recovered before it fires is as if it had only fired", async () => {
    expect(await taken("-a a", { resolves: true })).toBe("1 changed");
    expect(await standing()).toBe("1 new x1");
  });

  it("over several deliveries is reopened once, and then left to a person", async () => {
    await taken("a");
    for (let i = 0; i < 4; i += 1) {
      await taken("-a", { resolves: true });
      await taken("a");
    }
    expect(await desk.row(1)).toMatchObject({ status: "in_progress", occurrences: 5, reopenCount: 1 });
    await taken("-a", { resolves: true });
    expect(await desk.row(1)).toMatchObject({ status: "in_progress", reopenCount: 1 });
    await desk.holds();
  });
});

describe("all or nothing", () => {
  it("writes none of a payload with an alert that cannot be used", async () => {
    const result = await deliver(desk, { says: "a", unusable: [keyless(2)] });
    expect(told(result)).toBe("1 skipped, 0 refused alert_no_key");
    expect(result).toMatchObject({ exit: 3, operation: null, counts: { requested: 2, skipped: 1, refused: 1 } });
    expect((await desk.register.state()).numbers).toBe(0);
  });

  it("goes on without it where it is told to", async () => {
    const result = await deliver(desk, { says: "a b", unusable: [keyless(2), keyless(4)], keepGoing: true });
    expect(told(result)).toBe("1 changed, 2 changed, 0 refused alert_no_key, 0 refused alert_no_key");
    expect(result).toMatchObject({ exit: 5, operation: 1 });
    expect((await desk.register.state()).numbers).toBe(2);
    await desk.holds();
  });

  it("gives a refused log no number, so that the others follow without a gap", async () => {
    const result = await deliver(desk, { says: "a", fields: { parent: 9 }, keepGoing: true });
    expect(told(result)).toBe("0 refused no_such_ticket");
    expect(result.items[0]?.refusals[0]?.about.alert).toBe(1);
    await taken("b");
    expect(await standing()).toBe("1 new x1");
  });

  it("of a dry run says the same and writes nothing", async () => {
    await taken("a");
    const result = await deliver(desk, { says: "a b -c", dryRun: true });
    expect(told(result)).toBe("1 repeated, 2 changed, 0 unchanged recovery_of_nothing");
    expect((await desk.register.state()).operations).toBe(1);
  });

  it("of a call made before is its first result, whatever happened since", async () => {
    const first = await deliver(desk, { says: "a a -b", once: "delivery-1", unusable: [keyless(4)], keepGoing: true });
    await taken("a");
    const again = await deliver(desk, { says: "a a -b", once: "delivery-1", unusable: [keyless(4)], keepGoing: true });
    expect(again).toMatchObject({ repeated: true, operation: first.operation, counts: first.counts, exit: first.exit });
    expect(again.items.map(({ number, refusals }) => [number, refusals[0]?.rule])).toEqual(
      first.items.map(({ number, refusals }) => [number, refusals[0]?.rule]),
    );
    expect(await standing()).toBe("1 new x3");
  });

  it("is undone whole", async () => {
    await taken("a");
    await taken("a b -a");
    await desk.undo(2);
    expect(await standing()).toBe("1 new x1, 2 cancelled x1");
    await desk.holds();
  });
});
