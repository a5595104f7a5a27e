import { describe, expect, it } from "vitest";
import { type Applying, planApply } from "../../src/app/apply.ts";
import { deskOf } from "../../src/app/desk.ts";
import { operate } from "../../src/app/operate.ts";
import type { Result } from "../../src/app/outcome.ts";
import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import type { Policy } from "../../src/domain/policy/policy.ts";
import type { Calendar } from "../../src/domain/time/calendar.ts";
import { edit, high, hold, note, priority, resolve, start } from "../domain/ticket/commands.ts";
import { said, t } from "../domain/ticket/story.ts";
import { TestDesk } from "./desk.ts";

const office = DEFAULT_POLICY.calendars.office as Calendar;
const withHoliday = (date: string): Policy => ({ ...DEFAULT_POLICY, calendars: { ...DEFAULT_POLICY.calendars, office: { ...office, dates: { [date]: [] } } } });
/** Wednesday of the stories. */
const HOLIDAY = withHoliday("2026-11-25");

interface How extends Partial<Omit<Applying, "policy" | "from">> {
  readonly from?: string;
  readonly once?: string;
}

/** Applies a policy as the verb does. */
function apply(desk: TestDesk, policy: Policy, { from, once, ...how }: How = {}): Promise<Result> {
  const acting = { me: "sari", now: t(desk.now), at: null, atReason: null };
  const applying: Applying = { policy, source: "", open: "keep", wishes: [], seen: null, ...how, from: from === undefined ? null : t(from) };
  return operate(desk.register, {
    verb: "policy apply",
    acting,
    via: "os-user",
    heldClock: true,
    run: once ?? null,
    dryRun: false,
    keepGoing: false,
    undoes: null,
    agree: null,
    numbers: async () => null,
    plan: (reads, now) => planApply(reads, now, acting, applying),
    wait: { timeoutSeconds: 5, onWait: () => undefined },
  });
}

const wish = (text: string): Applying["wishes"][number] => {
  const [left = "", now = ""] = text.split("=");
  const [field, old] = left.includes(":") ? left.split(":") : [null, left];
  return { text, field: field as "category" | null, old: old as string, now };
};

const due = async (desk: TestDesk, number: number): Promise<string | null> => said((await desk.row(number)).resolutionDueAt);

describe("a holiday added after opening", () => {
  // A medium incident has eight service hours: opened on Tuesday at nine, it is due on Wednesday at nine.
  it("leaves a ticket that keeps its terms as it was, and counts for one opened later", async () => {
    const desk = await TestDesk.open();
    await desk.at("tue 09:00").log();
    await apply(desk.at("tue 10:00"), HOLIDAY);
    await desk.at("tue 11:00").log();
    expect([await due(desk, 1), await due(desk, 2)]).toEqual(["wed 09:00", "thu 11:00"]);
    expect([(await desk.row(1)).terms, (await desk.row(2)).terms]).toEqual([1, 2]);
    await desk.holds();
  });

  it("moves the due of a ticket that adopts it, and an undo puts that back", async () => {
    const desk = await TestDesk.open();
    await desk.at("tue 14:00").log();
    expect(await due(desk, 1)).toBe("wed 14:00");
    const { operation } = await apply(desk.at("tue 15:00"), HOLIDAY, { open: "adopt" });
    expect(await due(desk, 1)).toBe("thu 14:00");
    expect(await desk.history(1)).toMatchObject([{ type: "logged" }, { type: "adopted", operation: 2, data: { terms: 2 } }]);
    await desk.holds();
    await desk.at("tue 16:00").undo(operation as number);
    expect(await due(desk, 1)).toBe("wed 14:00");
    expect(await desk.row(1)).toMatchObject({ terms: 1 });
    // The version stays, for tickets to come.
    expect((await deskOf(desk.register, t("tue 16:00"))).version).toBe(2);
    await desk.holds();
  });

  it("leaves a clock that has ended as it was", async () => {
    const desk = await TestDesk.open();
    await desk.at("tue 14:00").log();
    await desk.at("tue 14:30").do("start", [1], start());
    await desk.at("tue 14:40").log();
    await desk.at("tue 14:45").do("resolve", [2], resolve());
    const [answered, over] = [await desk.row(1), await desk.row(2)];
    await apply(desk.at("tue 15:00"), { ...HOLIDAY, targets: HOLIDAY.targets.map((line) => ({ ...line, responseSeconds: 60 })) }, { open: "adopt" });
    const { responseTarget, responseDueAt, responseBreachedAt } = answered;
    expect(await desk.row(1)).toMatchObject({ responseTarget, responseDueAt, responseBreachedAt, terms: 2 });
    expect(await desk.row(2)).toEqual(over);
    await desk.holds();
  });
});

