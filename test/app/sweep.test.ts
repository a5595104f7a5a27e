import { beforeEach, describe, expect, it } from "vitest";
import type { Item } from "../../src/app/outcome.ts";
import { sweepAll, sweepDry } from "../../src/app/sweep.ts";
import { addSwept, NOTHING_SWEPT, type SweptCounts } from "../../src/app/swept-counts.ts";
import { hold, note, reopen, resolve, start } from "../domain/ticket/commands.ts";
import { t } from "../domain/ticket/story.ts";
import { changePolicy } from "../policy-of.ts";
import { TestDesk, told } from "./desk.ts";

const HOUR = 3600;
const WORDS = { noResponse: "nobody answered" };

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.open();
});

/** Sweeps at a time, and resolves to what it came to and how many operations that were. */
async function sweep(now: string, of: TestDesk = desk): Promise<SweptCounts & { readonly operations: number }> {
  let [counts, operations] = [NOTHING_SWEPT, 0];
  of.at(now);
  await sweepAll(of.register, {
    now: t(now),
    via: "os-user",
    heldClock: true,
    words: WORDS,
    wait: { timeoutSeconds: 5, onWait: () => undefined },
    async heard(items) {
      counts = addSwept(counts, items);
      operations += 1;
    },
  });
  return { ...counts, operations };
}

async function rehearse(now: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  await sweepDry(desk.register, { now: t(now), words: WORDS, heard: async (some) => void items.push(...some) });
  return items;
}

const written = async (): Promise<number> => (await desk.register.state()).operations;

describe("a sweep", () => {
  it("records what is due as operations of its own, and a second one writes nothing", async () => {
    await desk.log({ category: "other" }, { next: [start()] });
    await desk.log({ category: "other" }, { next: [hold("awaiting-requester", { until: "mon 10:00" })] });
    expect(await sweep("tue 09:00")).toMatchObject({ tickets: 3, ended: 1, warned: 3, operations: 2 });
    expect((await desk.operations()).slice(2).map(({ verb, actor, via }) => [verb, actor, via])).toEqual([
      ["sweep", "sweep", "os-user"],
      ["sweep", "sweep", "os-user"],
    ]);
    expect(await sweep("tue 09:00")).toMatchObject({ tickets: 0, operations: 0 });
    expect(await written()).toBe(4);
    await desk.holds();
  });

  it("remembers when it came to its end, and no earlier time after it", async () => {
    expect(await desk.register.sweeping(t("mon 09:00"))).toEqual({ sweptAt: null, due: 0 });
    await sweep("tue 09:00");
    await sweep("mon 09:00");
    expect(await desk.register.sweeping(t("tue 09:00"))).toEqual({ sweptAt: t("tue 09:00"), due: 0 });
    expect(await written()).toBe(0);
  });

  it("counts what is due, holds that end included, and since when", async () => {
    await desk.log({ category: "other" });
    await desk.log({ category: "other" }, { next: [hold("scheduled", { until: "mon 11:00" })] });
    expect(await desk.register.sweeping(t("mon 09:29"))).toMatchObject({ due: 0 });
    expect(await desk.register.dueSince(t("mon 09:29"))).toBeNull();
    expect(await desk.register.sweeping(t("mon 12:00"))).toMatchObject({ due: 2 });
    expect(await desk.register.dueSince(t("mon 12:00"))).toBe(t("mon 09:30"));
  });

  it("of more than 500 tickets is several operations", async () => {
    for (let i = 0; i < 5; i += 1) await desk.log({ category: "other" });
    const { register } = desk;
    const few = { ...register, due: (now: number, after: never, limit: number) => register.due(now, after, Math.min(2, limit)) };
    await sweepAll(
      { ...few, write: (work, wait) => register.write((tx) => work({ ...tx, due: few.due as never }), wait) },
      {
        now: t("wed 09:00"),
        via: "os-user",
        heldClock: true,
        words: WORDS,
        wait: { timeoutSeconds: 5, onWait: () => undefined },
        heard: async () => undefined,
      },
    );
    expect((await desk.operations()).slice(5).map(({ verb }) => verb)).toEqual(["sweep", "sweep", "sweep"]);
    expect(await sweep("wed 09:00")).toMatchObject({ tickets: 0 });
    await desk.holds();
  });

  it("that another one comes before finds nothing left, and neither does it twice", async () => {
    for (let i = 0; i < 4; i += 1) await desk.log({ category: "other" });
    const counts = await Promise.all([sweep("wed 09:00"), sweep("wed 09:00")]);
    expect(counts.map(({ tickets }) => tickets).toSorted()).toEqual([0, 4]);
    expect(await written()).toBe(5);
  });

  it("is no change somebody made: undo passes over it", async () => {
    await desk.log({ category: "other" });
    await desk.at("mon 09:10").do("note", [1], note("x"));
    await sweep("wed 09:00");
    expect(told(await desk.at("wed 09:10").undo(2))).toBe("1 changed");
    expect(told(await desk.undo(3))).toBe("1 refused ended_by_itself");
    await desk.holds();
  });
});

describe("a dry run", () => {
  it("tells what a run would do by then, ends of holds included, and writes nothing", async () => {
    await desk.log({ category: "other" });
    await desk.log({ category: "other" }, { next: [hold("awaiting-requester", { until: "mon 10:00" })] });
    const items = await rehearse("wed 09:00");
    expect(items.map(({ number, events }) => [number, events.map(({ type }) => type)])).toEqual([
      [2, ["holdEnded", "warned", "warned"]],
      [1, ["warned", "warned"]],
    ]);
    expect(await written()).toBe(2);
    expect((await desk.register.sweeping(0)).sweptAt).toBeNull();
    expect(await sweep("wed 09:00")).toMatchObject({ ended: 1, warned: 4 });
  });

  it("of nothing tells nothing", async () => {
    expect(await rehearse("wed 09:00")).toEqual([]);
  });
});

describe("closing by silence", () => {
  beforeEach(() => changePolicy(desk.register.place, { closure: { reopenDays: 14, autoAfter: { seconds: 8 * HOUR, calendar: "office" } } }));

  it("happens once, and a reopened ticket begins anew", async () => {
    await desk.log({ category: "other" }, { next: [resolve()] });
    expect(await sweep("mon 17:00")).toMatchObject({ tickets: 0 });
    expect(await sweep("tue 09:00")).toMatchObject({ closed: 1 });
    expect(await sweep("tue 09:00")).toMatchObject({ tickets: 0 });
    expect(await desk.row(1)).toMatchObject({ status: "closed", confirmedBy: "silence", closedBy: "sweep", sweepAt: null });
    await desk.at("tue 10:00").do("reopen", [1], reopen());
    await desk.at("tue 11:00").do("resolve", [1], resolve());
    expect((await desk.row(1)).sweepAt).toBe(t("wed 11:00"));
    await desk.holds();
  });

  it("leaves a parent with an open child alone, tells of it, and tries a day later", async () => {
    await desk.log({ category: "other" });
    await desk.log({ category: "other", parent: 1 });
    await desk.do("resolve", [1], resolve());
    expect(await sweep("tue 09:00")).toMatchObject({ closed: 0, reminded: 1 });
    expect((await desk.history(1)).at(-1)?.data).toMatchObject({ refused: ["open_child"], nextAt: t("wed 09:00") });
    await desk.at("tue 10:00").do("resolve", [2], resolve());
    expect(await sweep("wed 10:00")).toMatchObject({ closed: 2, reminded: 0 });
    await desk.holds();
  });
});
