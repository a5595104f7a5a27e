import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deskOf } from "../../src/app/desk.ts";
import { makeReport } from "../../src/app/report.ts";
import type { Reports } from "../../src/app/reports.ts";
import type { Query } from "../../src/domain/query/term.ts";
import { monthNamed, passed, type Span } from "../../src/domain/report/period.ts";
import type { Reported } from "../../src/domain/report/reported.ts";
import { Tally } from "../../src/domain/report/tally.ts";
import { readRest } from "../../src/domain/ticket/rest.ts";
import { fixedZone } from "../../src/domain/time/zone.ts";
import { REPORTS } from "../../src/render/fields/report.ts";
import { openAt } from "../open-fresh.ts";
import { makeWorld, type World } from "../world.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Monday, 26 October 2026, 09:00 in Jakarta. */
const MONDAY = Date.UTC(2026, 9, 26, 2) / 1000;
const JAKARTA = fixedZone(7 * HOUR);
const OCTOBER = monthNamed(JAKARTA, "2026-10")!;
const NOVEMBER = monthNamed(JAKARTA, "2026-11")!;

/** Two weeks of a desk, over the end of a month; after each day, what its backlog was. */
async function liveThrough(world: World): Promise<readonly { readonly at: number; readonly items: unknown }[]> {
  const seen: { at: number; items: unknown }[] = [];
  const endOfDay = async (): Promise<void> => {
    world.now = Math.floor((world.now + 7 * HOUR) / DAY) * DAY + 17 * HOUR - 1;
    const to = world.now + 1;
    seen.push({
      at: to,
      items: (await world.json(`report backlog --from ${new Date((to - DAY) * 1000).toISOString()} --to ${new Date(to * 1000).toISOString()}`)).items,
    });
    world.now += 9 * HOUR + 1;
  };
  const did = async (line: string, after = 600): Promise<void> => {
    world.pass(after);
    await world.ok(`${line}${/^(resolve|close|hold|reopen|cancel)/.test(line) ? " --yes" : ""}`);
  };
  await did('log "VPN drops" --impact high --urgency high --channel phone --category network/vpn --group second-line');
  await did('log "Mouse broken" --category hardware/desktop --channel email --group service-desk');
  await did('log "Password forgotten" --channel phone --category access/password --close --code user-guidance --note shown');
  await did('log "New laptop" --type request --category hardware/laptop --channel portal');
  await did("resolve 1 --code fixed --note 'Restarted it.'", 5 * HOUR);
  await endOfDay();
  await did('log "Mouse gone" --category hardware/desktop --channel email --group service-desk');
  await did("link 5 duplicates 2");
  await did("resolve 5 --code duplicate --note 'The same mouse.'");
  await did("reopen 1 --reason 'drops again'");
  await did("start 2");
  await did("hold 2 --reason awaiting-vendor --note ordered");
  await did('log "Wrong number" --channel phone');
  await did("cancel 6 --reason 'nobody there'");
  await endOfDay();
  await did("resolve 1 --code workaround --note 'Old profile.'");
  await did("close 1");
  await did('log "Typo" --channel chat');
  await did("undo");
  await endOfDay();
  await endOfDay();
  await endOfDay();
  await did('log "Printer jams" --category hardware/printer --channel email --group service-desk --at "1h ago"', DAY);
  await did("resume 2");
  await did("resolve 2 --code fixed --note 'New one.'");
  await endOfDay();
  await did("reopen 2 --reason 'wrong mouse'");
  await did("cancel 8 --reason 'cleared by itself'");
  await endOfDay();
  await did("resolve 2 4 --code fixed --note 'Delivered.'");
  await did("close 2 4", DAY);
  await did('log "Screen flickers" --category hardware/desktop --channel walk-in --group service-desk');
  await endOfDay();
  return seen;
}

