import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import { at } from "../domain/time/calendars.ts";
import { changePolicy } from "../policy-of.ts";
import { changeRaw } from "../raw.ts";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeEach(() => {
  world = makeWorld(at("2026-11-23T09:00:00+07:00"));
});
afterEach(() => world.remove());

/** A desk that resolves in half the time, rests on the 26th and knows no access. */
const POLICY = `
version: 1
name: Faster desk
timezone: Asia/Jakarta
priorities: [high, medium, low]
impacts: [high, medium, low]
urgencies: [high, medium, low]
matrix:
  high:   { high: high,   medium: high,   low: medium }
  medium: { high: high,   medium: medium, low: low }
  low:    { high: medium, medium: low,    low: low }
calendars:
  always: { always: true }
  office:
    timezone: Asia/Jakarta
    hours: { mon-fri: ["08:00-12:00", "13:00-17:00"] }
    holidays: [2026-11-26]
    day: 8h
targets:
  - { priority: high, response: 15m, resolution: 2h, calendar: always }
  - { priority: medium, response: 2h, resolution: 4h, calendar: office }
  - { priority: low, response: 4h, resolution: 6bd, calendar: office }
categories: { hardware: { laptop: {}, printer: {} }, software: {}, network: {}, other: {} }
`;
const written = (text = POLICY): string => {
  const path = join(world.folder, "desk.yaml");
  writeFileSync(path, text);
  return path;
};
/** Changes what the register keeps, as no verb does. */
const damage = (statement: string): Promise<void> => changeRaw(world.register, statement);
const MEDIUM = "--impact medium --urgency medium";

describe("sla calc", () => {
  const office = "sla calc --calendar office --from 2026-11-27T16:30";
  const seen = (line: string): Promise<string> => world.ok(line, { terminal: ["stdout"], env: { NO_COLOR: "1" } });

  it.each([
    [`${office} --add 1h`, "2026-11-30 08:30 (+07:00), 1h of office after 2026-11-27 16:30\n"],
    [`${office} --add 1bd`, "2026-11-30 16:30 (+07:00), 8h of office after 2026-11-27 16:30\n"],
    [`${office} --add -3h`, "2026-11-27 13:30 (+07:00), 3h of office before 2026-11-27 16:30\n"],
    [`${office} --add=-30m`, "2026-11-27 16:00 (+07:00), 30m of office before 2026-11-27 16:30\n"],
    [`${office} --to 2026-11-30T09:00`, "1h30m of office from 2026-11-27 16:30 to 2026-11-30 09:00 (+07:00)\n"],
    [`${office} --to 2026-11-27T08:00`, "-7h30m of office from 2026-11-27 16:30 to 2026-11-27 08:00 (+07:00)\n"],
    [office, "office is open at 2026-11-27 16:30, closes 2026-11-27 17:00 (+07:00)\n"],
    ["sla calc --calendar office --from 2026-11-27T17:00", "office is closed at 2026-11-27 17:00, opens 2026-11-30 08:00 (+07:00)\n"],
    ["sla calc --calendar always", "always is open at 2026-11-23 09:00, and never closes\n"],
    ["sla calc --calendar office --add 30m", "2026-11-23 09:30 (+07:00), 30m of office after 2026-11-23 09:00\n"],
    [`${office} --add 1h --tz UTC`, "2026-11-30 02:00 (+00:00), 1h of office after 2026-11-27 16:30\n"],
  ])("%s", async (line, says) => expect(await seen(line)).toBe(says));

  it("with -v shows every opening the answer is made of, and what was passed over", async () => {
    expect(await seen(`sla calc --calendar office --policy ${written()} --from 2026-11-25T16:30 --add 1h -v`)).toMatchInlineSnapshot(`
      "2026-11-27 08:30 (+07:00), 1h of office after 2026-11-25 16:30

      Counted
        Day         From   To     Time  Total
        2026-11-25  16:30  17:00   30m    30m
        2026-11-27  08:00  08:30   30m     1h

      Closed
        2026-11-26
      "
    `);
    expect(await seen("sla calc --calendar office --from 2026-11-28 --to 2026-11-29 -v")).toContain("nothing: it is closed all the while");
  });

  it("in a pipe and under -q is the answer alone", async () => {
    expect(await world.ok(`${office} --add 1h`)).toBe("2026-11-30T01:30:00Z\n");
    expect(await world.itsm(`${office} --add 1h -q`, { terminal: "all" })).toMatchObject({ code: 0, stdout: "2026-11-30T01:30:00Z\n", stderr: "", asked: [] });
    expect(await world.ok(`${office} --to 2026-11-30T09:00`)).toBe("5400\n");
    expect(await world.ok(office)).toBe("open\n");
    expect(await world.ok(`${office} --add 1h -v`)).toBe(
      "2026-11-30T01:30:00Z\n2026-11-27\t2026-11-27T09:30:00Z\t2026-11-27T10:00:00Z\t1800\t1800\n2026-11-30\t2026-11-30T01:00:00Z\t2026-11-30T01:30:00Z\t1800\t3600\n",
    );
  });

  it("with a policy file opens no register", async () => {
    const line = `sla calc --calendar office --policy ${written()} --from 2026-11-25T16:30 --add 1h`;
    expect(await world.itsm(`${line} --db /nowhere/desk.db -q`)).toMatchObject({ code: 0, stdout: "2026-11-27T01:30:00Z\n", stderr: "", asked: [] });
    expect(await world.json(line)).toMatchObject({ policy: null, file: join(world.folder, "desk.yaml"), closedDays: ["2026-11-26"], addSeconds: 3600 });
  });

  it.each([
    ["sla calc", "calendars: always, office"],
    ["sla calc --calendar offise", "Did you mean office?"],
    [`${office} --add 2d`, "2bd is two service days"],
    [`${office} --add 1.5h`, "is no service time"],
    [`${office} --add 1h --to 2026-11-30`, "exclude each other"],
    [`${office} --to 24/11/2026`, "--to:"],
    ["sla calc --calendar office --policy /nowhere.yaml", "cannot be read"],
  ])("%s is refused", async (line, says) => {
    const { code, stdout, stderr } = await world.itsm(line);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(says) });
  });

  it("says what is wrong with the policy file, each fault with its place", async () => {
    const path = written(POLICY.replace("medium: low,    low: low", "medium: low").replace("resolution: 4h", "resolution: soon"));
    const { code, stderr } = await world.itsm(`sla calc --calendar office --policy ${path}`);
    expect([code, stderr.match(/desk\.yaml:\d+:\d+: /g)?.length]).toEqual([2, 2]);
  });
});

