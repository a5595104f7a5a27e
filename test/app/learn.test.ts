import { describe, expect, it } from "vitest";
import { deskOf } from "../../src/app/desk.ts";
import { learn, relearn } from "../../src/app/learn.ts";
import { similarTo } from "../../src/app/similar.ts";
import { suggestFor } from "../../src/app/suggest.ts";
import { close, edit, reopen } from "../domain/ticket/commands.ts";
import { t } from "../domain/ticket/story.ts";
import { rawOf } from "../raw.ts";
import { TestDesk } from "./desk.ts";

const WAIT = { timeoutSeconds: 5, onWait: () => undefined };
const CLOSED = close({ code: "fixed", note: "done", confirmedBy: "agent" });

/** All that was learnt, by names: how labels are numbered is nobody's business. */
async function lessonsIn(desk: TestDesk): Promise<unknown> {
  const db = await rawOf(desk.register.place);
  const labels = await db.rows<Record<string, string | number>>("select id, field, label, tickets, weight from lesson_label where tickets > 0");
  const names = new Map(labels.map(({ id, field, label }) => [String(id), `${field}:${label}`]));
  const words = await db.rows<{ word: string; counts: string }>("select word, counts from lesson order by word");
  const found = {
    labels: labels.map(({ field, label, tickets, weight }) => `${field}:${label} ${tickets} ${weight}`).sort(),
    words: words.map(({ word, counts }) => [
      word,
      Object.entries(JSON.parse(counts) as Record<string, number>)
        .map(([id, n]) => `${names.get(id) ?? "gone"} ${n}`)
        .sort(),
    ]),
    tickets: (await db.rows<{ number: number }>("select number from lesson_ticket order by number")).map(({ number }) => number),
    counted: await db.rows("select tickets, words from lesson_state"),
  };
  await db.close();
  return found;
}

/** What was learnt bit by bit is what would be learnt from nothing. */
async function expectAsAnew(desk: TestDesk): Promise<void> {
  await learn(desk.register, WAIT);
  const bitByBit = await lessonsIn(desk);
  await relearn(desk.register, WAIT, () => undefined);
  expect(bitByBit).toEqual(await lessonsIn(desk));
}

const logClosed = (desk: TestDesk, title: string, category: string, service: string | null = null, description?: string) =>
  desk.log({ title, category, service }, { next: [CLOSED], ...(description !== undefined && { description }) });

async function deskOfSix(): Promise<TestDesk> {
  const desk = await TestDesk.open();
  await logClosed(desk, "VPN drops every hour", "network/vpn", "vpn", "The tunnel is lost");
  await logClosed(desk, "VPN cannot connect", "network/vpn", "vpn");
  await logClosed(desk, "Printer jam on floor 3", "hardware/printer");
  await logClosed(desk, "Printer out of toner", "hardware/printer");
  await desk.log({ title: "Printer offline in finance", category: "hardware/printer" });
  await logClosed(desk, "Password expired", "access/password");
  return desk;
}

const category = async (desk: TestDesk, text: string) => (await suggestFor(desk.register, await deskOf(desk.register, t(desk.now)), text)).category;

