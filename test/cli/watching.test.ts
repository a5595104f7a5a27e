import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { itOnFiles } from "../postgres.ts";
import { makeWorld, type Ran, type World } from "../world.ts";
import { type FakeScreen, fakeScreen } from "./watch/fake-screen.ts";

let world: World;
beforeEach(async () => {
  world = makeWorld();
  await world.ok('log "VPN drops every hour" --impact high --urgency high');
  await world.ok('log "Printer is offline" --impact low --urgency low');
});
afterEach(() => world.remove());

const TERMINAL = { terminal: "all", env: { TERM: "xterm", NO_COLOR: "1" } } as const;
const away = (): string => join(world.folder, "away");
function takeAway(): void {
  mkdirSync(away(), { recursive: true });
  for (const end of ["", "-wal", "-shm"]) if (existsSync(world.register + end)) renameSync(world.register + end, join(away(), `desk.db${end}`));
}
function bringBack(): void {
  for (const end of ["", "-wal", "-shm"]) if (existsSync(join(away(), `desk.db${end}`))) renameSync(join(away(), `desk.db${end}`), world.register + end);
}

describe("itsm watch on a screen", () => {
  /** What the screen showed at each `look()` of the script, and how the run ended. */
  async function watched(
    line: string,
    script: (look: () => void) => readonly (string | readonly [number, number] | (() => unknown))[],
    size?: readonly [number, number],
  ): Promise<{ readonly screens: readonly string[]; readonly screen: FakeScreen; readonly ran: Ran }> {
    const screens: string[] = [];
    const screen: FakeScreen = fakeScreen(
      script(() => screens.push(screen.text())),
      size,
    );
    const ran = await world.itsm(line, { ...TERMINAL, screen });
    expect(screen.left).toBe(true);
    return { screens, screen, ran };
  }

  it("shows the list and leaves by q with 0, nothing said beside it", async () => {
    const { screens, ran } = await watched("watch", (look) => [look, "q"]);
    expect(screens[0]).toContain("VPN drops every hour");
    expect(screens[0]).toMatch(/^is:open .* 2 tickets {2}09:41:05$/m);
    expect(ran).toEqual({ code: 0, stdout: "", stderr: "", asked: [], offered: [] });
  });

  it("marks what is new and what changed, rings for what is new, and says what the latest was", async () => {
    const { screens, screen } = await watched("watch", (look) => [
      async () => {
        await world.ok('log "Mail is down" --impact high --urgency high');
        await world.ok("note 2 asked");
      },
      look,
      " ",
      look,
      async () => world.ok("resolve 1 --code fixed --note done"),
      look,
      "q",
    ]);
    expect(screens[0]).toMatch(/^ \+ INC-3 /m);
    expect(screens[0]).toMatch(/^ ~ INC-2 /m);
    expect(screens[0]).toMatch(/^> {2}INC-1 /m);
    expect(screens[0]).toContain("3 tickets, 1 new, 1 changed");
    expect(screens[0]).toContain("INC-3 new, high: Mail is down (and 1 more)");
    expect(screens[1]).not.toMatch(/^.[+~]/m);
    expect(screens[2]).toContain("INC-1 left the list, resolved: VPN drops every hour");
    expect(screens[2]).not.toMatch(/^>/m);
    expect(screen.rings).toBe(1);
  });

  it("is silent under --no-bell", async () => {
    const { screen } = await watched("watch --no-bell", () => [async () => world.ok("log x"), () => undefined, "q"]);
    expect(screen.rings).toBe(0);
  });

  it("counts the time to a breach, to the second where it is near", async () => {
    const { screens } = await watched("watch", (look) => [look, () => world.pass(61), look, () => world.pass(3600), look, "q"]);
    expect(screens[0]).toContain("response due in 15m00s");
    expect(screens[1]).toContain("response due in 13m59s");
    expect(screens[2]).toContain("response breached 46m ago");
    expect(screens[2]).toContain("INC-1 response breached 46m ago");
  });

  it("takes the chosen ticket by the rules of start, and says what came of it", async () => {
    await world.ok("start 2", { env: { ITSM_USER: "budi" } });
    const { screens } = await watched("watch", (look) => ["a", look, "ja", look, "a", look, "q"]);
    expect(screens[0]).toContain("INC-1 started: VPN drops every hour");
    expect(screens[0]).toMatch(/^> {2}INC-1 .* in_progress /m);
    expect(screens[1]).toContain("INC-2 is taken by budi.  itsm start 2 --take --steal");
    expect((await world.json("list")).items.map(({ assignee }: { assignee: string }) => assignee)).toEqual(["ayu", "budi"]);
    expect((await world.json("op list")).items[0]).toMatchObject({ verb: "start", actor: "ayu" });
  });

  itOnFiles("notes a line, and keeps it where it cannot be kept yet", async () => {
    const { screens, screen } = await watched("watch", (look) => [
      "jnasked the vendor",
      look,
      takeAway,
      "\r",
      look,
      bringBack,
      () => undefined,
      "\r",
      look,
      "q",
    ]);
    expect(screens[0]!.split("\n").at(-1)).toBe("note for INC-2: asked the vendor");
    expect(screens[1]!.split("\n").at(-1)).toBe("note for INC-2: asked the vendor");
    expect(screens[1]).toContain("STALE since 09:41:05: There is no register at");
    expect(screens[2]).toContain("INC-2 noted: Printer is offline");
    expect(screens[2]).not.toMatch(/^.~/m);
    expect(screen.cursor).toBeNull();
    expect((await world.json("show 2")).items[0].notes).toMatchObject([{ text: "asked the vendor", public: false, by: "ayu" }]);
  });

  it("takes nothing that was pasted behind the end of a line for a command", async () => {
    const { screens } = await watched("watch", (look) => ["nfirst\rq\raq", look, "q"]);
    expect(screens[0]).toContain("INC-1 noted");
    expect((await world.json("show 1")).items[0]).toMatchObject({ status: "new", notes: [{ text: "first" }] });
  });

  it("filters, names a fault of the filter, and takes it away", async () => {
    const { screens } = await watched("watch", (look) => [
      "/prioriti:low\r",
      look,
      "\u0015priority:low\r",
      look,
      "/\r",
      look,
      '/"is offline" is:new\r',
      look,
      "q",
    ]);
    expect(screens[0]).toContain('column 1: There is no field "prioriti". Did you mean "priority:"?');
    expect(screens[0]!.split("\n").at(-1)).toBe("filter: prioriti:low");
    expect(screens[0]).toContain("VPN drops");
    expect(screens[1]).toMatch(/^priority:low is:open .* 1 ticket /m);
    expect(screens[1]).not.toContain("VPN drops");
    expect(screens[2]).toContain("VPN drops");
    expect(screens[3]).toMatch(/^"is offline" is:new is:open .* 1 ticket /m);
  });

  it("keeps the marks over a filter, and counts those that are seen", async () => {
    const { screens } = await watched("watch", (look) => [
      async () => {
        await world.ok('log "Mail is down" --impact high --urgency high');
        await world.ok("note 2 asked");
      },
      "/priority:high\r",
      look,
      "/\r",
      look,
      "q",
    ]);
    expect(screens[0]).toMatch(/^ \+ INC-3 /m);
    expect(screens[0]).toContain("2 tickets, 1 new  ");
    expect(screens[1]).toMatch(/^ \+ INC-3 /m);
    expect(screens[1]).toMatch(/^ ~ INC-2 /m);
  });

  it("shows who has a ticket at 80 columns, as a list does, and how to leave at 40", async () => {
    await world.ok('log "Laptop of the finance director does not start" --impact high --urgency high --assignee budi');
    const wide = await watched("watch", (look) => [look, "q"]);
    expect(wide.screens[0]).toMatch(/ ASSIGNEE /);
    expect(wide.screens[0]).toMatch(/^ {3}INC-3 .* budi /m);
    const narrow = await watched("watch", (look) => [look, "q"], [40, 20]);
    expect(narrow.screens[0]!.split("\n").at(-1)).toBe("a take  n note  ? keys  q leave");
    const narrowest = await watched("watch", (look) => [look, "q"], [16, 20]);
    expect(narrowest.screens[0]!.split("\n").at(-1)).toBe("? keys  q leave");
  });

  it("shows the ticket, scrolls and comes back", async () => {
    await world.ok(["edit", "1", "--description", Array.from({ length: 40 }, (_, line) => `line ${line}`).join("\n")]);
    const { screens } = await watched("watch", (look) => ["\r", look, "G", look, [60, 10], look, "x", look, "q"]);
    expect(screens[0]).toMatch(/^INC-1 {2}VPN drops every hour$/m);
    expect(screens[0]!.split("\n").at(-1)).toMatch(/^lines 1 to 23 of \d+; arrows scroll/);
    expect(screens[1]).toContain("ayu logged it");
    expect(screens[2]!.split("\n")).toHaveLength(10);
    expect(screens[3]).toMatch(/^> {2}INC-1 /m);
  });

  it("tells its keys", async () => {
    const { screens } = await watched("watch", (look) => ["?", look, "x", look, "q"]);
    expect(screens[0]).toContain("as itsm start does");
    expect(screens[1]).toContain("VPN drops");
  });

  it("follows the size of the terminal", async () => {
    const { screens } = await watched("watch", (look) => [[40, 12], look, [120, 20], look, "q"]);
    for (const line of screens[0]!.split("\n")) expect(line.length).toBeLessThanOrEqual(40);
    expect(screens[0]).toMatch(/^> {2}INC-1 {2}HIGH .*\n {5}VPN drops every hour$/m);
    expect(screens[1]).toMatch(/^ {3}ID .* AGE$/m);
  });

  itOnFiles("goes on trying while the register is away, replaced or locked, and says what it shows is stale", async () => {
    let other: Database.Database | null = null;
    const { screens } = await watched(
      "watch",
      (look) => [
        takeAway,
        look,
        () => {
          world.pass(100);
          writeFileSync(world.register, "something else entirely, and long enough to be looked at");
        },
        look,
        () => {
          bringBack();
          other = new Database(world.register);
          other.pragma("locking_mode = exclusive");
          other.exec("begin exclusive");
        },
        look,
        () => other?.close(),
        look,
        "q",
      ],
      [200, 24],
    );
    expect(screens[0]).toMatch(/^STALE since 09:41:05: There is no register at ".*"\.$/m);
    expect(screens[0]).toContain("VPN drops every hour");
    expect(screens[1]).toMatch(/^STALE since 09:41:05: ".*" is no register/m);
    expect(screens[2]).toMatch(/^STALE since 09:41:05: ".*" is locked/m);
    expect(screens[3]).not.toContain("STALE");
    expect(screens[3]).toContain("the register can be read again");
  });

  it("records what has ended by itself, as every reading verb does", async () => {
    await world.ok('hold 2 --reason awaiting-vendor --until "in 10m"');
    const { screens } = await watched("watch", (look) => [look, () => world.pass(601), look, "q"]);
    expect(screens[0]).toMatch(/INC-2 .* on_hold /);
    expect(screens[1]).toMatch(/^ ~ INC-2 .* new /m);
  });

  it("ends by itself after --for, at Ctrl-D, and with 7 where the input ends", async () => {
    expect((await watched("watch --for 30s", () => [() => undefined, "x"])).ran.code).toBe(0);
    expect((await watched("watch", () => ["\u0004"])).ran.code).toBe(0);
    expect((await watched("watch", () => [])).ran.code).toBe(7);
  });

  itOnFiles("waits for a register that nobody has made yet", async () => {
    const empty = makeWorld();
    const screen: FakeScreen = fakeScreen([
      () => expect(screen.text()).toContain("no tickets"),
      async () => empty.ok("log first"),
      () => expect(screen.text()).toMatch(/^>\+ INC-1 .*first/m),
      "q",
    ]);
    const { code, stderr } = await empty.itsm("watch", { ...TERMINAL, screen });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("There is no register at") });
    empty.remove();
  });
});