describe("sla explain", () => {
  it("tells a hold that will end by itself, and what is to come behind it", async () => {
    await world.ok(`log Printer ${MEDIUM}`);
    world.pass(3600);
    await world.ok('hold 1 --reason awaiting-requester --until "2026-11-24 10:00"');
    world.pass(3600);
    const [{ ahead, holds, milestones }] = (await world.json("sla explain 1 --clock resolution")).items;
    expect(holds).toMatchObject([{ to: null, until: "2026-11-24T03:00:00Z", by: "ayu" }]);
    expect(ahead.map(({ from, totalSeconds }: Record<string, unknown>) => [from, totalSeconds])).toEqual([
      ["2026-11-24T03:00:00Z", 3 * 3600],
      ["2026-11-24T06:00:00Z", 7 * 3600],
      ["2026-11-25T01:00:00Z", 8 * 3600],
    ]);
    expect(milestones.at(-1)).toEqual({ percent: 100, at: "2026-11-25T02:00:00Z" });
  });

  it("of a hold without an end has nothing to come", async () => {
    await world.ok(`log Printer ${MEDIUM}`);
    await world.ok("hold 1 --reason awaiting-requester");
    const [{ ahead, dueAt }] = (await world.json("sla explain 1 --clock resolution")).items;
    expect([ahead, dueAt]).toEqual([[], null]);
  });
});

