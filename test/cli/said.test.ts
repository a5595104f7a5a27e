import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";

describe("what a person is told", () => {
  let world: World;
  beforeEach(() => {
    world = makeWorld();
  });
  afterEach(() => world.remove());

  it("speaks of the ticket, not of a number nobody has, where a log is refused", async () => {
    const { stderr } = await world.itsm('log "Printer is offline" -p low');
    expect(stderr).toBe('error: The ticket cannot have its priority set without a reason.\n  itsm log "Printer is offline" -p low --priority-reason "…"\n');
  });

  it("gives the whole command to paste where more flags would do", async () => {
    await world.ok("log one");
    expect((await world.itsm("close 1")).stderr).toBe(
      'error: INC-1 is new and cannot be closed without a resolution; has no category yet.\n  itsm close 1 --code fixed --note "…" --category PATH     or first: start, resolve\n',
    );
    await world.ok("start 1 --as budi");
    expect((await world.itsm("start 1")).stderr).toContain("\n  itsm start 1 --steal\n");
    await world.ok("resolve 1 --code fixed --note x");
    expect((await world.itsm("resume 1")).stderr).toContain("possible now: ");
  });

  it("says how what is final can still be put right", async () => {
    await world.ok("log one --close --code fixed --note x --category other");
    expect((await world.itsm("close 1 --confirmed requester --satisfaction 5")).stderr).toBe(
      'error: INC-1 is closed already by ayu.\n  to put right what can be: itsm edit INC-1 --satisfaction 5 --reason "…"\n',
    );
    await world.ok('edit 1 --satisfaction 5 --reason "she called"');
    expect((await world.itsm("close 1 --confirmed requester --satisfaction 5")).stderr).toContain(
      "  what you gave differs from what stands\n  see itsm show INC-1\n",
    );
    await world.ok("log two --resolve --code fixed --note x");
    expect((await world.itsm("resolve 2 --code workaround --note x")).stderr).toContain('itsm edit INC-2 --code workaround --reason "…"');
    await world.ok("edit 2 --code workaround --reason y");
    expect((await world.itsm("resolve 2 --code workaround --note more")).stderr).toContain('to add to it: itsm note INC-2 "…"');
  });

  it("says the same of a clock in a list, on the ticket and where it is explained; a met one when it was met", async () => {
    await world.ok("log one --channel phone --impact high --urgency high");
    world.pass(400);
    const list = await world.ok("list --color never", { terminal: "all", columns: 100 });
    expect(list).toContain("due in 3h53m");
    const page = await world.ok("show 1 --color never", { terminal: "all", columns: 90, env: { ITSM_PAGER: "cat" } });
    expect(page).toContain("due in 3h53m");
    expect(page).toContain("due 2026-11-24 13:41 (+07:00), in 3h53m\n");
    expect(page).toContain("met 2026-11-24 09:41 (+07:00), 6m ago (due 2026-11-24 09:56)\n");
    expect(await world.ok("sla explain 1 --clock resolution --color never", { terminal: "all", columns: 90, env: { ITSM_PAGER: "cat" } })).toMatch(
      /Due +2026-11-24 13:41 \(\+07:00\), in 3h53m\n/,
    );
  });

  it("says once what closing will need of what was resolved", async () => {
    for (const title of ["one", "two", "three"]) await world.ok(["log", title]);
    await world.ok("edit 3 --category other");
    expect((await world.itsm("resolve 1 --code fixed --note x")).stderr).toBe("INC-1 has no category, which closing needs: itsm close INC-1 --category PATH\n");
    expect((await world.itsm("resolve 1 --code fixed --note x")).stderr).toBe("");
    expect((await world.itsm("resolve 3 --code fixed --note x")).stderr).toBe("");
    await world.ok("reopen 1 --reason x");
    expect((await world.itsm("resolve 1 2 --code fixed --note x")).stderr).toBe(
      "2 tickets have no category, which closing needs: itsm close … --category PATH\n",
    );
  });

  it("keeps all that was typed in the line that cures", async () => {
    await world.ok("log one");
    const cure = async (line: string | readonly string[]) => (await world.itsm(line)).stderr.trimEnd().split("\n").at(-1)?.trim();
    expect(await cure("resolve 1 --code fixed")).toBe('itsm resolve 1 --code fixed --note "…"');
    expect(await cure('resolve 1 --note "new firmware" --as budi')).toBe('itsm resolve 1 --note "new firmware" --as budi --code fixed');
    expect(await cure("log 'Printer X' --close")).toBe('itsm log "Printer X" --close --code fixed --note "…"');
    expect(await cure(["log", "--close", "--", "-x"])).toBe('itsm log --close --code fixed --note "…" -- -x');
    expect(await cure("resolve - --code fixed")).toBe('itsm resolve - --code fixed --note "…"');
    expect(await cure("edit 1 --reason x")).toBe("itsm edit 1 --reason x --category hardware/printer");
    expect(await cure("kb retire K-1")).toBe('itsm kb retire K-1 --reason "…"');
    expect(await cure(["resolve", "1", "--note", "long ".repeat(60)])).toBe("add --code fixed");
    expect((await world.json("resolve 1 --code fixed")).error.hint).toBe('itsm resolve 1 --code fixed --json --note "…"');
  });
  it("helps where a major incident cannot be handed to a group", async () => {
    await world.ok("log one --assignee ayu --major --reason all");
    const { stderr } = await world.itsm("escalate 1 --to second-line --reason x");
    expect(stderr).toContain("escalate --up");
    expect(stderr).toContain("assign --to NAME");
  });

  it("says what was not applied to a ticket that came again", async () => {
    await world.ok("log one --key k");
    expect((await world.itsm("log one --key k --start -p high --priority-reason x")).stderr).toContain(
      "it came again, so --start and --priority were not applied\n",
    );
    expect((await world.itsm("log one --key k")).stderr).not.toContain("applied");
    await world.ok("resolve 1 --code fixed --note x");
    expect((await world.itsm("log one --key k")).stderr).toMatch(/^INC-1 reopened, occurrence 4, medium;/);
  });

  it("says times in the language asked for", async () => {
    await world.ok("log one");
    world.pass(7200);
    for (const [line, env] of [
      ["show 1 --lang id", {}],
      ["--lang id show 1", { ITSM_LANG: "en" }],
      ["show 1", { ITSM_LANG: "id" }],
    ] as const)
      expect(await world.ok(line, { terminal: "all", columns: 90, env }), line).toContain("jam");
    expect(await world.ok("show 1", { terminal: "all", columns: 90 })).not.toContain("jam yang lalu");
  });

  it("leaves a column out that nobody has anything in, before the age and the titles suffer", async () => {
    for (let n = 1; n <= 3; n += 1) await world.ok(`log "Laptop ${n} of the finance director does not start since the last update of the system"`);
    const [heading, first] = (await world.ok("list --color never", { terminal: "all", columns: 80 })).split("\n");
    expect(heading).toMatch(/^ID +PRIO +STATUS +TITLE +SLA +AGE$/);
    expect(first!.length).toBeGreaterThan(70);
    await world.ok("assign 1 --to ayu");
    expect((await world.ok("list --color never", { terminal: "all", columns: 80 })).split("\n")[0]).toContain("ASSIGNEE");
    expect((await world.ok("list --color never", { terminal: "all", columns: 300 })).split("\n")[0]).toContain("ASSIGNEE");
  });

  it("breaks an error between words on a terminal, and leaves it alone in a pipe", async () => {
    await world.ok("log one");
    const line = "ls prioriti:high";
    const { stderr } = await world.itsm(line, { terminal: "all", columns: 50 });
    expect(stderr).toMatchInlineSnapshot(`
      "error: column 1: There is no field "prioriti".
        Did you mean "priority:"? To search for the
        words themselves, put them in quotes. Fields:
        itsm help query.
      "
    `);
    expect((await world.itsm(line)).stderr.split("\n")).toHaveLength(2);
  });

  it("breaks what it says beside a log between words", async () => {
    const { stderr } = await world.itsm("log VPN drops --impact high --urgency high", { terminal: "all", columns: 60 });
    expect(stderr).toMatchInlineSnapshot(`
      "INC-1 logged, high; response due 2026-11-24 09:56
        (+07:00), resolution due 2026-11-24 13:41 (+07:00)
      "
    `);
  });

  it("puts what to do below a refusal where both do not fit side by side", async () => {
    await world.ok("log one");
    await world.ok("log two");
    const { stderr } = await world.itsm("close 1 2 --no-input", { terminal: "all" });
    expect(stderr).toMatchInlineSnapshot(`
      "error: nothing was closed: 2 of 2 tickets cannot be closed.
        INC-1  is new and cannot be closed without a resolution; has no category yet
               --code fixed --note "…", or first: start, resolve; --category PATH
        INC-2  is new and cannot be closed without a resolution; has no category yet
               --code fixed --note "…", or first: start, resolve; --category PATH
      "
    `);
  });

  it("keeps the clock in a narrow table, whatever else has to go", async () => {
    await world.ok('log "Laptop of the finance director does not start" --impact high --urgency high --assignee ayu');
    await world.ok("start 1");
    world.pass(13 * 3600);
    expect(await world.ok("list", { terminal: "all", columns: 60 })).toMatchInlineSnapshot(`
      "[2mID     PRIO  TITLE                           SLA[22m
      INC-1  [31m[1mHIGH[22m[39m  Laptop of the finance directo…  [31m[1mbreached 9h ago[22m[39m
      [2m1 ticket[22m
      "
    `);
    expect(await world.ok("list", { terminal: "all", columns: 80 })).toMatchInlineSnapshot(`
      "[2mID     PRIO  STATUS       TITLE                        ASSIGNEE  SLA[22m
      INC-1  [31m[1mHIGH[22m[39m  in_progress  Laptop of the finance dire…  ayu       [31m[1mbreached 9h ago[22m[39m
      [2m1 ticket[22m
      "
    `);
  });

  it("does not cut an instant in half where fields were chosen", async () => {
    await world.ok('log "Laptop of the finance director does not start" --requester "Budi Santoso"');
    expect(await world.ok("list -o id,title,requester,openedAt", { terminal: "all", columns: 60 })).toContain("2026-11-24 09:41");
    expect(await world.ok("list -o id,title,requester,openedAt", { terminal: "all", columns: 40 })).toContain("2026-11-24 09:41");
  });

  it("says when each event of an audit happened", async () => {
    await world.ok("log one");
    expect(await world.ok("audit show 1")).toContain("op-1  2026-11-24 09:41  INC-1  ");
  });

  it("leaves out what an operation does not have", async () => {
    await world.ok("log one");
    expect(await world.ok("op show 1")).not.toMatch(/undoneBy|undoes/);
  });

  it("says what was done above the remark that it was only tried", async () => {
    await world.ok("log one");
    const { stdout, stderr } = await world.itsm("start 1 --dry-run", { terminal: "all" });
    expect({ stdout, stderr }).toEqual({ stdout: "INC-1 would be started: one\n", stderr: "dry run: nothing was written\n" });
  });

  it("breaks a page of help between words", async () => {
    const { stdout } = await world.itsm("help undo", { terminal: "all", columns: 50, rows: 100 });
    expect(stdout).toMatchInlineSnapshot(`
      "itsm undo: make an operation as if it never was;
      bare: my latest

      Usage:
        itsm undo [OP] [flags]

      Flags:
        -v, --verbose         every ticket, not only the
                              exceptions
        -y, --yes             go ahead without asking
        -n, --dry-run         say what would happen,
                              write nothing
            --once TEXT       a token: the same call
                              writes only once
            --at TIME         when it happened, if not
                              now
            --at-reason TEXT  why, where --at turns a
                              breach into met
            --timeout D       how long to wait for the
                              lock, 60s
        -q, --quiet           ids only
            --json            one JSON document
            --jsonl           one JSON object a line

      Flags of every verb:
            --db TEXT
            the register: a path, or postgres://…
            --as NAME                  who acts
            --tz ZONE
            zone for reading and showing times
            --lang en|id
            times in words, such as 2 hours ago
            --color auto|always|never  colours
            --no-input                 never ask
        -h, --help                     this page
        -V, --version                  the version

      Examples:
        itsm undo
        itsm undo op-215
      "
    `);
  });
});