describe("a policy change in the middle of the month", () => {
  const quicker: Policy = { ...DEFAULT_POLICY, targets: DEFAULT_POLICY.targets.map((line) => ({ ...line, resolutionSeconds: 3600 })) };

  it("binds each ticket to the version of its opening, one logged later for an earlier time too", async () => {
    const desk = await TestDesk.open();
    await apply(desk.at("wed 09:00"), quicker);
    await desk.at("wed 10:00").log({}, { at: "tue 09:00" });
    await desk.log({}, { at: "wed 09:00" });
    await desk.log({}, { at: "wed 08:59" });
    expect([(await desk.row(1)).terms, (await desk.row(2)).terms, (await desk.row(3)).terms]).toEqual([1, 2, 1]);
    expect([await due(desk, 1), await due(desk, 2)]).toEqual(["wed 09:00", "wed 10:00"]);
    await desk.holds();
  });

  it("may be told of before it begins, and is in force from then on", async () => {
    const desk = await TestDesk.open();
    await apply(desk.at("mon 12:00"), { ...quicker, groups: ["field"] }, { from: "thu 08:00", open: "adopt" });
    await desk.at("wed 10:00").log();
    expect(await desk.row(1)).toMatchObject({ terms: 1 });
    await desk.at("wed 11:00").do("assign", [1], { do: "assign", group: "second-line" });
    await desk.at("thu 08:00").log();
    expect(await desk.row(2)).toMatchObject({ terms: 2 });
    await expect(desk.do("assign", [2], { do: "assign", group: "second-line" })).rejects.toMatchObject({ problems: [{ key: "unknown_value" }] });
    expect((await desk.operations()).map(({ policy }) => policy)).toEqual([1, 1, 1, 2]);
  });

  it("that was to come is replaced by one applied meanwhile", async () => {
    const desk = await TestDesk.open();
    await apply(desk.at("mon 12:00"), quicker, { from: "thu 08:00" });
    // As in force by now, yet the other would begin on Thursday.
    expect((await apply(desk.at("tue 12:00"), DEFAULT_POLICY)).operation).toBe(2);
    await desk.at("thu 09:00").log();
    expect(await desk.row(1)).toMatchObject({ terms: 3, resolutionTarget: 8 * 3600 });
  });

  it("told of afterwards, adopts the tickets opened since and no others", async () => {
    const desk = await TestDesk.open();
    await desk.at("mon 09:00").log();
    await desk.at("tue 09:00").log();
    await apply(desk.at("wed 09:00"), quicker, { from: "tue 00:00", open: "adopt" });
    expect([(await desk.row(1)).terms, (await desk.row(2)).terms]).toEqual([1, 2]);
    expect(await due(desk, 2)).toBe("tue 10:00");
    await desk.holds();
  });
});