describe("sla verify", () => {
  beforeEach(async () => {
    await world.ok(`log Printer ${MEDIUM}`);
    await world.ok(`log Screen ${MEDIUM}`);
    world.pass(600);
    await world.ok("start 1");
    await world.ok(`log Mistake ${MEDIUM}`);
    await world.ok("undo");
  });

  it("finds every clock as it should be, those of undone tickets too", async () => {
    expect(await world.itsm("sla verify")).toMatchObject({
      code: 0,
      stdout: "3 tickets: every due time is what the history and the calendars say\n",
      stderr: "",
    });
    expect(await world.json("sla verify is:open")).toMatchObject({ query: "is:open", tickets: 2, items: [], ok: true });
  });

  it("names each column that is not, and what it should be", async () => {
    await damage("update ticket set resolution_due_at = resolution_due_at + 30, response_target = 60 where number = 2");
    const { code, stdout, stderr } = await world.itsm("sla verify");
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: [
        "INC-2: responseTarget is 1m, and should be 1h.",
        "INC-2: resolutionDueAt is 2026-11-24 09:00:30, and should be 2026-11-24 09:00:00.",
        "3 tickets: 2 columns of 1 ticket differ",
        "",
      ].join("\n"),
      stderr: "error: The clocks of 1 ticket are not what the history and the calendars say.\n",
    });
    expect((await world.json("sla verify")).items).toEqual([
      { number: 2, id: "INC-2", column: "responseTarget", storedAt: null, recomputedAt: null, storedSeconds: 60, recomputedSeconds: 3600 },
      {
        number: 2,
        id: "INC-2",
        column: "resolutionDueAt",
        storedAt: "2026-11-24T02:00:30Z",
        recomputedAt: "2026-11-24T02:00:00Z",
        storedSeconds: null,
        recomputedSeconds: null,
      },
    ]);
    expect(await world.itsm("sla verify -q")).toMatchObject({ code: 1, stdout: "INC-2\n" });
    expect((await world.itsm("sla verify id:1")).code).toBe(0);
    expect(await world.itsm("audit verify")).toMatchObject({ code: 1, stdout: expect.stringContaining("responseTarget, resolutionDueAt") });
  });

  it("finds a calendar that was changed under its version", async () => {
    await changePolicy(world.register, {
      calendars: { ...DEFAULT_POLICY.calendars, office: { ...DEFAULT_POLICY.calendars.office!, dates: { "2026-11-24": [] } } },
    });
    const { items, differing } = await world.json("sla verify");
    // The ticket that was undone has no clocks.
    expect([differing, items.map(({ id, column }: Record<string, unknown>) => `${id} ${column}`)]).toEqual([
      2,
      ["INC-1 resolutionDueAt", "INC-1 sortDueAt", "INC-2 resolutionDueAt", "INC-2 sortDueAt"],
    ]);
  });

  it("goes on where a history cannot be read, and says which", async () => {
    await damage("update event set data = '{' where number = 1 and version = 1");
    const { code, stdout } = await world.itsm("sla verify");
    expect([code, stdout.split("\n")[0]]).toEqual([1, expect.stringContaining("INC-1: its clocks cannot be counted")]);
    expect((await world.json("sla verify")).items).toMatchObject([{ id: "INC-1", column: null }]);
  });

  it("writes nothing, not even what has ended by itself", async () => {
    await world.ok("hold 2 --reason awaiting-requester --until 'in 1h'");
    const before = (await world.json("db info")).operations;
    world.pass(2 * 3600);
    expect((await world.itsm("sla verify")).code).toBe(0);
    expect((await world.json("db info")).operations).toBe(before);
  });
});

