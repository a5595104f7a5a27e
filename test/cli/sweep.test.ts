import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changePolicy } from "../policy-of.ts";
import { itOnFiles } from "../postgres.ts";
import { lockOf } from "../raw.ts";
import { makeWorld, type World } from "../world.ts";

const HOUR = 3600;
const MINUTE = 60;

let world: World;
beforeEach(async () => {
  world = makeWorld();
  await world.ok('log "VPN drops" --impact high --urgency high --assignee dewi --group service-desk');
});
afterEach(() => world.remove());

/** A promise that the loop of `--every` waits on once too often: the end of the test's patience. */
const enough = (): never => {
  throw new Error("enough");
};

describe("sweep", () => {
  it("says in counts what it did, and that nothing was due", async () => {
    world.pass(20 * MINUTE);
    expect(await world.ok("sweep")).toBe("1 ticket: 1 warned\n");
    expect(await world.ok("sweep")).toBe("nothing was due\n");
  });

  it("tells of few tickets one by one on a terminal, and of all where that is asked for", async () => {
    world.pass(20 * MINUTE);
    const told = "INC-1  100 % of the response time spent; told dewi (assignee), service-desk\n       (group)\n";
    expect((await world.itsm("sweep --dry-run", { terminal: "all" })).stdout).toContain(told);
    expect(await world.ok("sweep -v")).toContain("INC-1  100 % of the response time spent; told dewi (assignee), service-desk (group)\n1 ticket: 1 warned\n");
  });

  it("gives ids, lines or a document to a program", async () => {
    world.pass(20 * MINUTE);
    expect(await world.ok("sweep -n -q")).toBe("INC-1\n");
    expect(JSON.parse(await world.ok("sweep -n --jsonl"))).toMatchObject({ number: 1, id: "INC-1", events: [{ type: "warned" }] });
    expect(await world.json("sweep -n")).toMatchObject({ schema: "itsm.sweep/1", dryRun: true, operations: 0, counts: { tickets: 1, warned: 1 } });
    expect(await world.json("sweep")).toMatchObject({ dryRun: false, operations: 1, counts: { tickets: 1, warned: 1 } });
    expect(await world.json("sweep")).toMatchObject({ operations: 0, items: [], counts: { tickets: 0 } });
  });

  it("rehearses another time, and sweeps none but now", async () => {
    const { stdout, stderr } = await world.itsm("sweep --dry-run --at 'in 4h'");
    expect(stdout).toBe("1 ticket would be swept: 2 warned\n");
    expect(stderr).toContain("nothing was written");
    expect((await world.json("op list")).page.total).toBe(1);
    expect(await world.itsm("sweep --at 'in 4h'")).toMatchObject({ code: 2 });
  });

  it.each(["sweep --status --dry-run", "sweep --every 5m --status", "sweep --every 2d", "sweep --every 0s", "sweep 41"])("%s is a mistake", async (line) => {
    expect(await world.itsm(line)).toMatchObject({ code: 2, stdout: "" });
  });

  itOnFiles("of no register does nothing and makes none", async () => {
    const bare = makeWorld();
    expect(await bare.ok("sweep")).toBe("nothing was due\n");
    expect((await bare.itsm("sweep --status")).code).toBe(0);
    expect((await bare.itsm("list")).stderr).toContain("There is no register");
    bare.remove();
  });
});

describe("sweep --status", () => {
  it("says when it last ran and what is due, and ends with 1 once something has been for more than ten minutes", async () => {
    expect(await world.json("sweep --status")).toMatchObject({ schema: "itsm.sweep-status/1", sweptAt: null, due: 0, since: null, late: false });
    world.pass(17 * MINUTE);
    expect((await world.itsm("sweep --status")).code).toBe(0);
    world.pass(MINUTE);
    expect((await world.itsm("sweep --status")).code).toBe(1);
    expect(await world.json("sweep --status")).toMatchObject({ due: 1, since: "2026-11-24T02:48:35Z", late: true });
    await world.ok("sweep");
    expect(await world.json("sweep --status")).toMatchObject({ sweptAt: "2026-11-24T02:59:05Z", due: 0, since: null, late: false });
  });
});

