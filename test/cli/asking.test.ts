import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type Ran, type World } from "../world.ts";

let world: World;
beforeEach(async () => {
  world = makeWorld();
  await world.ok('log "VPN drops" --impact low --urgency high --requester Budi');
  await world.ok('log "Printer jams" --impact low --urgency low --category hardware/printer');
  await world.ok('log "New laptop" --type request --category hardware/laptop');
  world.pass(60);
});
afterEach(() => world.remove());

type Answers = NonNullable<Parameters<World["itsm"]>[1]>["answers"];
const at = (line: string | readonly string[], answers: Answers = []): Promise<Ran> => world.itsm(line, { terminal: "all", answers: answers ?? [] });
const shown = async (number: number) => (await world.json(`show ${number}`)).items[0];
const operations = async (): Promise<number> => (await world.json("op list")).page.total;

describe("a verb that always needs something", () => {
  it.each<[line: string, answers: Answers, questions: readonly string[], says: Readonly<Record<string, unknown>>]>([
    ["resolve 1", ["fixed", "New firmware"], ["Resolution code:", "How was service restored?"], { resolutionCode: "fixed", resolutionNote: "New firmware" }],
    ["resolve 1 --code fixed", ["New firmware"], ["How was service restored?"], { resolutionNote: "New firmware" }],
    ["resolve 1 --note n", ["workaround"], ["Resolution code:"], { resolutionCode: "workaround", resolutionNote: "n" }],
    ["hold 1", ["awaiting-vendor"], ["What is it waiting for?"], { holdReason: "awaiting-vendor", holdNote: null }],
    ["cancel 1", ["a test"], ["Why should it never have been logged?"], { cancelReason: "a test" }],
    ["escalate 1", ["second-line", "firewall"], ["Which group gets it?", "Why is it handed over?"], { group: "second-line" }],
    ["assign 1", ["@me"], ["Who gets it?"], { assignee: "ayu" }],
    ["assign 1", ["group:second-line"], ["Who gets it?"], { group: "second-line" }],
    ["assign 1", ["person", "budi"], ["Who gets it?", "Name:"], { assignee: "budi" }],
    ["affected 1", ["Sari"], ["Who else is hit?"], { affectedCount: 1 }],
    ["workaround 1", ["the old profile"], ["How can people go on working?"], { workaround: "the old profile" }],
  ])("%s asks for exactly that", async (line, answers, questions, says) => {
    const { code, asked, stderr } = await at(line, answers);
    expect({ code, asked }).toEqual({ code: 0, asked: questions });
    expect(stderr).toContain("INC-1  VPN drops\n");
    expect(await shown(1)).toMatchObject(says);
  });
  it("takes a note's text", async () => {
    expect(await at("note 1", ["Called back."])).toMatchObject({ code: 0, asked: ["Note:"] });
    expect((await shown(1)).notes[0].text).toBe("Called back.");
  });
  it("offers the codes that every ticket may have", async () => {
    for (const line of ["resolve 1", "resolve 1 3"])
      expect((await at(line, ["request-fulfilled"])).stderr).toContain('"request-fulfilled" is none of fixed, workaround, user-guidance');
    expect(await at("resolve 3", ["request-fulfilled", "handed over"])).toMatchObject({ code: 0 });
  });
  it("asks once for a set", async () => {
    const { code, asked, stderr } = await at("resolve 1 2 3", ["fixed", "done"]);
    expect({ code, asked: asked.length }).toEqual({ code: 0, asked: 2 });
    expect(stderr).toContain("3 tickets: INC-1, INC-2, REQ-3\n");
    expect(await operations()).toBe(4);
  });
  it("asks again where an answer cannot be, and says why", async () => {
    const { code, asked, stderr } = await at("cancel 1", ["", "  ", "a test"]);
    expect({ code, asked: asked.length }).toEqual({ code: 0, asked: 3 });
    expect(stderr).toContain("--reason is empty.");
    const note = await at("note 2", ["", "x"]);
    expect(note).toMatchObject({ code: 0, stderr: expect.stringContaining("TEXT has nothing in it.") });
  });
  it("asks for nothing where no answer would help", async () => {
    await at("cancel 1 --reason x");
    for (const [line, code, says] of [
      ["resolve 1", 3, "INC-1 is cancelled and cannot be resolved"],
      ["resolve 9", 4, "No ticket 9."],
      ["resolve 1 2", 3, "nothing was resolved: 1 of 2 tickets cannot be resolved"],
      ["note 9", 4, "No ticket 9."],
      ["assign 1", 3, "INC-1 is cancelled and cannot be assigned"],
      ["resolve 2 --category nope", 2, 'There is no category "nope"'],
      ["resolve 2 --public --private", 2, "exclude each other"],
    ] as const)
      expect({ line, ...(await at(line)) }).toMatchObject({ line, code, asked: [], stderr: expect.stringContaining(says) });
    expect(await operations()).toBe(4);
  });
  it("passes over what cannot be done under --keep-going", async () => {
    expect(await at("resolve 9 1 -k", ["fixed", "done"])).toMatchObject({ code: 5, asked: ["Resolution code:", "How was service restored?"] });
    expect((await shown(1)).status).toBe("resolved");
  });
  it("names all that is missing where nobody can be asked, nothing allows it, or it is a dry run", async () => {
    for (const setting of [{}, { terminal: ["stdin", "stdout"] }, { terminal: "all", env: { ITSM_NO_INPUT: "1" } }] as const)
      expect(await world.itsm("resolve 1", setting)).toMatchObject({ code: 2, asked: [], stderr: expect.stringContaining("resolve needs --code and --note.") });
    expect(await at("resolve 1 -n")).toMatchObject({ code: 2, asked: [] });
    expect(await at("resolve 1 --no-input")).toMatchObject({ code: 2, asked: [] });
  });
  it("does not ask again what a token has done", async () => {
    expect(await at("resolve 1 --once t", ["fixed", "done"])).toMatchObject({ code: 0 });
    expect(await at("resolve 1 --once t")).toMatchObject({ code: 0, asked: [], stderr: expect.stringContaining("this call was made before") });
  });
  it("keeps data and questions apart", async () => {
    const { stdout, asked } = await world.itsm("resolve 1", { terminal: ["stdin", "stderr"], answers: ["fixed", "done"] });
    expect({ stdout, asked: asked.length }).toEqual({ stdout: "INC-1\tchanged\tresolved: fixed\n", asked: 2 });
    const quiet = await world.itsm("resolve 2 -q", { terminal: ["stdin", "stderr"], answers: ["fixed", "done"] });
    expect(quiet.stdout).toBe("INC-2\n");
    const json = await world.itsm("cancel 3 --json", { terminal: ["stdin", "stderr"], answers: ["x"] });
    expect(JSON.parse(json.stdout)).toMatchObject({ schema: "itsm.result/1", exit: 0, counts: { changed: 1 } });
  });
  it("ends with 7 where the input ends, having written nothing", async () => {
    for (const [line, answers] of [
      ["resolve 1", [null]],
      ["resolve 1", ["fixed", null]],
      ["close 1", ["fixed", null]],
    ] as const) {
      const ran = await at(line, answers);
      expect(ran).toMatchObject({ code: 7, stderr: expect.stringContaining("The input ended before the answer; nothing was changed.") });
    }
    const json = await world.itsm("resolve 1 2 --json", { terminal: ["stdin", "stderr"], answers: [null] });
    expect(JSON.parse(json.stdout)).toMatchObject({ schema: "itsm.result/1", operation: null, exit: 7, counts: { requested: 2, skipped: 2 } });
    expect(await operations()).toBe(3);
  });
});