describe("sla what-if", () => {
  beforeEach(async () => {
    // Monday: 1 resolved after three hours, 2 started late, 3 open, 4 open and low, 5 a duplicate, 6 open with a category of its own.
    await world.ok("log 'Mail is down' --impact high --urgency high --channel phone");
    await world.ok(`log Printer ${MEDIUM}`);
    await world.ok(`log Screen ${MEDIUM} --channel phone`);
    await world.ok("log Phone --impact low --urgency low --channel phone");
    await world.ok(`log 'Mail again' ${MEDIUM} --channel phone`);
    await world.ok("resolve 5 --code duplicate --duplicate-of 1 --note x");
    await world.ok(`log Password ${MEDIUM} --channel phone --category access/password`);
    world.now = at("2026-11-23T10:30:00+07:00");
    await world.ok("start 2");
    world.now = at("2026-11-23T12:00:00+07:00");
    await world.ok("resolve 1 --code fixed --note x");
    world.now = at("2026-11-23T14:30:00+07:00");
  });

  it("tells which open clocks would turn, and how those that ended were kept and would have been", async () => {
    const page = await world.ok(`sla what-if ${written()}`, { terminal: ["stdout"], env: { NO_COLOR: "1" } });
    expect(page).toMatchInlineSnapshot(`
      "Under Faster desk: 4 open tickets
      3 would be breached, 1 would be due at another time

      ID     WOULD     CLOCK       NOW      DUE          DUE THEN     TITLE
      INC-2  breached  resolution  running  11-24 09:00  11-23 14:00  Printer
      INC-3  breached  resolution  running  11-24 09:00  11-23 14:00  Screen
      INC-6  breached  resolution  running  11-24 09:00  11-23 14:00  Password
      INC-2  recovers  response    missed   11-23 10:00  11-23 11:00  Printer
      4 clocks would turn

      Clocks that ended since 2026-10-24 14:30
        PRIO    CLOCK       MET            MET THEN
        high    response    1 of 1, 100 %  1 of 1, 100 %
        high    resolution  1 of 1, 100 %  0 of 1, 0 %
        medium  response    2 of 3, 67 %   3 of 3, 100 %
        low     response    1 of 1, 100 %  1 of 1, 100 %
        all     response    4 of 5, 80 %   5 of 5, 100 %
        1 ticket left out as duplicates

      The policy does not know
        category access/password: 1 ticket
      "
    `);
  });

  it("as JSON has all of it", async () => {
    const { open, compliance, leftOut, lacks, items } = await world.json(`sla what-if ${written()}`);
    expect(open).toEqual({ tickets: 4, breached: 3, atRisk: 0, recover: 0, moved: 1, same: 0, unjudged: 0 });
    expect(items.map(({ id, change, clock, dueAt, dueThenAt }: Record<string, unknown>) => [id, change, clock, dueAt, dueThenAt])).toEqual([
      ["INC-2", "breached", "resolution", "2026-11-24T02:00:00Z", "2026-11-23T07:00:00Z"],
      ["INC-3", "breached", "resolution", "2026-11-24T02:00:00Z", "2026-11-23T07:00:00Z"],
      ["INC-6", "breached", "resolution", "2026-11-24T02:00:00Z", "2026-11-23T07:00:00Z"],
      ["INC-2", "recovers", "response", "2026-11-23T03:00:00Z", "2026-11-23T04:00:00Z"],
    ]);
    const kept = compliance.map(({ priority, clock, now, then }: Record<string, Record<string, number>>) => [
      priority,
      clock,
      now!.met,
      now!.missed,
      then!.met,
      then!.missed,
    ]);
    expect(kept).toEqual([
      ["high", "response", 1, 0, 1, 0],
      ["high", "resolution", 1, 0, 0, 1],
      ["medium", "response", 2, 1, 3, 0],
      ["low", "response", 1, 0, 1, 0],
    ]);
    expect([leftOut, lacks]).toEqual([{ duplicates: 1, unjudged: 0 }, [{ field: "category", value: "access/password", tickets: 1 }]]);
  });

  it("counts only clocks that ended since then", async () => {
    world.now = at("2026-12-10T09:00:00+07:00");
    await world.ok("note 1 'Called back.'");
    expect((await world.json(`sla what-if ${written()} --since 5d`)).compliance).toEqual([]);
    expect((await world.json(`sla what-if ${written()}`)).compliance).toHaveLength(4);
  });

  it("in a pipe and as CSV lists the clocks that turn, and says the rest on stderr", async () => {
    const { stdout, stderr } = await world.itsm(`sla what-if ${written()}`);
    expect(stdout.split("\n").map((line) => line.split("\t").slice(0, 3).join(" "))).toEqual([
      "INC-2 breached resolution",
      "INC-3 breached resolution",
      "INC-6 breached resolution",
      "INC-2 recovers response",
      "",
    ]);
    expect(stderr).toContain("2 of 3, 67 %");
    const { stdout: csv, stderr: silent } = await world.itsm(`sla what-if ${written()} --csv -o id,change`);
    expect([csv.split("\r\n")[0], csv.split("\r\n").length, silent]).toEqual(["id,change", 6, ""]);
  });

  it("says which tickets it cannot judge, and leaves them out of both sides", async () => {
    const policy = POLICY.replaceAll("urgencies: [high, medium, low]", "urgencies: [high, low]").replaceAll(
      /(high|medium): +(high|medium|low), +medium: +\w+, +/g,
      "$1: $2, ",
    );
    const { open, lacks, leftOut, compliance } = await world.json(`sla what-if ${written(policy)}`);
    expect([open.unjudged, leftOut.unjudged]).toEqual([3, 3]);
    expect(lacks).toContainEqual({ field: "urgency", value: "medium", tickets: 4 });
    expect(compliance.map(({ priority }: { priority: string }) => priority)).toEqual(["high", "high", "low"]);
  });

  it("writes nothing", async () => {
    const before = await world.ok("audit head");
    await world.ok(`sla what-if ${written()}`);
    expect(await world.ok("audit head")).toBe(before);
  });
});
