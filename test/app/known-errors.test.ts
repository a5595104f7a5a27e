import { describe, expect, it } from "vitest";
import { deskOf } from "../../src/app/desk.ts";
import { addKnownError, retireKnownError, type Stated, type Writing } from "../../src/app/known-error-writes.ts";
import { type KnownError, knownErrorsFor } from "../../src/app/known-errors.ts";
import { type Suggestion, suggestFor } from "../../src/app/suggest.ts";
import { close } from "../domain/ticket/commands.ts";
import { t } from "../domain/ticket/story.ts";
import { TestDesk } from "./desk.ts";

const WRITING: Writing = {
  me: "sari",
  via: "os-user",
  now: 1_795_488_065,
  heldClock: true,
  run: null,
  dryRun: false,
  wait: { timeoutSeconds: 5, onWait: () => undefined },
};
const STATED: Stated = { title: "VPN drops", symptom: "The tunnel is lost every hour", cause: null, workaround: "Reconnect.", from: null };

const add = (desk: TestDesk, stated: Partial<Stated> = {}, writing: Partial<Writing> = {}) =>
  addKnownError(desk.register, { ...STATED, ...stated }, { ...WRITING, ...writing });

/** Applies the workaround as the verb does. */
const use = async (desk: TestDesk, id: number, number: number): Promise<number> => {
  await desk.do("kb use", [number], { do: "workaround", workaround: `of ${id}, ${number}` });
  const { operations } = await desk.register.state();
  await desk.register.write(async (tx) => (await tx.insight()).knownErrorUsed(id, operations, [number]), WRITING.wait);
  return operations;
};

const found = async (desk: TestDesk, text: string): Promise<readonly (readonly [number, number])[]> =>
  (await knownErrorsFor(desk.register, text, 5)).map(({ id, helped }: KnownError) => [id, helped]);