describe("itsm watch in a pipe", () => {
  const lines = (ran: Ran) =>
    ran.stdout
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  const brief = (ran: Ran): readonly string[] => lines(ran).map(({ change, id }) => (id === null ? change : `${change} ${id}`));

  it("lists what is there, then tells what comes about", async () => {
    const ran = await world.itsm("watch --for 9s", {
      meanwhile: [
        () => world.ok('log "Mail is down" --impact high --urgency high'),
        () => world.ok("note 2 asked"),
        () => world.ok("resolve 1 --code fixed --note done"),
        () => world.pass(900),
      ],
    });
    expect(brief(ran)).toEqual(["listed INC-1", "listed INC-2", "ready", "new INC-3", "changed INC-2", "left INC-1", "clock INC-3"]);
    const [, , , fresh, , left, clock] = lines(ran);
    expect(fresh).toMatchObject({
      schema: "itsm.watch/1",
      at: "2026-11-24T02:41:05Z",
      message: "INC-3 new, high: Mail is down",
      item: { number: 3, title: "Mail is down" },
    });
    expect(left.item).toMatchObject({ status: "resolved", resolutionCode: "fixed" });
    expect(clock.item.sla.response.state).toBe("at_risk");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
  });

  itOnFiles("tells when the register goes and comes back, and what came about meanwhile", async () => {
    const ran = await world.itsm("watch --for 9s", {
      meanwhile: [takeAway, () => undefined, bringBack, () => world.ok("log x")],
    });
    expect(brief(ran)).toEqual(["listed INC-1", "listed INC-2", "ready", "stale", "back", "new INC-3"]);
    expect(lines(ran)[3].message).toContain("There is no register at");
  });

  it("says that it lives where there is no news", async () => {
    expect(brief(await world.itsm("watch --every 4s --for 30s"))).toEqual(["listed INC-1", "listed INC-2", "ready", "alive", "alive"]);
  });

  it("takes a query, flags, a view and a limit as list does", async () => {
    expect(brief(await world.itsm("watch @oncall --for 0s"))).toEqual(["listed INC-1", "ready"]);
    expect(brief(await world.itsm("watch --mine --for 0s"))).toEqual(["ready"]);
    const cut = await world.itsm("watch -L 1 --for 0s");
    expect(brief(cut)).toEqual(["listed INC-1", "ready"]);
    expect(cut.stderr).toBe("watching the first 1 of 2; -L 0 watches all\n");
  });

  it("is given on a terminal by --jsonl", async () => {
    expect(brief(await world.itsm("watch --jsonl --for 0s", TERMINAL))).toEqual(["listed INC-1", "listed INC-2", "ready"]);
  });

  it.each([
    ["watch prioriti:high", 2],
    ["watch --every 0s", 2],
    ["watch --every 2h", 2],
    ["watch --every soon", 2],
    ["watch --for 1bd", 2],
    ["watch --on-new", 2],
    ["watch --on-new no-such-program", 2],
    ["watch --on-new /etc/passwd", 2],
    ["watch --on-new /tmp", 2],
    ["watch --open --all", 2],
    ["watch --db /nowhere/desk.db", 6],
  ])("%s ends at once with %s and one error", async (line, code) => {
    const ran = await world.itsm(line);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code, stdout: "" });
    expect(ran.stderr).toMatch(/^error: /);
  });
});

