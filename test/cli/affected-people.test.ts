import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeEach(async () => {
  world = makeWorld();
  await world.ok('log "Mail is down" --requester Ratna');
});
afterEach(() => world.remove());

const affected = async (): Promise<readonly string[]> => (await world.json("show 1")).items[0].affected.map(({ name }: { readonly name: string }) => name);

describe("affected", () => {
  it("adds and takes off several people in one operation", async () => {
    expect(await world.ok("affected 1 --add Sari --add Dewi --add Ratna --add Sari")).toBe("INC-1\tchanged\t2 affected\n");
    expect(await affected()).toEqual(["Sari", "Dewi"]);
    await world.ok("affected 1 --remove Sari --remove Dewi --add Budi --contact 4711");
    expect(await affected()).toEqual(["Budi"]);
    expect((await world.json("op list")).page.total).toBe(3);
  });

  it("gives a contact to one person, not to several", async () => {
    expect(await world.itsm("affected 1 --add Sari --add Dewi --contact 4711")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--contact belongs to one person, and several are added."),
    });
    expect(await affected()).toEqual([]);
  });
});