describe("known errors", () => {
  it("are found by words of title and symptom, the better match first, and what helped ahead of what did not", async () => {
    const desk = await TestDesk.open();
    await add(desk);
    await add(desk, { title: "Printer jam", symptom: "Paper stuck" });
    await add(desk, { title: "VPN slow", symptom: "Everything takes long" });
    expect(await found(desk, "my vpn drops")).toEqual([
      [1, 0],
      [3, 0],
    ]);
    expect(await found(desk, "stuck")).toEqual([[2, 0]]);
    expect(await found(desk, "vpn")).toEqual([
      [3, 0],
      [1, 0],
    ]);
    await desk.log({ title: "VPN" });
    const operation = await use(desk, 1, 1);
    expect(await found(desk, "vpn")).toEqual([
      [1, 1],
      [3, 0],
    ]);
    await desk.undo(operation);
    expect((await found(desk, "vpn"))[1]).toEqual([1, 0]);
    await desk.undo(operation + 1);
    expect((await found(desk, "vpn"))[0]).toEqual([1, 1]);
    await desk.undo(operation);
    expect((await found(desk, "vpn"))[1]).toEqual([1, 0]);
    expect(await found(desk, "coffee")).toEqual([]);
    expect(await found(desk, "")).toEqual([]);
  });

  it("are operations of their own in a history that stays whole", async () => {
    const desk = await TestDesk.open();
    await desk.log({ title: "VPN" });
    const { entry, operation } = await add(desk);
    expect({ id: entry.id, operation }).toEqual({ id: 1, operation: 2 });
    await retireKnownError(desk.register, 1, "fixed", WRITING);
    expect((await desk.operations()).map(({ verb, actor }) => `${verb} ${actor}`)).toEqual(["log sari", "kb add sari", "kb retire sari"]);
    expect(await found(desk, "vpn drops")).toEqual([]);
    await expect(desk.undo(2)).rejects.toMatchObject({ code: "refused", problems: [{ key: "nothing_to_undo" }] });
    await expect(retireKnownError(desk.register, 1, "again", WRITING)).rejects.toMatchObject({ code: "refused" });
    const faults: unknown[] = [];
    const { calendarOf } = await deskOf(desk.register, t(desk.now));
    const { rowOf } = await import("../../src/domain/ticket/row-of.ts");
    const { fold } = await import("../../src/domain/ticket/fold.ts");
    await desk.register.verify({ refold: (history) => rowOf(fold(history), calendarOf), against: null, progress: () => undefined }, (fault) =>
      faults.push(fault),
    );
    expect(faults).toEqual([]);
    await desk.holds();
  });

  it("are promoted from a ticket once: title, description, workaround or how it was resolved", async () => {
    const desk = await TestDesk.open();
    await desk.log(
      { title: "Mail bounces", category: "software/mail" },
      { description: "550 no such user", next: [close({ code: "fixed", note: "Use the new address." })] },
    );
    await desk.log({ title: "Mail slow" });
    const nothing = { title: null, symptom: null, workaround: null };
    const { entry } = await add(desk, { ...nothing, from: 1 });
    expect(entry).toMatchObject({ title: "Mail bounces", symptom: "550 no such user", workaround: "Use the new address.", number: 1 });
    await expect(add(desk, { ...nothing, from: 1 })).rejects.toMatchObject({ code: "refused", problems: [{ key: "kb_known_already", with: { known: 1 } }] });
    await expect(add(desk, { ...nothing, from: 2 })).rejects.toMatchObject({ code: "refused", problems: [{ key: "kb_no_workaround" }] });
    await expect(add(desk, { ...nothing, from: 9 })).rejects.toMatchObject({ code: "not_found" });
    expect((await add(desk, { ...nothing, workaround: "Wait.", from: 2 })).entry).toMatchObject({ symptom: "Mail slow", workaround: "Wait." });
  });

  it("are added once by the same call, and not at all by a dry run", async () => {
    const desk = await TestDesk.open();
    expect(await add(desk, {}, { dryRun: true })).toMatchObject({ operation: null, entry: { id: 1 } });
    expect((await desk.register.state()).operations).toBe(0);
    const first = await add(desk, {}, { run: "token" });
    const again = await add(desk, {}, { run: "token" });
    expect(again).toEqual({ ...first, repeated: true });
    await expect(retireKnownError(desk.register, 1, "gone", { ...WRITING, run: "token" })).rejects.toMatchObject({ code: "refused" });
    const retired = await retireKnownError(desk.register, 1, "gone", { ...WRITING, run: "other" });
    expect(await retireKnownError(desk.register, 1, "gone", { ...WRITING, run: "other" })).toEqual({ ...retired, repeated: true });
  });

  it("name every text that cannot be kept", async () => {
    const desk = await TestDesk.open();
    const refused = add(desk, { title: "two\nlines", symptom: " ", cause: "half \ud800", workaround: "x".repeat(70_000) });
    await expect(refused).rejects.toMatchObject({
      code: "usage",
      problems: [
        { key: "bad_title", with: { why: "control" } },
        { key: "bad_text", with: { field: "symptom", why: "empty" } },
        { key: "bad_text", with: { field: "cause", why: "surrogate" } },
        { key: "bad_text", with: { field: "workaround", why: "long" } },
      ],
    });
  });
});

describe("a suggestion", () => {
  it("leaves out what the rules of today do not know", async () => {
    const desk = await TestDesk.open();
    await desk.log({ title: "VPN drops", category: "network/vpn", service: "old" }, { next: [close({ code: "fixed", note: "done" })] });
    const now = await deskOf(desk.register, t(desk.now));
    const service: Suggestion | null = (await suggestFor(desk.register, now, "vpn")).service;
    expect(service).toMatchObject({ value: "old", from: [1] });
    const stricter = { ...now, rules: { ...now.rules, services: ["new"] } };
    expect((await suggestFor(desk.register, stricter, "vpn")).service).toBeNull();
  });
});