describe("itsm watch where nothing is repainted", () => {
  itOnFiles.each([{ TERM: "dumb" }, { TERM: "" }, { TERM: "xterm", ITSM_ACCESSIBLE: "1" }])("says a line for each piece of news: %j", async (env) => {
    const ran = await world.itsm("watch --for 9s --no-bell", {
      terminal: "all",
      env,
      meanwhile: [
        () => {
          world.pass(66);
          return world.ok(["log", "Mail\u202e is down", "--impact", "high", "--urgency", "high"]);
        },
        () => world.ok("start 1"),
        takeAway,
        bringBack,
      ],
    });
    expect(ran.stdout.replace(/".*desk.*"|"\/.*"/, '"…"').split("\n")).toEqual([
      "09:41:05 watching is:open: 2 tickets; Ctrl-C ends",
      "INC-1 HIGH, new, response due in 15m: VPN drops every hour",
      "INC-2 LOW, new, response due in 5h: Printer is offline",
      "09:42:11 INC-3 new, high: Mail is down",
      "09:42:11 INC-1 changed, in progress, with ayu: VPN drops every hour",
      '09:42:11 STALE since 09:42:11: There is no register at "…".',
      "09:42:11 the register can be read again",
      "",
    ]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
  });
  it("lists what is there, at most fifty, with who has it", async () => {
    await world.ok("start 1 --as budi");
    const ran = await world.itsm("watch --for 1s", { terminal: "all", env: { TERM: "dumb" } });
    expect(ran.stdout).toContain("INC-1 HIGH, in progress, due in 4h, budi: VPN drops every hour\n");
    await world.itsm("intake json -", { stdin: JSON.stringify(Array.from({ length: 60 }, (_, i) => ({ key: `k${i}`, title: "x" }))) });
    const many = (await world.itsm("watch --for 1s", { terminal: "all", env: { TERM: "dumb" } })).stdout.trimEnd().split("\n");
    expect(many).toHaveLength(52);
    expect(many.at(-1)).toBe("and 12 more: itsm list");
  });
  it("rings for a new ticket", async () => {
    const ran = await world.itsm("watch --for 2s", { terminal: "all", env: { TERM: "dumb" }, meanwhile: [() => world.ok("log x")] });
    expect(ran.stdout).toMatch(/new, medium: x\n\u0007$/);
  });
});

describe("--on-new", () => {
  function program(body: string): string {
    const path = join(world.folder, "on-new");
    writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o700 });
    return path;
  }
  const soon = (milliseconds: number) => () => new Promise((resolve) => setTimeout(resolve, milliseconds));

  it("runs a program with the id, and the ticket on its standard input; what it prints is seen by nobody", async () => {
    const path = program('cat > "$1.json"; echo "$#" > count; echo noise; echo noise >&2');
    const before = process.cwd();
    process.chdir(world.folder);
    try {
      const ran = await world.itsm(["watch", "--for", "4s", "--on-new", path], { meanwhile: [() => world.ok(["log", "a'; rm -rf $HOME \"b"])] });
      expect(ran.stdout + ran.stderr).not.toContain("noise\n");
    } finally {
      process.chdir(before);
    }
    expect(JSON.parse(readFileSync(join(world.folder, "INC-3.json"), "utf8"))).toMatchObject({ number: 3, title: "a'; rm -rf $HOME \"b" });
    expect(readFileSync(join(world.folder, "count"), "utf8")).toBe("1\n");
  });

  it("says which one failed, in the status line", async () => {
    const path = program("exit 3");
    let shown = "";
    const screen: FakeScreen = fakeScreen([
      () => world.ok("log x"),
      soon(400),
      () => {
        shown = screen.text();
      },
      "q",
    ]);
    await world.itsm(["watch", "--on-new", path], { ...TERMINAL, columns: 200, screen });
    expect(shown.replaceAll(world.folder, "")).toContain("/on-new for INC-3: ended with 3");
  });

  it("says so on stderr beside a stream", async () => {
    const path = program("kill -9 $$");
    const ran = await world.itsm(["watch", "--for", "6s", "--on-new", path], { meanwhile: [() => world.ok("log x"), soon(400)] });
    expect(ran.stderr).toBe(`${path} for INC-3: ended by SIGKILL\n`);
    expect(ran.code).toBe(0);
  });

  it("does not outlive the run, nor hold it up for long", async () => {
    const path = program("sleep 60 & sleep 60");
    const before = performance.now();
    expect((await world.itsm(["watch", "--for", "2s", "--on-new", path], { meanwhile: [() => world.ok("log x")] })).code).toBe(0);
    expect(performance.now() - before).toBeLessThan(30_000);
  });
});
