import { chmodSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { itOnFiles } from "../postgres.ts";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

const CLOSED = "--close --code fixed --note done";

describe("suggest", () => {
  beforeEach(async () => {
    await world.ok(`log "VPN drops every hour" --category network/vpn --group second-line ${CLOSED}`);
    await world.ok(`log "Printer jam" --category hardware/printer --group service-desk ${CLOSED}`);
  });

  it("gives each field a line: value, probability and tickets", async () => {
    expect(await world.ok("suggest --text 'vpn is slow'")).toBe("category\tnetwork/vpn\t0.321\tINC-1\ngroup\tsecond-line\t0.321\tINC-1\nservice\t\t\t\n");
    expect(await world.ok("suggest --text 'vpn is slow' -q")).toBe("network/vpn\nsecond-line\n\n");
  });

  itOnFiles("answers on a register that cannot be written, of what was never learnt", async () => {
    const folder = dirname(world.register);
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
    const { items } = await world.json("suggest --text 'printer jam'");
    expect(items[0]).toMatchObject({ value: "hardware/printer", from: ["INC-2"] });
    expect((await world.itsm("suggest --relearn")).code).toBe(6);
  });

  it("tells a ticket's own fate to nobody who asks about that ticket", async () => {
    await world.ok("suggest --text x");
    const { items } = await world.json("suggest 1");
    expect(items[0].value).toBeNull();
  });

  it("learns anew what it had learnt", async () => {
    const before = await world.ok("suggest --text 'vpn is slow'");
    expect(await world.ok("suggest --relearn")).toBe("");
    expect(await world.ok("suggest --text 'vpn is slow'")).toBe(before);
  });

  it("and similar name --text where a text was given as a ticket", async () => {
    for (const verb of ["similar", "suggest"]) {
      const { code, stderr } = await world.itsm([verb, "vpn fails"]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: `error: "vpn fails" is no ticket number.\n  of a text: itsm ${verb} --text "vpn fails"\n` });
      expect((await world.itsm([verb, "0"])).stderr).toContain("Ticket numbers begin at 1.");
    }
  });

  it("evaluates nothing where nothing was closed", async () => {
    const other = makeWorld();
    await other.ok("log one");
    expect(await other.ok("suggest --evaluate --field service")).toBe("service\t0\t0\t0\t\t\t\t\n");
    other.remove();
  });

  it("reads where there is no register yet", async () => {
    const other = makeWorld();
    expect(await other.itsm("suggest --text vpn")).toMatchObject({ code: 0, stdout: "category\t\t\t\ngroup\t\t\t\nservice\t\t\t\n" });
    expect(await other.itsm("similar --text vpn")).toMatchObject({ code: 0, stdout: "" });
    expect(await other.itsm("kb list")).toMatchObject({ code: 0, stdout: "" });
    expect((await other.itsm("kb retire K-1 --reason x")).code).toBe(4);
    expect(await other.itsm("kb add --title a --symptom b --workaround c")).toMatchObject({ code: 0, stdout: "K-1\n" });
    other.remove();
  });
});

describe("kb", () => {
  it("that is known already says how it is changed", async () => {
    await world.ok(`log "Mail is slow" ${CLOSED} --category software/mail`);
    await world.ok("kb add --from 1");
    const again = ["kb", "add", "--from", "1", "--symptom", "mails come late"];
    const { code, stderr } = await world.itsm(again);
    expect(code).toBe(3);
    expect(stderr).toContain('to change it, itsm kb retire K-1 --reason "…" and add it anew');
    await world.ok("kb retire K-1 --reason 'said better'");
    expect(await world.ok(again)).toBe("K-2\n");
  });

  it("is used through the rules of the ticket, as one operation that undo takes back", async () => {
    await world.ok("log 'VPN drops'");
    await world.ok("log 'VPN slow'");
    expect(await world.itsm("kb add --title VPN --symptom drops --workaround Reconnect.")).toMatchObject({ stdout: "K-1\n", stderr: "K-1 added: VPN\n" });
    expect((await world.json("kb use k1 1..2")).counts).toMatchObject({ changed: 2 });
    expect((await world.json("show 2")).items[0].workaround).toBe("Reconnect.");
    expect((await world.json("kb use K-1 1")).counts).toMatchObject({ unchanged: 1 });
    expect((await world.json("kb list")).items[0].helped).toBe(2);
    expect(await world.ok("op list -L 2")).toMatch(/^op-4\tkb use\t.*\t2\t\nop-3\tkb add\t.*\t0\t\n$/);
    await world.ok("undo");
    expect((await world.json("kb list")).items[0].helped).toBe(0);
    expect((await world.json("show 2")).items[0].workaround).toBeNull();
    const undone = await world.itsm("undo op-3");
    expect(undone).toMatchObject({ code: 3, stderr: expect.stringContaining("changed no ticket") });
    expect((await world.itsm("kb use K-1 1 --where is:open --yes")).code).toBe(2);
    expect((await world.json("kb use K-1 --where is:open --yes")).counts).toMatchObject({ changed: 2 });
    expect((await world.itsm("audit verify")).code).toBe(0);
  });

  it("refuses a dry run nothing, and writes nothing by it", async () => {
    expect(await world.itsm("kb add --title VPN --symptom drops --workaround Reconnect. --dry-run")).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "K-1 would be added: VPN\ndry run: nothing was written\n",
    });
    expect(await world.ok("kb list")).toBe("");
  });

  it("shows no terminal what would steer it", async () => {
    await world.ok(["kb", "add", "--title", "VPN \u202ereversed", "--symptom", "a\u001b[2Jb\nc\u0007", "--workaround", "\u009b31mred"]);
    for (const line of ["kb list", "kb list vpn", "kb show 1"]) {
      const { stdout, stderr } = await world.itsm(`${line} --color never`, { terminal: "all" });
      expect(stdout + stderr).not.toMatch(/[\u0007\u001b\u009b\u202e]/);
    }
    expect((await world.ok("kb list -o id,symptom")).split("\n")).toHaveLength(2);
  });
});