describe("what a ticket's state lacks", () => {
  it("is asked: a new ticket is closed with code, note and category", async () => {
    const { code, asked, stderr } = await at("close 1", ["fixed", "New firmware", "network/vpn"]);
    expect({ code, asked }).toEqual({ code: 0, asked: ["Resolution code:", "How was service restored?", "Category:"] });
    expect(stderr).toContain("INC-1 is new and cannot be closed without a resolution\nINC-1 has no category yet\n");
    expect(await shown(1)).toMatchObject({ status: "closed", resolutionCode: "fixed", category: "network/vpn" });
  });
  it("is not asked where it was said", async () => {
    expect(await at("close 1 --code fixed --category network/vpn", ["n"])).toMatchObject({ code: 0, asked: ["How was service restored?"] });
    expect(await at("close 2 --code request-fulfilled --note n")).toMatchObject({ code: 3, asked: [], stderr: expect.stringContaining("is for requests") });
  });
  it("is asked for the tickets that lack it alone", async () => {
    await at("resolve 2 --code workaround --note old");
    const { code, asked, stderr } = await at("close 1 2 3", ["no-fault-found", "all well", "other"]);
    expect({ code, asked: asked.length }).toEqual({ code: 0, asked: 3 });
    expect(stderr).toContain("INC-1, REQ-3  is new and cannot be closed without a resolution\nINC-1 has no category yet\n");
    expect(await shown(1)).toMatchObject({ category: "other", resolutionCode: "no-fault-found" });
    expect(await shown(2)).toMatchObject({ category: "hardware/printer", resolutionCode: "workaround", closureNote: null });
    expect(await shown(3)).toMatchObject({ category: "hardware/laptop", resolutionNote: "all well" });
    expect(await operations()).toBe(5);
  });
  it("is asked before the set is agreed to", async () => {
    const { code, asked } = await at("close --where status:new", ["no-fault-found", "all well", "other", "y"]);
    expect({ code, asked: asked.map((question) => question.split("\n")[0]) }).toEqual({
      code: 0,
      asked: ["Resolution code:", "How was service restored?", "Category:", "3 tickets will be closed:"],
    });
    expect((await at("reopen --where status:closed", ["again", "n"])).code).toBe(7);
  });
  it("is what a reason to wait needs, and the instant understood is said", async () => {
    expect(await at("hold 1", ["awaiting-approval", "Asked her manager"])).toMatchObject({
      code: 0,
      asked: ["What is it waiting for?", "What is being waited for, and from whom?"],
    });
    const { code, asked, stderr } = await at("hold 2 --reason scheduled", ["whenever", "2026-11-20 10:00", "2bd"]);
    expect({ code, asked: asked.length }).toEqual({ code: 0, asked: 3 });
    expect(stderr).toContain('--until: "whenever"');
    expect(stderr).toContain("2026-11-20 10:00 (+07:00) has passed");
    expect(stderr).toMatch(/until: 2026-11-26 09:42 \(\+07:00\)\n/);
    expect(stderr.match(/^until: /gm)).toHaveLength(1);
  });
  it("follows from an answer", async () => {
    expect(await at("resolve 1", ["duplicate", "same", "99", "1", "x", "2"])).toMatchObject({
      code: 0,
      asked: ["Resolution code:", "How was service restored?", ...Array(4).fill("Which ticket does it duplicate?")],
    });
    expect((await shown(1)).links[0]).toMatchObject({ rel: "duplicates", id: "INC-2" });
  });
  it("is a review of a major incident, and its manager before", async () => {
    expect(await at("edit 1 --major", ["@me", "the plant stands"])).toMatchObject({
      code: 0,
      asked: ["Who is the incident manager? (a name or @me)", "Why is it changed?"],
    });
    expect(await at("close 1 --code fixed --note n --category other", ["learnt"])).toMatchObject({ code: 0, asked: [expect.stringContaining("Review")] });
    expect((await shown(1)).review).toBe("learnt");
  });
  it("is a reason for what is set against the matrix, and for a change after the end", async () => {
    expect(await at("edit 1 -p high", ["board meeting"])).toMatchObject({ code: 0, asked: ["Why is the priority set against the matrix?"] });
    expect(await shown(1)).toMatchObject({ priority: "high", overrideReason: "board meeting" });
    await at("resolve 2 --code fixed --note n");
    expect(await at("edit 2 --category other", ["it was none"])).toMatchObject({ code: 0, asked: ["Why is it changed?"] });
  });
  it("is a yes to take a ticket over, or to take its children along", async () => {
    await at("start 1 --as budi");
    expect(await at("start 1", ["n"])).toMatchObject({ code: 7, stderr: expect.stringContaining("Nothing was changed.") });
    expect(await at("start 1", ["y"])).toMatchObject({ code: 0, asked: ["Take it over?"], stderr: expect.stringContaining("INC-1 is taken by budi\n") });
    expect((await shown(1)).assignee).toBe("ayu");
    await world.ok("edit 1 --parent 2");
    expect(await at("close 2 --code fixed --note n", ["y", "other"])).toMatchObject({ code: 0, asked: ["Close its children with it?"] });
    expect([(await shown(1)).status, (await shown(1)).category, (await shown(2)).status]).toEqual(["closed", "hardware/printer", "closed"]);
  });
  it("is why it is entered late, where that takes a breach away", async () => {
    world.pass(3 * 86_400);
    const { code, asked } = await at(["resolve", "2", "--code", "fixed", "--note", "n", "--at", "2026-11-24 09:50"], ["on paper"]);
    expect({ code, asked }).toEqual({ code: 0, asked: ["Why is it entered this late?"] });
    expect((await world.ok("ls is:backdated -q --all")).trim()).toBe("INC-2");
  });
  it("is left alone under --keep-going, and where something else speaks against one of them", async () => {
    expect(await at("close 2 1 -k --code fixed --note n")).toMatchObject({ code: 5, asked: [] });
    await at("cancel 1 --reason x");
    expect(await at("close 1 3")).toMatchObject({ code: 3, asked: [] });
  });
  it("is refused as ever where nobody can be asked", async () => {
    expect(await world.itsm("close 1")).toMatchObject({ code: 3, asked: [], stderr: expect.stringContaining("itsm close 1 --code fixed") });
    expect(await at("close 1 -n")).toMatchObject({ code: 3, asked: [] });
  });
});

it("reads a file once, though the call is planned again", async () => {
  const path = join(world.folder, "note.txt");
  writeFileSync(path, "From a file\n");
  expect(await at(["close", "1", "--note-file", path], ["fixed", "other"])).toMatchObject({ code: 0, asked: ["Resolution code:", "Category:"] });
  expect((await shown(1)).resolutionNote).toBe("From a file");
  expect(await at(["note", "2", "--note-file", path])).toMatchObject({ code: 0, asked: [] });
  expect(await at(["note", "2", "text", "--note-file", path])).toMatchObject({ code: 2 });
  expect(await at(["edit", "2", "--description-file", path, "-p", "high"], ["why"])).toMatchObject({ code: 0 });
  expect((await shown(2)).description).toBe("From a file");
});