describe("what a ticket has", () => {
  it("by override stays; what the matrix says is worked out anew", async () => {
    const desk = await TestDesk.open();
    await desk.log(high);
    await desk.log();
    await desk.do("edit", [2], priority("low", "agreed"));
    const swapped: Policy = {
      ...DEFAULT_POLICY,
      matrix: { ...DEFAULT_POLICY.matrix, high: { high: "medium", medium: "high", low: "low" }, medium: { high: "low", medium: "high", low: "low" } },
    };
    await apply(desk.at("mon 10:00"), swapped, { open: "adopt" });
    expect(await desk.row(1)).toMatchObject({ priority: "medium", computedPriority: "medium", rank: 2 });
    expect(await desk.row(2)).toMatchObject({ priority: "low", computedPriority: "high", overrideReason: "agreed" });
    await desk.holds();
  });

  it("keeps the place of its priority among those of today, whatever becomes of its clocks", async () => {
    const desk = await TestDesk.open();
    await desk.log(high);
    const before = await desk.row(1);
    await apply(desk.at("mon 10:00"), { ...DEFAULT_POLICY, priorities: ["critical", ...DEFAULT_POLICY.priorities] });
    expect(await desk.row(1)).toMatchObject({ rank: 2, terms: 1, resolutionDueAt: before.resolutionDueAt });
    await desk.holds();
  });

  it("under terms of before, aims by the priority in the same place where its own is not among them", async () => {
    const desk = await TestDesk.open();
    const renamed: Policy = {
      ...DEFAULT_POLICY,
      priorities: ["P1", "P2", "P3"],
      matrix: Object.fromEntries(
        Object.entries(DEFAULT_POLICY.matrix).map(([impact, row]) => [
          impact,
          Object.fromEntries(Object.entries(row).map(([u, p]) => [u, { high: "P1", medium: "P2", low: "P3" }[p] as string])),
        ]),
      ),
      targets: DEFAULT_POLICY.targets.map((line) => ({ ...line, priority: { high: "P1", medium: "P2", low: "P3" }[line.priority as string] as string })),
    };
    await desk.log();
    await apply(desk.at("mon 10:00"), renamed, { wishes: ["priority:high=P1", "priority:medium=P2", "priority:low=P3"].map(wish) });
    expect(await desk.row(1)).toMatchObject({ priority: "P2", computedPriority: "P2", terms: 1, resolutionTarget: 8 * 3600 });
    await desk.at("mon 10:30").do("edit", [1], edit(high));
    expect(await desk.row(1)).toMatchObject({ priority: "P1", terms: 1, resolutionTarget: 4 * 3600 });
    await desk.holds();
  });

  it("cannot be dropped while it is open, unless it is called otherwise from then on", async () => {
    const desk = await TestDesk.open();
    await desk.log({ category: "hardware/printer" });
    await desk.do("assign", [1], { do: "assign", group: "second-line" });
    await desk.do("hold", [1], hold("awaiting-vendor"));
    await desk.log({ category: "hardware/printer" });
    await desk.do("resolve", [2], resolve());
    const { "awaiting-vendor": vendor, ...others } = DEFAULT_POLICY.holdReasons;
    const next: Policy = {
      ...DEFAULT_POLICY,
      categories: [...DEFAULT_POLICY.categories.filter((path) => path !== "hardware/printer"), "hardware/plotter"],
      groups: ["service-desk", "network"],
      holdReasons: { ...others, parts: vendor as (typeof others)[string] },
    };
    await expect(apply(desk, next)).rejects.toMatchObject({
      code: "refused",
      problems: [
        { key: "policy_drops", with: { field: "category", value: "hardware/printer", tickets: ["INC-1"] } },
        { key: "policy_drops", with: { field: "group", value: "second-line", tickets: ["INC-1"] } },
        { key: "policy_drops", with: { field: "hold", value: "awaiting-vendor", tickets: ["INC-1"] } },
      ],
    });
    expect(await desk.operations()).toHaveLength(5);
    const wishes = ["hardware/printer=hardware/plotter", "second-line=network", "hold:awaiting-vendor=parts"].map(wish);
    await apply(desk.at("mon 10:00"), next, { wishes });
    expect(await desk.row(1)).toMatchObject({
      category: "hardware/plotter",
      firstCategory: "hardware/plotter",
      group: "network",
      holdReason: "parts",
      terms: 1,
      reassignmentCount: 0,
    });
    expect(await desk.row(2)).toMatchObject({ category: "hardware/printer" });
    await desk.holds();
    await desk.at("mon 11:00").undo(6);
    expect(await desk.row(1)).toMatchObject({ category: "hardware/printer", group: "second-line", holdReason: "awaiting-vendor" });
    await desk.holds();
  });

  it("that moved since stands in the way of an undo", async () => {
    const desk = await TestDesk.open();
    await desk.log();
    await apply(desk.at("mon 10:00"), HOLIDAY, { open: "adopt" });
    await desk.at("mon 10:10").do("note", [1], note());
    await desk.at("mon 10:20").do("start", [1], start());
    expect((await desk.undo(2)).items[0]).toMatchObject({ outcome: "refused", refusals: [{ rule: "moved_since" }] });
  });
});

describe("applying again", () => {
  it("what is in force already changes nothing, and may still be adopted", async () => {
    const desk = await TestDesk.open();
    await desk.log();
    await apply(desk.at("mon 10:00"), HOLIDAY);
    expect((await apply(desk.at("mon 11:00"), HOLIDAY)).operation).toBeNull();
    expect((await apply(desk, HOLIDAY, { open: "adopt" })).operation).toBe(3);
    expect((await apply(desk, HOLIDAY, { open: "adopt" })).operation).toBeNull();
    expect(await desk.row(1)).toMatchObject({ terms: 2 });
    expect((await desk.register.state()).policy).toBe(2);
    await desk.holds();
  });

  it("under the same token writes nothing", async () => {
    const desk = await TestDesk.open();
    await desk.log();
    const first = await apply(desk, HOLIDAY, { open: "adopt", once: "run-1" });
    const again = await apply(desk, HOLIDAY, { open: "adopt", once: "run-1" });
    expect([again.repeated, again.operation]).toEqual([true, first.operation]);
    expect((await desk.register.state()).policy).toBe(2);
  });

  it("after somebody else did while one was asked is refused", async () => {
    const desk = await TestDesk.open();
    await apply(desk, HOLIDAY);
    await expect(apply(desk, withHoliday("2026-11-26"), { seen: 1 })).rejects.toMatchObject({ code: "refused", problems: [{ key: "policy_meanwhile" }] });
  });

  it.each([
    ["other=nothing", "map_nowhere"],
    ["hardware=plotter", "map_unknown"],
    ["category:software=network", "map_still_known"],
    ["high=P1", "map_ambiguous"],
  ])("--map %s is no renaming (%s)", async (text, key) => {
    const desk = await TestDesk.open();
    const scale = ["P1", "medium", "low"];
    const next: Policy = {
      ...DEFAULT_POLICY,
      categories: DEFAULT_POLICY.categories.filter((path) => path !== "hardware"),
      priorities: scale,
      impacts: scale,
      urgencies: scale,
    };
    await expect(apply(desk, next, { wishes: [wish(text)] })).rejects.toMatchObject({ code: "usage", problems: [{ key }] });
  });
});
