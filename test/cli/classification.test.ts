import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Policy } from "../../src/domain/policy/policy.ts";
import { changePolicy } from "../policy-of.ts";
import { makeWorld, type World } from "../world.ts";

const RULES: Partial<Policy> = {
  groups: ["service-desk", "second-line", "network", "field-support", "finance"],
  services: ["Payroll"],
  sites: ["surabaya", "bandung"],
  sitePhones: { surabaya: "031 555 100" },
  vip: ["Budi Santoso"],
  categoryRules: { hardware: { group: "field-support", impact: "low" }, network: { group: "network", impact: "high" } },
  serviceGroups: { Payroll: "finance" },
  members: { network: ["rudi"] },
  managers: { network: ["Dewi", "Rina"] },
  nextUpdateSeconds: { high: 1800 },
};

let world: World;
beforeEach(async () => {
  world = makeWorld();
  await world.ok("db init");
  await changePolicy(world.register, RULES);
});
afterEach(() => world.remove());

const stderr = async (line: string): Promise<string> => (await world.itsm(line)).stderr;
const ticketOf = async (number: number): Promise<Record<string, unknown>> => (await world.json(`show ${number}`)).items[0];
const onTerminal = (line: string): Promise<string> => world.ok(line, { terminal: "all", columns: 90, env: { NO_COLOR: "1", ITSM_PAGER: "" } });

