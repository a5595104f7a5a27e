import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

describe("log by flags at a terminal", () => {
  it("says what was logged and no id beside it; where stdout or stderr goes elsewhere, the id is there", async () => {
    const { stdout, stderr } = await world.itsm("log one --impact low --urgency low", { terminal: "all" });
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^INC-1 logged, low; /);
    expect((await world.itsm("log two", { terminal: ["stdin", "stderr"] })).stdout).toBe("INC-2\n");
    expect((await world.itsm("log three", { terminal: ["stdin", "stdout"] })).stdout).toBe("INC-3\n");
    expect((await world.itsm("log four -q", { terminal: "all" })).stdout).toBe("INC-4\n");
  });

  it("says that an open ticket reads alike, and nothing of it in a pipe", async () => {
    const twin = async (line: string) => (await world.itsm(line, { terminal: "all" })).stderr.split("\n").find((said) => said.includes("reads alike")) ?? null;
    await world.ok('log "Scanner jams on floor 2"');
    expect(await twin('log "VPN drops at Surabaya"')).toBeNull();
    expect(await twin('log "vpn drops at surabaya"')).toBe("INC-2 is open and reads alike: itsm show INC-2");
    expect(await twin('log "VPN at Surabaya drops again"')).toBe("INC-3 is open and reads alike: itsm show INC-3");
    expect(await twin('log "VPN"')).toBeNull();
    expect(await twin('log "VPN drops at Surabaya" --key vpn')).not.toBeNull();
    expect(await twin('log "VPN drops at Surabaya" --key vpn')).toBeNull();
    expect(await twin('log "VPN drops at Surabaya" --close --code fixed --note x --category other')).toBeNull();
    expect(await twin('log "VPN drops at Surabaya" -n')).not.toBeNull();
    expect((await world.itsm('log "VPN drops at Surabaya"')).stderr).not.toContain("alike");
    await world.itsm("cancel 2..11 --reason x -k");
    expect(await twin('log "VPN drops at Surabaya"')).toBeNull();
  });

  it("says that a name is new", async () => {
    expect((await world.itsm("log one --assignee bdi", { terminal: "all" })).stderr).toContain("bdi is a new name at this desk; itsm undo takes it back\n");
    expect((await world.itsm("log two --assignee bdi", { terminal: "all" })).stderr).not.toContain("new name");
  });
});
