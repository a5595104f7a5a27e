import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changePolicy } from "../policy-of.ts";
import { makeWorld, type World } from "../world.ts";

const at = (text: string): number => Date.parse(text) / 1000;
const WEEK = 7 * 86_400;
const ROTAS = {
  network: { group: "second-line", calendar: "office", starts: at("2026-11-02T09:00+07:00"), turnSeconds: WEEK, people: ["ayu", "budi", "citra"] },
  manager: {
    group: null,
    calendar: "office",
    starts: at("2026-11-02T09:00+07:00"),
    turnSeconds: WEEK,
    people: ["dewi"],
    overrides: [{ person: "eka", from: at("2026-11-28T00:00+07:00"), until: at("2026-11-30T00:00+07:00") }],
  },
};

let world: World;
beforeEach(async () => {
  world = makeWorld();
  await world.ok("db init");
});
afterEach(() => world.remove());

describe("oncall", () => {
  it("says that the policy names nobody where it has no rota, as every register starts", async () => {
    const { code, stdout, stderr } = await world.itsm("oncall");
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: expect.stringContaining("the policy names nobody on call") });
    expect(await world.json("oncall")).toMatchObject({ schema: "itsm.oncall/1", page: { total: 0 }, items: [] });
    expect((await world.itsm("oncall network")).code).toBe(2);
  });

  it("gives a pipe who it is, until when, and who is next, rota by rota", async () => {
    await changePolicy(world.register, { oncall: ROTAS });
    expect(await world.ok("oncall")).toBe("network\tayu\t2026-11-30T02:00:00Z\tbudi\tsecond-line\nmanager\tdewi\t2026-11-27T17:00:00Z\teka\t\n");
    expect(await world.ok("oncall -q NETWORK")).toBe("ayu\n");
    expect((await world.json("oncall manager")).items).toEqual([
      {
        rota: "manager",
        group: null,
        person: "dewi",
        from: "2026-11-02T02:00:00Z",
        until: "2026-11-27T17:00:00Z",
        next: "eka",
        override: false,
        instead: null,
      },
    ]);
  });

  it("draws it on a terminal, at another time, and in the words of a language", async () => {
    await changePolicy(world.register, { oncall: ROTAS });
    expect(await world.ok("oncall --color never", { terminal: "all" })).toMatchInlineSnapshot(`
      "ROTA     ON CALL  UNTIL                    THEN  GROUP
      network  ayu      2026-11-30 09:00, in 5d  budi  second-line
      manager  dewi     2026-11-28 00:00, in 3d  eka   all
      2 rotas
      "
    `);
    expect(await world.ok("oncall --color never --at 'saturday 03:00'", { terminal: "all" })).toMatchInlineSnapshot(`
      "ROTA     ON CALL       UNTIL             THEN  GROUP
      network  ayu           2026-11-30 09:00  budi  second-line
      manager  eka for dewi  2026-11-30 00:00  dewi  all
      2 rotas
      "
    `);
    expect(await world.ok("oncall --color never --lang id", { terminal: "all", columns: 100 })).toContain("dalam waktu 5 hari");
    const narrow = await world.ok("oncall --color never", { terminal: "all", columns: 40 });
    expect(narrow.split("\n").filter((line) => line.length > 40)).toEqual([]);
  });

  it("says that nobody is on call before the first handover", async () => {
    await changePolicy(world.register, { oncall: { network: { ...ROTAS.network, starts: at("2026-12-01T09:00+07:00") } } });
    expect(await world.ok("oncall")).toBe("network\t\t2026-12-01T02:00:00Z\tayu\tsecond-line\n");
    expect(await world.ok("oncall -q")).toBe("");
  });

  it("names a rota that is meant", async () => {
    await changePolicy(world.register, { oncall: ROTAS });
    const { code, stderr } = await world.itsm("oncall netwrk");
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("Did you mean network?") });
    expect(await world.ok("oncall -o help")).toContain("instead");
  });
});

describe("@oncall", () => {
  it("is what is of the first priority, breached first, in a list and in sla", async () => {
    await world.ok("log one --impact high --urgency high");
    await world.ok("log two --impact high --urgency high --channel phone");
    await world.ok("log three");
    world.pass(1000);
    for (const line of ["ls @oncall -q", "sla @oncall -q"]) expect(await world.ok(line)).toBe("INC-1\nINC-2\n");
    await world.ok("assign 2 --to @me");
    expect(await world.ok("ls @oncall is:mine -q")).toBe("INC-2\n");
  });
});

describe("sla --probe", () => {
  const figures = (breached: number, due: number, open: number): string => `breached=${breached};0 due=${due};0 open=${open}`;

  it("is one line and 0 where nothing presses", async () => {
    expect(await world.itsm("sla --probe")).toMatchObject({ code: 0, stdout: `SLA OK: no clock is breached | ${figures(0, 0, 0)}\n`, stderr: "" });
    await world.ok("log one");
    expect(await world.itsm("sla --probe --within 30m")).toMatchObject({
      code: 0,
      stdout: `SLA OK: no clock is breached or due within 30m | ${figures(0, 0, 1)}\n`,
    });
  });

  it("is one line and 1 where something does, whatever a title holds", async () => {
    await world.ok("log 'one | two=3' --impact high --urgency high");
    await world.ok("log three --impact high --urgency high --channel phone");
    world.pass(1000);
    expect(await world.itsm("sla @oncall --probe --within 4h")).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /^SLA WARNING: 1 breached, 1 due within 4h; INC-1 HIGH response breached 1m ago: one \/ two=3[^|\n]* \| breached=1;0 due=1;0 open=2\n$/,
      ),
    });
    expect((await world.itsm("sla type:request --probe")).code).toBe(0);
  });

  it("is the answer that --check gives", async () => {
    for (const [wait, within] of [
      [0, "30m"],
      [3000, "30m"],
      [1000, "30m"],
      [0, "1s"],
    ] as const) {
      if (wait === 0) await world.ok("log again --channel phone");
      world.pass(wait);
      const check = (await world.itsm(`sla --check --within ${within} -q`)).code;
      expect((await world.itsm(`sla --probe --within ${within}`)).code).toBe(check);
    }
  });

  it("takes no form beside it", async () => {
    for (const line of ["sla --probe --json", "sla --probe -q", "sla --probe --open --all", "sla --probe prioriti:high"])
      expect((await world.itsm(line)).code, line).toBe(2);
  });
});

describe("sla --check", () => {
  it("is silent for cron while nothing presses, and prints ids once something does", async () => {
    await world.ok("log one --impact high --urgency high");
    expect(await world.itsm("sla --check --within 5m -q")).toMatchObject({ code: 0, stdout: "", stderr: "" });
    world.pass(600);
    expect(await world.itsm("sla --check --within 5m -q")).toMatchObject({ code: 1, stdout: "INC-1\n", stderr: "" });
  });
});
