import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changePolicy } from "../policy-of.ts";
import { makeWorld, type World } from "../world.ts";

const MINUTE = 60;
const HOUR = 3600;

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

const shown = (line: string, columns = 80): Promise<string> => world.ok(line, { terminal: "all", columns, env: { NO_COLOR: "1" } });

/** One of nobody's that is low, one that is high, one of Ayu's. */
async function morning(): Promise<void> {
  await world.ok('log "Old mouse" --impact low --urgency low');
  await world.ok('log "Payroll failed" --impact high --urgency high --group second-line --channel phone');
  await world.ok('log "Mailbox full" --assignee ayu');
}

describe("next", () => {
  it("is one's own, then what nobody has, by the time left; a pipe gets the id and the reason", async () => {
    await morning();
    expect(await world.ok("next")).toBe("INC-3\tyours, response due in 1h\n");
    expect(await world.ok("next --as sari")).toBe("INC-2\tunassigned in second-line, resolution due in 4h\n");
    expect(await world.ok("next -q --as sari")).toBe("INC-2\n");
    world.pass(5 * HOUR);
    expect(await world.ok("next --as sari")).toBe("INC-2\tunassigned in second-line, resolution breached 1h ago\n");
  });

  it("says on a terminal which, why, what waits behind it, and what to type", async () => {
    await morning();
    expect(await shown("next")).toBe("INC-3  MEDIUM  Mailbox full\nyours, response due in 1h\nafter it: 2 unassigned\nitsm start INC-3\n");
    expect(await shown("next --as sari")).toBe(
      "INC-2  HIGH  Payroll failed\nunassigned in second-line, resolution due in 4h\nafter it: 1 unassigned\nitsm next --take\n",
    );
    await world.ok("start 3");
    await world.ok("note 3 'We are on it.' --public --next-update 'in 10m'");
    expect(await shown("next --lang id")).toContain("update promised dalam waktu 10 menit\n");
    expect(await shown("next")).toContain('itsm note INC-3 "…" --public\n');
    const narrow = await shown("next --as sari", 40);
    expect(narrow.split("\n").filter((line) => line.length > 40)).toEqual([]);
  });

  it("says what nobody has that presses more than one's own", async () => {
    await world.ok('log "Mailbox full" --assignee ayu');
    expect((await world.itsm("next")).stderr).toBe("");
    await world.ok('log "Payroll failed" --impact high --urgency high --group second-line');
    const said = "but INC-2 HIGH, which nobody in second-line has: response due in 15m  itsm start INC-2\n";
    expect(await world.itsm("next")).toMatchObject({ stdout: "INC-1\tyours, response due in 1h\n", stderr: said });
    expect(await shown("next")).toBe(
      `INC-1  MEDIUM  Mailbox full\nyours, response due in 1h\n${said.replace("  itsm", "\n  itsm")}after it: 1 unassigned\nitsm start INC-1\n`,
    );
    expect(await world.itsm("next -q")).toMatchObject({ stdout: "INC-1\n", stderr: "" });
    expect((await world.json("next")).passedOver).toMatchObject({ id: "INC-2" });
    world.pass(20 * MINUTE);
    expect((await world.itsm("next --take -n")).stderr).toContain(
      "but INC-2 HIGH, which nobody in second-line has: response breached 5m ago  itsm start INC-2\n",
    );
    world.pass(2 * HOUR);
    expect((await world.itsm("next")).stderr).toContain("INC-2 HIGH");
    await world.ok("start 2 --as budi");
    expect((await world.itsm("next")).stderr).toBe("");
    expect((await world.json("next")).passedOver).toBeNull();
  });

  it("leaves out what is on hold until it is near, and says so", async () => {
    await world.ok('log "Badge reader" --assignee ayu');
    await world.ok("hold 1 --reason scheduled --until 'in 2h'");
    const { code, stdout, stderr } = await world.itsm("next");
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "nothing to take: 1 ticket of yours on hold\n" });
    world.pass(2 * HOUR - 10 * MINUTE);
    expect(await world.ok("next")).toBe("INC-1\tyours, on hold, hold ends in 10m\n");
    expect(await shown("next")).toContain("itsm resume INC-1\n");
    world.pass(11 * MINUTE);
    expect(await world.ok("next")).toMatch(/^INC-1\tyours, response due/);
  });

  it("is nothing on a desk where nothing is to do, with or without --take, before there is a register and after", async () => {
    for (const line of ["next", "next --take", "next --take --dry-run"]) expect(await world.itsm(line)).toMatchObject({ code: 0, stdout: "" });
    await world.ok('log "Taken" --assignee budi');
    for (const line of ["next", "next --take"]) {
      const { code, stdout, stderr } = await world.itsm(line);
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: expect.stringContaining("nothing to take: no open ticket is yours") });
    }
    expect(await world.json("next")).toMatchObject({ schema: "itsm.next/1", ticket: null, reason: null, counts: { mine: 0, unassigned: 0, held: 0 } });
    expect((await world.json("next --take")).counts.requested).toBe(0);
    expect(await world.json("op list")).toMatchObject({ page: { total: 1 } });
  });

  it("leaves other groups' tickets to those the policy names, or who are on call for them", async () => {
    await morning();
    await changePolicy(world.register, { members: { "second-line": ["budi"] } });
    expect(await world.ok("next -q --as budi")).toBe("INC-2\n");
    expect(await world.ok("next -q --as sari")).toBe("INC-1\n");
    const rota = { group: "second-line", calendar: "office", starts: world.now - HOUR, turnSeconds: 86_400, people: ["sari", "dewi"] };
    await changePolicy(world.register, { oncall: { night: rota } });
    expect(await world.ok("next -q --as sari")).toBe("INC-2\n");
    expect(await world.ok("next -q --as dewi")).toBe("INC-1\n");
  });

  it("has no use for a write's flags without --take", async () => {
    const { code, stderr } = await world.itsm("next --dry-run");
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("--take") });
  });

  it("lets nothing of a title reach a terminal", async () => {
    await world.ok("log 'Printer \u202eis red'");
    expect(await shown("next")).not.toContain("\u202e");
  });

  it("colours no more than its words say, on lines that still fit", async () => {
    await morning();
    const drawn = await world.ok("next --color always", { terminal: "all", columns: 30 });
    expect(drawn.replace(/\u001b\[\d+m/g, "")).toBe(await shown("next", 30));
  });
});

