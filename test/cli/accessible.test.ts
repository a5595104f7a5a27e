import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MANIFEST } from "../../src/cli/manifest.ts";
import { makeWorld, type Setting, type World } from "../world.ts";

let world: World;

beforeAll(async () => {
  world = makeWorld();
  await world.ok("log 'VPN drops' --impact high --urgency medium --requester 'Budi Santoso' --contact 4711 --channel phone -t vpn");
  world.pass(600);
  await world.ok("log 'Disk full' --impact low --urgency low --group second-line");
  await world.ok("note 1 'Vendor confirms.\nA second line.' --public");
  await world.ok("affected 1 --add Ratna --contact 4712");
  await world.ok("link 2 duplicates 1");
  world.pass(600);
  await world.ok("hold 1 --reason awaiting-approval --note 'Asked her manager.'");
  world.pass(600);
  await world.ok("resume 1");
  await world.ok("close 2 --code fixed --note Emptied. --category other");
  world.pass(600);
});
afterAll(() => world.remove());

const HEARD: Setting = { terminal: "all", env: { ITSM_ACCESSIBLE: "1" }, columns: 100 };
const heard = (line: string): Promise<string> => world.ok(line, HEARD);

describe("who listens to the screen", () => {
  it("is told of tickets one after the other", async () => {
    expect(`\n${await heard("list --all")}`).toMatchInlineSnapshot(`
      "
      Ticket: INC-1
      Title: VPN drops
      Priority: HIGH
      Status: in_progress
      SLA: due in 3h30m
      Assignee: nobody
      Age: 40m

      Ticket: INC-2
      Title: Disk full
      Priority: LOW
      Status: closed
      SLA: met
      Assignee: nobody
      Group: second-line
      Age: 30m

      2 tickets
      "
    `);
    expect(`\n${await heard("sla")}`).toMatchInlineSnapshot(`
      "
      Ticket: INC-1
      Title: VPN drops
      Priority: HIGH
      Status: in_progress
      SLA: due in 3h30m
      Assignee: nobody
      Age: 40m

      1 ticket
      "
    `);
    expect(`\n${await heard("list -o id,title,site,sla.resolution.state")}`).toMatchInlineSnapshot(`
      "
      id: INC-1
      title: VPN drops
      site: none
      sla.resolution.state: due in 3h30m

      1 ticket
      "
    `);
  });

  it("is told everything about a ticket", async () => {
    expect(`\n${await heard("show 1")}`).toMatchInlineSnapshot(`
      "
      Ticket: INC-1
      Title: VPN drops
      Status: in_progress
      Type: incident
      Assignee: nobody
      Response: met, target 15m, spent 0s, left 15m, met 2026-11-24 09:41 (+07:00), 40m ago (due
      2026-11-24 09:56)
      Resolution clock: due in 3h30m, target 4h, spent 30m, left 3h30m, due 2026-11-24 13:51 (+07:00), in
      3h30m
      Priority: HIGH (impact high, urgency medium)
      Category: unclassified
      Requester: Budi Santoso, 4711
      Tags: vpn
      Channel: phone
      Opened: 2026-11-24 09:41 (+07:00), 40 minutes ago
      Updated: 2026-11-24 10:11 (+07:00), 10 minutes ago
      Affected: Ratna, 4712
      Linked from: duplicates INC-2, Disk full
      Note: 2026-11-24 09:51, ayu, public, 30 minutes ago: Vendor confirms.
      A second line.
      Event: 2026-11-24 10:11, ayu resumed it
      Event: 2026-11-24 10:01, ayu put it on hold, awaiting-approval: Asked her manager.
      Event: 2026-11-24 09:51, ayu added Ratna to those affected
      Event: 2026-11-24 09:51, ayu noted publicly: Vendor confirms. A second line.
      Event: 2026-11-24 09:41, ayu logged it as incident, priority high
      "
    `);
  });

  it("is told why a clock says what it says", async () => {
    expect(`\n${await heard("sla explain 1 --clock resolution")}`).toMatchInlineSnapshot(`
      "
      Ticket: INC-1
      Clock: resolution
      State: running
      Target: 4h
      Calendar: always (Etc/UTC), by version 1 of the policy
      Spent: 30m
      Left: 3h30m
      Due: 2026-11-24 13:51 (+07:00), in 3h30m
      Counted: 2026-11-24, 09:41 to 10:01, 20m, 20m in all
      Counted: 2026-11-24, 10:11 to now, 10m, 30m in all
      To come: 2026-11-24, 10:21 to 13:51, 3h30m, 4h in all
      Hold: 2026-11-24 10:01 to 10:11, awaiting-approval, by ayu: stopped this clock, Asked her manager.
      Warning: 50 %, 2026-11-24 11:51 (+07:00), in 1h30m
      Warning: 75 %, 2026-11-24 12:51 (+07:00), in 2h30m
      Warning: 90 %, 2026-11-24 13:27 (+07:00), in 3h06m
      Warning: 100 %, 2026-11-24 13:51 (+07:00), in 3h30m
      "
    `);
  });

  it("is told what was done", async () => {
    expect(`\n${await heard("op list -L 1")}${await heard("op show 3")}${await heard("audit show 2")}`).toMatchInlineSnapshot(`
      "
      Operation: op-8
      Verb: close
      Recorded: 2026-11-24 10:11
      By: ayu
      Tickets: 1
      Undone by: none

      showing 1 of 8; -L 0 shows all
      Operation: op-3
      Number: 3
      Verb: note
      Recorded: 2026-11-24 09:51
      By: ayu
      Logged in as: os-user
      Clock held: no
      Policy: 1
      Tickets: 1

      INC-1: ayu noted publicly: Vendor confirms. A second line.
      op-2, 2026-11-24 09:51, INC-2, ayu logged it as incident, priority low
      op-5, 2026-11-24 09:51, INC-2, ayu linked it: duplicates 1
      op-8, 2026-11-24 10:11, INC-2, ayu set category to other
      op-8, 2026-11-24 10:11, INC-2, ayu resolved it, fixed: Emptied.
      op-8, 2026-11-24 10:11, INC-2, ayu closed it, confirmed by agent
      "
    `);
  });

  it("is told what went wrong without columns", async () => {
    const { stderr } = await world.itsm("close 1 2 999 --keep-going --dry-run", HEARD);
    expect(`\n${stderr}`).toMatchInlineSnapshot(`
      "
      dry run: nothing was written
      error: nothing was closed: 2 of 3 tickets cannot be closed.
        INC-1: is in progress and cannot be closed without a resolution; has no category yet, --code fixed
        --note "…", or first: start, resolve; --category PATH
        999: no such ticket
      "
    `);
  });

  it("gets help without columns", async () => {
    expect(`\n${await heard("op --help")}`).toMatchInlineSnapshot(`
      "
      op list: what was done to the register, newest first
      op show OP: one operation and all it recorded

      itsm op VERB --help tells more.
      "
    `);
    expect(await heard("help db init")).toContain("--name NAME: what the register is called\n");
    expect(await heard("help accessibility")).toContain("ITSM_ACCESSIBLE=1: all of that\n");
  });

  it.each([
    "list --all",
    "search vpn",
    "sla",
    "show 1 2",
    "sla explain 1",
    "op list",
    "op show 2",
    "audit show",
    "audit verify",
    "db info",
    "whoami",
    "list -o help",
    "note 1 x --dry-run",
    "help",
    ...MANIFEST.map(({ name }) => `help ${name}`),
  ])("hears no layout and no drawing: %s", async (line) => {
    const { stdout, stderr } = await world.itsm(line, { ...HEARD, env: { ITSM_ACCESSIBLE: "1", FORCE_COLOR: "1" } });
    expect((stdout + stderr).replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2500-\u259f\u2800-\u28ff]/);
    expect(stdout.split("\n").filter((each) => /\S {2,}\S/.test(each) || /^ +\S/.test(each))).toEqual([]);
  });

  it.each(["list --all", "show 1", "op list", "op show 2", "audit show", "whoami"])("gets in a pipe what everybody gets: %s", async (line) => {
    expect(await world.ok(line, { env: { ITSM_ACCESSIBLE: "1" } })).toBe(await world.ok(line));
  });

  it.each(["list --all --csv", "list --all --json", "list --all -q", "list --all --markdown", "show 1 --json"])(
    "gets a named form as it is: %s",
    async (line) => {
      expect(await world.ok(line, HEARD)).toBe(await world.ok(line, { ...HEARD, env: {} }));
    },
  );

  it("gets no pager but by name", async () => {
    const page = await world.ok("show 1", { ...HEARD, rows: 5, env: { ITSM_ACCESSIBLE: "1", PAGER: "false" } });
    expect(page).toContain("Ticket: INC-1");
    expect(await world.ok("show 1", { ...HEARD, rows: 5, env: { ITSM_ACCESSIBLE: "1", ITSM_PAGER: "true" } })).toBe("");
  });
});