describe("log", () => {
  it("takes group and impact from the category and says so in the sentence about what was not given", async () => {
    expect(await stderr("log 'VPN down' --category network/vpn")).toBe(
      "urgency not given: medium; by the category: impact high, group network\n" +
        "INC-1 logged, high; response due 2026-11-24 09:56 (+07:00), resolution due 2026-11-24 13:41 (+07:00), next update promised by 2026-11-24 10:11 (+07:00)\n",
    );
    expect(await ticketOf(1)).toMatchObject({ group: "network", impact: "high", nextUpdateAt: "2026-11-24T03:11:05Z" });
    const { history } = (await ticketOf(1)) as { history: readonly { data: unknown }[] };
    expect(history[0]?.data).toMatchObject({ group: "network", impact: "high" });
  });

  it("takes the group from the service, and nothing where all is stated", async () => {
    expect(await stderr("log Slow --service Payroll --impact low --urgency low")).toMatch(/^by the service: group finance\nINC-1 logged/);
    expect(await stderr("log Slow --service Payroll --impact low --urgency low --group none")).toMatch(/^INC-2 logged/);
    expect(await stderr("log Slow")).toMatch(/^impact and urgency not given: medium\nINC-3 logged/);
    expect((await ticketOf(2)).group).toBeNull();
  });

  it("takes both where the category comes from the ticket that it follows, and says what it would in a dry run", async () => {
    await world.ok("log 'VPN down' --category network/vpn --close --code fixed --note x");
    expect(await stderr("log 'VPN down again' --follows 1 --dry-run")).toMatch(/^urgency not given: medium; by the category: impact high, group network\n/);
    await world.ok("log 'VPN down again' --follows 1");
    expect(await ticketOf(2)).toMatchObject({ group: "network", impact: "high", category: "network/vpn" });
  });

  it("says each by itself where a desk calls impacts and urgencies otherwise", async () => {
    await changePolicy(world.register, {
      impacts: ["extensive", "significant", "minor"],
      urgencies: ["now", "later"],
      matrix: { extensive: { now: "high", later: "high" }, significant: { now: "high", later: "medium" }, minor: { now: "medium", later: "low" } },
      categoryRules: {},
    });
    expect(await stderr("log Slow")).toMatch(/^impact not given: significant; urgency not given: later\nINC-1 logged, medium;/);
  });

  it("tells of a VIP, who is marked in show and in the list", async () => {
    expect(await stderr("log 'VPN down' --impact low --urgency low --requester 'budi  santoso' --site surabaya --contact 4711")).toContain(
      "the requester is a VIP\n",
    );
    await world.ok("log 'Mail down' --impact low --urgency low --requester Sari --site bandung");
    expect(await onTerminal("ls")).toMatch(/VIP VPN down .*\n.* new {2,}Mail down/);
    const page = await onTerminal("show 1 2");
    expect(page).toContain("INC-1  VIP  VPN down");
    expect(page).toMatch(/Requester +budi {2}santoso \(VIP\), 4711/);
    expect(page).toMatch(/Site +surabaya, the desk's number there: 031 555 100/);
    expect(page).toMatch(/Site +bandung\n/);
    const heard = await world.ok("show 1", { terminal: "all", env: { ITSM_ACCESSIBLE: "1" } });
    expect(heard).toContain("Title: VIP VPN down\n");
    expect(heard).toContain("Requester: budi  santoso (VIP), 4711\n");
    expect(await world.ok("ls -o title")).toBe("VPN down\nMail down\n");
  });
});

describe("intake", () => {
  it("leaves to the category what an alert does not say, and says what stands for what the desk does not know", async () => {
    const ran = await world.itsm("intake json -", { stdin: '{"key":"a","title":"Switch down","category":"network"}' });
    expect(ran).toMatchObject({ code: 0 });
    expect(await ticketOf(1)).toMatchObject({ group: "network", impact: "high", urgency: "medium" });
    const odd = await world.itsm("intake json -", { stdin: '{"key":"b","title":"x","category":"network","impact":"huge","group":"nowhere"}' });
    expect(odd.stderr).toContain('alert 1: impact "huge" is not the desk\'s; high was taken');
    expect(odd.stderr).toContain('alert 1: group "nowhere" is not the desk\'s; network was taken');
    expect(await ticketOf(2)).toMatchObject({ group: "network", impact: "high" });
    const explained = JSON.parse(await world.ok("intake json --explain - --json", { stdin: '{"key":"c","title":"x","category":"hardware"}' }));
    const values = Object.fromEntries(explained.items[0].fields.map(({ field, value }: { field: string; value: string }) => [field, value]));
    expect(values).toMatchObject({ impact: "low", urgency: "medium", group: "field-support" });
  });
});

describe("edit", () => {
  it("of the category gives a group where there is none, says so, and is undone whole", async () => {
    await world.ok("log Jam");
    await world.ok("log Jam --group service-desk");
    const { stderr: said } = await world.itsm("edit 1,2 --category hardware/printer");
    expect(said).toBe("INC-1 had no group: field-support, as the desk's rules say\n");
    expect([(await ticketOf(1)).group, (await ticketOf(2)).group]).toEqual(["field-support", "service-desk"]);
    await world.ok("undo");
    expect([(await ticketOf(1)).group, (await ticketOf(1)).category]).toEqual([null, "unclassified"]);
  });

  it("with a group of its own counts no handing over, and none stays none", async () => {
    await world.ok("log Jam");
    await world.ok("log Jam");
    await world.ok("edit 1 --category hardware --group second-line");
    await world.ok("edit 2 --category hardware --group none");
    expect(await ticketOf(1)).toMatchObject({ group: "second-line", reassignmentCount: 0 });
    expect((await ticketOf(2)).group).toBeNull();
  });
});

describe("a category", () => {
  it("includes all below it, and the first and the closing one are kept apart", async () => {
    await world.ok("log One --category hardware/printer");
    await world.ok("log Two --category hardware");
    await world.ok("log Three --category software");
    expect(await world.ok("ls category:hardware -q sort:id")).toBe("INC-1\nINC-2\n");
    await world.ok("close 1 --code fixed --note x --category network/lan");
    await world.ok("edit 1 --category network/vpn --reason 'it was the tunnel'");
    expect(await ticketOf(1)).toMatchObject({ category: "network/vpn", firstCategory: "hardware/printer", closedCategory: "network/lan" });
    expect(await world.ok("ls is:reclassified --all -q")).toBe("INC-1\n");
  });
});

describe("escalate --up", () => {
  it("says whom it informs, the next each time, and that nobody is left", async () => {
    await world.ok("log 'VPN down' --category network");
    expect(await stderr("escalate 1 --up")).toContain("INC-1 goes up the line to Dewi\n");
    expect(await stderr("escalate 1 --up")).toContain("INC-1 goes up the line to Rina\n");
    const last = await world.itsm("escalate 1 --up --reason 'still down'");
    expect(last).toMatchObject({ code: 0, stdout: "INC-1\tchanged\twith group network\n" });
    expect(last.stderr).toBe("INC-1: nobody is left to inform above network; --to NAME informs somebody\n");
    expect(await onTerminal("show 1")).toContain("escalated it up the line, with nobody named above: still down");
    await world.ok("log Slow");
    expect(await stderr("escalate 2 --up")).toBe("INC-2 is with no group, so nobody is above it; --to NAME informs somebody\n");
    expect(await stderr("escalate 2 --up --to Wati")).toBe("INC-2 goes up the line to Wati\n");
    await world.ok("audit verify");
  });
});

describe("a group with members", () => {
  it("lets anybody be assigned, and offers its tickets to its members alone", async () => {
    await world.ok("log 'VPN down' --category network");
    expect(await world.ok("next -q --as sari")).toBe("");
    expect(await world.ok("next -q --as rudi")).toBe("INC-1\n");
    await world.ok("assign 1 --to sari");
    expect(await ticketOf(1)).toMatchObject({ assignee: "sari", group: "network" });
  });
});

describe("the guided log", () => {
  const talk = (answers: readonly string[], line = "log") => world.itsm(line, { terminal: ["stdin", "stderr"], answers });

  it("proposes the impact and the group of the category, tells of a VIP, and of the desk's number at the site", async () => {
    const {
      code,
      stderr: said,
      asked,
    } = await talk(["VPN drops", "Budi Santoso", "4711", "", "network/vpn", "", "", "high", "", "", ""], "log --site surabaya");
    expect(code).toBe(0);
    expect(said).toContain("Budi Santoso is a VIP\n");
    expect(asked.at(-1)).toContain("Also: site surabaya (the desk's number there: 031 555 100)");
    expect(await ticketOf(1)).toMatchObject({ impact: "high", group: "network", requester: "Budi Santoso" });
  });

  it("keeps a ticket from the group of its category where nobody shall have it", async () => {
    const { code } = await talk(["Jam", "", "", "hardware/printer", "", "", "low", "", "waits", ""]);
    expect(code).toBe(0);
    expect(await ticketOf(1)).toMatchObject({ impact: "low", group: null, category: "hardware/printer" });
  });
});