describe("next --take", () => {
  it("starts it in one operation, as start would, and says why", async () => {
    await morning();
    const { code, stdout, stderr } = await world.itsm("next --take --as sari");
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "INC-2\tchanged\tin progress with sari\n",
      stderr: "unassigned in second-line, resolution due in 4h\n",
    });
    expect((await world.json("op list -L 1")).items[0]).toMatchObject({ op: "op-4", verb: "start", actor: "sari", tickets: 1 });
    expect(await world.ok("next -q --as budi")).toBe("INC-1\n");
    await world.ok("undo --as sari");
    expect(await world.ok("next -q --as budi")).toBe("INC-2\n");
  });

  it("gives two people two tickets", async () => {
    await morning();
    const [one, other] = await Promise.all([world.ok("next --take -q --as sari"), world.ok("next --take -q --as budi")]);
    expect([one, other].sort()).toEqual(["INC-1\n", "INC-2\n"]);
  });

  it("changes nothing where one's own is in progress already, and says what to look at", async () => {
    await morning();
    await world.ok("start 3");
    expect(await world.ok("next --take")).toBe("INC-3\tunchanged\t\n");
    expect((await world.itsm("next --take", { terminal: "all" })).stderr).toContain("itsm show INC-3");
  });

  it("has the document of a write, a dry run, and a token that makes it safe to repeat", async () => {
    await morning();
    expect(await world.json("next --take --dry-run --as sari")).toMatchObject({
      schema: "itsm.result/1",
      dryRun: true,
      items: [{ id: "INC-2", outcome: "changed" }],
    });
    const first = await world.json("next --take --once shift-1 --as sari");
    expect(first).toMatchObject({ verb: "start", repeated: false, items: [{ id: "INC-2" }] });
    expect(await world.json("next --take --once shift-1 --as sari")).toMatchObject({ repeated: true, items: [{ id: "INC-2" }] });
    expect((await world.json("op list")).page.total).toBe(4);
  });
});