describe("colours", () => {
  const ESCAPE = "\u001b[";
  it.each<readonly [says: string, line: string, env: Readonly<Record<string, string>>, terminal: boolean, coloured: boolean]>([
    ["a terminal has them", "", {}, true, true],
    ["a pipe has none", "", {}, false, false],
    ["TERM=dumb has none", "", { TERM: "dumb" }, true, false],
    ["FORCE_COLOR before TERM", "", { TERM: "dumb", FORCE_COLOR: "1" }, true, true],
    ["FORCE_COLOR=0 means none", "", { FORCE_COLOR: "0" }, true, false],
    ["NO_COLOR before FORCE_COLOR", "", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    ["an empty NO_COLOR says nothing", "", { NO_COLOR: "" }, true, true],
    ["ITSM_COLOR before NO_COLOR", "", { ITSM_COLOR: "always", NO_COLOR: "1" }, true, true],
    ["ITSM_COLOR=never", "", { ITSM_COLOR: "never", FORCE_COLOR: "1" }, true, false],
    ["ITSM_COLOR=auto lets the next decide", "", { ITSM_COLOR: "auto", NO_COLOR: "1" }, true, false],
    ["--color before ITSM_COLOR", " --color never", { ITSM_COLOR: "always" }, true, false],
    ["--color always before all", " --color always", { ITSM_COLOR: "never", NO_COLOR: "1", TERM: "dumb" }, true, true],
    ["--color auto lets the next decide", " --color auto", { NO_COLOR: "1" }, true, false],
  ])("%s", async (_, flags, env, terminal, coloured) => {
    for (const line of ["list", "sla", "search vpn", "show 1", "sla explain 1", "op list"]) {
      const out = await world.ok(`${line}${flags}`, { terminal: terminal ? ["stdout", "stderr"] : [], env: { TERM: "xterm", ...env } });
      expect(out.includes(ESCAPE), line).toBe(coloured);
    }
  });

  it.each(["op show 1", "audit show", "audit verify", "audit head", "db info", "whoami", "help", "help query", "note 1 x --dry-run", "show 999", "nonsense"])(
    "are nowhere else: %s",
    async (line) => {
      const { stdout, stderr } = await world.itsm(line, { terminal: "all", env: { TERM: "xterm", FORCE_COLOR: "1", ITSM_PAGER: "cat" } });
      expect(stdout + stderr).not.toContain("\u001b");
    },
  );

  it("and a pager are nothing for TERM=dumb", async () => {
    const out = await world.ok("show 1", { terminal: "all", rows: 5, env: { TERM: "dumb", ITSM_PAGER: "true" } });
    expect(out).toContain("VPN drops");
    expect(out).not.toContain("\u001b");
  });
});
