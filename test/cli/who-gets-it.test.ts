import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeEach(async () => {
  world = makeWorld();
  await world.ok('log "VPN drops"');
});
afterEach(() => world.remove());

describe("a name that is a group's", () => {
  it.each([
    ["assign 1 --to second-line", "--to second-line is the name of a group.\n  did you mean --to group:second-line?\n"],
    ["assign 1 --to Second-Line", "--to Second-Line is the name of a group.\n  did you mean --to group:second-line?\n"],
    ["edit 1 --assignee second-line", "--assignee second-line is the name of a group.\n  did you mean --group second-line?\n"],
    ['log "Mail" --assignee second-line', "--assignee second-line is the name of a group.\n  did you mean --group second-line?\n"],
  ])("%s is no person", async (line, says) => {
    expect(await world.itsm(line)).toMatchObject({ code: 2, stdout: "", stderr: `error: ${says}` });
    expect((await world.json("op list")).page.total).toBe(1);
  });
});

describe("a name nobody had before", () => {
  const said = async (line: string) => (await world.itsm(line, { terminal: "all" })).stderr;

  it("is said to be new at a terminal, with the one it may have meant", async () => {
    await world.ok('log "Mail" --assignee budi');
    expect(await said("assign 1 --to bdi")).toBe("bdi is a new name at this desk; did you mean budi? itsm undo takes it back\n");
    expect(await said("assign 1 --to Ratna")).toBe("Ratna is a new name at this desk; itsm undo takes it back\n");
    expect(await said("assign 1 --to sari --dry-run")).toContain("sari is a new name at this desk\n");
  });

  it("is not new where somebody acted under it or has a ticket, and nothing is said in a pipe", async () => {
    await world.ok("note 1 x --as dewi");
    await world.ok('log "Mail" --assignee budi');
    for (const line of ["assign 1 --to dewi", "assign 1 --to Budi", "assign 1 --to @me"]) expect(await said(line), line).toBe("");
    expect((await world.itsm("assign 1 --to nobody-yet")).stderr).toBe("");
    expect(await said("assign 1 2 --to somebody-else -q")).toBe("");
  });
});