describe("reports", () => {
  let world: World;
  let seen: Awaited<ReturnType<typeof liveThrough>>;
  const shown = (line: string, columns = 80, env: Readonly<Record<string, string>> = {}): Promise<string> =>
    world.ok(line, { terminal: "all", columns, rows: 500, env: { NO_COLOR: "1", ...env } });

  beforeAll(async () => {
    world = makeWorld(MONDAY);
    seen = await liveThrough(world);
  });
  afterAll(() => world.remove());

  it("tell of service levels", async () => {
    expect(await shown("report sla --from 2026-10-26 --to 2026-11-09 --by priority")).toMatchInlineSnapshot(`
      "Service levels, 2026-10-26 to 2026-11-09
      so far, as of 2026-11-05 09:00; before: 2026-10-15 14:59 to 2026-10-26; times of
      Asia/Jakarta

                           Period  Before  Change
      Resolved                  4       0       -
      At first contact  2, 50.0 %       0       -

      Targets         Met  Missed    Kept  Before  Change
      First response    3       2  60.0 %       -       -
      Resolution        1       3  25.0 %       -       -

      Counted apart             First response  Resolution
      Open past due at the end               0           0
      Met by a back-dated act                0           0
      Ended without a target                 0           0

      Time taken                  Mean  Median  9 in 10 within  Median before
      To first response (MTTA)    2d6h  12h15m           7d23h              -
        in service time            14h   4h15m          47h30m              -
      To resolution (MTTR)       4d11h   4d23h           7d23h              -
        in service time         30h47m  37h50m          47h30m              -

      Priority  Resolved  1st contact  Response kept  Resolution kept  MTTA   MTTR
      high             1        0.0 %   100.0 % of 1       0.0 % of 1    0s     2d
      medium           3       66.6 %    50.0 % of 4      33.3 % of 3    3d   5d7h
      total            4       50.0 %    60.0 % of 5      25.0 % of 4  2d6h  4d11h

      Left out: 2 cancelled, 1 duplicate, 1 void
      "
    `);
  });

  it("tell of a month's volume beside the month before", async () => {
    expect(await shown("report volume --month 2026-11 --by channel")).toMatchInlineSnapshot(`
      "Volume, November 2026
      so far, as of 2026-11-05 09:00; before: 2026-10-01 to 2026-10-05 09:00; times of
      Asia/Jakarta

                Period  Before  Change
      Opened         1       0       -
      Resolved       2       0       -
      Closed         2       0       -
      Reopened       1       0       -

      Channel  Opened  Resolved  Closed  Reopened
      walk-in       1         0       0         0
      email         0         1       1         1
      portal        0         1       1         0
      total         1         2       2         1

      Left out: 1 cancelled
      "
    `);
  });

  it("tell how a backlog came about", async () => {
    expect(await shown("report backlog --month last --by group")).toMatchInlineSnapshot(`
      "Backlog, October 2026
      times of Asia/Jakarta

                             Tickets
      Open at the beginning        0
      + came in                    6
      + reopened                   0
      - ended                      4
      Open at the end              2
      of these new                 1
      of these in progress         0
      of these on hold             1

      Group         Began  Came  Back  Ended  Open  New  Working  Held
      service-desk      0     2     0      1     1    0        0     1
      none              0     3     0      2     1    1        0     0
      second-line       0     1     0      1     0    0        0     0
      total             0     6     0      4     2    1        0     1

      Left out: 1 void
      "
    `);
  });

  it("tell how old what is open is", async () => {
    expect(await shown("report aging")).toMatchInlineSnapshot(`
      "Age of open tickets, at 2026-11-05 09:00
      times of Asia/Jakarta

                            Tickets
      Open                        1
      under 1 day                 1
      1 to 3 days                 0
      3 to 7 days                 0
      7 to 14 days                0
      14 to 30 days               0
      30 days and more            0
      Unchanged for 3 days        0

      How long       Median  9 in 10 within
      Age            23h40m          23h40m
      Unchanged for  23h40m          23h40m

      Oldest  Prio    Title               Age  Unchanged  Assignee
      INC-9   MEDIUM  Screen flickers  23h40m     23h40m  none
      "
    `);
  });

  it("are Markdown for a chat", async () => {
    expect(await world.ok("report volume --month 2026-10 --markdown")).toMatchInlineSnapshot(`
      "**Volume, October 2026**

      before: 2026-09-01 to 2026-10-01; times of Asia/Jakarta

      |  | Period | Before | Change |
      | --- | ---: | ---: | ---: |
      | Opened | 4 | 0 | - |
      | Resolved | 2 | 0 | - |
      | Closed | 2 | 0 | - |
      | Reopened | 1 | 0 | - |

      Left out: 1 cancelled, 1 duplicate, 1 void
      "
    `);
  });

  it("are a label and a value a line where they are heard", async () => {
    expect(await shown("report volume --month 2026-10 --by type", 80, { ITSM_ACCESSIBLE: "1" })).toMatchInlineSnapshot(`
      "Report: Volume, October 2026
      before: 2026-09-01 to 2026-10-01
      times of Asia/Jakarta

      Figure: Opened
      Period: 4
      Before: 0
      Change: -

      Figure: Resolved
      Period: 2
      Before: 0
      Change: -

      Figure: Closed
      Period: 2
      Before: 0
      Change: -

      Figure: Reopened
      Period: 1
      Before: 0
      Change: -

      Type: incident
      Opened: 3
      Resolved: 2
      Closed: 2
      Reopened: 1

      Type: request
      Opened: 1
      Resolved: 0
      Closed: 0
      Reopened: 0

      Type: total
      Opened: 4
      Resolved: 2
      Closed: 2
      Reopened: 1

      Left out: 1 cancelled, 1 duplicate, 1 void
      "
    `);
  });

  it("name each row whole where nothing stands above it", async () => {
    const heard = await shown("report sla", 80, { ITSM_ACCESSIBLE: "1" });
    expect(heard).toContain("Time taken: To resolution (MTTR), in service time\nMean: ");
  });

  it.each([40, 60, 80, 120])("fit a terminal of %i columns", async (columns) => {
    for (const name of ["sla", "volume", "backlog", "aging"])
      for (const by of ["", " --by category"]) {
        const text = await shown(`report ${name} --from 2026-10-01 --to 2026-11-30${by}`, columns);
        expect(text.split("\n").filter((line) => line.length > columns)).toEqual([]);
      }
  });

  it("stand in a spreadsheet with a header, numbers and times as they are", async () => {
    expect(await world.ok("report volume --month 2026-10 --by group --csv --excel")).toBe(
      [
        "\ufeffby,value,from,to,opened,resolved,closed,reopened,cancelled,duplicates,void",
        "total,,2026-09-30T17:00:00Z,2026-10-31T17:00:00Z,4,2,2,1,1,1,1",
        "group,,2026-09-30T17:00:00Z,2026-10-31T17:00:00Z,2,1,1,0,1,0,1",
        "group,second-line,2026-09-30T17:00:00Z,2026-10-31T17:00:00Z,1,1,1,1,0,0,0",
        "group,service-desk,2026-09-30T17:00:00Z,2026-10-31T17:00:00Z,1,0,0,0,0,1,0",
        "",
      ].join("\r\n"),
    );
  });

  it("guard a name that a spreadsheet would take for a formula", async () => {
    const other = makeWorld();
    await other.ok(["log", "x", "--service", "=1+1"]);
    expect(await other.ok("report volume --by service --csv --excel")).toContain("\nservice,'=1+1,");
    expect(await other.ok("report volume --by service --csv")).toContain("\nservice,=1+1,");
    other.remove();
  });

  it("give a pipe the same cells without a header, and other forms the fields asked for", async () => {
    expect(await world.ok("report volume --month 2026-10 --by group -o value,opened,closed")).toBe("\t4\t2\n\t2\t1\nsecond-line\t1\t1\nservice-desk\t1\t0\n");
    expect(await world.ok("report volume --month 2026-10 --by group --format '{by} {value}: {opened}' -L 1")).toBe("total : 4\ngroup : 2\n");
    expect((await world.json("report volume --month 2026-10 -o resolved")).items).toEqual([{ resolved: 2 }]);
    expect(await shown("report volume --month 2026-10 --by type -o value,opened")).toContain("incident");
    expect(await world.ok("report sla --fields help")).toContain("response.clockSeconds.p90");
  });

  it("list the tickets behind a figure, as many as it says", async () => {
    for (const [name, report] of Object.entries(REPORTS)) {
      for (const period of ["--month 2026-10", "--month 2026-11", "--from 2026-10-27 --to 2026-11-03T12:00"]) {
        const { items } = await world.json(`report ${name} ${period}`);
        for (const figure of report.figures) {
          const count = figure.split(".").reduce((value, key) => value[key], items[0]);
          const ids = (await world.ok(`report ${name} ${period} --evidence ${figure} -q`)).split("\n").slice(0, -1);
          expect({ name, period, figure, ids: ids.length }).toEqual({ name, period, figure, ids: count });
        }
      }
    }
    expect(await world.ok("report volume --month 2026-10 --evidence cancelled -q")).toBe("INC-6\n");
    expect((await world.json("report volume --month 2026-10 --evidence reopened")).schema).toBe("itsm.list/1");
    expect(await shown("report sla --month 2026-11 --evidence resolution.missed")).toContain("SLA");
  });

  it("name their figures", async () => {
    expect(await world.ok("report aging --evidence help")).toBe(`${REPORTS.aging.figures.join("\n")}\n`);
  });

  it("name a ticket once that counts twice", async () => {
    const other = makeWorld();
    await other.ok("log x --resolve --code fixed --note x");
    for (const step of ["reopen 1 --reason x", "resolve 1 --code fixed --note y", "reopen 1 --reason y"]) {
      other.pass(60);
      await other.ok(step);
    }
    expect((await other.json("report volume")).items[0].reopened).toBe(2);
    expect(await other.ok("report volume --evidence reopened -q")).toBe("INC-1\n");
    other.remove();
  });

  it("leave out and count apart what was cancelled, a duplicate or taken back", async () => {
    const { opened, cancelled, duplicates, void: taken } = (await world.json("report volume --from 2026-10-01 --to 2026-12-01")).items[0];
    expect({ opened, cancelled, duplicates, taken }).toEqual({ opened: 5, cancelled: 2, duplicates: 1, taken: 1 });
  });

  it("say of a past backlog what was said then, whatever happened since", async () => {
    for (const { at, items } of seen) {
      const [from, to] = [at - DAY, at].map((when) => new Date(when * 1000).toISOString());
      expect((await world.json(`report backlog --from ${from} --to ${to}`)).items, to).toEqual(items);
    }
  });

  it("are about what a query says", async () => {
    expect((await world.json("report volume --month 2026-10 channel:email")).items[0]).toMatchObject({ opened: 1, duplicates: 1, void: 0 });
    expect((await world.json("report volume --month 2026-10 channel:email")).query).toBe("channel:email");
    expect((await world.json("report volume --month 2026-10 vpn")).items[0].opened).toBe(1);
  });

  it("begin and end with the days of the desk, or of --tz", async () => {
    const period = async (more: string, env = {}): Promise<readonly string[]> => {
      const { zone, from, to } = JSON.parse(await world.ok(`report volume --json ${more}`, { env }));
      return [zone, from, to];
    };
    expect(await period("--month 2026-10", { ITSM_TZ: "Europe/Berlin" })).toEqual(["Asia/Jakarta", "2026-09-30T17:00:00Z", "2026-10-31T17:00:00Z"]);
    expect(await period("--month 2026-10 --tz Europe/Berlin")).toEqual(["Europe/Berlin", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"]);
    expect(await period("--from 2026-10-01 --to 2026-10-02 --tz UTC")).toEqual(["UTC", "2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z"]);
    expect((await period("--to 2026-10-15"))[1]).toBe("2026-09-30T17:00:00Z");
  });

  it("of a month that is over say the same whenever they are made, byte for byte", async () => {
    const made = async (): Promise<readonly string[]> =>
      Promise.all(
        ["sla", "volume", "backlog", "aging"].flatMap((name) => [
          world.ok(`report ${name} --month 2026-10 --by category --json`),
          shown(`report ${name} --month 2026-10`),
        ]),
      );
    const before = await made();
    const { now } = world;
    world.pass(40 * DAY);
    expect(await made()).toEqual(before);
    world.now = now;
  });

  it("of a month that is not over say so", async () => {
    expect(await world.json("report volume")).toMatchObject({ complete: false, from: "2026-10-31T17:00:00Z", to: "2026-11-30T17:00:00Z" });
    expect(await shown("report volume")).toContain("so far, as of 2026-11-");
  });

  it("read no ticket less than they need", async () => {
    const register = await openAt(world.register, { migrations: join(import.meta.dirname, "../../migrations"), create: "no", name: "desk", now: world.now });
    const query: Query = { terms: [], sort: null, text: "", me: "ayu", now: world.now };
    const rows: Reported[] = [];
    for await (const row of register.list({ query, limit: null })) rows.push({ ...row, cancelledAt: readRest(row).cancellation?.at ?? null });
    const histories = await register.histories(rows.map(({ number }) => number));
    expect(rows).toHaveLength(9);
    const reports: Reports = await register.reports();
    expect(reports).toBeDefined();
    const desk = await deskOf(register, world.now);
    for (let from = OCTOBER.from; from < NOVEMBER.to; from += DAY) {
      const spans: readonly Span[] = [1, 3, 30].map((days) => passed({ from, to: from + days * DAY }, world.now)).filter(({ cut }) => cut > from);
      for (const span of spans)
        for (const report of Object.values(REPORTS)) {
          const tally = new Tally(report, span, null);
          for (const row of rows) tally.add(row, histories.get(row.number) ?? null);
          const made = await makeReport(register, desk, { report, query, span, before: null, by: null, zone: JAKARTA }, 0);
          expect({ ...made.rows[0], span, name: report.name }).toEqual({ by: "total", value: null, ...tally.total(), span, name: report.name });
        }
    }
    await register.close();
  });

  describe("of clocks", () => {
    let desk: World;
    const clocks = async (): Promise<Record<"response" | "resolution", Record<string, number>>> => (await desk.json("report sla")).items[0];
    beforeEach(async () => {
      desk = makeWorld();
      await desk.ok('log "Mail is down" --impact high --urgency high --channel email');
    });
    afterEach(() => desk.remove());

    it("count one as past due from the second after its due, as a list does", async () => {
      desk.pass(15 * 60);
      expect((await clocks()).response).toMatchObject({ overdue: 0, met: 0, missed: 0 });
      desk.pass(1);
      expect((await clocks()).response).toMatchObject({ overdue: 1, met: 0, missed: 0 });
      expect(await desk.ok("report sla --evidence response.overdue -q")).toBe(await desk.ok("ls is:breached -q"));
    });

    it("count one as met in its due second, and as missed after it", async () => {
      desk.pass(15 * 60);
      await desk.ok("start 1");
      expect((await clocks()).response).toMatchObject({ met: 1, missed: 0, compliance: 1, overdue: 0 });
      await desk.ok('log "Web is down" --impact high --urgency high --channel email');
      desk.pass(15 * 60 + 1);
      await desk.ok("start 2");
      expect((await clocks()).response).toMatchObject({ met: 1, missed: 1, compliance: 0.5, overdue: 0 });
    });

    it("do not count one that is held and has no due", async () => {
      await desk.ok("hold 1 --reason awaiting-requester --note asked");
      desk.pass(5 * HOUR);
      expect((await clocks()).resolution.overdue).toBe(0);
      expect((await clocks()).response.overdue).toBe(1);
    });

    it("show a met one apart that an act in the past made so", async () => {
      desk.pass(20 * 60);
      await desk.ok(["start", "1", "--at", "10m ago", "--at-reason", "was on the phone with them"]);
      expect((await clocks()).response).toMatchObject({ met: 1, missed: 0, backdated: 1 });
      expect(await desk.ok("report sla --evidence response.backdated -q")).toBe("INC-1\n");
    });

    it("leave one out that came to life again, until it ends again", async () => {
      await desk.ok("resolve 1 --code fixed --note x");
      expect((await clocks()).resolution).toMatchObject({ met: 1, missed: 0, overdue: 0 });
      desk.pass(60);
      await desk.ok("reopen 1 --reason again");
      desk.pass(5 * HOUR);
      expect((await clocks()).resolution).toMatchObject({ met: 0, missed: 0, overdue: 1, compliance: null });
      await desk.ok("resolve 1 --code fixed --note y");
      expect((await clocks()).resolution).toMatchObject({ met: 0, missed: 1, overdue: 0 });
    });

    it("tell the time taken by the clock on the wall, and by the clock of the ticket", async () => {
      desk.pass(HOUR);
      await desk.ok("hold 1 --reason awaiting-requester --note asked");
      desk.pass(HOUR);
      await desk.ok("resume 1");
      desk.pass(1800);
      await desk.ok("resolve 1 --code fixed --note x");
      const { response, resolution } = await clocks();
      const all = (seconds: number): object => ({ mean: seconds, median: seconds, p90: seconds });
      expect(response).toMatchObject({ clockSeconds: all(2 * HOUR), serviceSeconds: all(2 * HOUR) });
      expect(resolution).toMatchObject({ clockSeconds: all(2.5 * HOUR), serviceSeconds: all(1.5 * HOUR) });
    });

    it("count what was solved at first contact, unless it was handed over or came back", async () => {
      const first = async (): Promise<number> => (await desk.json("report sla")).items[0].firstContact;
      await desk.ok("resolve 1 --code fixed --note x");
      expect(await first()).toBe(1);
      await desk.ok("log Password --close --code user-guidance --note shown --category access/password");
      expect(await first()).toBe(2);
      await desk.ok("log Printer --start");
      desk.pass(60);
      await desk.ok("resolve 3 --code fixed --note x");
      expect(await first()).toBe(2);
      await desk.ok("reopen 1 --reason x");
      await desk.ok("resolve 1 --code fixed --note y");
      expect(await first()).toBe(1);
      expect(await desk.ok("report sla --evidence firstContact -q")).toBe("INC-2\n");
    });
  });

  it("of a register that nobody has made yet are empty", async () => {
    const other = makeWorld();
    for (const name of ["sla", "volume", "backlog", "aging"]) expect((await other.json(`report ${name} --by priority`)).items).toHaveLength(1);
    expect(await other.ok("report aging", { terminal: "all" })).toContain("Open");
    other.remove();
  });

  it.each([
    ["report slo", "Did you mean report sla?"],
    ["report", "report needs a verb behind it"],
    ["report sla --month 2026-13", '--month cannot be "2026-13".\n  2026-10, this or last'],
    ["report sla --month last --from 2026-10-01", "--month and --from"],
    ["report sla --month last --to 2026-10-01", "--month and --to"],
    ["report sla --from 2026-10-02 --to 2026-10-01", "not after its beginning"],
    ["report sla --from 2026-10-02 --to 2026-10-02", "not after its beginning"],
    ["report sla --month 2027-05", "nothing has happened in it yet"],
    ["report sla --from 03/04/2026", "can be read in two ways"],
    ["report sla --by prio", "Did you mean priority?"],
    ["report backlog --by day", '--by cannot be "day"'],
    ["report sla --evidence resolution.misse", "Did you mean resolution.missed?"],
    ["report sla --evidence met --by priority", '--evidence cannot be "met"'],
    ["report sla --evidence resolved --by priority", "--evidence and --by"],
    ["report sla -q", "--evidence FIGURE -q"],
    ["report sla prioriti:high", "Did you mean"],
    ["report sla --csv --tsv", "two forms of output"],
    ["report sla -o met", "met"],
    ["report sla --tz Asia/Nowhere", "no time zone"],
  ])("refuse %s", async (line, said) => {
    const { code, stdout, stderr } = await world.itsm(line);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(said) });
    expect(stderr).not.toContain("    at ");
  });
});