describe("sweep --every", () => {
  it("goes on round after round, and tells of those that did something", async () => {
    const meanwhile = [() => world.pass(20 * MINUTE), () => undefined, () => world.pass(4 * HOUR), enough];
    const { stdout, stderr } = await world.itsm("sweep --every 60s", { meanwhile });
    expect(stderr).toContain("sweeping every 1m; Ctrl-C ends it");
    expect(stdout).toBe("1 ticket: 1 warned\n1 ticket: 1 warned\n");
  });

  it("tells of a round that others' lock kept from writing, and tries again", async () => {
    const release = await lockOf(world.register);
    world.pass(20 * MINUTE);
    const meanwhile = [release, enough];
    const { stdout, stderr } = await world.itsm("sweep --every 60s --timeout 0s", { meanwhile });
    expect(stderr).toContain("this round came to nothing");
    expect(stdout).toBe("1 ticket: 1 warned\n");
  });
});

describe("beside it", () => {
  it("op show lists who was told of what", async () => {
    world.pass(20 * MINUTE);
    await world.ok("sweep");
    expect(await world.ok("op show op-2")).toMatch(/\n\nTold\ndewi \(assignee\) {2}INC-1\nservice-desk \(group\) {2}INC-1\n$/);
    expect((await world.json("op show op-2")).items[0].notices).toEqual([
      { number: 1, version: 2, type: "warned", party: "assignee", name: "dewi" },
      { number: 1, version: 2, type: "warned", party: "group", name: "service-desk" },
    ]);
    expect(await world.ok("op show op-1")).not.toContain("Told");
  });

  it("the history tells of rules that handed on, and of a step up to nobody", async () => {
    const rule = { clock: "response", percent: 100, only: {}, notify: [] } as const;
    await changePolicy(world.register, {
      escalation: [
        { ...rule, name: "over", to: "second-line", levels: 0 },
        { ...rule, name: "up", to: null, levels: 1 },
      ],
    });
    world.pass(20 * MINUTE);
    expect(await world.ok("sweep")).toBe("1 ticket: 1 warned, 2 escalated\n");
    const shown = await world.ok("audit show 1");
    expect(shown).toContain('escalated to second-line by rule "over"; told second-line (group)');
    expect(shown).toContain('escalated up the line by rule "up", where nobody is');
    expect(await world.json("show 1")).toMatchObject({ items: [{ group: "second-line", assignee: null, reassignmentCount: 1 }] });
  });

  it("a step up the line says whom it informs, or that nobody is above", async () => {
    expect((await world.itsm("escalate 1 --up")).stderr).toContain("INC-1: nobody is left to inform above service-desk");
    const other = makeWorld();
    await other.ok('log "Mail" --group service-desk');
    await changePolicy(other.register, { managers: { "service-desk": ["Ratna"] } });
    expect((await other.itsm("escalate 1 --up")).stderr).toBe("INC-1 goes up the line to Ratna\n");
    expect(await other.ok("op show op-2")).toContain("escalated it up the line to Ratna");
    other.remove();
  });

  it("a list on a terminal says once a day that nothing has been swept for long", async () => {
    const list = async (): Promise<string> => (await world.itsm("list", { terminal: "all" })).stderr;
    world.pass(HOUR);
    expect(await list()).toBe("");
    world.pass(10 * MINUTE);
    expect((await world.itsm("list")).stderr).toBe("");
    expect(await list()).toContain("due since 2026-11-24 09:48");
    expect(await list()).toBe("");
    world.pass(25 * HOUR);
    expect(await list()).toContain("itsm sweep");
    await world.ok("sweep");
    world.pass(25 * HOUR);
    expect(await list()).toBe("");
  });
});
