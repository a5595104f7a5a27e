import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";

const MINUTE = 60;
const HOUR = 3600;
/** Monday, 20:00 in Jakarta. */
const EVENING = Date.UTC(2026, 10, 23, 13) / 1000;

let world: World;
beforeEach(() => {
  world = makeWorld(EVENING);
});
afterEach(() => world.remove());

/** A night, seen at two in the morning. */
async function night(): Promise<void> {
  const then = async (minutes: number, line: string): Promise<void> => {
    world.now = EVENING + minutes * MINUTE;
    await world.ok(line);
  };
  await then(0, "log 'Core switch in Surabaya unreachable' --impact high --urgency high --assignee ayu --category network/lan");
  await then(5, "start 1");
  await then(6, "edit 1 --major --reason 'whole site down'");
  await then(60, "log 'VPN drops every hour' --impact high --urgency medium --channel phone --group second-line");
  await then(120, "log 'Payroll batch failed' --impact high --urgency high --channel monitoring");
  await then(130, "log 'Badge reader at gate 3' --impact low --urgency high --assignee budi");
  await then(140, "hold 4 --reason awaiting-vendor --note 'part ordered' --until '2026-11-24 10:00' --as budi");
  await then(150, "log 'WiFi lost in canteen' --channel phone --resolve --code fixed --note restarted --category network/wifi");
  await then(160, "log 'Password forgotten' --channel phone --close --code user-guidance --note shown --category access/password");
  await then(170, "log 'Mail is slow' --impact high --urgency high --channel phone --group service-desk");
  await then(310, "reopen 5 --reason 'lost again' --as sari");
  world.now = EVENING + 6 * HOUR;
}