describe("what a desk learns", () => {
  it("comes from its closed tickets, before anybody has called for it", async () => {
    const desk = await deskOfSix();
    expect(await category(desk, "vpn tunnel")).toMatchObject({ value: "network/vpn", from: [1, 2] });
    expect(await category(desk, "offline")).toBeNull();
    const before = await category(desk, "printer toner");
    await learn(desk.register, WAIT);
    expect(await category(desk, "printer toner")).toEqual(before);
  });

  it("is the same in one go and bit by bit, through corrections, reopening, undo and an undo undone", async () => {
    const desk = await deskOfSix();
    await expectAsAnew(desk);
    await desk.do("edit", [1], edit({ category: "software/application", service: null }, { reason: "wrong" }));
    await expectAsAnew(desk);
    expect((await category(desk, "tunnel"))?.value).toBe("software/application");
    await desk.do("reopen", [2], reopen());
    await expectAsAnew(desk);
    expect(await category(desk, "connect")).toBeNull();
    await desk.do("close", [2, 5], close({ ...CLOSED, category: "network/wifi" }));
    await desk.undo(3);
    await expectAsAnew(desk);
    expect((await category(desk, "jam"))?.value).toBeUndefined();
    await desk.undo((await desk.operations()).length);
    await expectAsAnew(desk);
    expect((await category(desk, "jam"))?.value).toBe("hardware/printer");
    await desk.undo(7);
    await expectAsAnew(desk);
    expect((await category(desk, "tunnel"))?.value).toBe("network/vpn");
    await desk.holds();
  });

  it("is taken into account from the moment of a correction, learnt or not", async () => {
    const desk = await deskOfSix();
    await learn(desk.register, WAIT);
    await desk.do("edit", [6], edit({ category: "access/account" }, { reason: "wrong" }));
    expect((await category(desk, "password expired"))?.value).toBe("access/account");
    expect((await category(desk, "password expired"))?.from).toEqual([6]);
  });

  it("is of the newest closed tickets, as many as are kept", async () => {
    const desk = await deskOfSix();
    await learn(desk.register, WAIT, undefined, 3);
    expect(await lessonsIn(desk)).toMatchObject({ tickets: [3, 4, 6], counted: [{ tickets: 3 }] });
    await logClosed(desk, "Password forgotten", "access/password");
    await learn(desk.register, WAIT, undefined, 3);
    expect(await lessonsIn(desk)).toMatchObject({ tickets: [4, 6, 7], counted: [{ tickets: 3 }] });
    expect(await category(desk, "jam")).toBeNull();
  });

  it("is nothing on an empty register, and costs no operation", async () => {
    const desk = await TestDesk.open();
    await learn(desk.register, WAIT);
    expect(await suggestFor(desk.register, await deskOf(desk.register, t(desk.now)), "vpn")).toEqual({ category: null, group: null, service: null });
    const six = await deskOfSix();
    const state = await six.register.state();
    await learn(six.register, WAIT);
    expect(await six.register.state()).toEqual(state);
  });
});

describe("tickets that are alike", () => {
  const like = async (desk: TestDesk, text: string, more: { readonly not?: number; readonly openOnly?: boolean } = {}) =>
    (await similarTo(desk.register, { text, not: more.not ?? null, openOnly: more.openOnly ?? false, limit: 5 })).map(({ row, shared }) => [
      row.number,
      ...shared,
    ]);

  it("share rare words, in title or body; stop words say nothing", async () => {
    const desk = await deskOfSix();
    expect(await like(desk, "The printer on floor 3 has a jam")).toEqual([
      [3, "floor", "jam", "printer"],
      [5, "printer"],
      [4, "printer"],
    ]);
    expect(await like(desk, "tunnel")).toEqual([[1, "tunnel"]]);
    expect(await like(desk, "yang and the of")).toEqual([]);
    expect(await like(desk, "")).toEqual([]);
  });

  it("are open, not void and not the one asked about, where that is wanted", async () => {
    const desk = await deskOfSix();
    expect(await like(desk, "printer", { openOnly: true })).toEqual([[5, "printer"]]);
    expect(await like(desk, "printer", { not: 5 })).toEqual([
      [4, "printer"],
      [3, "printer"],
    ]);
    await desk.undo(4);
    expect(await like(desk, "printer toner")).toEqual([
      [5, "printer"],
      [3, "printer"],
    ]);
  });

  it("are not found by what is in every ticket", async () => {
    const desk = await TestDesk.open();
    for (let n = 0; n < 60; n += 1) await desk.log({ title: `Ticket about laptop${n === 7 ? " hinge" : ""}` });
    expect(await like(desk, "laptop hinge")).toEqual([[8, "hinge"]]);
    expect(await like(desk, "laptop")).toEqual([]);
  });
});
