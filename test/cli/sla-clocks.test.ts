import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import type { Policy } from "../../src/domain/policy/policy.ts";
import type { Calendar } from "../../src/domain/time/calendar.ts";
import { at, calendar, everyDay, spell } from "../domain/time/calendars.ts";
import { changePolicy } from "../policy-of.ts";
import { makeWorld, type World } from "../world.ts";

// Medium incidents: 1 h to respond, 8 h to resolve, 08:00-12:00 and 13:00-17:00 in Jakarta. High ones: 15 min and 4 h, at any time.
const MEDIUM = "--impact medium --urgency medium";
const HIGH = "--impact high --urgency high";
const LOW = "--impact low --urgency low";

let world: World;
beforeEach(() => {
  world = makeWorld(at("2026-11-23T08:00:00+07:00"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  world.remove();
});

/** Mondays to Sundays of the week of 23 November 2026 and those behind it, by Jakarta's clocks. */
const DAYS: Readonly<Record<string, string>> = {
  mon: "2026-11-23",
  tue: "2026-11-24",
  wed: "2026-11-25",
  thu: "2026-11-26",
  fri: "2026-11-27",
  sat: "2026-11-28",
  "mon+1": "2026-11-30",
  "tue+1": "2026-12-01",
  "tue+2": "2026-12-08",
};

function instant(when: string): number {
  const [day = "", time = ""] = when.split(" ");
  return at(`${DAYS[day] ?? day}T${time.length === 5 ? `${time}:00` : time}+07:00`);
}

/** At an instant, a command line that must be carried out. */
async function on(when: string, line: string): Promise<void> {
  world.now = instant(when);
  await world.ok(line);
}

interface Seen {
  readonly state: string;
  readonly dueAt: number | null;
}

/** A clock of a ticket as `show` tells it, at an instant. */
async function seen(number: number, clock: "response" | "resolution", when: string): Promise<Seen> {
  world.now = instant(when);
  const { state, dueAt } = (await world.json(`show ${number}`)).items[0].sla[clock];
  return { state, dueAt: dueAt === null ? null : at(dueAt) };
}

/** The response and the resolution clock of a ticket. */
const both = async (number: number, when: string): Promise<readonly Seen[]> => [await seen(number, "response", when), await seen(number, "resolution", when)];

const due = (state: string, when: string | null): Seen => ({ state, dueAt: when === null ? null : instant(when) });

/** A register under other rules than a new one has. */
async function under(changes: Partial<Policy>): Promise<void> {
  await world.ok("db init");
  await changePolicy(world.register, changes);
}
const withOffice = (office: Calendar): Promise<void> => under({ calendars: { ...DEFAULT_POLICY.calendars, office } });

describe("what other trackers got wrong", () => {
  it("opened ten minutes before closing with a one-day target", async () => {
    await on("tue 16:50", `log Printer ${MEDIUM}`);
    expect(await both(1, "tue 16:50")).toEqual([due("running", "wed 08:50"), due("running", "wed 16:50")]);
  });

  it("held over a weekend", async () => {
    await on("fri 15:00", `log Printer ${MEDIUM}`);
    await on("fri 16:00", "hold 1 --reason awaiting-requester");
    expect(await seen(1, "resolution", "sat 12:00")).toEqual(due("paused", null));
    await on("mon+1 09:00", "resume 1");
    expect(await seen(1, "resolution", "mon+1 09:00")).toEqual(due("running", "mon+1 17:00"));
  });

  it("hold ended after hours", async () => {
    await on("fri 15:00", `log Printer ${MEDIUM}`);
    await on("fri 16:00", "hold 1 --reason awaiting-requester");
    await on("fri 19:00", "resume 1");
    expect(await seen(1, "resolution", "sat 12:00")).toEqual(due("running", "mon+1 16:00"));
  });

  it("held, then the priority changed while held", async () => {
    await on("mon 09:00", `log Printer ${MEDIUM}`);
    await on("mon 10:00", "hold 1 --reason awaiting-requester");
    await on("mon 11:00", `edit 1 ${HIGH}`);
    expect(await seen(1, "resolution", "mon 12:00")).toEqual(due("paused", null));
    await on("mon 13:00", "resume 1");
    expect(await seen(1, "resolution", "mon 13:00")).toEqual(due("running", "mon 16:00"));
  });

  it("the breach instant passes while held", async () => {
    await on("mon 09:00", `log Printer ${HIGH} --channel phone`);
    await on("mon 10:00", "hold 1 --reason awaiting-requester");
    expect(await seen(1, "resolution", "tue 09:00")).toEqual(due("paused", null));
    expect(await world.ok("list is:breached -q")).toBe("");
    expect((await world.itsm("sla --check")).code).toBe(0);
    await on("tue 09:00", "resume 1");
    expect(await seen(1, "resolution", "tue 09:00")).toEqual(due("running", "tue 12:00"));
  });

  it("held by a reason that stops nothing, it is breached all the same", async () => {
    await on("mon 09:00", `log Printer ${HIGH} --channel phone`);
    await on("mon 10:00", "hold 1 --reason awaiting-vendor");
    expect(await seen(1, "resolution", "mon 13:00")).toEqual(due("at_risk", "mon 13:00"));
    expect(await seen(1, "resolution", "mon 13:00:01")).toEqual(due("breached", "mon 13:00"));
    expect(await world.ok("list is:breached -q")).toBe("INC-1\n");
  });

  it("opened outside hours", async () => {
    await on("mon 20:00", `log Printer ${MEDIUM}`);
    expect(await both(1, "mon 20:00")).toEqual([due("running", "tue 09:00"), due("running", "tue 17:00")]);
  });

  it("opened on a holiday", async () => {
    await withOffice({ ...DEFAULT_POLICY.calendars.office!, dates: { "2026-11-25": [], "2026-11-26": [spell("08:00", "10:00")] } });
    await on("wed 10:00", `log Printer ${MEDIUM}`);
    // Two hours on Thursday, six on Friday.
    expect(await both(1, "wed 10:00")).toEqual([due("running", "thu 09:00"), due("running", "fri 15:00")]);
    const [explained] = (await world.json("sla explain 1 --clock resolution")).items;
    expect(explained.closedDays).toEqual(["2026-11-25"]);
    expect(explained.ahead.map(({ day, seconds, totalSeconds }: Record<string, unknown>) => [day, seconds, totalSeconds])).toEqual([
      ["2026-11-26", 7200, 7200],
      ["2026-11-27", 14_400, 21_600],
      ["2026-11-27", 7200, 28_800],
    ]);
  });

  it("open only on Tuesdays", async () => {
    await withOffice(calendar("Asia/Jakarta", { week: [[], [], [spell("08:00", "12:00")], [], [], [], []] }));
    await on("wed 10:00", `log Printer ${MEDIUM}`);
    expect(await both(1, "wed 10:00")).toEqual([due("running", "tue+1 09:00"), due("running", "tue+2 12:00")]);
  });

  it("the lunch break", async () => {
    await on("mon 11:30", `log Printer ${MEDIUM}`);
    await on("mon 12:30", `log Screen ${MEDIUM}`);
    expect([await seen(1, "response", "mon 12:30"), await seen(2, "response", "mon 12:30")]).toEqual([
      due("running", "mon 13:30"),
      due("running", "mon 14:00"),
    ]);
  });

  it("reply and hold in one command", async () => {
    await on("mon 09:00", `log Printer ${MEDIUM}`);
    await on("mon 09:20", 'hold 1 --reason awaiting-requester --note "Which printer?" --public');
    expect(await both(1, "tue 09:00")).toEqual([due("met", "mon 10:00"), due("paused", null)]);
    await on("tue 09:20", "resume 1");
    // 20 minutes are spent; Tuesday has 6 h 40 min left, Wednesday gives the last hour.
    expect(await seen(1, "resolution", "tue 09:20")).toEqual(due("running", "wed 09:00"));
  });

  it("resolved and reopened several times", async () => {
    await on("mon 09:00", `log Printer ${HIGH} --channel phone`);
    await on("mon 10:00", "resolve 1 --code fixed --note x");
    await on("tue 09:00", "reopen 1 --reason again");
    expect(await seen(1, "resolution", "tue 09:00")).toEqual(due("running", "tue 12:00"));
    await on("tue 10:30", "resolve 1 --code fixed --note x");
    await on("wed 12:00", "reopen 1 --reason again");
    expect(await both(1, "wed 12:00")).toEqual([due("met", "mon 09:15"), due("running", "wed 13:30")]);
    await on("wed 13:30", "resolve 1 --code fixed --note x");
    expect(await seen(1, "resolution", "thu 09:00")).toEqual(due("met", "wed 13:30"));
  });

  it("a new target shorter than the time spent", async () => {
    await on("mon 08:00", `log Printer ${LOW}`);
    await on("mon 08:05", "start 1");
    await on("tue 12:00", `edit 1 ${HIGH}`);
    expect(await both(1, "tue 12:00")).toEqual([due("met", "mon 12:00"), due("breached", "mon 12:00")]);
  });

  it("two holds inside one minute", async () => {
    await on("mon 09:00", `log Printer ${MEDIUM}`);
    for (const [second, line] of [
      ["10", "hold 1 --reason awaiting-requester"],
      ["20", "resume 1"],
      ["30", "hold 1 --reason awaiting-requester"],
      ["55", "resume 1"],
    ])
      await on(`mon 09:10:${second}`, line!);
    expect(await seen(1, "resolution", "mon 09:11")).toEqual(due("running", "tue 09:00:35"));
  });

  it("zero target", async () => {
    await under({ targets: [{ responseSeconds: 0, resolutionSeconds: 0, calendar: "office" }] });
    await on("mon 09:00", "log Printer");
    expect(await seen(1, "resolution", "mon 09:00")).toEqual(due("at_risk", "mon 09:00"));
    expect(await seen(1, "resolution", "mon 09:00:01")).toEqual(due("breached", "mon 09:00"));
    await on("mon 09:00:01", "log Screen --channel phone --close --code fixed --note x --category other");
    expect(await both(2, "mon 09:05")).toEqual([due("met", "mon 09:00:01"), due("met", "mon 09:00:01")]);
  });
});

describe("where the clocks change, with a calendar from 00:00 to 10:00", () => {
  beforeEach(() => withOffice(calendar("Europe/Berlin", { week: everyDay(spell("00:00", "10:00")) })));

  it.each([
    ["forward, opened at 23:30 the night before", "2027-03-27T23:30:00+01:00", "2027-03-28T09:00:00+02:00"],
    ["forward, opened half an hour after midnight", "2027-03-28T00:30:00+01:00", "2027-03-28T09:30:00+02:00"],
    ["forward, with too little of that day left", "2027-03-28T01:30:00+01:00", "2027-03-29T00:30:00+02:00"],
    ["back, opened at 23:30 the night before", "2026-10-24T23:30:00+02:00", "2026-10-25T07:00:00+01:00"],
    ["back, opened half an hour after midnight", "2026-10-25T00:30:00+02:00", "2026-10-25T07:30:00+01:00"],
    ["back, opened in the second of the hours that come twice", "2026-10-25T02:30:00+01:00", "2026-10-26T00:30:00+01:00"],
  ])("%s", async (_, opened, resolution) => {
    world.now = at(opened);
    await world.ok(`log Printer ${MEDIUM}`);
    expect(at((await world.json("show 1")).items[0].sla.resolution.dueAt)).toBe(at(resolution));
    expect(await world.ok("sla verify -q")).toBe("");
  });
});

it("a ticket of three years ago has the offset of its date", async () => {
  // Kazakhstan's clocks went from +06:00 to +05:00 for good in March 2024.
  await withOffice(calendar("Asia/Almaty"));
  world.now = at("2026-11-24T09:00:00+07:00");
  await world.ok(["log", "Printer", ...MEDIUM.split(" "), "--at", "2023-11-24T09:00+06:00"]);
  await world.ok(["log", "Screen", ...MEDIUM.split(" "), "--at", "2026-11-23T09:00+05:00"]);
  const { items } = await world.json("show 1 2");
  expect(items.map(({ sla }: { sla: { resolution: { dueAt: string } } }) => at(sla.resolution.dueAt))).toEqual([
    at("2023-11-27T09:00:00+06:00"),
    at("2026-11-24T09:00:00+05:00"),
  ]);
});

it("a Jakarta desk on a machine in UTC counts Jakarta's hours, and tells them by the machine's clocks", async () => {
  vi.stubEnv("TZ", "UTC");
  world.now = instant("tue 16:50");
  const env = { ITSM_TZ: undefined };
  await world.ok(`log Printer ${MEDIUM}`, { env });
  expect(await seen(1, "resolution", "tue 16:50")).toEqual(due("running", "wed 16:50"));
  const page = await world.ok("sla explain 1 --clock resolution", { env, terminal: ["stdout"] });
  expect(page).toContain("office (Asia/Jakarta)");
  expect(page).toContain("Due         2026-11-25 09:50 (+00:00)");
});

it("several calendars at once are listed, checked and probed by each ticket's own", async () => {
  // Friday evening: the high one is due at night, the medium one on Monday.
  await on("fri 16:00", `log "Mail is down" ${HIGH} --channel phone`);
  await on("fri 16:30", `log Printer ${MEDIUM} --channel phone`);
  await on("fri 16:30", `log Screen ${LOW} --channel phone`);
  world.now = instant("fri 19:30");
  expect(await world.ok("sla -q --within 1h")).toBe("INC-1\n");
  expect((await world.itsm("sla --check --within 20m")).code).toBe(0);
  expect(await world.itsm("sla --check --within 1h -q")).toMatchObject({ code: 1, stdout: "INC-1\n" });
  expect(await world.ok("list is:breached -q")).toBe("");
  world.now = instant("sat 09:00");
  expect(await world.ok("list is:breached -q")).toBe("INC-1\n");
  // Monday 16:30 is 55 and a half hours away by the clock on the wall, seven and a half by the calendar.
  expect(await world.ok("sla -q --within 56h")).toBe("INC-1\nINC-2\n");
});