describe("brief", () => {
  it("says what happened and what comes, each ticket whole once, in lines that a chat takes", async () => {
    await night();
    expect(await world.ok("brief")).toMatchInlineSnapshot(`
      "Desk brief 2026-11-24 02:00 (+07:00), since 14:00, 12h ago
      1 major incident, 3 breached (3 since then), 1 due within 4h, 1 update promised (1 missed), 1 on hold, 1 reopened, 7 new, 1 yours, 1 resolved, 6 open

      Major incidents
      - INC-1 HIGH* Core switch in Surabaya unreachable (ayu; in progress; resolution breached 00:00, 2h ago; update MISSED, promised for 20:36, 5h ago)

      Breached
      - INC-2 HIGH VPN drops every hour (unassigned, second-line; new; resolution breached 01:00, 1h ago)
      - INC-3 HIGH Payroll batch failed (unassigned; new; response breached 22:15, 3h ago)
      - INC-1: see above

      Due next
      - INC-7 HIGH Mail is slow (unassigned, service-desk; new; resolution due 02:50, in 50m)

      Updates promised
      - INC-1: see above

      On hold
      - INC-4 MEDIUM Badge reader at gate 3 (budi; awaiting-vendor by budi until 10:00, in 8h)

      Reopened
      - INC-5 MEDIUM WiFi lost in canteen (unassigned; in progress; reopened by sari 01:10, 50m ago)

      New
      - INC-6 MEDIUM Password forgotten (closed; opened 22:40, 3h ago)
      - INC-1, INC-7, INC-3, INC-2, INC-5, INC-4: see above

      Yours
      - INC-1: see above
      "
    `);
  });

  it("says it in Markdown, where a title marks, links and calls nothing", async () => {
    await night();
    await world.ok(["log", "@here [x](http://y) *now* <b>`a_b`", "--impact", "high", "--urgency", "high"]);
    const said = await world.ok("brief --markdown --since 1h");
    expect(said).toContain("**Major incidents**\n\n- **INC-1** HIGH\\* Core switch in Surabaya unreachable (");
    expect(said).toContain("- **INC-8** HIGH \\@here \\[x\\](http://y) \\*now\\* &lt;b>\\`a\\_b\\` (unassigned; new; response due 02:15, in 15m)\n");
  });

  it("says times in words of the language asked for", async () => {
    await night();
    expect(await world.ok("brief --lang id")).toContain("since 14:00, 12 jam yang lalu\n");
  });

  it("is one line where nothing is to be told", async () => {
    await world.ok("log 'Old mouse' --impact low --urgency low --channel phone --at '13h ago'");
    expect(await world.ok("brief")).toBe(
      "Desk brief 2026-11-23 20:00 (+07:00): quiet since 08:00, 12h ago, nothing new, breached, promised or due within 4h; 1 open\n",
    );
  });

  it("is one line before there is a register", async () => {
    const { code, stdout } = await world.itsm("brief");
    expect({ code, lines: stdout.split("\n").length }).toEqual({ code: 0, lines: 2 });
  });

  it("shows the first of many and says how the others are listed; the counts are of all", async () => {
    for (let number = 1; number <= 13; number += 1) await world.ok(`log 'Printer ${number}' --impact high --urgency high --group second-line`);
    world.pass(10 * MINUTE);
    const lines = (await world.ok("brief")).split("\n");
    expect(lines[1]).toBe("13 due within 4h, 13 new, 13 open");
    expect(lines.filter((line) => line.startsWith("- INC-"))).toHaveLength(11);
    expect(lines).toContain("- and 3 more: itsm sla --within 4h");
    expect((await world.ok("brief -L 0")).match(/^- INC-\d+ HIGH/gm)).toHaveLength(13);
    const document = await world.json("brief -L 2");
    expect(document.counts).toMatchObject({ new: 13, atRisk: 13, open: 13 });
    expect(document.new).toHaveLength(2);
    for (const [line] of (await world.ok("brief -L 1")).matchAll(/(?<=more: )itsm .*$/gm)) {
      const listed = await world.ok(`${line.slice("itsm ".length)} -q`);
      expect(listed.split("\n"), line).toHaveLength(14);
    }
  });

  it("covers what was opened or reopened since, ended or not, and no longer what was undone", async () => {
    await night();
    const document = await world.json("brief");
    expect(document).toMatchObject({ schema: "itsm.brief/1", since: "2026-11-23T07:00:00Z", withinSeconds: 4 * HOUR, me: "ayu" });
    expect(document.counts).toEqual({
      open: 6,
      majors: 1,
      breached: 3,
      breachedSince: 3,
      atRisk: 1,
      promised: 1,
      missed: 1,
      held: 1,
      reopened: 1,
      new: 7,
      mine: 1,
      resolved: 1,
      unclosed: 0,
    });
    expect(document.held[0]).toMatchObject({ id: "INC-4", heldBy: "budi", holdUntil: "2026-11-24T03:00:00Z" });
    expect(document.reopened[0]).toMatchObject({ id: "INC-5", reopenedBy: "sari", reopenedAt: "2026-11-23T18:10:00Z" });
    expect((await world.json("brief --since 30m")).counts).toMatchObject({ new: 0, reopened: 0, resolved: 0, breached: 3, breachedSince: 0 });
    expect((await world.json("brief --since 'yesterday 22:55'")).counts.new).toBe(0);
    await world.ok("resolve 5 --code fixed --note again");
    expect((await world.json("brief")).counts).toMatchObject({ reopened: 1, resolved: 2, unclosed: 1 });
    await world.ok("undo");
    await world.ok("undo --as sari");
    expect((await world.json("brief")).counts).toMatchObject({ reopened: 0 });
  });

  it("fits a narrow terminal", async () => {
    await night();
    const lines = (await world.ok("brief --color never", { terminal: ["stdout"], columns: 40 })).split("\n");
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
  });

  it.each([
    ["brief --since tomorrow", "lies ahead"],
    ["brief --since yesterday,2d", "names no one moment"],
    ["brief --since none", "is no time"],
    ["brief --since nonsense", "nonsense"],
    ["brief --within never", "no duration"],
    ["brief --json --markdown", "two forms"],
    ["brief INC-1", "has no use for"],
  ])("refuses %s", async (line, said) => {
    const { code, stderr } = await world.itsm(line);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) });
  });
});
